import { describe, expect, it } from "vitest";
import { allow, documentText, makeEvent } from "../analysis/test-events.ts";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event.ts";
import type { Plan } from "../remediation/plan.ts";
import { isAsk } from "../remediation/plan.ts";
import { plain } from "../span.ts";
import { combinedPlan } from "./combined-plan.ts";
import { createHistory } from "./history.ts";

const arn = "arn:aws:iam::123456789012:policy/P";
const document = documentText(allow("s3:GetObject"));

function event(at: number, name: string, request: JsonObject, response: JsonObject | null = null) {
  return makeEvent(name, { id: `${at} ${name}`, at, request, response });
}

/** The plan that takes back all events from a time on. */
function planFrom(from: number, events: readonly CloudTrailEvent[]): Plan {
  const ids = new Set(events.slice(from).map(({ id }) => id));
  const history = createHistory({ isSelected: ({ id }) => ids.has(id), isWithWay: true });
  for (const second of Map.groupBy(events, ({ at }) => at).values()) history.take(second);
  const [only] = history.finish();
  if (only === undefined) throw new Error("no history");
  return combinedPlan(only);
}

describe("a log that begins too late", () => {
  const version3 = event(
    1,
    "CreatePolicyVersion",
    { policyArn: arn, policyDocument: document, setAsDefault: true },
    { policyVersion: { versionId: "v3", isDefaultVersion: true } },
  );
  const choose2 = event(2, "SetDefaultPolicyVersion", { policyArn: arn, versionId: "v2" });
  const drop3 = event(3, "DeletePolicyVersion", { policyArn: arn, versionId: "v3" });
  const drop = event(4, "DeletePolicy", { policyArn: arn });

  it("asks for the document of a default version that was made before it", () => {
    const plan = planFrom(3, [version3, choose2, drop3, drop]);
    const made = plan.operations.find((one) => one.api === "iam:CreatePolicy");
    expect(isAsk(made?.input["PolicyDocument"])).toBe(true);
    expect(plan.certainty).toBe("ask");
  });

  it("names no version that may be gone as the earlier default", () => {
    const drop1 = event(2, "DeletePolicyVersion", { policyArn: arn, versionId: "v1" });
    const plan = planFrom(0, [version3, drop1]);
    expect(plan.operations).toEqual([]);
    expect(plan.certainty).toBe("ask");
    expect(plan.manual.map((one) => plain(one.text)).join()).toContain("deleted since (v1)");
    const known = planFrom(0, [version3]);
    expect(known.operations.map((one) => one.api)).toEqual([
      "iam:SetDefaultPolicyVersion",
      "iam:DeletePolicyVersion",
    ]);
  });

  it("puts nothing back that was put in place and taken off, and may not have been there", () => {
    const on = event(1, "AttachUserPolicy", { userName: "u", policyArn: arn });
    const off = event(2, "DetachUserPolicy", { userName: "u", policyArn: arn });
    const plan = planFrom(0, [on, off]);
    expect(plan.operations).toEqual([]);
    expect(plan.manual.map((one) => plain(one.text)).join()).toContain("does not show whether");
    expect(plan.certainty).toBe("ask");
    expect(planFrom(0, [off, { ...on, at: off.at, id: "again" }]).operations).toEqual([]);
  });

  it("puts a role that is made again back into its instance profile", () => {
    const make = { roleName: "r", assumeRolePolicyDocument: document };
    const link = { instanceProfileName: "p", roleName: "r" };
    const plan = planFrom(3, [
      event(1, "CreateRole", make),
      event(2, "CreateInstanceProfile", { instanceProfileName: "p" }),
      event(3, "AddRoleToInstanceProfile", link),
      event(4, "RemoveRoleFromInstanceProfile", link),
      event(5, "DeleteRole", { roleName: "r" }),
      event(6, "CreateRole", make),
      event(7, "AddRoleToInstanceProfile", link),
    ]);
    expect(plan.operations.map((one) => one.api.replace("iam:", ""))).toEqual([
      "RemoveRoleFromInstanceProfile",
      "DeleteRole",
      "CreateRole",
      "AddRoleToInstanceProfile",
    ]);
  });

  it("calls itself uncertain where a name was ended and made within one second", () => {
    const at = "2026-10-06T02:03:00Z";
    const plan = planFrom(0, [
      { ...event(3, "DeleteUser", { userName: "u" }), at },
      { ...event(4, "CreateUser", { userName: "u" }), at },
    ]);
    expect(plan.certainty).toBe("ask");
    expect(plan.manual.map((one) => plain(one.text)).join()).toContain("in which order");
  });

  it("looks first where one second leaves open what is there", () => {
    const link = { instanceProfileName: "p", roleName: "r" };
    const same = (name: string) => ({ ...event(3, name, link), at: "2026-10-06T02:03:00Z" });
    const plan = planFrom(2, [
      event(1, "CreateInstanceProfile", { instanceProfileName: "p" }),
      event(2, "AddRoleToInstanceProfile", link),
      same("RemoveRoleFromInstanceProfile"),
      same("AddRoleToInstanceProfile"),
    ]);
    expect(plan.operations).toEqual([]);
    expect(plan.certainty).toBe("ask");
    expect(plan.manual.map((one) => plain(one.text)).join()).toContain(
      "look whether it is as it was",
    );
  });

  it("makes a role again that its actor made the same day", () => {
    const made = event(1, "CreateRole", { roleName: "r", assumeRolePolicyDocument: document });
    const plan = planFrom(1, [made, event(2, "DeleteRole", { roleName: "r" })]);
    expect(plan.operations.map((one) => one.api)).toEqual(["iam:CreateRole"]);
  });

  it("takes the document of the default version that it holds", () => {
    const plan = planFrom(2, [
      version3,
      event(2, "DeletePolicyVersion", { policyArn: arn, versionId: "v2" }),
      drop,
    ]);
    const made = plan.operations.find((one) => one.api === "iam:CreatePolicy");
    expect(made?.input["PolicyDocument"]).toBe(document);
  });

  it.each<[string, string, JsonObject, Plan["certainty"]]>([
    ["an unknown password policy", "UpdateAccountPasswordPolicy", { requireSymbols: true }, "ask"],
    [
      "a tag of unknown past",
      "TagPolicy",
      { policyArn: arn, tags: [{ key: "k", value: "v" }] },
      "ask",
    ],
    [
      "a credential that only its owner can replace",
      "DeleteServiceSpecificCredential",
      { userName: "u", serviceSpecificCredentialId: "ACCAEXAMPLE" },
      "ask",
    ],
    ["a user whose credentials are gone", "DeleteUser", { userName: "u" }, "partial"],
    ["something that the log shows whole", "CreateGroup", { groupName: "g" }, "exact"],
  ])("is not certain about %s, whatever else is taken back", (_, name, request, certainty) => {
    const other = event(1, "CreateGroup", { groupName: "other" });
    const plan = planFrom(0, [other, event(2, name, request)]);
    expect(plan.operations.some((one) => one.api === "iam:DeleteGroup")).toBe(true);
    expect(plan.certainty).toBe(certainty);
  });
});
