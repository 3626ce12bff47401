import { cite, counted, joined, log, say, text } from "../../span.ts";
import type { Mark } from "../../state/fact.ts";
import { isWithin, secondsBetween } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked, askedUser } from "../../state/request.ts";
import { duration, some } from "../phrases.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-028: made, used and gone within an hour. */
export const shortLived: Detection = {
  id: "IAM-028",
  title: "Short-lived principal or key",
  about:
    "A user, role or access key is deleted within 60 minutes of its creation, and the log holds successful calls that it made in between, to IAM or any other service; the use of data, of other roles or of the audit log counts more.",
  events: ["iam:DeleteUser", "iam:DeleteRole", "iam:DeleteAccessKey"],
  severity: "medium",
  mitre: [
    ["T1136.003", "An identity was made for one use."],
    ["T1070", "Its deletion hides who acted."],
  ],
  benign: ["A test that makes an identity, tries it and cleans up."],
  respond: ["Every call of the deleted identity reviewed, and undone where nobody can explain it"],
  check: (situation) => {
    const { event, past } = situation;
    const life = lifeOf(situation);
    if (life === null) return null;
    const { created, key, what, name } = life;
    if (!isWithin(created, event.at, 1)) return null;
    const changes = past.of("acted", key);
    const uses = past.of("used", key).filter(({ what: call }) => call !== "sts:GetCallerIdentity");
    const calls = [...changes, ...uses];
    if (calls.length === 0) return null;
    const grave = uses.flatMap(({ what: call }) =>
      call !== null && isGrave.test(call) ? [call] : [],
    );
    const age = secondsBetween(created.at, event.at);
    const parts = [
      ...(changes.length === 0 ? [] : [say`${counted(changes.length, "change")} of IAM`]),
      ...(uses.length === 0
        ? []
        : [
            say`calls to ${some(
              uses.map(({ what: call }) => log(call ?? "")),
              4,
            )}`,
          ]),
    ];
    return hit(
      changes.length > 0 || grave.length > 0 ? "high" : "medium",
      say`The ${text(what)} ${log(name, what === "user" ? "user" : what === "role" ? "role" : "key")} lived ${age === null ? say`less than an hour` : duration(Math.max(1, age))} ${cite(created.id)} and in that time made ${joined(parts, "", " and ")} ${calls.slice(0, 3).map(({ mark }) => cite(mark.id))}.`,
      { context: [created.id, ...calls.slice(0, 3).map(({ mark }) => mark.id)] },
    );
  },
};

/** Use that reaches data, other roles or the audit log. */
const isGrave =
  /^(?:s3:(?:Get|Put|Delete|Copy)Object|secretsmanager:(?:Batch)?GetSecretValue|ssm:(?:GetParameter|SendCommand|StartSession)|dynamodb:|kms:Decrypt|sts:AssumeRole|cloudtrail:(?:Stop|Delete|Update|Put)|rds:|ec2:(?:RunInstances|CreateSnapshot|ModifySnapshot|ModifyImage)|lambda:(?:Create|Update|Invoke))/;

interface Lived {
  readonly created: Mark;
  readonly key: string;
  readonly what: "user" | "role" | "access key";
  readonly name: string;
}

function lifeOf({ event, account, past }: Situation): Lived | null {
  if (event.name === "DeleteAccessKey") {
    const name = asked(event, "accessKeyId");
    const made = past
      .of("keyMade", askedUser(event))
      .find(({ what }) => what !== null && what === name);
    return made === undefined || name === null
      ? null
      : { created: made.mark, key: `key/${name}`, what: "access key", name };
  }
  const kind = event.name === "DeleteRole" ? "role" : "user";
  const name = kind === "role" ? asked(event, "roleName") : askedUser(event);
  const created = findEntity(account, kind, name)?.created ?? null;
  return created === null || name === null
    ? null
    : { created, key: `${kind}/${name}`, what: kind, name };
}
