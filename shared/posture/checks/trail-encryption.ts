import { log, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overTrails } from "./trail-facts.ts";

/** Encryption of log files with a KMS key. */
export const trailEncryption: PostureCheck = {
  id: "trail-encryption",
  title: "Log files are encrypted with a KMS key",
  about: "A trail encrypts its log files with a KMS key, so that reading them needs the key, too.",
  topic: "trail-of-iam-events",
  reference: cis("3.7"),
  answeredBy: ["trails"],
  check: (account) =>
    overTrails(
      account,
      [
        {
          has: ({ isEncrypted }) => isEncrypted,
          lacks: "uses no KMS key",
          asks: "whether it uses a KMS key",
        },
      ],
      ({ name }) => say`The trail ${log(name)} uses a KMS key.`,
    ),
};
