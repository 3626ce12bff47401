import { say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { overPolicy } from "./password-facts.ts";

/** Whether users can follow a forced change. */
export const passwordChange: PostureCheck = {
  id: "password-change",
  title: "Users may change their own password",
  about:
    "The password policy lets users change their own password; without it nobody can follow a forced change.",
  topic: "strong-passwords",
  reference: null,
  answeredBy: ["password-policy"],
  check: (account) =>
    overPolicy(
      account,
      ({ usersMayChange }) => usersMayChange,
      (_, holds) =>
        holds
          ? say`The policy lets users change their own password.`
          : say`The policy does not let users change their own password; single users may still have a permission for it.`,
    ),
};
