/* oxlint-disable max-lines -- the calls of one wizard, which share its state */
/** Live fixes of the open case: its switch, its connection, previews, runs and their journal. */
import { locksOut } from "../../shared/fixes/own-identity.ts";
import type {
  LiveApplyAnswer,
  LivePreviewAnswer,
  LivePreviewRequest,
  LiveProgress,
  LiveState,
} from "../../shared/ipc/live.ts";
import type { Evidence } from "../../shared/live/evidence.ts";
import type { Account } from "../../shared/live/facts.ts";
import { accountOf } from "../../shared/live/facts.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { plain } from "../../shared/span.ts";
import { casePlaces, caseRegions } from "../db/case-places.ts";
import { appendLive, isLiveOn } from "../db/live-journal.ts";
import type { ApplyWorld } from "../live/apply.ts";
import { applyPrepared, interruptedRun, refusalOf, resumeRun } from "../live/apply.ts";
import type { Live } from "../live/connect.ts";
import { connect } from "../live/connect.ts";
import type { Prepared } from "../live/preview.ts";
import { prepare } from "../live/preview.ts";
import { sdkFailure } from "../live/reason.ts";
import { findRun, listRuns, undoPlan } from "../live/runs.ts";
import { liveSources } from "../live/sources.ts";
import type { CaseStates } from "./case-states.ts";
import { badRequest } from "./engine-failure.ts";
import { handNow } from "./hand-now.ts";
import { liveEvidence } from "./live-evidence.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";
import type { Work } from "./work.ts";

type LiveHandlers = Pick<
  EngineHandlers,
  | "liveState"
  | "switchLive"
  | "liveSources"
  | "connectLive"
  | "disconnectLive"
  | "previewLive"
  | "applyLive"
  | "cancelLive"
  | "resumeLive"
  | "closeLive"
  | "liveRuns"
>;

/** How plans are made. */
type Planners = Pick<EngineHandlers, "planFor" | "planFix">;

/** Previews that can be applied; of older ones a new one must be made. */
const keptPreviews = 5;

interface Planned {
  readonly plan: Plan;
  readonly evidence: (account: Account) => Evidence | Promise<Evidence>;
  readonly undoes: number | null;
}

const notOn = {
  ok: false,
  code: "not-on",
  text: "Live fixes are switched off for this case.",
} as const;
const notConnected = {
  ok: false,
  code: "not-connected",
  text: "Nothing is connected: choose credentials first.",
} as const;

