import { describe, expect, it } from "vitest";
import { operation, planOf } from "../../test/fixtures/remediation/plans.ts";
import { asksOf } from "./ask-list.ts";
import { distinctAsks } from "./distinct-asks.ts";
import type { Plan } from "./plan.ts";

const status = { ask: "EARLIER_STATUS", question: "Active or Inactive?" };

function keyPlan(id: string): Plan {
  const call = operation("iam:UpdateAccessKey", { AccessKeyId: id, Status: status });
  const check = operation("iam:ListAccessKeys", { UserName: status });
  return planOf([call], { verify: [check] });
}

const namesOf = (plan: Plan | undefined): readonly string[] =>
  asksOf([...(plan?.operations ?? []), ...(plan?.verify ?? [])]).map(({ ask }) => ask.ask);

describe("distinctAsks", () => {
  it("keeps answers for different calls apart, and one answer for equal calls", () => {
    const [first, second, again, third] = distinctAsks(["A", "B", "A", "C"].map(keyPlan));
    expect([first, second, again, third].map(namesOf)).toEqual([
      ["EARLIER_STATUS"],
      ["EARLIER_STATUS_2"],
      ["EARLIER_STATUS"],
      ["EARLIER_STATUS_3"],
    ]);
  });

  it("keeps off names that a plan has already", () => {
    const asking = (ask: string, id: string): Plan =>
      planOf([operation("ec2:Sample", { Id: id, AssociationId: { ask, question: "Which?" } })]);
    const plans = [asking("ID", "a"), asking("ID_2", "b"), asking("ID", "c"), asking("ID", "c")];
    expect(distinctAsks(plans).flatMap(namesOf)).toEqual(["ID", "ID_2", "ID_3", "ID_3"]);
  });

  it("keeps equal calls in two Regions apart", () => {
    const call = operation("ec2:Sample", { AssociationId: { ask: "ID", question: "Which?" } });
    const plans = ["eu-west-1", "eu-central-1"].map((region) => planOf([{ ...call, region }]));
    expect(distinctAsks(plans).flatMap(namesOf)).toEqual(["ID", "ID_2"]);
  });

  it("changes nothing else", () => {
    const plans = [keyPlan("A"), planOf([operation("iam:DeleteUser", { UserName: "a" })])];
    expect(distinctAsks(plans)).toEqual(plans);
    const second = distinctAsks([keyPlan("A"), keyPlan("B")])[1];
    expect(second?.operations[0]?.input["AccessKeyId"]).toBe("B");
  });
});
