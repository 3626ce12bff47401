import { booleanField, field } from "../../cloudtrail-event.ts";
import { cite, joined, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { memberOf } from "../prior-answers.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const classes: readonly (readonly [member: string, what: string])[] = [
  ["requireSymbols", "symbols"],
  ["requireNumbers", "numbers"],
  ["requireUppercaseCharacters", "upper-case letters"],
  ["requireLowercaseCharacters", "lower-case letters"],
];

/** What AWS sets where a request leaves the length out, and the least that counts as a length. */
const defaultLength = 6;
const shortLength = 8;

/** IAM-032: passwords may be weaker. */
export const passwordPolicy: Detection = {
  id: "IAM-032",
  title: "Account password policy weakened or removed",
  about:
    "The password policy is deleted, or a new one allows shorter passwords than eight characters or asks for less than the one before in the log; what a request leaves out goes back to AWS's default.",
  events: ["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy"],
  severity: "high",
  mitre: [["T1556", "Weak passwords become possible for every user of the account."]],
  benign: ["A change that a standard asked for, such as no forced change of passwords."],
  respond: ["Earlier policy set again, or a policy by the organization's standard"],
  check: ({ event, account }) => {
    const before = account.values.get("passwordPolicy") ?? null;
    const context = before === null ? [] : [before.by.id];
    if (event.name === "DeleteAccountPasswordPolicy") {
      return hit(
        "high",
        say`The account has no password policy of its own any more; AWS's default holds, with ${num(8)} characters and three of four classes.`,
        { context },
      );
    }
    const request = event.request ?? undefined;
    const length = lengthOf(field(request, "minimumPasswordLength")) ?? defaultLength;
    const weaker: Spans[] = [];
    if (length < shortLength) weaker.push(say`passwords of ${num(length)} characters are allowed`);
    if (before !== null && before.value !== null) {
      const old = lengthOf(memberOf(before.value, "minimumPasswordLength"));
      if (old !== null && length < old && length >= shortLength)
        weaker.push(say`${num(length)} characters are enough, ${num(old)} were asked for before`);
      for (const [member, what] of classes)
        if (isOn(memberOf(before.value, member)) && booleanField(request, member) !== true)
          weaker.push(say`${text(what)} are not asked for any more`);
      if (
        memberOf(before.value, "passwordReusePrevention") !== null &&
        field(request, "passwordReusePrevention") === undefined
      )
        weaker.push(say`old passwords may be used again`);
    }
    return weaker.length === 0
      ? null
      : hit(
          "high",
          say`The password policy is weaker${before === null ? [] : say` than the one before ${cite(before.by.id)}`}: ${joined(weaker, "; ")}.`,
          { context },
        );
  },
};

function lengthOf(value: unknown): number | null {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function isOn(value: unknown): boolean {
  return value === true || value === "true";
}
