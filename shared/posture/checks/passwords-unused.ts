import { counted, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { idleDays, limitDays, overRows } from "./with-report.ts";

/** Passwords that nobody uses. */
export const passwordsUnused: PostureCheck = {
  id: "passwords-unused",
  title: "Console passwords are used",
  about: "Every IAM user with a password signed in within 90 days; others need none.",
  topic: "strong-passwords",
  reference: `${cis("1.12")}, which asks for 45 days`,
  answeredBy: ["credential-report"],
  check: (account) =>
    overRows(account, {
      applies: (row) => !row.isRoot && row.passwordEnabled === true,
      judge: ({ fact, from }) => {
        const made =
          fact.passwordLastChanged.kind === "at" ? fact.passwordLastChanged : fact.createdAt;
        const idle = idleDays(fact.passwordLastUsed, made, from.at);
        if (idle === null) return "untold";
        if (idle < limitDays) return "met";
        return fact.passwordLastUsed.kind === "at"
          ? say`Did not sign in for ${counted(idle, "day")}.`
          : say`The password is ${counted(idle, "day")} old and has no use on record.`;
      },
      noun: ["user with a password", "users with a password"],
      failed: "did not sign in for 90 days",
      met: say`Every password was used or set within 90 days.`,
      nobody: say`No user has a password.`,
    }),
};
