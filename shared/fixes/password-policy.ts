/** The password policy of the account. */
import { askFor } from "../remediation/ask-questions.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { log, say } from "../span.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";

/** What is set unless asked for otherwise: CIS AWS Foundations (14 characters, 24 former passwords) and all four classes. */
export const usualRules: Readonly<Record<string, number | boolean>> = {
  MinimumPasswordLength: 14,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  PasswordReusePrevention: 24,
};

/** Members of UpdateAccountPasswordPolicy, as a fact of the state is asked for. */
const members: Readonly<
  Record<string, { readonly ask: string; readonly takes: "number" | "boolean" }>
> = {
  MinimumPasswordLength: { ask: "minimumPasswordLength", takes: "number" },
  RequireSymbols: { ask: "requireSymbols", takes: "boolean" },
  RequireNumbers: { ask: "requireNumbers", takes: "boolean" },
  RequireUppercaseCharacters: { ask: "requireUppercaseCharacters", takes: "boolean" },
  RequireLowercaseCharacters: { ask: "requireLowercaseCharacters", takes: "boolean" },
  AllowUsersToChangePassword: { ask: "allowUsersToChangePassword", takes: "boolean" },
  MaxPasswordAge: { ask: "maxPasswordAge", takes: "number" },
  PasswordReusePrevention: { ask: "passwordReusePrevention", takes: "number" },
  HardExpiry: { ask: "hardExpiry", takes: "boolean" },
};

/** Of these the larger number is the stricter one. */
const larger = new Set(["MinimumPasswordLength", "PasswordReusePrevention"]);

/** Sets the password policy; what is stricter already stays, unless rules were given. */
export function setPasswordPolicy({ rules }: FixRequest, known: Known): Made | NoFix {
  for (const [name, value] of Object.entries(rules ?? {})) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined)
      return { refused: say`${log(name)} is no member of a password policy.` };
    if (typeof value !== member.takes)
      return { refused: say`${log(name)} must be a ${{ t: "text", s: member.takes }}.` };
  }
  const { passwordPolicy: policy } = known.settings;
  const evidence = factEvents(policy);
  const former = isSure(policy) && policy.value !== null ? asMembers(policy.value) : null;
  const wanted = rules ?? stricter(former ?? {});
  const unknown = isSure(policy)
    ? []
    : [
        say`The password policy of today is not in the log. The call replaces all of it, and what it is not given falls back to AWS's default: look first whether something is stricter now (aws iam get-account-password-policy), and note it, the undo asks for it.`,
      ];
  const remove = call(
    "DeleteAccountPasswordPolicy",
    {},
    say`The account has no password policy of its own again.`,
    evidence,
  );
  const undo =
    isSure(policy) && policy.value === null
      ? [remove]
      : [
          call(
            "UpdateAccountPasswordPolicy",
            former ?? asked(),
            say`The password policy is again as it was before.`,
            evidence,
          ),
        ];
  return {
    plan: fixPlan(known, {
      operations: [
        call(
          "UpdateAccountPasswordPolicy",
          wanted,
          say`New passwords must keep these rules; those of today stay valid.`,
          evidence,
        ),
      ],
    }),
    undo: undoPlan(known, {
      operations: undo,
      manual: isSure(policy)
        ? []
        : [
            byHand(
              say`If there was no password policy before, run aws iam delete-account-password-policy instead. A highest age or a number of former passwords of none must be left out, not sent as 0.`,
            ),
          ],
    }),
    unknown,
  };
}

function stricter(former: Readonly<Record<string, PlanValue>>): Record<string, PlanValue> {
  const wanted: Record<string, PlanValue> = { ...former, ...usualRules };
  for (const name of larger) {
    const own = former[name];
    const usual = usualRules[name];
    if (typeof own === "number" && typeof usual === "number") wanted[name] = Math.max(own, usual);
  }
  // Whoever is not let to choose a password today is not let to by a fix that makes rules stricter.
  if (former["AllowUsersToChangePassword"] === false) wanted["AllowUsersToChangePassword"] = false;
  return wanted;
}

/** The log spells members with a small first letter; a highest age or number of 0 means none, and is left out of calls. */
function asMembers(logged: Readonly<Record<string, PlanValue>>): Record<string, PlanValue> {
  return Object.fromEntries(
    Object.entries(logged)
      .map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value] as const)
      .filter(([name, value]) => Object.hasOwn(members, name) && value !== 0),
  );
}

function asked(): Record<string, PlanValue> {
  return Object.fromEntries(
    Object.entries(members).map(([name, { ask }]) => [
      name,
      askFor(`$prior.passwordPolicy.${ask}`, "UpdateAccountPasswordPolicy", name, false),
    ]),
  );
}
