import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import { iamActions } from "../knowledge/iam-actions.ts";
import { outcomeOf } from "../outcome.ts";
import { plain } from "../span.ts";
import { createAnalyzer } from "./analyzer.ts";
import { detections } from "./detections/index.ts";
import { allow, call, documentText, root, session, trustText, user, words } from "./test-events.ts";

const writes = iamActions.filter(({ access }) => access === "write").map(({ name }) => name);

/** What requests hold: usual values, odd ones, and documents of all kinds. */
const request: fc.Arbitrary<JsonObject | null> = fc.oneof(
  fc.constant(null),
  fc.record(
    {
      userName: fc.constantFrom("alice", "bob", "", "n.albrecht"),
      roleName: fc.constantFrom("Deploy", "Admin", "AWSReservedSSO_x"),
      groupName: fc.constantFrom("Admins", "Devs"),
      policyName: fc.constantFrom("p", "DenyAll"),
      policyArn: fc.constantFrom(
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "arn:aws:iam::123456789012:policy/p",
        "no arn",
      ),
      policyDocument: fc.constantFrom(
        documentText(allow("*")),
        encodeURIComponent(documentText(allow("iam:*"))),
        "{broken",
        '{"omitted":true}',
      ),
      assumeRolePolicyDocument: fc.constantFrom(
        trustText("*"),
        trustText({ AWS: "111122223333" }),
        "[]",
      ),
      status: fc.constantFrom("Active", "Inactive"),
      accessKeyId: fc.constantFrom("AKIAIOSFODNN7EXAMPLE", "x"),
      setAsDefault: fc.boolean(),
      versionId: fc.constantFrom("v1", "v2"),
      serialNumber: fc.constantFrom("arn:aws:iam::123456789012:mfa/alice", "root"),
      instanceProfileName: fc.constantFrom("P", "Q"),
      tags: fc.constantFrom([], [{ key: "team", value: "a" }], "none"),
      permissionsBoundary: fc.constantFrom("arn:aws:iam::123456789012:policy/p", null),
    },
    { requiredKeys: [] },
  ),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON of any shape
  fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue()) as fc.Arbitrary<JsonObject>,
);

/** Codes that stand for a call which changed nothing, denied or failed. */
const codes = [
  "AccessDenied",
  "AccessDeniedException",
  "Client.UnauthorizedOperation",
  "UnauthorizedOperation",
  "Client.DryRunOperation",
  "DryRunOperation",
  "NoSuchEntityException",
  "EntityAlreadyExistsException",
  "DeleteConflictException",
  "ThrottlingException",
  "MalformedPolicyDocumentException",
  "InternalFailure",
] as const;

const by = fc.constantFrom(
  user("n.albrecht"),
  user("alice"),
  session("Deploy"),
  session("Web", "i-0a1b2c3d4e5f60718"),
  root(),
  { ...session("Deploy"), invokedBy: "cloudformation.amazonaws.com" },
);

function event(
  i: number,
  name: string,
  code: string | null,
  more: { readonly request: JsonObject | null; readonly by: ReturnType<typeof user> },
): CloudTrailEvent {
  const outcome = outcomeOf(code, null);
  return {
    ...call(`iam:${name}`, i, more.request, {
      id: `e${i}`,
      by: more.by,
      outcome,
      response: outcome === "success" ? { x: 1 } : null,
    }),
    errorCode: code,
  };
}

const step = fc.record({
  name: fc.oneof(fc.constantFrom(...writes), fc.constantFrom("FrobnicateUser", "ListUsers")),
  code: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.constantFrom(...codes)),
  request,
  by,
});

const log = fc
  .array(step, { maxLength: 40 })
  .map((steps) => steps.map(({ name, code, ...more }, i) => event(i, name, code, more)));

function judge(events: readonly CloudTrailEvent[]): readonly Finding[] {
  const analyzer = createAnalyzer();
  return [...events.flatMap((one) => analyzer.next(one)), ...analyzer.finish()];
}

