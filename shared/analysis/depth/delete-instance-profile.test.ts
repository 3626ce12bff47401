import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { impactStates, lastFinding, makeEvent, words } from "../test-events.ts";

const name = "web-frontend";
const arn = `arn:aws:iam::123456789012:instance-profile/${name}`;
const instanceId = "i-0abc123def4567890";
const ec2 = { source: "ec2.amazonaws.com", region: "eu-central-1" };
const day = "2026-09-01";

const created = makeEvent("CreateInstanceProfile", {
  at: `${day}T08:00:00Z`,
  id: "created",
  request: { instanceProfileName: name, path: "/web/", tags: [{ key: "team", value: "web" }] },
});
const added = makeEvent("AddRoleToInstanceProfile", {
  at: `${day}T08:01:00Z`,
  id: "added",
  request: { instanceProfileName: name, roleName: "WebRole" },
});
const removed = makeEvent("RemoveRoleFromInstanceProfile", {
  at: 0,
  id: "removed",
  request: { instanceProfileName: name, roleName: "WebRole" },
});
const run = makeEvent("RunInstances", {
  ...ec2,
  at: `${day}T09:00:00Z`,
  id: "run",
  request: { iamInstanceProfile: { name } },
  response: { instancesSet: { items: [{ instanceId }] } },
});
const associated = makeEvent("AssociateIamInstanceProfile", {
  ...ec2,
  at: `${day}T09:00:00Z`,
  id: "associated",
  request: {
    AssociateIamInstanceProfileRequest: {
      InstanceId: instanceId,
      IamInstanceProfile: { Name: name },
    },
  },
  response: {
    AssociateIamInstanceProfileResponse: {
      iamInstanceProfileAssociation: {
        associationId: "iip-assoc-1",
        instanceId,
        iamInstanceProfile: { arn },
      },
    },
  },
});
const replaced = makeEvent("ReplaceIamInstanceProfileAssociation", {
  ...ec2,
  at: `${day}T10:00:00Z`,
  id: "replaced",
  response: {
    iamInstanceProfileAssociation: {
      associationId: "iip-assoc-2",
      instanceId,
      iamInstanceProfile: { arn: "arn:aws:iam::123456789012:instance-profile/other" },
    },
  },
});
const disassociated = makeEvent("DisassociateIamInstanceProfile", {
  ...ec2,
  at: `${day}T10:00:00Z`,
  id: "disassociated",
  request: { DisassociateIamInstanceProfileRequest: { AssociationId: "iip-assoc-1" } },
});
const terminated = makeEvent("TerminateInstances", {
  ...ec2,
  at: `${day}T10:00:00Z`,
  id: "terminated",
  request: { instancesSet: { items: [{ instanceId }] } },
});
const roleDeleted = makeEvent("DeleteRole", {
  at: 0.5,
  id: "role-deleted",
  request: { roleName: "WebRole" },
});
function deleted(more: Parameters<typeof makeEvent>[1] = {}): CloudTrailEvent {
  return makeEvent("DeleteInstanceProfile", {
    at: 1,
    id: "deleted",
    request: { instanceProfileName: name },
    ...more,
  });
}
const history = [created, added];

describe("severity and impact", () => {
  test.each<[string, readonly CloudTrailEvent[], string, readonly string[], string]>([
    [
      "an instance still uses it",
      [...history, run, removed, deleted()],
      "high",
      ["excluded", "shown", "shown"],
      `${instanceId} in eu-central-1`,
    ],
    [
      "an associated instance still uses it",
      [...history, associated, removed, deleted()],
      "high",
      ["excluded", "shown", "shown"],
      instanceId,
    ],
    [
      "the instance is terminated",
      [...history, run, terminated, removed, deleted()],
      "low",
      ["excluded", "shown", "possible"],
      "had stopped",
    ],
    [
      "the instance got another profile",
      [...history, associated, replaced, removed, deleted()],
      "low",
      ["excluded", "shown", "possible"],
      "had stopped",
    ],
    [
      "the association was ended",
      [...history, associated, disassociated, removed, deleted()],
      "low",
      ["excluded", "shown", "possible"],
      "had stopped",
    ],
    [
      "nobody used it",
      [...history, removed, deleted()],
      "medium",
      ["excluded", "shown", "possible"],
      "No use of the profile by an EC2 instance is in the log",
    ],
    [
      "its role is deleted as well",
      [...history, removed, roleDeleted, deleted()],
      "low",
      ["excluded", "shown", "possible"],
      "both were taken down",
    ],
    [
      "nothing is known",
      [deleted()],
      "medium",
      ["excluded", "shown", "possible"],
      "unknown: The role that web-frontend held.",
    ],
    [
      "denied",
      [...history, run, deleted({ errorCode: "AccessDenied", request: null })],
      "info",
      ["excluded", "excluded", "excluded"],
      "Nothing changed",
    ],
    [
      "failed for the role inside",
      [...history, run, deleted({ errorCode: "DeleteConflictException", outcome: "failed" })],
      "info",
      ["excluded", "excluded", "excluded"],
      "the call failed",
    ],
  ])("%s", (_, events, severity, states, says) => {
    const finding = lastFinding(events);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
    expect(impactStates(finding)).toEqual(states);
  });
});

