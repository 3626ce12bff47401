import { expect, test } from "vitest";
import { allKnowledge, knowledgeOf } from "./knowledge.ts";

test("an action of IAM is told with its text, its undoing and what holds for many", () => {
  const known = knowledgeOf("iam.amazonaws.com", "DeletePolicy");
  expect(known).toMatchObject({
    eventSource: "iam.amazonaws.com",
    eventName: "DeletePolicy",
    summary: "Policy deleted.",
    does: { source: "IAM API Reference, DeletePolicy" },
    techniques: [{ id: "T1531", name: "Account Access Removal" }, { id: "T1485" }, { id: "T1562" }],
  });
  expect(known?.undo).toMatch(/^It can be taken back in part, with CreatePolicy/);
  expect(known?.caveats.map(({ text }) => text).join(" ")).toMatch(/requestParameters is null/);
});

test("an event of another service is told by its source", () => {
  expect(knowledgeOf("organizations.amazonaws.com", "DeletePolicy")).toMatchObject({
    severity: "high",
    consequences: [],
    does: { source: "AWS Organizations API Reference, DeletePolicy" },
  });
  expect(knowledgeOf("sts.amazonaws.com", "AssumeRole")?.undo).toMatch(/aws:TokenIssueTime/);
  expect(knowledgeOf("ec2.amazonaws.com", "DescribeInstances")).toBeNull();
  expect(knowledgeOf("iam.amazonaws.com", "deletepolicy")).toBeNull();
});

test("nothing is missing from all of it", () => {
  const all = allKnowledge();
  expect(all).toHaveLength(453);
  expect(new Set(all.map((one) => `${one.eventSource} ${one.eventName}`)).size).toBe(453);
});
