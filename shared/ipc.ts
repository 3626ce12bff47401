/**
 * The contract between the window and the program behind it: every call, every message, every way a call can fail.
 * All of it survives structured cloning and JSON. The window never names a path: it asks for a dialog and gets an id.
 */
import type { EventFilter } from "./event-filter.ts";
import type { LogEntry, Reply } from "./ipc/call-error.ts";
import type { CaseInfo, Engagement, ImportCommand, ImportProgress } from "./ipc/case.ts";
import type {
  EntityDiff,
  EntityLife,
  EntityMoment,
  EntityName,
  EntityFilter,
  EntityLines,
} from "./ipc/entities.ts";
import type {
  EventDetail,
  EventName,
  EventPageAnswer,
  EventPageRequest,
  EventSummaryAnswer,
  EventsLoading,
  FoldName,
} from "./ipc/events.ts";
import type {
  CoverageMap,
  EvidenceSummary,
  InputPage,
  InputQuery,
  ProblemPage,
  VerifyProgress,
} from "./ipc/evidence.ts";
import type {
  FindingDetail,
  FindingFacets,
  FindingOrder,
  FindingPage,
  FindingQuery,
  FindingSubject,
  HandChange,
  HandEdit,
  SavedView,
} from "./ipc/findings.ts";
import type { FixCalls } from "./ipc/fixes.ts";
import type { HostCalls } from "./ipc/host-calls.ts";
import type { LiveCalls, LiveProgress } from "./ipc/live.ts";
import type { Overview } from "./ipc/overview.ts";
import type { PostureAnswer } from "./ipc/posture.ts";
import type { PlanAnswer, PlanRequest } from "./ipc/plan.ts";
import type { Choice, Settings } from "./ipc/program.ts";
import type { RuleCalls, RulesProgress } from "./ipc/rules.ts";
import type {
  AccountAnswer,
  EntityAnswer,
  EntityHistory,
  EntityPage,
  EntityQuery,
  EntitySort,
  StateLoading,
  StateMoment,
} from "./ipc/state.ts";

export type { CallError, LogEntry, Reply } from "./ipc/call-error.ts";

/** Calls that the host hands to the engine as they are. */
export interface EngineCalls extends RuleCalls, FixCalls, LiveCalls {
  caseInfo: () => CaseInfo;
  /** A change by hand, as those of findings: it can be taken back. */
  saveEngagement: (engagement: Engagement, who: string) => CaseInfo;
  controlImport: (command: ImportCommand) => null;
  /** How the import under way stands; null: none is. */
  importState: () => ImportProgress | null;
  overview: () => Overview;
  /** What files and log say about how the accounts are set up. Fails as busy while an import runs. */
  posture: () => PostureAnswer;
  findingPage: (
    query: FindingQuery,
    order: FindingOrder,
    offset: number,
    limit: number,
  ) => FindingPage;
  findingFacets: (query: FindingQuery) => FindingFacets;
  /** The line that a finding stands on under a query and order; null: it is not shown. */
  findingPlace: (query: FindingQuery, order: FindingOrder, id: string) => number | null;
  findingDetail: (id: string) => FindingDetail;
  /** Changes by hand; `who` stands beside it. */
  editFindings: (subject: FindingSubject, edit: HandEdit, who: string) => HandChange;
  /** Takes back the last change by hand that was not taken back yet; null: there is none. */
  undoEdit: (who: string) => HandChange | null;
  /** Does again what was taken back last; null: there is none. */
  redoEdit: (who: string) => HandChange | null;
  views: (screen: SavedView["screen"]) => readonly SavedView[];
  saveView: (screen: SavedView["screen"], name: string, state: string) => SavedView;
  removeView: (id: number) => null;
  eventsLoading: () => EventsLoading;
  eventPage: (request: EventPageRequest) => EventPageAnswer;
  eventSummary: (filter: EventFilter, top: number) => EventSummaryAnswer;
  /** The line of an event among those that match, in the order asked for; null: it does not match. `fold`: as in pages. */
  eventPlace: (
    filter: EventFilter,
    descending: boolean,
    name: EventName,
    fold: readonly FoldName[] | null,
  ) => number | null;
  eventDetail: (name: EventName) => EventDetail;
  /** How far the pass over the IAM writes is; begins it when it was not made yet. */
  stateLoading: () => StateLoading;
  /** Every entity that events name. `limit`: 1000 at most. */
  listEntities: (query: EntityQuery, sort: EntitySort, offset: number, limit: number) => EntityPage;
  entityAt: (account: string, key: string, moment: StateMoment) => EntityAnswer;
  /** The successful events that concern an entity, in their order. `limit`: 1000 at most. */
  entityHistory: (account: string, key: string, offset: number, limit: number) => EntityHistory;
  accountStateAt: (account: string, moment: StateMoment) => AccountAnswer;
  inputs: (query: InputQuery, offset: number, limit: number) => InputPage;
  /** Problems and notes in the order of files, or those found last first; `input`: of one file only. */
  problems: (
    input: number | null,
    latestFirst: boolean,
    offset: number,
    limit: number,
  ) => ProblemPage;
  /** Lines of the list of things of IAM, from `offset`. */
  entityPage: (query: EntityFilter, offset: number, limit: number) => EntityLines;
  /** The index of a thing's line in the list; null: it does not match. */
  entityPlace: (query: EntityFilter, name: EntityName) => number | null;
  /** What became of a thing; null: no event names it. */
  entityLife: (name: EntityName) => EntityLife | null;
  /** A thing at a moment (UTC ISO), after all events up to and with that second. */
  entityMoment: (name: EntityName, at: string) => EntityMoment;
  /** Two documents of one slot against each other; null: no document. Null answer: there is no such version. */
  entityDiff: (
    name: EntityName,
    slot: string,
    before: string | null,
    after: string | null,
  ) => EntityDiff | null;
  evidence: () => EvidenceSummary;
  coverage: () => CoverageMap;
  /** One plan that takes all matching changes back, from the whole case; null: no successful change matches. */
  planFor: (request: PlanRequest) => PlanAnswer | null;
  /** Ends the verification or export under way. */
  cancelWork: () => null;
}

