import { num, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overPolicy } from "./password-facts.ts";

const least = 14;

/** Length of passwords. */
export const passwordLength: PostureCheck = {
  id: "password-length",
  title: "Passwords have 14 characters or more",
  about: "The account’s password policy asks for at least 14 characters.",
  topic: "strong-passwords",
  reference: cis("1.8"),
  answeredBy: ["password-policy"],
  check: (account) =>
    overPolicy(
      account,
      ({ minimumLength }) => (minimumLength === null ? null : minimumLength >= least),
      ({ minimumLength }) => say`The policy asks for ${num(minimumLength ?? 0)} characters.`,
    ),
};
