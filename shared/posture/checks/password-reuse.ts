import { num, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overPolicy } from "./password-facts.ts";

const least = 24;

/** Reuse of passwords. */
export const passwordReuse: PostureCheck = {
  id: "password-reuse",
  title: "Old passwords are not used again",
  about: "The password policy prevents the reuse of the last 24 passwords.",
  topic: "strong-passwords",
  reference: cis("1.9"),
  answeredBy: ["password-policy"],
  check: (account) =>
    overPolicy(
      account,
      // AWS leaves the member out where reuse is not prevented.
      ({ reusePrevention }) => (reusePrevention ?? 0) >= least,
      ({ reusePrevention }) =>
        reusePrevention === null
          ? say`The policy does not prevent reuse.`
          : say`The policy prevents the reuse of the last ${num(reusePrevention)} passwords.`,
    ),
};
