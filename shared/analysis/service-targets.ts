import { textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Target } from "../finding.ts";
import { nameOf } from "../iam/arn.ts";
import { log, say, text } from "../span.ts";
import type { LogKind } from "../span.ts";
import { passedRole } from "./past/passed-role.ts";

/** Reads the target of a call. */
export type ReadTarget = (event: CloudTrailEvent) => Target;

type Named = readonly [type: string, word: string, kind: LogKind];

/** A target by the first member of requestParameters that names it. */
export function named([type, word, kind]: Named, ...members: readonly string[]): ReadTarget {
  return (event) => {
    for (const member of members) {
      const id = textField(event.request ?? undefined, member);
      if (id !== null) return { type, id, label: say`${text(word)} ${log(nameOf(id), kind)}` };
    }
    return unnamed(type, word);
  };
}

function unnamed(type: string, word: string): Target {
  return {
    type,
    id: null,
    label: say`${text(word)} (name ${{ t: "unknown", why: "not-in-log" }})`,
  };
}

/** Who signed in. */
export function signedIn(event: CloudTrailEvent): Target {
  const { type, userName, arn, accountId } = event.identity;
  if (type === "Root") {
    const id = accountId ?? event.account;
    return id === null
      ? { type: "account", id, label: say`Root user` }
      : { type: "account", id, label: say`Root user of account ${log(id, "account")}` };
  }
  const id = userName ?? arn;
  return id === null
    ? unnamed("user", "User")
    : { type: "user", id, label: say`User ${log(nameOf(id), "user")}` };
}

/** The role or instance profile that a call hands to a service. */
export function passed(event: CloudTrailEvent): Target {
  const role = passedRole(event);
  if (role === null) return unnamed("role", "Role");
  const isProfile = role.startsWith("profile/");
  const id = isProfile ? role.slice("profile/".length) : role;
  return isProfile
    ? { type: "instance-profile", id, label: say`Instance profile ${log(id)}` }
    : { type: "role", id, label: say`Role ${log(id, "role")}` };
}

/** The account that the call was made in. */
export function ownAccount(event: CloudTrailEvent): Target {
  const id = event.account;
  return id === null
    ? unnamed("account", "Account")
    : { type: "account", id, label: say`Account ${log(id, "account")}` };
}
