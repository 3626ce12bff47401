import { log, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overTrails } from "./trail-facts.ts";

/** Delivery to CloudWatch Logs. */
export const trailMonitoring: PostureCheck = {
  id: "trail-monitoring",
  title: "Events reach CloudWatch Logs",
  about: "A trail delivers to CloudWatch Logs, where alarms can watch for changes of permissions.",
  topic: "log-review",
  reference: cis("3.4"),
  answeredBy: ["trails"],
  check: (account) =>
    overTrails(
      account,
      [
        {
          has: ({ toLogs }) => toLogs,
          lacks: "delivers to no log group",
          asks: "whether it delivers to a log group",
        },
      ],
      ({ name }) => say`The trail ${log(name)} delivers to a log group.`,
      [
        say`Other ways to watch events (EventBridge, a security product) do not show in these files.`,
      ],
    ),
};
