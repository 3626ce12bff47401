import { cites, policyName } from "../analysis/phrases.ts";
import { log, say, text } from "../span.ts";
import type { LogKind, Spans } from "../span.ts";
import type { Slot, Step, Thing, ThingKind } from "./thing.ts";

const kindWords: Readonly<Record<ThingKind, string>> = {
  user: "user",
  group: "group",
  role: "role",
  policy: "policy",
  "instance-profile": "instance profile",
  other: "the setting",
};

const logKinds: Readonly<Record<ThingKind, LogKind>> = {
  user: "user",
  group: "group",
  role: "role",
  policy: "policy",
  "instance-profile": "other",
  other: "other",
};

/** A thing in a sentence: "group Developers"; a policy by the name in its ARN. */
export function thingWords(kind: ThingKind, name: string): Spans {
  const named = kind === "policy" ? policyName(name) : log(name, logKinds[kind]);
  return say`${text(kindWords[kind])} ${named}`;
}

/** A slot in a sentence: "inline policy x of role y". `groupName`: of the group a membership slot points to. */
export function slotWords(thing: Thing, slot: Slot, groupName: string): Spans {
  const of = thingWords(thing.kind, thing.name);
  switch (slot.kind) {
    case "name":
      return say`the name of ${of}`;
    case "path":
      return say`the path of ${of}`;
    case "description":
      return say`the description of ${of}`;
    case "max-session":
      return say`the longest session of ${of}`;
    case "trust":
      return say`the trust policy of ${of}`;
    case "boundary":
      return say`the permissions boundary of ${of}`;
    case "tag":
      return say`tag ${log(slot.key)} of ${of}`;
    case "attached":
      return say`policy ${policyName(slot.key)} on ${of}`;
    case "inline":
      return say`inline policy ${log(slot.key, "policy")} of ${of}`;
    case "group":
      return say`the membership of ${of} in group ${log(groupName, "group")}`;
    case "role":
      return say`role ${log(slot.key, "role")} in ${of}`;
    case "version":
      return say`version ${log(slot.key)} of ${of}`;
    case "default":
      return say`the default version of ${of}`;
    case "access-key":
      return say`access key ${log(slot.key, "key")} of ${of}`;
    case "login-profile":
      return say`the password of ${of}`;
    case "mfa":
      return say`MFA device ${log(slot.key, "arn")} of ${of}`;
    case "ssh-key":
      return say`SSH public key ${log(slot.key)} of ${of}`;
    case "certificate":
      return say`signing certificate ${log(slot.key)} of ${of}`;
    case "service-credential":
      return say`service-specific credential ${log(slot.key)} of ${of}`;
    case "other":
      return settingWords(thing, slot);
  }
}

function settingWords(thing: Thing, slot: Slot): Spans {
  const [topic = "", ...further] = slot.key.split(" ");
  const named = further.length === 0 ? [] : say` ${log(further.join(" "))}`;
  const what = say`${text(topic.replaceAll("-", " "))}${named}`;
  return thing.name === ""
    ? say`the ${what} of the account`
    : say`the ${what} of ${log(thing.name)}`;
}

/** Events that changed something, cited: each with its name. */
export function byEvents(steps: readonly Step[]): Spans {
  const names = [...new Set(steps.map(({ name }) => name))];
  const [only] = names;
  const ids = cites([...new Set(steps.map(({ id }) => id))]);
  return names.length === 1 && only !== undefined ? say`${log(only)} ${ids}` : ids;
}
