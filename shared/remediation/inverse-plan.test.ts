import { describe, expect, it } from "vitest";
import {
  account,
  sampleDocument,
  sampleEvent,
} from "../../test/fixtures/remediation/sample-values.ts";
import type { Facts } from "../../test/fixtures/remediation/inverse-cases.ts";
import { guardArn, inverseCases, role } from "../../test/fixtures/remediation/inverse-cases.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { actionEntry, iamActions } from "../knowledge/iam-actions.ts";
import { plain } from "../span.ts";
import { inversePlan } from "./inverse-plan.ts";
import type { Plan, PlanValue } from "./plan.ts";
import { isAsk } from "./plan.ts";
import type { PriorFacts } from "./prior-facts.ts";

const arn = guardArn;
/** null: proven not to exist; absent: unknown. */
function factsOf(facts: Facts): PriorFacts {
  return (path) => {
    const value = facts[path];
    if (value === undefined) return null;
    if (value === null) return [];
    if (path.includes("[]") && Array.isArray(value))
      return value.map((one: PlanValue, i: number) => ({ value: one, evidence: [`${path}${i}`] }));
    return { value, evidence: [`set-${path}`] };
  };
}

function planFor(
  name: string,
  request: Readonly<Record<string, Json>>,
  facts: Facts = {},
  more: Partial<CloudTrailEvent> = {},
): Plan {
  const entry = actionEntry("iam.amazonaws.com", name)!;
  const event = { ...sampleEvent(entry), id: "event-1", request, response: null, ...more };
  return inversePlan(entry, event, factsOf(facts));
}

function shown(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("ask" in value)) return value;
  return `$${String(value.ask)}${"each" in value ? "[]" : ""}`;
}

/** Calls as `Api {input}`, asks as `$NAME` or `$NAME[]`. */
function callsOf(plan: Plan): readonly string[] {
  return plan.operations.map(
    (one) => `${one.api.replace("iam:", "")} ${JSON.stringify(one.input, shown)}`,
  );
}

const manualOf = (plan: Plan): string => plan.manual.map((one) => plain(one.text)).join("\n");

