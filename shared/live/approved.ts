/** The text that a person approves: the calls, their order, what they found and what they will leave. */
import type { Ask, Operation, Plan, PlanValue } from "../remediation/plan.ts";
import { plain, text } from "../span.ts";
import type { LiveDecision } from "../ipc/live.ts";
import { isJsonObject, parseJson } from "../cloudtrail-event.ts";
import type { Json } from "../cloudtrail-event.ts";
import type { Judged } from "./judge.ts";

/** Marks a file as one of ours. */
const kind = "Trailproof approved plan";

/** An approved plan, as it is saved. */
export interface Approved {
  readonly account: string;
  readonly plan: Plan;
  readonly decisions: readonly LiveDecision[];
  /** The run that it takes back, or null. */
  readonly undoes: number | null;
}

/** The text of a judged plan; its SHA-256 names it. Secrets are not in it. */
export function approvedText(
  account: string,
  judged: readonly Judged[],
  undoes: number | null,
): string {
  const steps = judged.map(({ call, state, effects, isForced }) => ({
    n: call.n,
    api: call.operation.api,
    ...(call.operation.region === undefined ? {} : { region: call.operation.region }),
    request: call.shown,
    state,
    ...(isForced ? { overwrite: true } : {}),
    changes: effects.map(({ thing, part, before, value, id, whole }) => ({
      thing,
      ...(id === null ? {} : { id }),
      part,
      before,
      ...(whole === null ? {} : { whole }),
      after: value,
    })),
    why: plain(call.operation.why),
    evidence: call.operation.evidence,
    certainty: call.operation.certainty,
  }));
  return `${JSON.stringify({ kind, version: 1, account, undoes, steps }, null, 2)}\n`;
}

/** Reads a saved plan: an approved one, or one as `trailproof plan --as json` prints it. Null: it is neither. */
export function readApproved(file: string): Approved | null {
  let json: Json;
  try {
    json = parseJson(file);
  } catch {
    return null;
  }
  // A printed fix holds its plan.
  if (isJsonObject(json) && isJsonObject(json["plan"])) json = json["plan"];
  if (!isJsonObject(json) || json["version"] !== 1) return null;
  const isApproved = json["kind"] === kind;
  const list = isApproved ? json["steps"] : json["operations"];
  const account = json["account"];
  if (!Array.isArray(list)) return null;
  const operations: Operation[] = [];
  const decisions: LiveDecision[] = [];
  for (const [i, step] of list.entries()) {
    const operation = operationOf(step, isApproved ? "request" : "input");
    if (operation === null || !isJsonObject(step)) return null;
    operations.push(operation);
    if (isApproved && step["state"] === "left-out") decisions.push({ n: i + 1, as: "leave-out" });
    if (isApproved && step["overwrite"] === true) decisions.push({ n: i + 1, as: "overwrite" });
  }
  const undoes = json["undoes"];
  return {
    account: typeof account === "string" ? account : "",
    decisions,
    undoes: typeof undoes === "number" ? undoes : null,
    plan: {
      version: 1,
      certainty: "ask",
      account: typeof account === "string" ? account : null,
      operations,
      manual: [],
      lost: [],
      verify: [],
    },
  };
}

/** Whether a text is an approved plan, which must run exactly as it is. */
export function isApprovedText(file: string): boolean {
  try {
    const json = parseJson(file);
    return isJsonObject(json) && json["kind"] === kind;
  } catch {
    return false;
  }
}

function operationOf(step: Json, member: string): Operation | null {
  if (!isJsonObject(step)) return null;
  const { api, why, evidence, certainty, region } = step;
  const input = valueOf(step[member]);
  if (typeof api !== "string" || !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(api)) return null;
  if (input === null || typeof input !== "object" || Array.isArray(input)) return null;
  return {
    api,
    // It is an object, and no list.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    input: input as Readonly<Record<string, PlanValue>>,
    ...(typeof region === "string" ? { region } : {}),
    why: [text(typeof why === "string" ? why : "")],
    evidence: Array.isArray(evidence)
      ? evidence.flatMap((one: Json) => (typeof one === "string" ? [one] : []))
      : [],
    certainty: certainty === "exact" || certainty === "partial" ? certainty : "ask",
  };
}

/** A value of a request; null where it holds a null, which no request does. */
function valueOf(json: Json | undefined): PlanValue | null {
  if (json === undefined || json === null) return null;
  if (typeof json !== "object") return json;
  if (Array.isArray(json)) {
    const all = json.map((one: Json) => valueOf(one));
    return all.includes(null) ? null : all.filter((one) => one !== null);
  }
  if (!isJsonObject(json)) return null;
  const { ask, question, each } = json;
  if (typeof ask === "string" && typeof question === "string") {
    const asked: Ask = each === true ? { ask, question, each } : { ask, question };
    return asked;
  }
  const entries = Object.entries(json).map(([name, one]) => [name, valueOf(one)] as const);
  if (entries.some(([, one]) => one === null)) return null;
  return Object.fromEntries(entries.flatMap(([name, one]) => (one === null ? [] : [[name, one]])));
}
