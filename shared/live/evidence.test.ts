import { expect, test } from "vitest";
import type { PlanValue } from "../remediation/plan.ts";
import type { EntityState, OtherState, StateFact } from "../state/state-types.ts";
import { entityPart } from "./evidence.ts";

const by = { eventId: "1", at: "2026-03-01T10:00:00Z", actor: "" };
const from = "the log (2026-03-01T10:00:00Z)";
const unknown: StateFact<PlanValue | null> = { known: false, why: "not logged" };
const fact = (value: PlanValue | null): StateFact<PlanValue | null> => ({
  known: true,
  value,
  by,
});

function thing(
  kind: OtherState["kind"],
  values: Readonly<Record<string, StateFact<PlanValue | null>>>,
): EntityState {
  return {
    kind,
    key: `${kind}/x`,
    name: "x",
    life: {
      exists: true,
      why: null,
      created: by,
      deleted: null,
      firstSeen: by,
    },
    tags: {
      complete: true,
      completeBy: by,
      why: null,
      items: [{ value: { key: "t", value: "1" }, by, since: by }],
      gone: [],
    },
    values,
  };
}

const oidc = thing("oidc-provider", {
  Url: fact("https://id.example.com"),
  ClientIDList: fact(["one", "two"]),
  ThumbprintList: fact(["aa", "bb"]),
});
const device = thing("mfa-device", { UserName: fact(null) });

test.each([
  {
    of: thing("saml-provider", { SAMLMetadataDocument: fact("<a/>") }),
    part: "metadata",
    value: "<a/>",
  },
  { of: oidc, part: "url", value: "id.example.com" },
  { of: oidc, part: "client|two", value: "there" },
  { of: oidc, part: "client|three", value: null },
  { of: oidc, part: "thumbprints", value: "aa\nbb" },
  { of: oidc, part: "tag|t", value: "1" },
  { of: oidc, part: "tag|u", value: null },
  { of: device, part: "user", value: null },
  { of: thing("mfa-device", { UserName: fact("alice") }), part: "user", value: "alice" },
  { of: thing("server-certificate", { Path: fact("/a/") }), part: "path", value: "/a/" },
])("$of.kind: $part is $value", ({ of, part, value }) => {
  expect(entityPart(of, part)).toEqual({ value, from });
});

test.each([
  { of: thing("saml-provider", { SAMLMetadataDocument: unknown }), part: "metadata" },
  {
    of: thing("oidc-provider", { ClientIDList: fact([{ ask: "X", question: "?" }]) }),
    part: "client|a",
  },
  { of: thing("oidc-provider", {}), part: "thumbprints" },
  { of: oidc, part: "body" },
])("nothing is said of $part where it is not known", ({ of, part }) => {
  expect(entityPart(of, part)).toBeNull();
});