describe("inversePlan", () => {
  it.each(inverseCases)("%s", (_, name, request, facts, calls, certainty) => {
    const plan = planFor(name, request, facts);
    expect(callsOf(plan)).toEqual(calls);
    expect(plan.certainty).toBe(certainty);
    expect(plan.account).toBe(account);
  });

  it("says that nothing is to be taken back where it was in place before", () => {
    const request = { groupName: "Developers", policyArn: arn };
    expect(manualOf(planFor("AttachGroupPolicy", request, { inPlace: arn }))).toContain(
      "It was in place before",
    );
    const [unsure] = planFor("AttachGroupPolicy", request).operations;
    expect(plain(unsure!.why)).toContain("Only if it was not in place before");
  });

  it("leaves out what was deleted itself, and says so", () => {
    const entry = actionEntry("iam.amazonaws.com", "DeleteRole")!;
    const event = { ...sampleEvent(entry), request: { roleName: role } };
    const plan = inversePlan(entry, event, (path) =>
      path === "role.attachedPolicies[]"
        ? [{ value: arn, evidence: ["on", "off"], deletedBy: "gone" }]
        : null,
    );
    expect(callsOf(plan).join("\n")).not.toContain("AttachRolePolicy");
    expect(plan.lost.map((one) => plain(one.what)).join("\n")).toContain(arn);
  });

  it.each([
    ["Active", false],
    ["Inactive", true],
  ])("warns that a restored key is Active: %s before", (status, isSaid) => {
    const facts = { status, sshPublicKeyBody: "ssh-rsa AAAA" };
    const request = { userName: "eva", sSHPublicKeyId: "APKAIOSFODNN7EXAMPLE" };
    expect(manualOf(planFor("DeleteSSHPublicKey", request, facts)).includes("was Inactive")).toBe(
      isSaid,
    );
  });

  it.each<
    [
      string,
      Readonly<Record<string, Json>>,
      Readonly<Record<string, Json>> | null,
      Facts,
      readonly string[],
    ]
  >([
    [
      "default",
      { policyArn: arn, setAsDefault: true },
      null,
      { previousDefaultVersionId: "v3" },
      ["SetDefault v3", "Delete v4"],
    ],
    [
      "default, as text",
      { policyArn: arn, setAsDefault: "true" },
      null,
      { previousDefaultVersionId: "v3" },
      ["SetDefault v3", "Delete v4"],
    ],
    [
      "default by the answer",
      { policyArn: arn },
      { isDefaultVersion: true },
      { previousDefaultVersionId: "v3" },
      ["SetDefault v3", "Delete v4"],
    ],
    [
      "not default",
      { policyArn: arn, setAsDefault: false },
      null,
      { previousDefaultVersionId: "v3" },
      ["Delete v4"],
    ],
    [
      "default, earlier one unknown",
      { policyArn: arn, setAsDefault: true },
      null,
      {},
      ["SetDefault $EARLIER_VERSION_ID", "Delete v4"],
    ],
  ])("a new policy version: %s", (_, request, answer, facts, expected) => {
    const response = { policyVersion: { versionId: "v4", ...answer } };
    const plan = planFor("CreatePolicyVersion", request, facts, { response });
    const short = plan.operations.map((one) => {
      const id = one.input["VersionId"];
      const version = isAsk(id) ? `$${id.ask}` : JSON.stringify(id).replaceAll('"', "");
      return `${one.api.slice(4).replace("PolicyVersion", "")} ${version}`;
    });
    expect(short).toEqual(expected);
  });

  it("cites the events that values come from", () => {
    const plan = planFor("PutRolePolicy", role, { inlineDocument: sampleDocument });
    expect(plan.operations[0]?.evidence).toEqual(["event-1", "set-inlineDocument"]);
  });

  it("leaves what only a person can decide to a person", () => {
    const plan = planFor(
      "CreateAccessKey",
      { userName: "svc-backup" },
      {},
      { response: { accessKey: { accessKeyId: "AKIAIOSFODNN7EXAMPLE" } } },
    );
    expect(callsOf(plan)).toEqual([
      'UpdateAccessKey {"UserName":"svc-backup","AccessKeyId":"AKIAIOSFODNN7EXAMPLE","Status":"Inactive"}',
    ]);
    expect(manualOf(plan)).toContain(
      "Later, once the evidence is kept and nobody turns out to need it: aws iam delete-access-key --user-name svc-backup --access-key-id AKIAIOSFODNN7EXAMPLE",
    );
  });

  it("names the other possibility where it is unknown whether a policy existed", () => {
    expect(manualOf(planFor("PutRolePolicy", role))).toContain(
      "If there was no policy of this name before: aws iam delete-role-policy --role-name DeployRole --policy-name emergency-fix",
    );
  });

  it("says what it leaves out", () => {
    const plan = planFor("DeletePolicy", { policyArn: arn }, { policyDefaultDocument: "{}" });
    expect(plan.lost.map((one) => plain(one.what))).toEqual(
      expect.arrayContaining(["If it had one: its description", "If it had one: its tags"]),
    );
  });

  it.each(["denied", "failed"] as const)("has nothing to undo for a %s call", (outcome) => {
    const plan = planFor("DeletePolicy", { policyArn: arn }, {}, { outcome });
    expect(plan).toMatchObject({ operations: [], verify: [], lost: [], certainty: "exact" });
    expect(manualOf(plan)).toBe("Nothing changed, so there is nothing to take back.");
  });

  it.each<[Readonly<Record<string, Json>>, string]>([
    [{ accessKeyId: "AKIAIOSFODNN7EXAMPLE", status: "Inactive" }, "UpdateAccessKey"],
    [{ userName: "AWS ROOT USER", serialNumber: "arn:x" }, "DeactivateMFADevice"],
  ])("does not act on the caller in place of root: %j", (request, name) => {
    const event = sampleEvent(actionEntry("iam.amazonaws.com", name)!);
    const identity = { ...event.identity, type: "Root", userName: "example-alias" };
    const plan = planFor(name, request, {}, { identity });
    expect(plan.operations).toEqual([]);
    expect(manualOf(plan)).toContain("only root itself");
  });

  it.each(["", "null"])("survives any action without request and answer%s", (kind) => {
    for (const entry of iamActions) {
      const event = { ...sampleEvent(entry), request: kind === "" ? {} : null, response: null };
      const plan = inversePlan(entry, event, () => null);
      for (const one of plan.operations)
        expect(
          Object.keys(one.input).length > 0 ||
            /^iam:(?:Dis|En)able|^iam:DeleteAccountP/.test(one.api),
        ).toBe(true);
    }
  });
});