/** Findings about an event that are no burst: those stand beside. */
function about(findings: readonly Finding[], { id }: CloudTrailEvent): readonly Finding[] {
  return findings.filter(
    ({ events, rule }) => events.includes(id) && !rule.startsWith("sequence/"),
  );
}

describe("any log", () => {
  test("every successful write of IAM is a classified change, once; what changed nothing is told as that", () => {
    fc.assert(
      fc.property(log, (events) => {
        const findings = judge(events);
        expect(findings.filter(({ rule }) => rule.startsWith("internal/"))).toEqual([]);
        for (const one of events) {
          const own = about(findings, one);
          if (one.name === "ListUsers") expect(own).toEqual([]);
          else {
            expect(own.map(({ rule, outcome }) => [rule, outcome])).toEqual([
              [`iam/${one.name}`, one.outcome],
            ]);
            const first = plain(own[0]?.happened[0] ?? []);
            expect(first.startsWith("Nothing changed")).toBe(one.outcome !== "success");
          }
        }
        // A burst of what changed nothing is no change either.
        for (const { rule, outcome, events: ids } of findings)
          if (rule.startsWith("sequence/") && outcome === "success")
            for (const id of ids)
              expect(events.find((one) => one.id === id)?.outcome).toBe("success");
      }),
      { numRuns: 150 },
    );
  });

  test("a refused or failed call leaves no trace in what is told of later calls", () => {
    fc.assert(
      fc.property(log, fc.nat(39), (events, at) => {
        const failed = events.map((one) =>
          one.outcome === "success" ? one : { ...one, request: null },
        );
        // What a call that changed nothing asked for may be left out without another word about the changes.
        const told = (all: readonly CloudTrailEvent[]): readonly unknown[] =>
          judge(all)
            .filter(({ outcome, rule }) => outcome === "success" && !rule.startsWith("sequence/"))
            .map(({ key, severity }) => [key, severity]);
        expect(told(failed.slice(0, at + 1))).toEqual(told(events.slice(0, at + 1)));
      }),
      { numRuns: 60 },
    );
  });
});

test.each(writes)("%s: done it is a change, and with any error code none", (name) => {
  for (const code of [null, ...codes]) {
    const [finding, ...others] = judge([
      event(1, name, code, { request: { userName: "alice" }, by: user("n.albrecht") }),
    ]).filter(({ rule }) => !rule.startsWith("sequence/"));
    expect(others).toEqual([]);
    expect(finding?.outcome === "success").toBe(code === null);
    expect(finding?.reasons.some(({ kind }) => kind === "baseline")).toBe(true);
  }
});

test.each(
  detections.filter(({ check }) => check !== undefined).map((one) => [one.id, one] as const),
)("%s: where it breaks, a finding says so, and all others come", (id, one) => {
  const events = writes.map((name, i) =>
    event(i, name, null, { request: { userName: "alice" }, by: user("n.albrecht") }),
  );
  // The check of one detection is replaced by one that throws, and put back.
  const broken = { ...one };
  const whole = judge(events);
  try {
    Object.assign(one, {
      check: () => {
        throw new Error("broken on purpose");
      },
    });
    const findings = judge(events);
    const faults = findings.filter(({ rule }) => rule.startsWith("internal/"));
    const looksAt = one.events.some(
      (wanted) => wanted === "iam:*" || writes.includes(wanted.slice(4)),
    );
    expect(faults.length > 0).toBe(looksAt && one.events.some((e) => e.startsWith("iam:")));
    for (const fault of faults) expect(words(fault)).toContain(id);
    const changes = (all: readonly Finding[]): readonly string[] =>
      all.flatMap(({ rule, events: ids }) => (rule.startsWith("iam/") ? ids : [])).toSorted();
    expect(changes(findings)).toEqual(changes(whole));
  } finally {
    Object.assign(one, broken);
  }
});
