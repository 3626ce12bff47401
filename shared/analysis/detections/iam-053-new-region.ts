import { counted, joined, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { automationOf } from "../client.ts";
import { regionEvents } from "../past/regions.ts";
import type { RegionHistory } from "../past/regions.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** More Regions than these are not listed one by one. */
const mostNamed = 3;

/** IAM-053: a change where the actor, or anybody, never worked before. */
export const newRegion: Detection = {
  id: "IAM-053",
  title: "First change in a Region new for the actor or the account",
  about:
    "A role is handed to a service, or a trail is changed, in a Region in which the actor made no successful call until the day before yesterday, counted over all recorded calls; it counts medium where nobody in the account did. It needs 20 calls over 7 days to compare with and, for an actor, no more than three Regions among them. Calls of global services (IAM, Organizations, sign-in and others) and of the global endpoint of STS say nothing about Regions and are left out, as are calls of AWS services; what code rolls out counts low where the Region is new for the account, and not at all where it is new for the actor only.",
  events: regionEvents,
  severity: "medium",
  mitre: [["T1535", "Where nobody works, nobody looks."]],
  benign: ["A project that goes to another Region, or a test of one."],
  respond: [
    "Work in the Region confirmed by the owner of the credential, or everything that was made there since found and removed",
    "Regions that nobody needs switched off for the account or forbidden by a policy of the organization",
  ],
  check: ({ event, newRegion: news }) => {
    if (news === null) return null;
    const isCode = automationOf(event.userAgent) !== null;
    if (isCode && news.account === null) return null;
    const region = log(event.region ?? "");
    const parts: readonly Spans[] = [
      ...(news.actor === null
        ? []
        : [say`Region ${region} is new for the actor: ${historyWords(say`its`, news.actor)}`]),
      ...(news.account === null
        ? []
        : [
            news.actor === null
              ? say`Nobody had worked in Region ${region} of this account: ${historyWords(say`the`, news.account)}`
              : say`Nobody else in the account had worked there: ${historyWords(say`the account's`, news.account)}`,
          ]),
    ];
    return hit(news.account === null || isCode ? "low" : "medium", joined(parts, " ", " "));
  },
};

function historyWords(whose: Spans, { calls, since, regions }: RegionHistory): Spans {
  const named = regions
    .slice(0, mostNamed)
    .map(
      ({ region, calls: n, days }) =>
        say`${log(region)} (${counted(n, "call")} on ${counted(days, "day")})`,
    );
  const rest = regions.length - named.length;
  const all = rest > 0 ? [...named, counted(rest, "other Region", "other Regions")] : named;
  return say`${whose} ${counted(calls, "earlier recorded call")} since ${text(since)} ${text(calls === 1 ? "was" : "were")} in ${joined(all, ", ", " and ")}.`;
}
