import { cite, log, num, say, text } from "../../span.ts";
import { findEntity } from "../../state/find.ts";
import { asked, askedNumber } from "../../state/request.ts";
import { isOwn } from "../self.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** Words by which a name passes for a part of AWS. */
const imitating = /^(aws|amazon)|cloudtrail|guardduty|config|support|service-?role/i;
const renames: Readonly<Record<string, readonly ["user" | "group", string]>> = {
  UpdateUser: ["user", "newUserName"],
  UpdateGroup: ["group", "newGroupName"],
};

/** IAM-052: other names, other places, longer sessions. */
export const renamed: Detection = {
  id: "IAM-052",
  title: "Identity renamed, moved or session reach extended",
  about:
    "A user or group gets another name or path (more so one that passes for a part of AWS or for another user, or the actor's own), a role longer sessions than before, or tokens a wider reach.",
  events: [
    "iam:UpdateUser",
    "iam:UpdateGroup",
    "iam:UpdateRole",
    "iam:SetSecurityTokenServicePreferences",
  ],
  severity: "low",
  mitre: [
    ["T1098", "The identity or its sessions are changed."],
    ["T1036", "A new name can hide who acts."],
  ],
  benign: ["A new name after a marriage, or clean-up of names."],
  respond: ["New name or duration approved, or the earlier one set again"],
  check: (situation) => {
    const { event, account } = situation;
    if (event.name === "UpdateRole") return longer(situation);
    if (event.name === "SetSecurityTokenServicePreferences") {
      return asked(event, "globalEndpointTokenVersion") === "v2Token"
        ? hit(
            "low",
            say`Tokens of the global STS endpoint are valid in Regions that are switched on by choice, too (${log("v2Token")}).`,
          )
        : null;
    }
    const rename = renames[event.name];
    if (rename === undefined) return null;
    const [kind, member] = rename;
    const old = asked(event, `${kind}Name`);
    const name = asked(event, member);
    const path = asked(event, "newPath");
    if (old === null || (name === null && path === null)) return null;
    const isSelf = kind === "user" && isOwn(situation, kind, old);
    const base = name?.split(/[@.]/)[0] ?? "";
    const alike =
      name === null
        ? undefined
        : [...account.users.values()].find(
            (u) =>
              u.name !== old &&
              base.length > 3 &&
              u.deleted === null &&
              u.name.toLowerCase().startsWith(base.toLowerCase()),
          );
    const hides =
      name !== null && (imitating.test(name) || (kind === "user" && alike !== undefined));
    const what =
      name === null
        ? say`was moved to path ${log(path ?? "", "path")}`
        : say`is called ${log(name, kind)} from now on`;
    return hit(
      isSelf ? "high" : hides ? "medium" : "low",
      say`${text(kind === "user" ? "User" : "Group")} ${log(old, kind)} ${what}${isSelf ? say`, by its own call` : []}${hides ? say`: the name passes for ${alike === undefined ? say`a part of AWS` : say`user ${log(alike.name, "user")}`}` : []}.`,
    );
  },
};

function longer({ event, account }: Situation) {
  const role = asked(event, "roleName");
  const now = askedNumber(event, "maxSessionDuration");
  const before = findEntity(account, "role", role)?.maxSessionDuration ?? null;
  // AWS's default is an hour.
  const old = before === null ? null : (before.value ?? 3600);
  if (role === null || now === null || before === null || old === null || now <= old) return null;
  return hit(
    "low",
    say`Sessions of role ${log(role, "role")} may last ${num(now)} seconds instead of ${num(old)} ${cite(before.by.id)}.`,
    { context: [before.by.id] },
  );
}