/** Every call that the window may make. */
export interface Calls extends HostCalls, EngineCalls {}

/** Every message that the window may be sent. */
export interface Events {
  importProgress: ImportProgress;
  eventsLoading: EventsLoading;
  verifyProgress: VerifyProgress;
  rulesProgress: RulesProgress;
  liveProgress: LiveProgress;
  /** Something of the case is no longer as it was told; `rules`: which findings lists show, and how grave they are. */
  caseChanged: { readonly what: "imported" | "edited" | "verified" | "rules" };
  /** The engine ended and was started again; `ref` names what it said last in `log`. */
  engineRestarted: LogEntry;
  /** A case file was opened from outside: by a double click, or by a second start of the program. */
  caseOffered: Choice;
  /** A menu entry of the window's frame was chosen; its name is that of a command of the palette. */
  menuChosen: string;
  settingsChanged: Settings;
}

export type HostCall = keyof HostCalls;
export type EngineCall = keyof EngineCalls;
export type Call = keyof Calls;

/** What the window finds as `window.api`: one function per call. */
export type Api = {
  readonly [C in Call]: (...args: Parameters<Calls[C]>) => Promise<Reply<ReturnType<Calls[C]>>>;
};

/** What the window finds as `window.on`: one function per message; it gives back the one that stops listening. */
export type Listen = {
  readonly [E in keyof Events]: (listener: (payload: Events[E]) => void) => () => void;
};

/** The names of the calls that go to the engine; the compiler refuses a missing or an extra one. */
export const engineCalls: readonly EngineCall[] = names<EngineCall>({
  caseInfo: true,
  saveEngagement: true,
  controlImport: true,
  importState: true,
  overview: true,
  posture: true,
  findingPage: true,
  findingFacets: true,
  findingPlace: true,
  findingDetail: true,
  editFindings: true,
  undoEdit: true,
  redoEdit: true,
  rules: true,
  ruleDetail: true,
  askRules: true,
  tryRule: true,
  saveRule: true,
  removeRuleFiles: true,
  editRules: true,
  views: true,
  saveView: true,
  removeView: true,
  eventsLoading: true,
  eventPage: true,
  eventSummary: true,
  eventPlace: true,
  eventDetail: true,
  stateLoading: true,
  listEntities: true,
  entityAt: true,
  entityHistory: true,
  accountStateAt: true,
  inputs: true,
  problems: true,
  entityPage: true,
  entityPlace: true,
  entityLife: true,
  entityMoment: true,
  entityDiff: true,
  evidence: true,
  coverage: true,
  planFor: true,
  fixKinds: true,
  fixesFor: true,
  planFix: true,
  cancelWork: true,
  liveState: true,
  switchLive: true,
  liveSources: true,
  connectLive: true,
  disconnectLive: true,
  previewLive: true,
  applyLive: true,
  cancelLive: true,
  resumeLive: true,
  closeLive: true,
  liveRuns: true,
});

/** The names of all calls at run time. */
export const calls: readonly Call[] = [
  ...names<HostCall>({
    programInfo: true,
    settings: true,
    changeSettings: true,
    recentCases: true,
    forgetRecent: true,
    choose: true,
    listFolder: true,
    chooseEntries: true,
    nameNewCase: true,
    chooseSample: true,
    chooseSampleCase: true,
    copyText: true,
    openExternal: true,
    openCase: true,
    createCase: true,
    closeCase: true,
    startImport: true,
    resumeImport: true,
    startVerify: true,
    addRules: true,
    exportEvents: true,
    buildReport: true,
    openReport: true,
    saveReport: true,
    savePlan: true,
  }),
  ...engineCalls,
];

/** The names of all messages at run time. */
export const events: readonly (keyof Events)[] = names<keyof Events>({
  importProgress: true,
  eventsLoading: true,
  verifyProgress: true,
  rulesProgress: true,
  liveProgress: true,
  caseChanged: true,
  engineRestarted: true,
  caseOffered: true,
  menuChosen: true,
  settingsChanged: true,
});

function names<N extends string>(all: Readonly<Record<N, true>>): readonly N[] {
  // Object.keys forgets the key type; Record<N, true> has just proved it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(all) as N[];
}
