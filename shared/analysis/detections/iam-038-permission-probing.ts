import { rankOf } from "../../severity.ts";
import { cite, counted, log, say } from "../../span.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const many = 5;
const fewKinds = 3;

/** IAM-038: rights are tried out; the refusals themselves are in bursts/refused-probing.ts. */
export const permissionProbing: Detection = {
  id: "IAM-038",
  title: "Permission probing by access-denied burst",
  about:
    "Within 10 minutes AWS refuses ten calls of five kinds, whatever the services, or five changes of IAM of three kinds, by one access key: they become one finding. A change that then succeeds after five refusals of its kind, or of three kinds, counts high, small ones medium. What the console asks for by itself doesn't count.",
  events: ["iam:*"],
  severity: "medium",
  mitre: [
    ["T1069.003", "The answers tell which rights a credential has."],
    ["T1087.004", "They tell which identities exist."],
  ],
  benign: ["A deployment with a right too few, or a scanner of the own team."],
  respond: [
    "Owner of the credential asked what was tried; otherwise the key deactivated or the role's sessions revoked",
  ],
  check: ({ event, past, mark, subject }) => {
    const all = past.of("refused", mark.actor);
    const same = all.filter(({ what }) => what === event.name);
    const kinds = new Set(all.map(({ what }) => what)).size;
    const isSame = same.length >= many;
    const refused = isSame ? same : all;
    if (refused.length < many || (!isSame && kinds < fewKinds)) return null;
    const isGrave = rankOf(subject.severity) >= rankOf("medium");
    const cited = refused.slice(-3).map(({ mark: m }) => cite(m.id));
    return hit(
      isGrave ? "high" : "medium",
      isSame
        ? say`AWS had refused ${log(event.name)} to the same actor at least ${counted(refused.length, "time")} in the 10 minutes before ${cited}; this time it succeeded.`
        : say`AWS had refused at least ${counted(refused.length, "change")} of ${counted(kinds, "kind")} to the same actor in the 10 minutes before ${cited}; this one was let through.`,
      { context: refused.map(({ mark: m }) => m.id) },
    );
  },
};
