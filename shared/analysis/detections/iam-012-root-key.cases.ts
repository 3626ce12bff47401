import { call, root } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

export const cases: readonly DetectionCase[] = [
  {
    name: "a key of root",
    events: [call("iam:CreateAccessKey", 1, null, { by: root() })],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "a certificate of root",
    events: [call("iam:UploadSigningCertificate", 1, { certificateBody: "x" }, { by: root() })],
    hit: "critical",
  },
  {
    name: "by a root session",
    events: [call("iam:CreateAccessKey", 1, null, { more: { session: { assumedRoot: "true" } } })],
    hit: "critical",
  },
  {
    name: "by root for a user",
    events: [call("iam:CreateAccessKey", 1, { userName: "svc" }, { by: root() })],
    hit: null,
  },
  { name: "by a user for itself", events: [call("iam:CreateAccessKey", 1, null)], hit: null },
];
