/** What a fix is about, as parameters of the screen: so that links, back and forward lead to it. */
import type { PlanRequest, PlanSubject } from "../../shared/ipc/plan.ts";
import type { FixRequest } from "../../shared/ipc/fixes.ts";
import type { Params } from "../location.ts";

/** The request that parameters stand for; null: nothing is chosen yet. */
export function fixRequest(params: Params): PlanRequest | null {
  const subject = subjectOf(params);
  if (subject === null) return null;
  return {
    subject,
    from: params["from"] ?? null,
    to: params["to"] ?? null,
    account: params["account"] ?? null,
  };
}

function subjectOf(params: Params): PlanSubject | null {
  const { findings, events, session, actor, scope } = params;
  if (findings !== undefined) {
    const ids = findings.split(",").filter((id) => /^F-\d+$/.test(id));
    const [only] = ids;
    if (only === undefined) return null;
    return ids.length === 1 ? { kind: "finding", id: only } : { kind: "findings", ids };
  }
  if (events !== undefined) {
    const eventIds = textsOf(events);
    return eventIds.length === 0 ? null : { kind: "events", eventIds };
  }
  if (session !== undefined) return { kind: "session", accessKeyId: session };
  if (actor !== undefined) return { kind: "actor", actor };
  return scope === "window" ? { kind: "window" } : null;
}

/** EventIDs are log text that may hold any sign: they travel as JSON. */
function textsOf(given: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(given);
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** The parameters of a request; the inverse of `fixRequest`. */
export function fixParams({ subject, from, to, account }: PlanRequest): Params {
  return {
    ...subjectParams(subject),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(account === null ? {} : { account }),
  };
}

function subjectParams(subject: PlanSubject): Params {
  switch (subject.kind) {
    case "finding":
      return { findings: subject.id };
    case "findings":
      return { findings: subject.ids.join(",") };
    case "events":
      return { events: JSON.stringify(subject.eventIds) };
    case "session":
      return { session: subject.accessKeyId };
    case "actor":
      return { actor: subject.actor };
    case "window":
      return { scope: "window" };
  }
}

/** The parameters of a fix that fits a finding. It is planned for the moment of choice, so that its plan stays the same. */
export function fixOfferParams(request: FixRequest, finding: string): Params {
  const at = request.at ?? new Date().toISOString();
  return { fix: JSON.stringify({ ...request, at }), of: finding };
}

/** The fix that parameters stand for; null: none. The engine checks it again. */
export function fixInParams(params: Params): FixRequest | null {
  try {
    const parsed: unknown = JSON.parse(params["fix"] ?? "null");
    if (typeof parsed !== "object" || parsed === null || !("name" in parsed)) return null;
    // Written by `fixOfferParams`; the host refuses what is not a request.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return parsed as FixRequest;
  } catch {
    return null;
  }
}

/** Names a fix whatever its moment. */
export function fixOf(request: FixRequest): string {
  return JSON.stringify([request.name, request.account, request.target, request.item, request.by]);
}
