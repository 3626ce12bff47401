import { describe, expect, test } from "vitest";
import { callerName } from "./caller-name.ts";

describe("callers", () => {
  test.each([
    ["arn:aws:sts::123456789012:assumed-role/audit-fix/me", "role/audit-fix"],
    ["arn:aws:iam::123456789012:user/ops/alice", "user/alice"],
    ["arn:aws:iam::123456789012:root", "root"],
    ["strange", "strange"],
  ])("%s is %s", (arn, expected) => {
    expect(callerName(arn)).toBe(expected);
  });
});
