/** `trailproof plan`: what takes an event, a finding, a session, an actor's work or a time window back. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import type { PlanRequest, PlanSubject } from "../../shared/ipc/plan.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { findingById, listFindings } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import { eventKey } from "../db/event-findings.ts";
import { createEventStore } from "../db/read-events.ts";
import { createPlanner } from "../undo/case-plan.ts";
import { planFileNames, printPlan } from "../undo/plan-prints.ts";
import type { Options } from "./options.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** A file of a printed plan. */
interface PlanFile {
  readonly name: string;
  readonly text: string;
}

/** Prints one plan for all that was asked for. */
export async function plan(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, async (db) => {
    const { text, files } = printPlan(await plannedBy(db, path, options), options.as);
    give({ name: planFileNames[options.as], text }, files, options.out, world);
  });
}

/** The plan that options ask for. @throws Failure where there is none, or one for several accounts */
export async function plannedBy(db: CaseDb, path: string, options: Options): Promise<Plan> {
  const request = requestOf(options);
  checkNamed(db, path, request.subject);
  const found = await createPlanner(db).plan(request);
  if (found !== null && found.accounts.length > 1 && request.account === null)
    throw new Failure({
      code: "usage",
      detail: `The changes are of ${found.accounts.length} accounts (${found.accounts.join(", ")}); a plan is for one: name it with --account.`,
    });
  const given = found?.plan ?? nothingDone(db, request.subject);
  if (given === null) throw new Failure({ code: "nothing-to-undo" });
  return given;
}

function requestOf({ finding, event, session, filter }: Options): PlanRequest {
  const [actor] = filter.actors ?? [];
  return {
    subject: subjectOf({ finding, event, session, actor: actor ?? null }),
    from: filter.from === undefined ? null : isoTime(filter.from),
    to: filter.to === undefined ? null : isoTime(filter.to),
    account: filter.accounts?.[0] ?? null,
  };
}

function subjectOf(asked: {
  readonly finding: string | null;
  readonly event: string | null;
  readonly session: string | null;
  readonly actor: string | null;
}): PlanSubject {
  const { finding, event, session, actor } = asked;
  if (finding !== null) return { kind: "finding", id: finding.toUpperCase() };
  if (event !== null) return { kind: "events", eventIds: [event] };
  if (session?.startsWith("arn:") === true) return { kind: "actor", actor: session };
  if (session !== null) return { kind: "session", accessKeyId: session };
  return actor === null ? { kind: "window" } : { kind: "actor", actor };
}

/** @throws Failure when the case has no such finding or event. */
function checkNamed(db: CaseDb, path: string, subject: PlanSubject): void {
  if (subject.kind === "finding" && findingById(db, subject.id) === null)
    throw new Failure({ code: "finding-missing", id: subject.id });
  if (subject.kind !== "events") return;
  const store = createEventStore(db, path);
  for (const id of subject.eventIds)
    if (store.find(id.replace(/#\d+$/, "")).length === 0)
      throw new Failure({ code: "event-missing", id });
}

/** What the analysis says of a finding or an event that changed nothing, or that no call takes back. */
function nothingDone(db: CaseDb, subject: PlanSubject): Plan | null {
  if (subject.kind === "finding") return findingById(db, subject.id)?.finding.plan ?? null;
  if (subject.kind !== "events") return null;
  const ids = new Set(subject.eventIds.map((id) => eventKey(id, 0)));
  const found = listFindings(db, "info").find(({ finding }) =>
    finding.events.some((id) => ids.has(eventKey(id, 0))),
  );
  return found?.finding.plan ?? null;
}

/** Prints a script with its files behind it, or writes all into a folder. @throws Failure (plan-exists) */
export function give(
  script: PlanFile,
  files: readonly PlanFile[],
  out: string | null,
  world: World,
): void {
  if (out === null) {
    world.out(
      script.text + files.map((file) => `\n# File ${file.name}:\n${commented(file.text)}`).join(""),
    );
    return;
  }
  mkdirSync(out, { recursive: true });
  const all = [script, ...files];
  for (const { name } of all)
    if (existsSync(join(out, name)))
      throw new Failure({ code: "plan-exists", path: join(out, name) });
  for (const file of all)
    writeFileSync(join(out, file.name), file.text, {
      flag: "wx",
      mode: file.name.endsWith(".sh") || file.name.endsWith(".py") ? 0o755 : 0o644,
    });
  world.out(`${all.map(({ name }) => join(out, name)).join("\n")}\n`);
}

/** A file behind the script, as comments, so that the whole output is still a script. */
function commented(text: string): string {
  return text
    .split("\n")
    .map((line) => `# ${line}\n`)
    .join("");
}
