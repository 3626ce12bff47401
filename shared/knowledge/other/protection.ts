import { detections } from "./detections.ts";
import { logStores } from "./log-stores.ts";
import type { OtherEntry } from "./other-entry.ts";
import { groupEntries } from "./service-group.ts";

/** Calls that weaken logging, detection and alerting in other services. */
export const protectionEntries: readonly OtherEntry[] = groupEntries(
  {
    severity: "high",
    because: "What protects or watches the account is weakened.",
    basis: "reason",
  },
  [...logStores, ...detections],
);
