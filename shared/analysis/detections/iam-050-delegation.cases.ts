import { call, root } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const request = { delegationRequestId: "dr-1" };

export const cases: readonly DetectionCase[] = [
  {
    name: "accepted",
    events: [call("iam:AcceptDelegationRequest", 1, request)],
    hit: "high",
    says: "dr-1",
  },
  {
    name: "accepted by root",
    events: [call("iam:AcceptDelegationRequest", 1, request, { by: root() })],
    hit: "critical",
  },
  { name: "the token sent", events: [call("iam:SendDelegationToken", 1, request)], hit: "high" },
  {
    name: "the token fetched",
    events: [call("sts:GetDelegatedAccessToken", 1, null)],
    hit: "high",
    severity: "high",
  },
  {
    name: "a change by the partner",
    events: [
      call("iam:CreateGroup", 1, { groupName: "G" }, { more: { delegate: "111122223333" } }),
    ],
    hit: "medium",
    says: "111122223333",
  },
  { name: "rejected", events: [call("iam:RejectDelegationRequest", 1, request)], hit: null },
  { name: "a request alone", events: [call("iam:CreateDelegationRequest", 1, request)], hit: null },
];
