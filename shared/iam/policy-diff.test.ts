import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allow, denyWithoutMfa, documentText } from "../analysis/test-events.ts";
import type { JsonObject } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import { allows, calls } from "./evaluate.cases.ts";
import { diffPolicies } from "./policy-diff.ts";
import type { PermissionChange } from "./policy-diff.ts";
import { readPolicyDocument } from "./policy-document.ts";

const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const office = { IpAddress: { "aws:SourceIp": "10.20.0.0/16" } };
const toEc2 = { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } };
const app = "arn:aws:iam::123456789012:role/app-*";
const data = "arn:aws:s3:::data/*";

const deny = (action: string, resource = "*", condition?: JsonObject): JsonObject => ({
  ...allow(action, resource, condition),
  Effect: "Deny",
});
const trust = (principal: JsonObject | string, condition?: JsonObject): JsonObject => ({
  Effect: "Allow",
  Principal: principal,
  Action: "sts:AssumeRole",
  ...(condition === undefined ? {} : { Condition: condition }),
});

function diff(before: readonly JsonObject[], after: readonly JsonObject[]) {
  return diffPolicies(
    readPolicyDocument(documentText(...before)),
    readPolicyDocument(documentText(...after)),
  );
}

function words(changes: readonly PermissionChange[]): readonly string[] {
  return changes.map((c) =>
    plain(c.instead === null ? c.text : [...c.text, { t: "text", s: ` ${plain(c.instead)}` }]),
  );
}

describe("in words", () => {
  test.each<[string, readonly JsonObject[], readonly JsonObject[], string[], string[]]>([
    ["nothing", [allow("s3:GetObject", data)], [allow("s3:GetObject", data)], [], []],
    [
      "the whole of IAM from any network",
      [allow(["iam:GetRole", "iam:PassRole"], app, office)],
      [allow("iam:*")],
      [
        "May now do anything in IAM on everything (iam:*). Before: only read and pass roles app-* from 10.20.0.0/16.",
      ],
      [],
    ],
    ["everything", [], [allow("*")], ["May now do anything on everything."], []],
    [
      "any role to EC2",
      [],
      [allow("iam:PassRole", "*", toEc2)],
      ["May now pass any role to EC2 (iam:PassRole)."],
      [],
    ],
    [
      "the service no longer named",
      [allow("iam:PassRole", "*", toEc2)],
      [allow("iam:PassRole")],
      ["May now pass any role to any service (iam:PassRole). Before: only to EC2."],
      [],
    ],
    [
      "no second factor",
      [allow("iam:CreateUser", "*", mfa)],
      [allow("iam:CreateUser")],
      [
        "May now make any user without a second factor (iam:CreateUser). Before: only with a second factor.",
      ],
      [],
    ],
    [
      "a second factor",
      [allow("iam:CreateUser")],
      [allow("iam:CreateUser", "*", mfa)],
      [],
      [
        "May now only make any user with a second factor (iam:CreateUser). Before: without a second factor.",
      ],
    ],
    [
      "a wider resource",
      [allow("s3:GetObject", data)],
      [allow("s3:GetObject")],
      ["May now read any object (s3:GetObject). Before: only on s3://data/*."],
      [],
    ],
    [
      "a further resource",
      [allow("s3:GetObject", data)],
      [allow("s3:GetObject", [data, "arn:aws:s3:::logs/a.json"])],
      ["May now read object logs/a.json (s3:GetObject). Before: only on s3://data/*."],
      [],
    ],
    [
      "one action less",
      [allow(["s3:GetObject", "s3:PutObject"], data)],
      [allow("s3:GetObject", data)],
      [],
      ["May no longer write objects data/* (s3:PutObject)."],
    ],
    [
      "a denial gone",
      [allow("*"), denyWithoutMfa],
      [allow("*")],
      [
        "No longer denied: to do anything except iam:CreateVirtualMFADevice, iam:EnableMFADevice and sts:GetSessionToken on everything without a second factor.",
      ],
      [],
    ],
    [
      "a new denial",
      [allow("s3:*")],
      [allow("s3:*"), deny("s3:DeleteObject", data)],
      [],
      ["Now denied: to delete objects data/* (s3:DeleteObject)."],
    ],
    [
      "a denial with a way out",
      [deny("s3:DeleteObject")],
      [deny("s3:DeleteObject", "*", office)],
      [
        "Denied now only from 10.20.0.0/16: to delete any object (s3:DeleteObject). Before: from any network.",
      ],
      [],
    ],
    [
      "a trusted account",
      [trust({ AWS: "arn:aws:iam::123456789012:root" })],
      [trust({ AWS: ["123456789012", "arn:aws:iam::999999999999:root"] })],
      ["Account 999999999999 may now assume the role. Before: only account 123456789012."],
      [],
    ],
    [
      "everybody",
      [trust({ Service: "ec2.amazonaws.com" })],
      [trust({ Service: "ec2.amazonaws.com" }), trust("*")],
      ["Everybody, in any account may now assume the role. Before: only EC2 (ec2.amazonaws.com)."],
      [],
    ],
    [
      "no external id",
      [trust({ AWS: "999999999999" }, { StringEquals: { "sts:ExternalId": "x-1" } })],
      [trust({ AWS: "999999999999" })],
      [
        "Account 999999999999 may now assume the role without an external id. Before: only with external id x-1.",
      ],
      [],
    ],
    [
      "fewer addresses",
      [
        allow("s3:GetObject", data, {
          IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "10.0.0.0/8"] },
        }),
      ],
      [allow("s3:GetObject", data, { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })],
      [],
      [
        "May now only read objects data/* from 10.0.0.0/8 (s3:GetObject). Before: from 192.0.2.0/24 and 10.0.0.0/8.",
      ],
    ],
    [
      "everything but what is named",
      [],
      [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }],
      ["May now do anything except iam:* and organizations:* on everything."],
      [],
    ],
    [
      "actions without words of their own",
      [],
      [allow(["athena:StartQueryExecution", "s3:Get*", "foo:*"], "*")],
      [
        "May now start query execution in Athena, use every Get… action of S3 and do anything in foo on everything (athena:StartQueryExecution, s3:Get* and foo:*).",
      ],
      [],
    ],
  ])("%s", (_, before, after, gained, lost) => {
    const all = diff(before, after);
    expect({ gained: words(all.gained), lost: words(all.lost) }).toEqual({ gained, lost });
  });

  test("words of the document are log text", () => {
    const { gained } = diff([], [allow("foo:Evil\u202eThing", "arn:aws:x:::\u0007")]);
    const ours = JSON.stringify(gained.flatMap((c) => c.text.filter((span) => span.t === "text")));
    expect(ours).not.toContain("Evil");
    expect(ours).not.toContain("\u0007");
  });
});