test("says that the role stays, and never that it was deleted with the profile", () => {
  const text = words(lastFinding([...history, run, removed, deleted()]));
  expect(text).toContain(
    "The role itself is not deleted by this call, and nobody gained a permission by it.",
  );
  expect(text).toContain("Role WebRole had been taken out of the profile 1 min before [removed]");
});

describe("plan", () => {
  test("makes the profile again, puts the role in and gives it back to the instance", () => {
    const { plan } = lastFinding([...history, associated, removed, deleted()]);
    expect(plan.operations.map((o) => [o.api, o.input])).toEqual([
      [
        "iam:CreateInstanceProfile",
        { InstanceProfileName: name, Path: "/web/", Tags: [{ Key: "team", Value: "web" }] },
      ],
      ["iam:AddRoleToInstanceProfile", { InstanceProfileName: name, RoleName: "WebRole" }],
      [
        "ec2:ReplaceIamInstanceProfileAssociation",
        { AssociationId: "iip-assoc-1", IamInstanceProfile: { Name: name } },
      ],
    ]);
    expect(plan.certainty).toBe("partial");
  });

  test("asks for each association that the log does not tell, under its own name", () => {
    const second = {
      ...run,
      id: "run-2",
      response: { instancesSet: { items: [{ instanceId: "i-0fff" }] } },
    };
    const { plan } = lastFinding([...history, run, second, removed, deleted()]);
    const asks = plan.operations.flatMap((o) =>
      o.api.startsWith("ec2:") ? [o.input["AssociationId"]] : [],
    );
    expect(asks).toMatchObject([{ ask: "ASSOCIATION_ID_1" }, { ask: "ASSOCIATION_ID_2" }]);
    expect(plan.certainty).toBe("ask");
  });

  test("leaves EC2 alone when no instance is known", () => {
    const { plan } = lastFinding([...history, removed, deleted()]);
    expect(plan.operations.map((o) => o.api)).toEqual([
      "iam:CreateInstanceProfile",
      "iam:AddRoleToInstanceProfile",
    ]);
    expect(plan.verify.map((o) => o.api)).toEqual(["iam:GetInstanceProfile"]);
    expect(plan.certainty).toBe("partial");
  });

  test("calls and checks in the Region of each instance", () => {
    const elsewhere = (instance: string, region: string) => ({
      ...run,
      id: `run-${instance}`,
      region,
      response: { instancesSet: { items: [{ instanceId: instance }] } },
    });
    const more = [
      elsewhere("i-2", "eu-west-1"),
      elsewhere("i-3", "eu-central-1"),
      elsewhere("i-4", "not a region"),
    ];
    const { plan } = lastFinding([...history, associated, ...more, removed, deleted()]);
    const regions = (all: typeof plan.operations) =>
      all.flatMap((o) => (o.api.startsWith("ec2:") ? [o.region] : []));
    expect(regions(plan.operations)).toEqual([
      "eu-central-1",
      "eu-west-1",
      "eu-central-1",
      undefined,
    ]);
    expect(regions(plan.verify)).toEqual(["eu-central-1", "eu-west-1", undefined]);
    expect(JSON.stringify(plan.manual)).not.toMatch(/Region|names none/);
  });
});
