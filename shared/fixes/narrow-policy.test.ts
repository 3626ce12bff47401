import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { matchesAction, matchesPattern } from "../iam/wildcard.ts";
import { narrowPolicy } from "./narrow-policy.ts";

interface Statement {
  readonly Effect: string;
  readonly Sid?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string;
  readonly NotResource?: string;
  readonly Condition?: unknown;
}

const documentOf = (...all: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: all });
const allow = (Action: string | readonly string[], more: Partial<Statement> = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});

function statementsOf(text: string): readonly Statement[] {
  const { Statement: all }: { Statement: Statement | readonly Statement[] } = JSON.parse(text);
  return [all].flat();
}

const texts = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

/** Whether a document allows a call, by a reading of its own. `mfa`: what its one condition asks for. */
function allows(text: string, action: string, resource: string, mfa: boolean): boolean {
  const fits = (one: Statement): boolean =>
    (one.NotAction === undefined
      ? texts(one.Action).some((pattern) => matchesAction(pattern, action))
      : !texts(one.NotAction).some((pattern) => matchesAction(pattern, action))) &&
    (one.NotResource === undefined
      ? matchesPattern(one.Resource ?? "", resource)
      : !matchesPattern(one.NotResource, resource)) &&
    (one.Condition === undefined || mfa);
  const all = statementsOf(text).filter(fits);
  return (
    all.some(({ Effect }) => Effect === "Allow") && all.every(({ Effect }) => Effect !== "Deny")
  );
}

const actions = [
  "s3:GetObject",
  "s3:ListAllMyBuckets",
  "S3:PutObject",
  "sqs:SendMessage",
  "iam:PassRole",
  "iam:CreateUser",
  "ec2:RunInstances",
] as const;
const patterns = [...actions, "*", "s3:*", "s3:Get*", "iam:?assRole", "*:*", "iam:*User*"] as const;
const resources = ["arn:aws:s3:::a/x", "arn:aws:s3:::b/y"] as const;

const statement: fc.Arbitrary<Statement> = fc
  .record({
    effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    sid: fc.option(fc.constantFrom("A", "As3", "Aiam", "B")),
    actions: fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 4 }),
    isNot: fc.boolean(),
    resource: fc.constantFrom("*", "arn:aws:s3:::a/*", ...resources),
    isNotResource: fc.boolean(),
    hasCondition: fc.boolean(),
  })
  .map((one) => ({
    Effect: one.effect,
    ...(one.sid === null ? {} : { Sid: one.sid }),
    ...(one.isNot ? { NotAction: one.actions } : { Action: one.actions }),
    ...(one.isNotResource ? { NotResource: one.resource } : { Resource: one.resource }),
    ...(one.hasCondition ? { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } } : {}),
  }));

describe("a narrower policy", () => {
  test("never allows what the former one did not, and goes on allowing what was used", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        fc.subarray([...actions, "kms:Decrypt"]),
        (all, used) => {
          const former = documentOf(...all);
          const narrowed = narrowPolicy(former, used);
          const text = narrowed?.document ?? documentOf();
          for (const action of [...actions, "kms:Decrypt", "ec2:StopInstances"])
            for (const resource of resources)
              for (const mfa of [true, false]) {
                const was = allows(former, action, resource, mfa);
                const is = allows(text, action, resource, mfa);
                expect(is && !was).toBe(false);
                const isUsed = used.some((one) => one.toLowerCase() === action.toLowerCase());
                if (isUsed) expect(is).toBe(was);
              }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("ids of statements stay unique", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        fc.subarray([...actions]),
        (drawn, used) => {
          // In the former document they are.
          const all = [...new Map(drawn.map((one, i) => [one.Sid ?? i, one])).values()];
          const narrowed = narrowPolicy(documentOf(...all), used);
          const ids = statementsOf(narrowed?.document ?? documentOf()).flatMap(
            ({ Sid }) => Sid ?? [],
          );
          expect(ids).toEqual([...new Set(ids)]);
          for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]*$/);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    ["a wildcard", ["s3:*"], ["s3:GetObject"], ["s3:GetObject"]],
    [
      "what is named and can't be seen",
      ["iam:PassRole", "sqs:SendMessage"],
      [],
      ["iam:PassRole", "sqs:SendMessage"],
    ],
    [
      "what is named and not used",
      ["ec2:RunInstances", "s3:ListAllMyBuckets"],
      ["s3:ListAllMyBuckets"],
      ["s3:ListAllMyBuckets"],
    ],
    [
      "what is used and was not allowed",
      ["s3:Get*"],
      ["s3:GetObject", "kms:Decrypt"],
      ["s3:GetObject"],
    ],
  ] as const)("%s", (_name, former, used, left) => {
    const narrowed = narrowPolicy(documentOf(allow(former)), used);
    const all = statementsOf(narrowed?.document ?? documentOf());
    expect(all.flatMap(({ Action }) => texts(Action)).toSorted()).toEqual(left);
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["no statement", "{}"],
    ["a statement that is none", '{"Statement":[1]}'],
    [
      "one with a member written twice",
      '{"Statement":{"Effect":"Allow","Action":"s3:GetBucketAcl","Action":"s3:*","Resource":"*"}}',
    ],
  ])("%s is no policy", (_name, text) => {
    expect(narrowPolicy(text, ["s3:GetObject"])).toBeNull();
  });

  it("has nothing left to allow where nothing was used", () => {
    expect(narrowPolicy(documentOf(allow("ec2:*")), ["s3:GetObject"])?.document).toBeNull();
  });

  it("keeps what denies, resources and conditions", () => {
    const deny: Statement = { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::a/*" };
    const own = {
      Resource: "arn:aws:s3:::a/*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    };
    const narrowed = narrowPolicy(documentOf(allow("s3:*", own), deny), ["s3:GetObject"]);
    expect(statementsOf(narrowed?.document ?? "")).toEqual([
      { Effect: "Allow", ...own, Action: ["s3:GetObject"] },
      deny,
    ]);
  });
});
