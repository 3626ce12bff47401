import type { Reason } from "../../finding.ts";
import { rankOf } from "../../severity.ts";
import { cite, counted, joined, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { secondsBetween } from "../../state/fact.ts";
import { clientFamily, isServiceAddress, networkOf } from "../client.ts";
import { isStrangeHour } from "../past/baselines.ts";
import { hoursWords } from "../past/habit-words.ts";
import { duration, instant } from "../phrases.ts";
import { modifier } from "../situation.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** An actor with more networks or clients than this has no habit to break. */
const mostNetworks = 3;
const mostClients = 3;
/** One key used from two networks within this time is in two places. Seconds. */
const concurrent = 3600;

/** IAM-042: a change from where, with what, or when the actor never acted before. */
export const newContext: Detection = {
  id: "IAM-042",
  title: "IAM change from a network, with a client or at an hour new for the actor",
  about:
    "A change of medium weight or more comes from a network (/24, IPv6 /56) or with a kind of client that none of the actor's earlier recorded calls had, or at an hour of the day (UTC) within two of which it never called, which alone counts low; with two of them new, the sum goes up by one. It counts high where the same key was used from another network within the hour before. It needs 20 calls over 7 days to compare with, no more than three networks or clients among them, and no more than twelve hours.",
  events: ["iam:*"],
  severity: "medium",
  mitre: [["T1078.004", "The credential may be in other hands."]],
  benign: ["Travel, a new computer, another connection, or work on a night of maintenance."],
  respond: ["Owner of the credential asked whether the change was made by it"],
  check: (situation) => {
    const news = newOnes(situation);
    if (news.length === 0) return null;
    const elsewhere = usedElsewhere(situation);
    const onlyHour = news.length === 1 && news[0]?.kind === "hour";
    return hit(
      elsewhere === null ? (onlyHour ? "low" : "medium") : "high",
      say`${sentence(situation, news)}${elsewhere === null ? [] : say` ${elsewhere.words}`}`,
      elsewhere === null ? {} : { context: [elsewhere.id] },
    );
  },
  modify: (situation, reasons): readonly Reason[] => {
    const kinds = newOnes(situation).map(({ kind }) => kind);
    return kinds.length > 1 && reasons.some(({ rule }) => rule === "IAM-042")
      ? [
          modifier(
            "+1",
            kinds.length > 2
              ? say`Network, client and hour are all new for the actor.`
              : kinds.includes("hour")
                ? say`The hour is new for the actor as well.`
                : say`Network and client are both new for the actor.`,
          ),
        ]
      : [];
  },
};

interface New {
  readonly kind: "network" | "client" | "hour";
  readonly words: Spans;
}

function isNew(value: string | null, known: ReadonlySet<string>, most: number): value is string {
  return value !== null && known.size > 0 && known.size <= most && !known.has(value);
}

function newOnes({ event, baseline, subject }: Situation): readonly New[] {
  if (
    baseline === null ||
    rankOf(subject.severity) < rankOf("medium") ||
    isServiceAddress(event.sourceIp)
  )
    return [];
  const { networks, clients } = baseline;
  const network = networkOf(event.sourceIp);
  const client = event.userAgent === null ? null : clientFamily(event.userAgent);
  return [
    ...(isNew(network, networks, mostNetworks)
      ? [{ kind: "network" as const, words: say`network ${log(network, "ip")}` }]
      : []),
    ...(isNew(client, clients, mostClients)
      ? [{ kind: "client" as const, words: say`client ${log(client, "agent")}` }]
      : []),
    ...(isStrangeHour(baseline, event.at)
      ? [{ kind: "hour" as const, words: say`the hour of the day` }]
      : []),
  ];
}

function sentence({ baseline }: Situation, news: readonly New[]): Spans {
  if (baseline === null) return [];
  return say`New for the actor: ${joined(
    news.map(({ words }) => words),
    ", ",
    " and ",
  )}; its ${counted(baseline.calls, "earlier recorded call")} since ${instant(baseline.since).slice(1)} came from ${counted(baseline.networks.size, "network")} with ${counted(baseline.clients.size, "kind")} of client, ${hoursWords(baseline)}.`;
}

/** The same long-term key in another network within the hour before. */
function usedElsewhere({ event, baseline }: Situation) {
  const last = baseline?.last ?? null;
  const key = event.identity.accessKeyId;
  const network = networkOf(event.sourceIp);
  if (last === null || key === null || !key.startsWith("AKIA") || last.key !== key) return null;
  if (network === null || last.network === null || network === last.network) return null;
  const age = secondsBetween(last.at, event.at);
  if (age === null || age > concurrent) return null;
  return {
    id: last.id,
    words: say`The same key had been used from network ${log(last.network, "ip")} ${duration(age)} before ${cite(last.id)}.`,
  };
}
