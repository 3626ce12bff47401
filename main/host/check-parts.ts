/** Guards of the values that calls are made of. Every text and every list has an end. */
import * as z from "zod";
import type { EventFilter } from "../../shared/event-filter.ts";
import { listedKinds } from "../../shared/ipc/entities.ts";
import type { EntityFilter, EntityName } from "../../shared/ipc/entities.ts";
import { statuses } from "../../shared/ipc/findings.ts";
import type {
  FindingOrder,
  FindingQuery,
  FindingSubject,
  HandEdit,
} from "../../shared/ipc/findings.ts";
import type { Engagement } from "../../shared/ipc/case.ts";
import type { EventName, FoldName } from "../../shared/ipc/events.ts";
import type { InputQuery } from "../../shared/ipc/evidence.ts";
import { entityKinds } from "../../shared/ipc/state.ts";
import type { EntityQuery, StateMoment } from "../../shared/ipc/state.ts";
import { fixNames } from "../../shared/fixes/fix.ts";
import type { FixRequest } from "../../shared/fixes/fix.ts";
import type { RuleEdit } from "../../shared/ipc/rules.ts";
import type { PlanRequest } from "../../shared/ipc/plan.ts";
import type { Settings } from "../../shared/ipc/program.ts";
import { severities } from "../../shared/severity.ts";

/** Ids are UUIDs that the program gave out. */
export const id = z.uuid();

/** A line that a person typed: a name, a title. */
export const line = z.string().max(200);

/** A value of an event, as it stands in the log: ARNs, user agents and error codes have no fixed end. */
export const value = z.string().max(8192);

/** Values of one facet that a filter may name. */
const values = z.array(value).max(1000);
const valuesOrNone = z.array(value.nullable()).max(1000);

/** What a person searches for. */
const search = z.string().max(1000);

/** A UTC time as the program writes it. */
export const isoTime = z.iso.datetime({ offset: true });

/** A number of rows to skip, or of a row. */
export const offset = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A number of rows to answer. */
export const limit = z.int().min(0).max(1000);

/** Seconds since 1970: years 0 to 9999. */
const seconds = z.number().min(-62_167_219_200).max(253_402_300_800);

export const severity = z.enum(severities);
export const status = z.enum(statuses);

const exclusion = z.strictObject({
  sources: valuesOrNone.exactOptional(),
  names: valuesOrNone.exactOptional(),
  actors: valuesOrNone.exactOptional(),
  roles: valuesOrNone.exactOptional(),
  accounts: valuesOrNone.exactOptional(),
  regions: valuesOrNone.exactOptional(),
  addresses: valuesOrNone.exactOptional(),
  accessKeys: valuesOrNone.exactOptional(),
  userAgents: valuesOrNone.exactOptional(),
  errorCodes: valuesOrNone.exactOptional(),
  severities: valuesOrNone.exactOptional(),
  techniques: valuesOrNone.exactOptional(),
  paths: valuesOrNone.exactOptional(),
});

export const eventFilter: z.ZodType<EventFilter> = exclusion.extend({
  from: seconds.exactOptional(),
  to: seconds.exactOptional(),
  outcome: z.enum(["succeeded", "failed", "denied", "error"]).exactOptional(),
  access: z.enum(["read", "write"]).exactOptional(),
  relevant: z.boolean().exactOptional(),
  text: search.exactOptional(),
  exclude: exclusion.exactOptional(),
});

/** An eventID of CloudTrail is a UUID, but a record may claim any text. */
export const eventName: z.ZodType<EventName> = z.strictObject({
  eventId: z.string().max(1024),
  variant: z.int().min(0).max(1_000_000),
});

/** Lines of folds. */
export const foldNames: z.ZodType<readonly FoldName[]> = z
  .array(z.strictObject({ input: z.int().min(0), record: z.int().min(0) }))
  .max(1000);

/** F-01 … */
export const findingId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

export const findingQuery: z.ZodType<FindingQuery> = z.strictObject({
  text: search.exactOptional(),
  severities: z.array(severity).max(5).exactOptional(),
  statuses: z.array(status).max(5).exactOptional(),
  outcomes: z
    .array(z.enum(["success", "denied", "failed"]))
    .max(3)
    .exactOptional(),
  actors: values.exactOptional(),
  targets: values.exactOptional(),
  actions: values.exactOptional(),
  accounts: values.exactOptional(),
  regions: values.exactOptional(),
  addresses: values.exactOptional(),
  mitre: values.exactOptional(),
  paths: values.exactOptional(),
  owners: values.exactOptional(),
  rules: values.exactOptional(),
  states: z
    .array(z.enum(["off"]))
    .max(1)
    .exactOptional(),
  from: isoTime.exactOptional(),
  to: isoTime.exactOptional(),
});

export const findingOrder: z.ZodType<FindingOrder> = z.strictObject({
  sort: z.enum(["severity", "time", "title", "actor", "target", "events", "status", "id"]),
  descending: z.boolean(),
  group: z.enum(["none", "actor", "target", "action", "severity", "outcome", "path", "day"]),
  folded: z.array(value).max(10_000),
  areFolded: z.boolean().exactOptional(),
  unfolded: z.array(findingId).max(1000).exactOptional(),
});

export const findingSubject: z.ZodType<FindingSubject> = z.union([
  z.strictObject({ ids: z.array(findingId).max(100_000) }),
  z.strictObject({
    query: findingQuery,
    except: z.array(findingId).max(100_000).exactOptional(),
  }),
]);

