import { say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { activeKeys, keyNotes, overRows } from "./with-report.ts";

/** Two active keys of one user. */
export const keyPairs: PostureCheck = {
  id: "key-pairs",
  title: "Users have one active access key at most",
  about: "No user has two active access keys; the second one is for the days of a rotation only.",
  topic: "key-rotation",
  reference: cis("1.13"),
  answeredBy: ["credential-report"],
  check: (account) =>
    overRows(
      account,
      {
        applies: (row) => activeKeys(row).length > 0,
        judge: ({ fact }) =>
          activeKeys(fact).length > 1 ? say`Both access keys are active.` : "met",
        noun: ["user with an active key", "users with an active key"],
        failed: "kept two",
        met: say`No user has two active keys.`,
        nobody: say`No active access key exists.`,
      },
      keyNotes(account),
    ),
};
