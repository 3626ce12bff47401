import { cite, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { automationOf } from "../client.ts";
import { writtenBy } from "../depth/written.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked, askedUser } from "../../state/request.ts";
import { serviceOf } from "../modifiers.ts";
import { duration } from "../phrases.ts";
import { secondsBetween } from "../../state/fact.ts";
import { entityPower, powerOf } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** Whether an event itself gives a user administrator rights. */
function givesAdmin(situation: Situation): boolean {
  const { event, account } = situation;
  switch (event.name) {
    case "AttachUserPolicy": {
      const arn = asked(event, "policyArn");
      return arn !== null && powerOf(account, arn)?.isAdmin === true;
    }
    case "PutUserPolicy": {
      const admin = writtenBy(situation)?.c.reading.admin ?? null;
      return admin !== null && admin.bound === null;
    }
    case "AddUserToGroup":
      return entityPower(account, "group", asked(event, "groupName"))?.isAdmin === true;
    default:
      return false;
  }
}

/** IAM-020: a new user with administrator rights and a credential. */
export const backdoorUser: Detection = {
  id: "IAM-020",
  title: "Backdoor administrator user",
  about:
    "Within 24 hours a user is created, gets administrator rights, and gets an access key or a console password, whoever does it and in whichever order; the last step is told.",
  events: [
    "iam:AttachUserPolicy",
    "iam:PutUserPolicy",
    "iam:AddUserToGroup",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
  ],
  severity: "critical",
  mitre: [
    ["T1136.003", "A new identity exists."],
    ["T1098.001", "It has a credential of its own."],
    ["T1098.003", "It has the rights of an administrator."],
  ],
  benign: [
    "Onboarding of an administrator by whoever administers users; a person should be behind the name.",
  ],
  respond: [
    "Keys of the user deactivated and its console access disabled until its owner is known",
    "What the user did until then reviewed",
  ],
  check: (situation) => {
    const { event, account, past } = situation;
    const user = askedUser(event);
    const created = findEntity(account, "user", user)?.created ?? null;
    if (user === null || created === null || !isWithin(created, event.at, 24)) return null;
    const before = entityPower(account, "user", user);
    const wasAdmin = before?.isAdmin === true;
    const credential = [...past.of("keyMade", user), ...past.of("passwordSet", user)].filter(
      ({ mark }) => isWithin(created, mark.at, 24),
    )[0];
    const isCredential = event.name === "CreateAccessKey" || event.name === "CreateLoginProfile";
    const isLast = isCredential
      ? wasAdmin && credential === undefined
      : !wasAdmin && credential !== undefined && givesAdmin(situation);
    if (!isLast) return null;
    const isService = serviceOf(situation) !== null;
    const code = isService ? null : automationOf(event.userAgent);
    const other: Spans = isCredential
      ? say`got administrator rights ${(before?.by ?? []).slice(0, 2).map((id) => cite(id))}`
      : say`got a credential ${credential === undefined ? [] : cite(credential.mark.id)}`;
    const span = secondsBetween(created.at, event.at);
    return hit(
      isService ? "medium" : code === null ? "critical" : "high",
      say`Within ${span === null ? say`a day` : duration(Math.max(1, span))}, user ${log(user, "user")} was created ${cite(created.id)}, ${other}, and now ${isCredential ? say`has a credential` : say`has administrator rights`} as well.`,
      {
        context: [
          created.id,
          ...(before?.by ?? []),
          ...(credential === undefined ? [] : [credential.mark.id]),
        ],
      },
    );
  },
};
