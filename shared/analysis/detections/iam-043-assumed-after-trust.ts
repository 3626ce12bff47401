import { nameOf } from "../../iam/arn.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readTrust } from "../../iam/trust-reading.ts";
import { actorKey, actorKeyOf } from "../../state/actor-key.ts";
import { identityLabel } from "../actor.ts";
import { automationOf } from "../client.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { cite, log, say, text } from "../../span.ts";
import { later } from "../phrases.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-043: whoever rewrote a role's trust then came in by it. */
export const assumedAfterTrust: Detection = {
  id: "IAM-043",
  title: "Role assumed right after its trust was changed",
  about:
    "Within 24 hours after a role's trust policy was rewritten, the one who wrote it, or an account outside that no condition holds back, takes the role on; the same for a new role that lets an account outside in. Told for the call that takes it on, and once more for the first change of IAM by a session so begun.",
  events: ["iam:*", "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"],
  severity: "critical",
  mitre: [
    ["T1098.003", "The trust was changed to reach the role's rights."],
    ["T1550.001", "The session is the use of it."],
    ["T1078.004", "It counts as a valid session of the role."],
  ],
  benign: ["An administrator who sets up a role and tries it out."],
  respond: [
    "Earlier trust policy written back and the role's sessions revoked, or the set-up confirmed",
  ],
  check: (situation) => {
    if (situation.event.source === "sts.amazonaws.com") return takenOn(situation);
    return changedBy(situation);
  },
};

/** The call that takes the role on. */
function takenOn(situation: Situation) {
  const { event, past, account } = situation;
  const arn = asked(event, "roleArn");
  if (arn === null || event.identity.type === "AWSService") return null;
  const role = nameOf(arn);
  const [set] = past.of("trustSet", role).slice(-1);
  const created = findEntity(account, "role", role)?.created ?? null;
  const write = set?.mark ?? created;
  if (write === null || !isWithin(write, event.at, 24)) return null;
  const caller = event.identity.accountId;
  const isOutside = caller !== null && event.account !== null && caller !== event.account;
  // Whoever makes a role may try it out; whoever rewrites the trust of one that was there lets itself in.
  const isEditor = set !== undefined && actorKey(event) === write.actor;
  if (!isEditor && !(isOutside && isFree(situation, role, caller))) return null;
  const code = automationOf(event.userAgent);
  return hit(
    isEditor && code !== null ? "low" : "critical",
    say`The trust policy of role ${log(role, "role")} was written ${cite(write.id)}; ${later(write.at, event.at)} ${isEditor ? say`the same actor` : say`account ${log(caller ?? "", "account")}, outside,`} took the role on${code === null ? [] : say`, with a client that names itself as ${text(code)}`}.`,
    {
      context: [write.id],
      ...(isEditor
        ? {}
        : {
            benign: [
              say`A vendor, or another account of the organization, whose access was being set up: its owner would know of it.`,
            ],
          }),
    },
  );
}

/** Whether the trust policy admits an account without a condition that limits it, as far as the log holds the policy. */
function isFree({ account, event }: Situation, role: string, caller: string): boolean {
  const trust = findEntity(account, "role", role)?.trust?.value ?? null;
  if (trust === null) return true;
  const { everyone, external } = readTrust(readPolicyDocument(trust), event.account);
  return [...everyone, ...external.filter((t) => t.account === caller)].some(
    ({ bound }) => bound === null,
  );
}

/** The first change by a session that began so. */
function changedBy({ event, start, past }: Situation) {
  const { identity } = event;
  if (start === null || identity.type !== "AssumedRole" || identity.issuerName === null)
    return null;
  const key = identity.accessKeyId;
  if (key === null || past.of("acted", `key/${key}`).length > 0) return null;
  const { issuerName: role } = identity;
  const [set] = past
    .of("trustSet", role)
    .filter(({ mark }) => isWithin(mark, start.at, 24))
    .slice(-1);
  if (set === undefined || start.identity.type === "AWSService") return null;
  const isEditor = actorKeyOf(start.identity) === set.mark.actor;
  const isOutside =
    start.identity.accountId !== null &&
    event.account !== null &&
    start.identity.accountId !== event.account;
  if (!isEditor && !isOutside) return null;
  return hit(
    "critical",
    say`The trust policy of role ${log(role, "role")} was written ${cite(set.mark.id)}; ${later(set.mark.at, start.at)} ${isEditor ? say`the same actor` : say`a caller of another account`}, ${identityLabel(start.identity)}, started this session ${cite(start.id)}.`,
    { context: [set.mark.id, start.id] },
  );
}
