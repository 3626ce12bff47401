import { expect, test } from "vitest";
import { techniqueName } from "./mitre.ts";

test.each([
  ["T1098.003", "Account Manipulation: Additional Cloud Roles"],
  ["T1531", "Account Access Removal"],
  ["T1484.002", "Domain or Tenant Policy Modification: Trust Modification"],
  ["T1548.005", "Abuse Elevation Control Mechanism: Temporary Elevated Cloud Access"],
  ["T9999", null],
  ["", null],
])("technique %s is %j", (id, name) => {
  expect(techniqueName(id)).toBe(name);
});
