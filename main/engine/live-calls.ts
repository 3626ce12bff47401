/** Live fixes of the open case: its switch, its connection, previews, runs and their journal. */
import type { LiveState } from "../../shared/ipc/live.ts";
import { casePlaces } from "../db/case-places.ts";
import { appendLive, isLiveOn } from "../db/live-journal.ts";
import type { Live } from "../live/connect.ts";
import { connect } from "../live/connect.ts";
import { liveSources } from "../live/sources.ts";
import { badRequest } from "./engine-failure.ts";
import { handNow } from "./hand-now.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";
import type { Work } from "./work.ts";

type LiveHandlers = Pick<
  EngineHandlers,
  "liveState" | "switchLive" | "liveSources" | "connectLive" | "disconnectLive"
>;

/** The calls about live fixes. */
export function createLiveCalls(session: Session, work: Work): LiveHandlers {
  let live: Live | null = null;
  /** Counts up when the connection ends: one that is being made by then is not kept. */
  let era = 0;

  const end = (): void => {
    era++;
    live?.end();
    live = null;
  };
  session.beforeClose(end);

  const accounts = (): readonly string[] =>
    casePlaces(session.current().db, work.running() === "import").accounts.filter((one) =>
      /^\d{12}$/.test(one),
    );
  const state = (): LiveState => ({
    isOn: isLiveOn(session.current().db),
    connection: live?.connection ?? null,
    endpoint: endpoint(),
    accounts: accounts(),
    progress: null,
    interrupted: null,
  });

  return {
    liveState: state,
    switchLive: async (isOn, who) => {
      if (!isOn) end();
      const hand = handNow(who);
      if (isLiveOn(session.current().db) !== isOn) {
        await session.write((db) =>
          appendLive(db, {
            at: hand.at,
            kind: "switch",
            run: null,
            step: null,
            body: { isOn, who: hand.who },
          }),
        );
        session.changed("edited");
      }
      return state();
    },
    liveSources: () => liveSources(process.env),
    connectLive: async (source, mfaCode) => {
      if (!isLiveOn(session.current().db))
        throw badRequest("live fixes are switched off for this case");
      end();
      const own = era;
      const found = await connect(source, { endpoint: endpoint(), accounts: accounts(), mfaCode });
      if (own !== era) {
        if (found.ok) found.live.end();
        return {
          ok: false,
          refusal: { code: "refused", text: "The connection was ended while it was made." },
        };
      }
      const { connection, refusal } = found.ok
        ? { connection: found.live.connection, refusal: null }
        : { connection: null, refusal: found.refusal };
      if (found.ok) live = found.live;
      await session.write((db) =>
        appendLive(db, {
          at: handNow("").at,
          kind: "connect",
          run: null,
          step: null,
          body: { connection, refusal, endpoint: endpoint() },
        }),
      );
      return found.ok
        ? { ok: true, connection: found.live.connection }
        : { ok: false, refusal: found.refusal };
    },
    disconnectLive: () => {
      end();
      return state();
    },
  };
}

/** Where calls go instead of AWS, as the AWS tools take it. */
function endpoint(): string | null {
  const given = process.env["AWS_ENDPOINT_URL"] ?? "";
  return given === "" ? null : given;
}