/** The calls about live fixes. */
export function createLiveCalls(
  session: Session,
  work: Work,
  states: CaseStates,
  planners: Planners,
): LiveHandlers {
  let live: Live | null = null;
  /** Counts up when the connection ends: one that is being made by then is not kept. */
  let era = 0;
  let progress: LiveProgress | null = null;
  const previews = new Map<
    string,
    { readonly prepared: Prepared; readonly answers: Readonly<Record<string, string>> }
  >();

  const end = (): void => {
    era++;
    // A run under way keeps its connection to the end of its step.
    if (work.running() !== "live") live?.end();
    live = null;
    previews.clear();
  };
  session.beforeClose(end);

  const accounts = (): readonly string[] =>
    casePlaces(session.current().db, work.running() === "import").accounts.filter((one) =>
      /^\d{12}$/.test(one),
    );
  const state = (): LiveState => {
    const { db } = session.current();
    return {
      isOn: isLiveOn(db),
      connection: live?.connection ?? null,
      endpoint: endpoint(),
      accounts: accounts(),
      progress,
      interrupted: work.running() === "live" ? null : interruptedRun(db),
    };
  };

  async function planOf({ subject, answers }: LivePreviewRequest): Promise<Planned | string> {
    const { db } = session.current();
    if (subject.kind === "run") {
      const found = undoPlan(db, subject.run);
      if (found === null) throw badRequest(`the case has no run ${subject.run}`);
      return { plan: found.plan, evidence: () => found.left, undoes: subject.run };
    }
    let plan: Plan;
    if (subject.kind === "fix") {
      const answer = await planners.planFix(subject.request);
      if (!answer.ok) return plain(answer.refused);
      ({ plan } = answer.fix);
    } else {
      const answer = await planners.planFor(subject.request);
      if (answer === null) return "No successful change matches: there is nothing to take back.";
      ({ plan } = answer);
    }
    return {
      plan,
      evidence: async (account) =>
        await states.ask((questions) => liveEvidence(questions, plan, answers, account)),
      undoes: null,
    };
  }

  async function preview(request: LivePreviewRequest): Promise<LivePreviewAnswer> {
    if (!isLiveOn(session.current().db)) return notOn;
    if (live === null) return notConnected;
    const own = live;
    const { subject } = request;
    const locked = subject.kind === "fix" ? locksOut(subject.request, own.connection.arn) : null;
    if (locked !== null) return { ok: false, code: "nothing", text: plain(locked.refused) };
    const planned = await planOf(request);
    if (typeof planned === "string") return { ok: false, code: "nothing", text: planned };
    const { plan, undoes } = planned;
    const { account } = own.connection;
    if (plan.account !== null && plan.account !== account)
      return {
        ok: false,
        code: "other-account",
        text: `The plan is for account ${plan.account}, and the connection is to ${account}.`,
      };
    const { answers, decisions } = request;
    const evidence = await planned.evidence(accountOf(own.connection));
    const at = new Date().toISOString();
    try {
      const prepared = await prepare(own, { plan, answers, decisions, evidence, undoes, at });
      if (own !== live) return notConnected;
      previews.set(prepared.preview.id, { prepared, answers });
      for (const old of previews.keys()) if (previews.size > keptPreviews) previews.delete(old);
      return { ok: true, preview: prepared.preview };
    } catch (error) {
      const { code, message } = sdkFailure(error);
      return {
        ok: false,
        code: "unreachable",
        text: `AWS could not be asked: ${code}: ${message}`,
      };
    }
  }

  /** Runs something with the connection as the one long work of the case. */
  async function run(
    who: string,
    task: (world: ApplyWorld) => Promise<LiveApplyAnswer>,
  ): Promise<LiveApplyAnswer> {
    const own = live;
    if (own === null) return notConnected;
    return await work.run("live", async (signal) => {
      try {
        return await task({
          db: session.current().db,
          live: own,
          endpoint: endpoint(),
          program: session.program,
          who: handNow(who).who,
          signal,
          onProgress: (now) => {
            progress = now;
            session.tell("liveProgress", now);
          },
        });
      } finally {
        const last = progress;
        progress = null;
        if (last !== null) session.tell("liveProgress", { ...last, phase: "ended" });
        previews.clear();
        if (session.isOpen()) session.changed("edited");
      }
    });
  }

  return {
    liveState: state,
    switchLive: async (isOn, who) => {
      if (!isOn) {
        work.cancel("live");
        end();
      }
      const hand = handNow(who);
      if (isLiveOn(session.current().db) !== isOn) {
        const body = { isOn, who: hand.who };
        await session.write((db) =>
          appendLive(db, { at: hand.at, kind: "switch", run: null, step: null, body }),
        );
        session.changed("edited");
      }
      return state();
    },
    liveSources: () => liveSources(process.env),
    connectLive: async (source, mfaCode) => {
      if (!isLiveOn(session.current().db)) throw badRequest(notOn.text);
      end();
      const own = era;
      const found = await connect(source, {
        endpoint: endpoint(),
        accounts: accounts(),
        regions: caseRegions(session.current().db),
        mfaCode,
      });
      if (own !== era) {
        if (found.ok) found.live.end();
        const text = "The connection was ended while it was made.";
        return { ok: false, refusal: { code: "refused", text } };
      }
      if (found.ok) ({ live } = found);
      const body = {
        connection: found.ok ? found.live.connection : null,
        refusal: found.ok ? null : found.refusal,
        endpoint: endpoint(),
      };
      await session.write((db) =>
        appendLive(db, { at: handNow("").at, kind: "connect", run: null, step: null, body }),
      );
      session.changed("edited");
      return found.ok
        ? { ok: true, connection: found.live.connection }
        : { ok: false, refusal: found.refusal };
    },
    disconnectLive: () => {
      work.cancel("live");
      end();
      session.changed("edited");
      return state();
    },
    previewLive: preview,
    applyLive: (approval, who) =>
      run(who, async (world) => {
        const kept = previews.get(approval.preview);
        if (kept === undefined)
          return {
            ok: false,
            code: "no-preview",
            text: "The preview is no longer kept: make a new one.",
          };
        return (
          refusalOf(world.db, world.live, kept.prepared, approval) ??
          (await applyPrepared(world, kept.prepared, kept.answers))
        );
      }),
    cancelLive: () => {
      work.cancel("live");
      return null;
    },
    resumeLive: (number, account, answers, who) =>
      run(who, (world) => resumeRun(world, number, account, answers)),
    closeLive: async (number, who) => {
      if (work.running() === "live") throw badRequest("a run is under way");
      const found = findRun(session.current().db, number, null);
      if (found?.state !== "interrupted") throw badRequest(`run ${number} was not interrupted`);
      const { at, who: name } = handNow(who);
      await session.write((db) =>
        appendLive(db, {
          at,
          kind: "end",
          run: number,
          step: null,
          body: { state: "closed", who: name },
        }),
      );
      session.changed("edited");
      const closed = findRun(session.current().db, number, null);
      if (closed === null) throw badRequest(`the case has no run ${number}`);
      return closed;
    },
    liveRuns: () =>
      listRuns(session.current().db, work.running() === "live" ? (progress?.run ?? null) : null),
  };
}

/** Where calls go instead of AWS, as the AWS tools take it. */
function endpoint(): string | null {
  const given = process.env["AWS_ENDPOINT_URL"] ?? "";
  return given === "" ? null : given;
}