const rowId = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The longest note. */
const note = z.string().max(20_000);

export const handEdit: z.ZodType<HandEdit> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("status"), status }),
  z.strictObject({ kind: z.literal("owner"), owner: line.nullable() }),
  z.strictObject({
    kind: z.literal("check"),
    item: z.int().min(0).max(10_000),
    isDone: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("note"), text: note.min(1) }),
  z.strictObject({ kind: z.literal("note-edit"), note: rowId, text: note }),
]);

/** `iam/DeletePolicy`, `IAM-001`, `sigma/…`. */
export const ruleName = z.string().min(1).max(500);

/** A text of rules, no larger than a file of them may be. */
export const ruleText = z.string().max(512 * 1024);

/** Why something is set for a rule: it stands in the report. */
const why = z.string().trim().min(1).max(2000);

export const ruleEdit: z.ZodType<RuleEdit> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("off"), why }),
  z.strictObject({ kind: z.literal("on") }),
  z.strictObject({ kind: z.literal("severity"), to: severity, why }),
  z.strictObject({ kind: z.literal("own") }),
]);

export const inputQuery: z.ZodType<InputQuery> = z.strictObject({
  text: search.exactOptional(),
  statuses: z
    .array(z.enum(["waiting", "reading", "read", "skipped", "unreadable"]))
    .max(5)
    .exactOptional(),
  formats: z.array(line).max(1000).exactOptional(),
  withProblems: z.boolean().exactOptional(),
});

export const planRequest: z.ZodType<PlanRequest> = z.strictObject({
  subject: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("events"),
      eventIds: z.array(value).min(1).max(10_000),
    }),
    z.strictObject({ kind: z.literal("finding"), id: findingId }),
    z.strictObject({ kind: z.literal("findings"), ids: z.array(findingId).min(1).max(1000) }),
    z.strictObject({ kind: z.literal("session"), accessKeyId: value }),
    z.strictObject({ kind: z.literal("actor"), actor: value }),
    z.strictObject({ kind: z.literal("window") }),
  ]),
  from: isoTime.nullable(),
  to: isoTime.nullable(),
  account: line.nullable(),
});

/** IANA names are letters, digits, and a few signs. */
const timeZone = z.string().regex(/^[A-Za-z0-9_+/-]{1,64}$/);

export const engagement: z.ZodType<Engagement> = z.strictObject({
  client: line.nullable(),
  title: line.nullable(),
  auditor: line.nullable(),
  reference: line.nullable(),
  classification: line,
  timeZone: timeZone.nullable(),
  accounts: z.array(z.strictObject({ id: z.string().max(64), name: line })).max(10_000),
});

const layoutValue = z.union([
  z.number(),
  z.string().max(2000),
  z.array(z.string().max(200)).max(200),
]);

/** Settings, of which any may be left out. */
export const settingsChange = z.strictObject({
  theme: z.enum(["system", "light", "dark"]).exactOptional(),
  density: z.enum(["dense", "compact", "roomy"]).exactOptional(),
  zoom: z.number().min(0.5).max(3).exactOptional(),
  timeZone: timeZone.nullable().exactOptional(),
  singleKeys: z.boolean().exactOptional(),
  patterns: z.boolean().exactOptional(),
  person: line.exactOptional(),
  nav: z.enum(["auto", "wide", "narrow"]).exactOptional(),
  layout: z
    .record(z.string().max(200), layoutValue)
    .refine((all) => Object.keys(all).length <= 1000)
    .exactOptional(),
}) satisfies z.ZodType<Partial<Settings>>;

/** What a saved view holds is its screen's own matter. */
export const viewState = z.string().max(100_000);

/** An account id as events hold it, or empty where they hold none. */
export const account = z.string().max(64);

/** `kind/name`, e.g. of a policy with its ARN. */
export const entityKey = z.string().max(2500);

export const stateMoment: z.ZodType<StateMoment> = z
  .union([
    z.strictObject({ at: isoTime }),
    z.strictObject({ before: z.string().max(1024) }),
    z.strictObject({ after: z.string().max(1024) }),
  ])
  .nullable();

export const entityQuery: z.ZodType<EntityQuery> = z.strictObject({
  account: account.exactOptional(),
  kinds: z.array(z.enum(entityKinds)).max(20).exactOptional(),
  text: search.exactOptional(),
  exists: z.enum(["yes", "no", "open"]).exactOptional(),
  moment: stateMoment,
});

export const entitySort = z.enum(["name", "kind", "events", "created", "changed"]);

/** Which things of IAM are listed. */
export const entityFilter: z.ZodType<EntityFilter> = z.strictObject({
  text: search.exactOptional(),
  kinds: z.array(z.enum(listedKinds)).max(listedKinds.length).exactOptional(),
  accounts: values.exactOptional(),
});

/** Names a thing of IAM. */
export const entityName: z.ZodType<EntityName> = z.strictObject({ account, key: entityKey });

export const fixRequest: z.ZodType<FixRequest> = z.strictObject({
  name: z.enum(fixNames),
  account: account.nullable(),
  target: entityKey,
  item: value.nullable(),
  by: z.enum(["deny", "boundary"]).nullable(),
  waitDays: z.int().min(0).max(3650).nullable(),
  keepPassword: z.boolean().nullable(),
  rules: z
    .record(z.string().max(100), z.union([z.int().min(0).max(2000), z.boolean()]))
    .refine((all) => Object.keys(all).length <= 20)
    .nullable(),
  at: isoTime.nullable(),
});
