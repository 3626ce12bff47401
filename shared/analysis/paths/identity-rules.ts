import { booleanField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { standingHolders } from "../depth/holders.ts";
import { findPolicy } from "../../state/find.ts";
import { answered, asked, askedUser } from "../../state/request.ts";
import { policyName } from "../phrases.ts";
import { isCaller, isOwn } from "../self.ts";
import { isSignedIn } from "../sign-in.ts";
import type { PathRule, StepRule, Thing, Told } from "./rule.ts";
import type { Ask } from "./use.ts";

function userThing(name: string): Thing {
  return {
    key: `user/${name.toLowerCase()}`,
    type: "user",
    id: name,
    label: say`user ${log(name, "user")}`,
  };
}

function roleThing(name: string): Thing {
  return {
    key: `role/${name.toLowerCase()}`,
    type: "role",
    id: name,
    label: say`role ${log(name, "role")}`,
  };
}

/** A call on another user than the caller. */
function onUser(
  event: string,
  did: (event: CloudTrailEvent, thing: Thing) => Spans,
  ask: (event: CloudTrailEvent) => Ask | null = () => null,
): StepRule {
  return {
    event,
    read: ({ event: call }) => {
      const name = askedUser(call);
      if (name === null || isCaller(call, name)) return [];
      const thing = userThing(name);
      return [{ thing, did: did(call, thing), ask: ask(call) }];
    },
  };
}

/** A call on a role; its use is a session of it. */
function onRole(
  event: string,
  isSelfToo: boolean,
  did: (event: CloudTrailEvent, thing: Thing) => Spans,
): StepRule {
  return {
    event,
    read: (where) => {
      const name = asked(where.event, "roleName");
      if (name === null || (!isSelfToo && isOwn(where, "role", name))) return [];
      const thing = roleThing(name);
      return [{ thing, did: did(where.event, thing), ask: { kind: "role", role: name } }];
    },
  };
}

const policyOf = (event: CloudTrailEvent): Spans => {
  const arn = asked(event, "policyArn");
  return arn === null ? say`a policy` : say`policy ${policyName(arn)}`;
};
const inlineOf = (event: CloudTrailEvent): Spans => {
  const name = asked(event, "policyName");
  return name === null ? say`an inline policy` : say`inline policy ${log(name, "policy")}`;
};

const attachRole = onRole(
  "iam:AttachRolePolicy",
  false,
  (e, t) => say`attached ${policyOf(e)} to ${t.label}`,
);
const putRole = onRole(
  "iam:PutRolePolicy",
  false,
  (e, t) => say`wrote ${inlineOf(e)} onto ${t.label}`,
);
const openRole = onRole(
  "iam:UpdateAssumeRolePolicy",
  true,
  (_, t) => say`rewrote the trust policy of ${t.label}`,
);

/** A version put into force of a policy that roles hold by the log. */
const versionOfRole: StepRule = {
  event: "iam:CreatePolicyVersion",
  read: (where) => {
    const { event, account } = where;
    const arn = asked(event, "policyArn");
    if (arn === null || booleanField(event.request ?? undefined, "setAsDefault") !== true)
      return [];
    return standingHolders(findPolicy(account, arn))
      .filter(({ kind, name }) => kind === "role" && !isOwn(where, "role", name))
      .slice(0, 20)
      .map(({ name }): Told => {
        const thing = roleThing(name);
        const did = say`put a new version of ${policyOf(event)} into force, which ${thing.label} holds by the log`;
        return { thing, did, ask: { kind: "role", role: name } };
      });
  },
};

const attachUser = onUser(
  "iam:AttachUserPolicy",
  (e, t) => say`attached ${policyOf(e)} to ${t.label}`,
);
const putUser = onUser("iam:PutUserPolicy", (e, t) => say`wrote ${inlineOf(e)} onto ${t.label}`);
const deleteKey = onUser(
  "iam:DeleteAccessKey",
  (e, t) => say`deleted access key ${log(asked(e, "accessKeyId") ?? "", "key")} of ${t.label}`,
);
const makeKey: StepRule = {
  event: "iam:CreateAccessKey",
  read: (where) => {
    const id = answered(where.event, "accessKey", "accessKeyId");
    if (id === null) return [];
    return onUser(
      "",
      (_, t) => say`made access key ${log(id, "key")} for ${t.label}`,
      () => ({ kind: "key", accessKeyId: id }),
    ).read(where);
  },
};

const makePassword = onUser(
  "iam:CreateLoginProfile",
  (e, t) => say`made a console password for ${t.label}${reset(e)}`,
);
const newPassword = onUser(
  "iam:UpdateLoginProfile",
  (e, t) => say`set another console password for ${t.label}${reset(e)}`,
);

function reset({ request }: CloudTrailEvent): Spans {
  return mustReset(request) ? say`, to be changed at the first sign-in` : [];
}

function mustReset(request: CloudTrailEvent["request"]): boolean {
  return booleanField(request ?? undefined, "passwordResetRequired") === true;
}

/** Whether a call set a password that must be changed at the first sign-in. */
export function isHelpDesk(event: CloudTrailEvent): boolean {
  return mustReset(event.request);
}

const signIn: StepRule = {
  event: "signin:ConsoleLogin",
  read: ({ event }) => {
    const { type, userName } = event.identity;
    if (type !== "IAMUser" || userName === null || !isSignedIn(event)) return [];
    return [{ thing: userThing(userName), did: say`signed in to the console` }];
  },
};

/** Both orders of two steps. */
function both(id: string, kind: PathRule["kind"], a: StepRule, b: StepRule): readonly PathRule[] {
  return [
    { ids: [id], kind, steps: [a, b] },
    { ids: [id], kind, steps: [b, a] },
  ];
}

/** Paths through users, their credentials, and roles. */
export const identityRules: readonly PathRule[] = [
  { ids: ["iam-002"], kind: "key", steps: [makeKey] },
  { ids: ["iam-003"], kind: "key", steps: [deleteKey, makeKey] },
  ...both("iam-015", "key", attachUser, makeKey),
  ...both("iam-018", "key", putUser, makeKey),
  { ids: ["iam-004"], kind: "sign-in", steps: [makePassword, signIn] },
  { ids: ["iam-006"], kind: "sign-in", steps: [newPassword, signIn] },
  { ids: ["iam-012"], kind: "role", steps: [openRole] },
  { ids: ["iam-014"], kind: "role", steps: [attachRole] },
  { ids: ["iam-016"], kind: "role", steps: [versionOfRole] },
  { ids: ["iam-017"], kind: "role", steps: [putRole] },
  ...both("iam-019", "role", attachRole, openRole),
  ...both("iam-020", "role", versionOfRole, openRole),
  ...both("iam-021", "role", putRole, openRole),
];
