import { call, signIn, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const failed = (n: number, who: (i: number) => string, minutes = 1) =>
  Array.from({ length: n }, (_, i) =>
    signIn(who(i), i * minutes, "No", {
      id: `f${i}`,
      outcome: "failed",
      errorMessage: "Failed authentication",
    }),
  );

export const cases: readonly DetectionCase[] = [
  {
    name: "five failures of one user",
    events: failed(5, () => "t.brandt"),
    hit: "medium",
    says: "5 times",
  },
  { name: "five users from one address", events: failed(5, (i) => `u${i}`, 4), hit: "medium" },
  {
    name: "success after five failures",
    events: [...failed(5, () => "t.brandt"), signIn("t.brandt", 20, "Yes")],
    hit: "high",
    severity: "high",
  },
  {
    name: "second factors that fail",
    events: Array.from({ length: 5 }, (_, i) =>
      call("signin:CheckMfa", i, null, {
        id: `m${i}`,
        by: user("t.brandt"),
        response: { CheckMfa: "Failure" },
      }),
    ),
    hit: "medium",
  },
  {
    name: "steps of Identity Center that fail",
    events: Array.from({ length: 5 }, (_, i) =>
      call("signin:CredentialVerification", i, null, {
        id: `v${i}`,
        by: user("t.brandt"),
        more: { details: { CredentialVerification: "Failure" } },
      }),
    ),
    hit: "medium",
  },
  {
    name: "second factors that are right",
    events: Array.from({ length: 5 }, (_, i) =>
      call("signin:CheckMfa", i, null, {
        id: `m${i}`,
        by: user("t.brandt"),
        response: { CheckMfa: "Success" },
      }),
    ),
    hit: null,
  },
  { name: "four failures", events: failed(4, () => "t.brandt"), hit: null },
  { name: "five failures over hours", events: failed(5, () => "t.brandt", 45), hit: null },
  {
    name: "success after two failures",
    events: [...failed(2, () => "t.brandt"), signIn("t.brandt", 20, "Yes")],
    hit: null,
  },
];
