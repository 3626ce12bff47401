/** What `apply` and `undo` share: the switch, the connection, preview, approval and run. */
import { existsSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { Failure } from "../../shared/errors.ts";
import type { LivePreview, LiveRun, LiveSource } from "../../shared/ipc/live.ts";
import type { Evidence } from "../../shared/live/evidence.ts";
import type { Account } from "../../shared/live/facts.ts";
import { accountOf } from "../../shared/live/facts.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { plain } from "../../shared/span.ts";
import { casePlaces, caseRegions } from "../db/case-places.ts";
import { appendLive, isLiveOn } from "../db/live-journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { ApplyWorld } from "../live/apply.ts";
import { applyPrepared, deniedSteps, refusalOf } from "../live/apply.ts";
import type { Live } from "../live/connect.ts";
import { connect } from "../live/connect.ts";
import type { Prepared } from "../live/preview.ts";
import { prepare } from "../live/preview.ts";
import { sdkFailure } from "../live/reason.ts";
import type { LiveOptions } from "./live-options.ts";
import type { Options } from "./options.ts";
import { printPreview, printRun } from "./print-live.ts";
import type { World } from "./world.ts";
import { program } from "./world.ts";

/** A refusal in one sentence. */
export function refused(detail: string): Failure {
  return new Failure({ code: "live-refused", detail });
}

const who = (): string => userInfo().username;
const now = (): string => new Date().toISOString();

/** Sets the switch of the case where `--live` says so. */
export function setSwitch(db: CaseDb, { live }: LiveOptions, world: World): void {
  if (live === null || live === isLiveOn(db)) return;
  const body = { isOn: live, who: who() };
  appendLive(db, { at: now(), kind: "switch", run: null, step: null, body });
  world.err.write(`Live fixes are switched ${live ? "on" : "off"} for this case.\n`);
}

/** Connects as the options say. @throws Failure with the reason */
export async function connected(db: CaseDb, options: LiveOptions, world: World): Promise<Live> {
  if (!isLiveOn(db))
    throw refused(
      "Live fixes are switched off for this case, and nothing was connected. Switch them on with --live on.",
    );
  const accounts = casePlaces(db, false).accounts.filter((one) => /^\d{12}$/.test(one));
  const { endpoint, mfaCode } = options;
  const found = await connect(sourceOf(options), {
    endpoint: endpointOf(endpoint),
    accounts,
    regions: caseRegions(db),
    mfaCode,
  });
  const body = {
    connection: found.ok ? found.live.connection : null,
    refusal: found.ok ? null : found.refusal,
    endpoint: endpointOf(endpoint),
  };
  appendLive(db, { at: now(), kind: "connect", run: null, step: null, body });
  if (found.ok) {
    const { account, arn, source } = found.live.connection;
    world.err.write(`Connected to account ${account} as ${arn} (${source}).\n`);
    return found.live;
  }
  const { refusal } = found;
  switch (refusal.code) {
    case "other-account":
      throw refused(
        `The credentials are of account ${refusal.account} (${refusal.arn}), and the case is of ${refusal.accounts.join(", ")}. Nothing was done.`,
      );
    case "needs-mfa":
      throw refused(
        `The profile asks for a code of MFA device ${refusal.device}: give it with --mfa-code.`,
      );
    case "no-credentials":
    case "refused":
    case "unreachable":
      throw refused(refusal.text);
  }
}

function sourceOf({ profile, environment }: LiveOptions): LiveSource {
  const isSet = (process.env["AWS_ACCESS_KEY_ID"] ?? "") !== "";
  if (environment || (profile === null && isSet)) return { kind: "environment" };
  return { kind: "profile", name: profile ?? process.env["AWS_PROFILE"] ?? "default" };
}

/** Where calls go instead of AWS. */
export function endpointOf(given: string | null): string | null {
  return given ?? ((process.env["AWS_ENDPOINT_URL"] ?? "") || null);
}

/** What a run needs beside its plan. */
export function applyWorld(db: CaseDb, live: Live, options: Options, world: World): ApplyWorld {
  return {
    db,
    live,
    endpoint: endpointOf(options.live.endpoint),
    program: program(world),
    who: who(),
    signal: world.signal,
    onProgress: ({ n, api, phase, done, total }) => {
      if (!options.quiet && phase === "calling")
        world.err.write(`Step ${n}: ${api} (${done} of ${total} done)\n`);
    },
  };
}

/** A plan that is to be looked at or applied. */
export interface Given {
  readonly plan: Plan;
  readonly evidence: (account: Account) => Evidence;
  readonly undoes: number | null;
  /** The approved text that it must be; null: it was not approved before. */
  readonly approved: string | null;
  readonly decisions: Parameters<typeof prepare>[1]["decisions"];
}

/** Previews a plan, and applies it unless that is not asked for. @throws Failure where it is refused or fails */
export async function previewAndApply(
  db: CaseDb,
  live: Live,
  given: Given,
  options: Options,
  world: World,
): Promise<void> {
  const { answers, account, confirmed, dryRun } = options.live;
  const prepared = await preparedFor(live, given, options);
  const { preview } = prepared;
  if (given.approved !== null && prepared.text !== given.approved)
    throw refused(
      `The account or the answers are not as they were when the plan was approved (${changedSteps(given.approved, prepared.text)}): it runs exactly as approved, or not at all. Nothing was done.`,
    );
  if (!options.json) printPreview(preview, world);
  if (dryRun) {
    if (options.out !== null) save(options.out, prepared.text);
    if (options.json) world.out(`${JSON.stringify({ preview: previewJson(preview) }, null, 2)}\n`);
    return;
  }
  const toConfirm = [...new Set([...preview.destructive, ...deniedSteps(preview)])].toSorted(
    (a, b) => a - b,
  );
  if (account === null)
    throw refused(
      `Nothing was changed. To apply it, confirm with the account’s id: --yes-account ${preview.account}${toConfirm.length > 0 ? ` --confirm ${toConfirm.join(",")}` : ""}`,
    );
  const refusal = refusalOf(db, live, prepared, { account, confirmed });
  if (refusal !== null) throw refused(refusal.text);
  const answer = await applyPrepared(applyWorld(db, live, options, world), prepared, answers);
  if (!answer.ok) throw refused(answer.text);
  tellRun(answer.run, options, world, preview);
}

async function preparedFor(live: Live, given: Given, { live: own }: Options): Promise<Prepared> {
  const { plan, evidence, undoes, decisions } = given;
  try {
    return await prepare(live, {
      plan,
      answers: own.answers,
      decisions: [
        ...own.leftOut.map((n) => ({ n, as: "leave-out" as const })),
        ...own.overwritten.map((n) => ({ n, as: "overwrite" as const })),
        ...decisions,
      ],
      evidence: evidence(accountOf(live.connection)),
      undoes,
      at: now(),
    });
  } catch (error) {
    const { code, message } = sdkFailure(error);
    throw refused(`AWS could not be asked: ${code}: ${message}. Nothing was done.`);
  }
}

/** Prints how a run ended. @throws Failure where it did not come to its end */
export function tellRun(
  run: LiveRun,
  options: Options,
  world: World,
  preview: LivePreview | null = null,
): void {
  if (options.json)
    world.out(
      `${JSON.stringify({ ...(preview === null ? {} : { preview: previewJson(preview) }), run }, null, 2)}\n`,
    );
  else printRun(run, world);
  if (run.state !== "done")
    throw refused(
      `Run ${run.run}: ${run.summary} Go on with: trailproof apply --resume ${run.run} …${run.undoable > 0 ? ` — or take back what was done with: trailproof undo --journal ${run.run} …` : ""}`,
    );
}

function previewJson(preview: LivePreview): unknown {
  return {
    ...preview,
    id: undefined,
    steps: preview.steps.map((step) => ({ ...step, why: plain(step.why) })),
    manual: preview.manual.map(plain),
    lost: preview.lost.map(({ what, why }) => ({ what: plain(what), why: plain(why) })),
    left: preview.left.map(plain),
  };
}

function save(path: string, text: string): void {
  if (existsSync(path)) throw new Failure({ code: "plan-exists", path });
  writeFileSync(path, text, { flag: "wx" });
}

/** Which steps differ between two approved texts. */
function changedSteps(approved: string, found: string): string {
  const [one, other] = [stepTexts(approved), stepTexts(found)];
  const numbers = Array.from({ length: Math.max(one.length, other.length) }, (_, i) => i).filter(
    (i) => one[i] !== other[i],
  );
  return numbers.length === 0
    ? "its head differs"
    : `steps ${numbers.map((i) => i + 1).join(", ")}`;
}

function stepTexts(text: string): readonly string[] {
  const json: unknown = JSON.parse(text);
  const steps =
    typeof json === "object" && json !== null && "steps" in json && Array.isArray(json.steps)
      ? json.steps
      : [];
  return steps.map((step: unknown) => JSON.stringify(step));
}