describe("statements", () => {
  test.each<[string, readonly JsonObject[], readonly JsonObject[], (number | null)[][]]>([
    [
      "reordered",
      [allow("a:B"), allow("c:D")],
      [allow("c:D"), allow("A:b")],
      [
        [2, 1, 1],
        [1, 2, 1],
      ],
    ],
    [
      "by Sid",
      [
        { ...allow("a:B"), Sid: "X" },
        { ...allow("c:D"), Sid: "Y" },
      ],
      [
        { ...allow("e:F", data), Sid: "Y" },
        { ...allow("a:B"), Sid: "Z" },
      ],
      [
        [2, 1, 0],
        [1, 2, 1],
      ],
    ],
    [
      "by likeness",
      [allow(["a:B", "a:C"], data), allow("x:Y", app)],
      [allow(["a:B", "a:C", "a:D"], data)],
      [
        [1, 1, 0],
        [2, null, 0],
      ],
    ],
    [
      "strangers",
      [allow("a:B", data)],
      [allow("x:Y", app)],
      [
        [null, 1, 0],
        [1, null, 0],
      ],
    ],
  ])("%s", (_, before, after, pairs) => {
    expect(
      diff(before, after).statements.map((p) => [
        p.before?.number ?? null,
        p.after?.number ?? null,
        Number(p.isSame),
      ]),
    ).toEqual(pairs);
  });
});

const action = fc.constantFrom(
  "s3:*",
  "s3:Get*",
  "s3:GetObject",
  "iam:PassRole",
  "*",
  "ec2:Run?nstances",
);
const resource = fc.constantFrom("*", data, "arn:aws:s3:::*", app);
const condition = fc.constantFrom<JsonObject>({}, mfa, office, toEc2);
const principal = fc.constantFrom<JsonObject | string>(
  "*",
  { AWS: "123456789012" },
  { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] },
);
const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });
const permission = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: list(action),
  Resource: list(resource),
  Condition: condition,
});
const exception = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  NotAction: list(action),
  Resource: list(resource),
  Condition: condition,
});
const trusting = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Principal: principal,
  Action: fc.constant("sts:AssumeRole"),
  Condition: condition,
});
const document = fc.oneof(
  fc.array(fc.oneof(permission, exception), { maxLength: 4 }),
  fc.array(trusting, { maxLength: 3 }),
);

/** A change without its words and its place. */
function bare(all: readonly PermissionChange[]) {
  return all.map(({ effect, what, differences }) => ({ effect, what, differences }));
}

describe("properties", () => {
  test("a document against itself, reordered and in other letters is equal", () => {
    fc.assert(
      fc.property(document, fc.integer(), (all, seed) => {
        const turned = all.map((s) => ({
          ...s,
          ...("Action" in s && Array.isArray(s.Action)
            ? { Action: s.Action.map((a: string) => a.toUpperCase()).toReversed() }
            : {}),
        }));
        const rotated = [...turned.slice(seed % 2), ...turned.slice(0, seed % 2)].toReversed();
        for (const other of [all, rotated]) {
          const result = diff(all, other);
          expect([result.gained, result.lost]).toEqual([[], []]);
          expect(result.isEqual).toBe(true);
          expect(result.unchanged).toBe(all.length);
        }
      }),
    );
  });

  test("what one way is gained is lost the other way", () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(bare(diff(a, b).gained)).toEqual(bare(diff(b, a).lost));
      }),
    );
  });

  test("a call that only the later document allows shows as gained", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(permission, exception), { maxLength: 4 }),
        fc.array(fc.oneof(permission, exception), { maxLength: 4 }),
        (a, b) => {
          const before = readPolicyDocument(documentText(...a)).statements;
          const after = readPolicyDocument(documentText(...b)).statements;
          if (calls.some((one) => allows(after, one) && !allows(before, one))) {
            expect(diff(a, b).gained.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("every change has a sentence", () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        const { gained, lost } = diff(a, b);
        for (const change of [...gained, ...lost]) {
          expect(plain(change.text)).toMatch(/^[A-Z].+[^ ]\.$/);
          expect(plain(change.text)).not.toMatch(/ {2}|undefined| \./);
        }
      }),
    );
  });
});
