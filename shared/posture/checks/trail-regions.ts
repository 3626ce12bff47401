import { log, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overTrails, switchedOn } from "./trail-facts.ts";

/** A trail that sees everything about IAM. */
export const trailRegions: PostureCheck = {
  id: "trail-regions",
  title: "A trail records all Regions and all management events",
  about:
    "A trail that is switched on takes in every Region, global services such as IAM, and reading and writing management events.",
  topic: "trail-of-iam-events",
  reference: cis("3.1"),
  answeredBy: ["trails", "event-selectors", "trail-status"],
  check: (account) =>
    overTrails(
      account,
      [
        {
          has: ({ multiRegion }) => multiRegion,
          lacks: "records one Region only",
          asks: "whether it records all Regions",
        },
        {
          has: ({ management }) => management,
          lacks: "does not record all management events",
          asks: "which management events it records",
        },
        switchedOn,
      ],
      ({ name }) => say`The trail ${log(name)} records all Regions with all management events.`,
    ),
};
