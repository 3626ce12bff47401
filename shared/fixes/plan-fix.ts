/** A fix from a request and what is known of the account. */
import type { Operation, Plan } from "../remediation/plan.ts";
import type { LogKind, Spans } from "../span.ts";
import { log, say } from "../span.ts";
import { quarantine, revokeSessions } from "./containment.ts";
import { detachPolicy } from "./detach.ts";
import type { Fix, FixName, FixRequest, NoFix } from "./fix.ts";
import { deactivateKey, deleteKey } from "./keys.ts";
import { kindOf, titleOf } from "./kinds.ts";
import type { Known } from "./known.ts";
import { leastPrivilege } from "./least-privilege.ts";
import { undoKind } from "./make.ts";
import type { Made } from "./make.ts";
import { setPasswordPolicy } from "./password-policy.ts";
import { removeLoginProfile, resetPassword } from "./passwords.ts";
import { deleteProvider } from "./providers.ts";
import { deleteRole } from "./remove-role.ts";
import { deleteUser } from "./remove-user.ts";
import { hardenTrail, restartLogging } from "./trails.ts";

const makers: Readonly<Record<FixName, (request: FixRequest, known: Known) => Made | NoFix>> = {
  "deactivate-key": deactivateKey,
  "revoke-sessions": revokeSessions,
  quarantine,
  "reset-password": resetPassword,
  "remove-login-profile": removeLoginProfile,
  "detach-policy": detachPolicy,
  "delete-key": deleteKey,
  "delete-provider": deleteProvider,
  "delete-user": deleteUser,
  "delete-role": deleteRole,
  "set-password-policy": setPasswordPolicy,
  "least-privilege": leastPrivilege,
  "restart-logging": restartLogging,
  "harden-trail": hardenTrail,
};

/** The fix, or why there is none. Nothing is guessed: what the log does not tell is asked for, or said to be unknown. */
export function planFix(asked: FixRequest, known: Known): Fix | NoFix {
  const request = { ...asked, account: known.account, at: known.at };
  const made = makers[request.name](request, known);
  if ("refused" in made) return made;
  const { plan, undo, unknown } = made;
  const kind = kindOf(request.name);
  const undone = undoKind(plan, undo);
  return {
    request,
    title: titleOf(request.name, targetWords(request)),
    purpose: kind.purpose,
    notWhen: kind.notWhen,
    breaks: [...kind.breaks, ...(made.breaks ?? [])],
    isDestructive: undone === "partial" || undone === "lost",
    isPrintOnly: kind.isPrintOnly,
    evidence: eventsOf([plan, undo]),
    unknown,
    plan,
    undo,
    undoKind: undone,
    permissions: {
      plan: actionsOf([...plan.operations, ...plan.verify]),
      undo: actionsOf([...undo.operations, ...undo.verify]),
    },
  };
}

function eventsOf(plans: readonly Plan[]): readonly string[] {
  return [
    ...new Set(
      plans.flatMap(({ operations, manual }) =>
        [...operations, ...manual].flatMap(({ evidence }) => evidence),
      ),
    ),
  ];
}

function actionsOf(operations: readonly Operation[]): readonly string[] {
  return [...new Set(operations.map(({ api }) => api))].toSorted();
}

const logKinds: Readonly<Record<string, LogKind>> = {
  user: "user",
  role: "role",
  group: "group",
  policy: "arn",
  "oidc-provider": "arn",
  "saml-provider": "arn",
};

/** What a request is about, in words. */
export function targetWords({ target, item }: FixRequest): Spans {
  const cut = target.indexOf("/");
  const [kind, name] = [target.slice(0, cut), target.slice(cut + 1)];
  const of =
    kind === "root"
      ? say`the root user`
      : kind === "account"
        ? say`the account`
        : say`${log(name, logKinds[kind] ?? "other")}`;
  return item === null ? of : say`${log(item, item.startsWith("arn:") ? "arn" : "key")} of ${of}`;
}
