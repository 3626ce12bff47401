import type { Reason } from "../../finding.ts";
import { rankOf } from "../../severity.ts";
import { counted, joined, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { clientFamily, isServiceAddress, networkOf } from "../client.ts";
import { instant } from "../phrases.ts";
import { modifier } from "../situation.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** An actor with more networks or clients than this has no habit to break. */
const mostNetworks = 3;
const mostClients = 3;

/** IAM-042: a change from where, or with what, the actor never acted before. */
export const newContext: Detection = {
  id: "IAM-042",
  title: "IAM change from a network or client new for the actor",
  about:
    "A change of medium weight or more comes from a network (/24, IPv6 /56) or with a kind of client that none of the actor's earlier recorded calls had; with both new, the sum goes up by one. It needs 20 calls over 7 days to compare with, and no more than three networks or clients among them.",
  events: ["iam:*"],
  severity: "medium",
  mitre: [["T1078.004", "The credential may be in other hands."]],
  benign: ["Travel, a new computer, or another connection."],
  respond: ["Owner of the credential asked whether the change was made by it"],
  check: (situation) => {
    const news = newOnes(situation);
    return news.length === 0 ? null : hit("medium", sentence(situation, news));
  },
  modify: (situation, reasons): readonly Reason[] =>
    reasons.some(({ rule }) => rule === "IAM-042") && newOnes(situation).length > 1
      ? [modifier("+1", say`Network and client are both new for the actor.`)]
      : [],
};

function isNew(value: string | null, known: ReadonlySet<string>, most: number): value is string {
  return value !== null && known.size > 0 && known.size <= most && !known.has(value);
}

function newOnes({ event, baseline, subject }: Situation): readonly Spans[] {
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
    ...(isNew(network, networks, mostNetworks) ? [say`network ${log(network, "ip")}`] : []),
    ...(isNew(client, clients, mostClients) ? [say`client ${log(client, "agent")}`] : []),
  ];
}

function sentence({ baseline }: Situation, news: readonly Spans[]): Spans {
  if (baseline === null) return [];
  return say`${joined(news, ", ", " and ").length > 0 ? say`New for the actor: ${joined(news, ", ", " and ")}` : []}; its ${counted(baseline.calls, "earlier recorded call")} since ${instant(baseline.since).slice(1)} came from ${counted(baseline.networks.size, "network")} with ${counted(baseline.clients.size, "kind")} of client.`;
}
