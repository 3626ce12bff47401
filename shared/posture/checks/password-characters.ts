import type { PasswordPolicyFact } from "../../snapshot/facts.ts";
import { joined, say, text } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overPolicy } from "./password-facts.ts";

const kinds = [
  ["uppercase", "an uppercase letter"],
  ["lowercase", "a lowercase letter"],
  ["numbers", "a number"],
  ["symbols", "a symbol"],
] as const;

const missing = (fact: PasswordPolicyFact): readonly string[] =>
  kinds.filter(([name]) => fact[name] === false).map(([, words]) => words);

/** Kinds of characters in passwords. */
export const passwordCharacters: PostureCheck = {
  id: "password-characters",
  title: "Passwords mix kinds of characters",
  about:
    "The password policy asks for an uppercase letter, a lowercase letter, a number and a symbol.",
  topic: "strong-passwords",
  reference: cis("1.5 to 1.8", "1.2.0"),
  answeredBy: ["password-policy"],
  check: (account) =>
    overPolicy(
      account,
      (fact) =>
        missing(fact).length > 0
          ? false
          : kinds.some(([name]) => fact[name] === null)
            ? null
            : true,
      (fact, holds) =>
        holds
          ? say`The policy asks for all four kinds.`
          : say`The policy does not ask for ${joined(missing(fact).map(text), ", ", " and ")}.`,
    ),
};
