/** The door's guards: what the window may send with each call. */
import * as z from "zod";
import type { Call, Calls } from "../../shared/ipc.ts";
import {
  account,
  engagement,
  entityKey,
  entityQuery,
  entitySort,
  eventFilter,
  eventName,
  findingId,
  findingOrder,
  findingQuery,
  findingSubject,
  handEdit,
  id,
  inputQuery,
  limit,
  line,
  offset,
  ruleEdit,
  ruleName,
  planRequest,
  settingsChange,
  severity,
  stateMoment,
  viewState,
} from "./check-parts.ts";

/** A guard per call for the arguments that come from the window; a missing one does not compile. */
export type Checks = { readonly [C in Call]: z.ZodType<Parameters<Calls[C]>> };

const nothing = z.tuple([]);
const choiceKind = z.enum(["folder", "files", "case", "new-case", "keys"]);
const screen = z.enum(["findings", "events"]);
/** Who decides: stands beside each status and note. */
const who = line;
const exportFormat = z.enum(["csv", "json", "parquet"]);

/** The guards of all calls. */
export const checks: Checks = {
  programInfo: nothing,
  settings: nothing,
  changeSettings: z.tuple([settingsChange]),
  recentCases: nothing,
  forgetRecent: z.tuple([id]),
  choose: z.tuple([choiceKind, line.nullable()]),
  listFolder: z.tuple([id.nullable()]),
  chooseEntries: z.tuple([choiceKind, z.array(id).min(1).max(2000)]),
  nameNewCase: z.tuple([id, line]),
  chooseSample: nothing,
  chooseSampleCase: nothing,
  copyText: z.tuple([z.string().max(5_000_000)]),
  openExternal: z.tuple([z.string().max(2000)]),
  openCase: z.tuple([id]),
  createCase: z.tuple([id, engagement]),
  closeCase: nothing,
  startImport: z.tuple([z.array(id).min(1).max(1000)]),
  resumeImport: nothing,
  startVerify: z.tuple([id.nullable()]),
  exportEvents: z.tuple([eventFilter, exportFormat]),
  buildReport: z.tuple([z.strictObject({ atLeast: severity })]),
  openReport: nothing,
  saveReport: z.tuple([z.enum(["html", "pdf", "json"])]),
  savePlan: z.tuple([planRequest, z.enum(["console", "cli", "powershell", "python", "json"])]),

  caseInfo: nothing,
  saveEngagement: z.tuple([engagement, who]),
  controlImport: z.tuple([z.enum(["pause", "resume", "cancel"])]),
  importState: nothing,
  overview: nothing,
  posture: nothing,
  findingPage: z.tuple([findingQuery, findingOrder, offset, limit]),
  findingFacets: z.tuple([findingQuery]),
  findingPlace: z.tuple([findingQuery, findingOrder, findingId]),
  findingDetail: z.tuple([findingId]),
  editFindings: z.tuple([findingSubject, handEdit, who]),
  undoEdit: z.tuple([who]),
  redoEdit: z.tuple([who]),
  ruleSettings: nothing,
  editRules: z.tuple([z.array(ruleName).min(1).max(2000), ruleEdit, who]),
  views: z.tuple([screen]),
  saveView: z.tuple([screen, line.min(1), viewState]),
  removeView: z.tuple([offset]),
  eventsLoading: nothing,
  eventPage: z.tuple([
    z.strictObject({
      filter: eventFilter,
      offset,
      limit: z.int().min(0).max(200),
      descending: z.boolean(),
    }),
  ]),
  eventSummary: z.tuple([eventFilter, limit]),
  eventPlace: z.tuple([eventFilter, z.boolean(), eventName]),
  eventDetail: z.tuple([eventName]),
  stateLoading: nothing,
  listEntities: z.tuple([entityQuery, entitySort, offset, limit]),
  entityAt: z.tuple([account, entityKey, stateMoment]),
  entityHistory: z.tuple([account, entityKey, offset, limit]),
  accountStateAt: z.tuple([account, stateMoment]),
  inputs: z.tuple([inputQuery, offset, limit]),
  problems: z.tuple([offset.nullable(), z.boolean(), offset, limit]),
  evidence: nothing,
  coverage: nothing,
  planFor: z.tuple([planRequest]),
  cancelWork: nothing,
};
