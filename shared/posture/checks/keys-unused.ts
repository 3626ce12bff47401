import { counted, num, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { activeKeys, idleDays, keyNotes, limitDays, overRows } from "./with-report.ts";

/** Active keys that nobody uses. */
export const keysUnused: PostureCheck = {
  id: "keys-unused",
  title: "Active access keys are used",
  about:
    "Every active access key was used within 90 days; one that nobody uses helps only whoever finds it.",
  topic: "unused-keys",
  reference: `${cis("1.12")}, which asks for 45 days`,
  answeredBy: ["credential-report"],
  check: (account) =>
    overRows(
      account,
      {
        applies: (row) => activeKeys(row).length > 0,
        judge: ({ fact, from }) => {
          const keys = activeKeys(fact).map((key) => ({
            key,
            idle: idleDays(key.lastUsed, key.rotated, from.at),
          }));
          const idle = keys.filter((one) => (one.idle ?? 0) >= limitDays);
          const [first] = idle;
          if (first !== undefined)
            return first.key.lastUsed.kind === "at"
              ? say`Access key ${num(first.key.number)} was not used for ${counted(first.idle ?? 0, "day")}.`
              : say`Access key ${num(first.key.number)} is ${counted(first.idle ?? 0, "day")} old and has no use on record.`;
          return keys.some((one) => one.idle === null) ? "untold" : "met";
        },
        noun: ["user with an active key", "users with an active key"],
        failed: "did not use one for 90 days",
        met: say`Every active key was used or made within 90 days.`,
        nobody: say`No active access key exists.`,
      },
      keyNotes(account),
    ),
};
