import { expect, test } from "vitest";
import { actorIcon, actorName, sourceName } from "./actor-words.ts";

test.each([
  [null, null],
  ["arn:aws:iam::123456789012:user/alice", "alice"],
  ["arn:aws:iam::123456789012:user/team/a/alice", "alice"],
  ["arn:aws:sts::123456789012:assumed-role/ci-deploy/ana.ruiz", "ci-deploy/ana.ruiz"],
  ["arn:aws-us-gov:sts::123456789012:federated-user/bob", "bob"],
  ["arn:aws:iam::123456789012:root", "root 123456789012"],
  ["arn:aws:iam::123456789012:user/", "arn:aws:iam::123456789012:user/"],
  ["ec2.amazonaws.com", "ec2.amazonaws.com"],
  ["AIDAEXAMPLE", "AIDAEXAMPLE"],
])("%s is called %s", (actor, name) => {
  expect(actorName(actor)).toBe(name);
});

test("a kind that is not known has a drawing too", () => {
  expect([actorIcon("IAMUser"), actorIcon("Thing"), actorIcon(null)]).toEqual([
    "user",
    "help",
    "help",
  ]);
  expect([sourceName("iam.amazonaws.com"), sourceName("x")]).toEqual(["iam", "x"]);
});
