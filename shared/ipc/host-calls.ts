/** The calls of the window that the host answers itself: dialogs, settings, windows, files. */
import type { EventFilter } from "../event-filter.ts";
import type { CaseInfo, Engagement, ImportResult } from "./case.ts";
import type { ExportFormat } from "./events.ts";
import type { VerifyAnswer } from "./evidence.ts";
import type { PlanPrint, PlanRequest } from "./plan.ts";
import type {
  Choice,
  ChoiceKind,
  FolderListing,
  ProgramInfo,
  RecentCase,
  SavedFile,
  Settings,
} from "./program.ts";
import type { ReportFormat, ReportOptions, ReportPreview } from "./report.ts";

/** Calls that the host answers: dialogs, settings, windows, files to be saved. */
export interface HostCalls {
  programInfo: () => ProgramInfo;
  settings: () => Settings;
  /** Answers all settings as they are now. */
  changeSettings: (change: Partial<Settings>) => Settings;
  recentCases: () => readonly RecentCase[];
  /** Takes a case off the list; the file stays. */
  forgetRecent: (id: string) => null;
  /**
   * Asks in a file dialog; null when it was closed without a choice. `name`: what to call a new case. The browser host
   * has no dialogs: there the window shows `listFolder` and answers with `chooseEntries` or `nameNewCase`.
   */
  choose: (kind: ChoiceKind, name: string | null) => Choice | null;
  /** The entries of a folder; null: where to begin. Browser host only. */
  listFolder: (folderId: string | null) => FolderListing;
  chooseEntries: (kind: ChoiceKind, entryIds: readonly string[]) => Choice;
  nameNewCase: (folderId: string, name: string) => Choice;
  /** The sample that comes with the program. */
  chooseSample: () => Choice;
  /** A new case file in a folder for trials, for the sample. */
  chooseSampleCase: () => Choice;
  /** Puts text on the clipboard. */
  copyText: (text: string) => null;
  /** Opens a page of AWS's or MITRE's documentation in the browser, after asking. False: the person said no. */
  openExternal: (url: string) => boolean;
  openCase: (choiceId: string) => CaseInfo;
  createCase: (choiceId: string, engagement: Engagement) => CaseInfo;
  closeCase: () => null;
  startImport: (choiceIds: readonly string[]) => ImportResult;
  /** Reads again what the last import left unread, from the paths that it was given. */
  resumeImport: () => ImportResult;
  /** Compares the case with the originals and validates digests; `keys`: a choice of public key files, or null. */
  startVerify: (keysChoiceId: string | null) => VerifyAnswer;
  /** Puts files of rules, or all below a folder, into the case; what is in it already is left out. */
  addRules: (choiceId: string, who: string) => { readonly added: number };
  /** Asks where, and writes the events that match. Null when the dialog was closed. */
  exportEvents: (filter: EventFilter, format: ExportFormat) => SavedFile | null;
  /** Builds the report; the one before is no longer shown. */
  buildReport: (options: ReportOptions) => ReportPreview;
  /**
   * Asks where, and writes a plan in one of its prints; the files that a script reads go beside it, never over others.
   * Null when the dialog was closed.
   */
  savePlan: (request: PlanRequest, print: PlanPrint) => SavedFile | null;
  /** Opens the report that was built in a window (or tab) of its own. */
  openReport: () => null;
  /** Asks where, and writes the report that was built. Null when the dialog was closed. */
  saveReport: (format: ReportFormat) => SavedFile | null;
}
