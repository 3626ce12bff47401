import { log, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overTrails, switchedOn } from "./trail-facts.ts";

/** Log file validation. */
export const trailValidation: PostureCheck = {
  id: "trail-validation",
  title: "Log files can be validated",
  about:
    "A trail that is switched on writes digest files, by which changed and missing log files are found.",
  topic: "trail-of-iam-events",
  reference: cis("3.2"),
  answeredBy: ["trails", "trail-status"],
  check: (account) =>
    overTrails(
      account,
      [
        {
          has: ({ validation }) => validation,
          lacks: "writes no digest files",
          asks: "whether it writes digest files",
        },
        switchedOn,
      ],
      ({ name }) => say`The trail ${log(name)} writes digest files.`,
    ),
};
