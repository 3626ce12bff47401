import type { ManagedPolicy } from "./changes.ts";

/** The managed policies that the story is about. */
export const policies = {
  guardRail: {
    name: "DenyWithoutMFA",
    path: "/guardrails/",
    description: "Guard rail: no work without a second factor",
  },
  developerAccess: { name: "DeveloperAccess", path: "/", description: "Daily work of developers" },
  reportingRead: { name: "reporting-read", path: "/" },
  logReader: { name: "LogReader", path: "/" },
} as const satisfies Record<string, ManagedPolicy>;

/** Name of the instance profile of the web front end. */
export const webProfile = "web-frontend";

/** The one instance that was started with it. */
export const webInstance = "i-0a1b2c3d4e5f60718";
