import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const org = (name: string, request: Parameters<typeof call>[2], more = {}) =>
  call(`organizations:${name}`, 1, request, more);

export const cases: readonly DetectionCase[] = [
  {
    name: "an account leaves",
    events: [org("LeaveOrganization", null)],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "a policy is detached",
    events: [org("DetachPolicy", { policyId: "p-1234", targetId: "ou-1" })],
    hit: "critical",
    says: "p-1234, ou-1",
  },
  {
    name: "an account is moved",
    events: [org("MoveAccount", { accountId: "111122223333" })],
    hit: "high",
  },
  {
    name: "by Terraform",
    events: [org("UpdatePolicy", { policyId: "p-1234" }, { userAgent: "HashiCorp Terraform/1.9" })],
    hit: "medium",
  },
  {
    name: "a refused attempt to leave",
    events: [org("LeaveOrganization", null, { errorCode: "AccessDeniedException" })],
    hit: "critical",
    severity: "medium",
  },
  {
    name: "a refused detachment",
    events: [org("DetachPolicy", { policyId: "p-1234" }, { errorCode: "AccessDeniedException" })],
    hit: null,
  },
  {
    name: "FullAWSAccess detached, which narrows",
    events: [org("DetachPolicy", { policyId: "p-FullAWSAccess", targetId: "ou-1" })],
    hit: null,
  },
];
