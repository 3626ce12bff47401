import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allow, denyWithoutMfa, documentText } from "../analysis/test-events.ts";
import type { JsonObject } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import { effectiveAccess } from "./effective-access.ts";
import type { AccessQuestion, HeldPolicy } from "./effective-access.ts";
import { allows, applies, calls } from "./evaluate.cases.ts";
import { managedDocument } from "./managed-documents.ts";
import { readPolicyDocument } from "./policy-document.ts";
import { patternsMeet } from "./wildcard.ts";

const data = "arn:aws:s3:::data/*";
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const deny = (
  action: string | readonly string[],
  resource = "*",
  condition?: JsonObject,
): JsonObject => ({
  ...allow(action, resource, condition),
  Effect: "Deny",
});

function held(...statements: readonly JsonObject[]): HeldPolicy {
  return {
    kind: "inline",
    name: "p",
    arn: null,
    group: null,
    document: readPolicyDocument(documentText(...statements)),
    from: "log",
    events: [],
  };
}

const unread: HeldPolicy = { ...held(), kind: "managed", document: null };

function ask(parts: Partial<AccessQuestion>) {
  return effectiveAccess({ policies: [], boundary: "none", isListComplete: true, ...parts });
}

/** "s3 allowed read objects data/*" for each grant. */
function grants(parts: Partial<AccessQuestion>): readonly string[] {
  return ask(parts).services.flatMap(({ service, grants: all }) =>
    all.map((g) => `${service} ${g.state}: ${plain(g.text)}`),
  );
}

describe("grants", () => {
  test.each<[string, Partial<AccessQuestion>, readonly string[]]>([
    ["nothing", {}, []],
    [
      "by service",
      { policies: [held(allow(["s3:GetObject", "s3:PutObject", "iam:PassRole"], data))] },
      ["iam allowed: pass roles data/*", "s3 allowed: read and write objects data/*"],
    ],
    [
      "a denial of another policy",
      { policies: [held(allow("s3:GetObject", data)), held(deny("s3:*"))] },
      ["s3 denied: read objects data/*"],
    ],
    [
      "a denial of a part",
      { policies: [held(allow("s3:*"), deny("s3:DeleteObject"))] },
      ["s3 partly: do anything in S3 on everything"],
    ],
    [
      "a denial of other things",
      {
        policies: [held(allow("s3:GetObject", data), deny("s3:GetObject", "arn:aws:s3:::logs/*"))],
      },
      ["s3 allowed: read objects data/*"],
    ],
    [
      "a denial under conditions",
      { policies: [held(allow("iam:CreateUser"), denyWithoutMfa)] },
      ["iam partly: make any user"],
    ],
    [
      "a denial of all but what is allowed",
      {
        policies: [
          held(allow("s3:GetObject"), { Effect: "Deny", NotAction: "s3:Get*", Resource: "*" }),
        ],
      },
      ["s3 allowed: read any object"],
    ],
    [
      "inside the boundary",
      { policies: [held(allow("s3:GetObject", data))], boundary: held(allow("s3:*")) },
      ["s3 allowed: read objects data/*"],
    ],
    [
      "outside the boundary",
      { policies: [held(allow("iam:CreateUser"))], boundary: held(allow("s3:*")) },
      ["iam outside: make any user"],
    ],
    [
      "wider than the boundary",
      { policies: [held(allow("*"))], boundary: held(allow("s3:*")) },
      ["* partly: do anything on everything"],
    ],
    [
      "a boundary with a condition",
      { policies: [held(allow("s3:GetObject"))], boundary: held(allow("s3:*", "*", mfa)) },
      ["s3 partly: read any object"],
    ],
    [
      "a denial in the boundary",
      { policies: [held(allow("s3:GetObject"))], boundary: held(allow("*"), deny("s3:*")) },
      ["s3 denied: read any object"],
    ],
    [
      "everything but what is named",
      {
        policies: [
          held({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, deny("iam:CreateUser")),
        ],
      },
      ["* allowed: do anything except iam:* on everything"],
    ],
  ])("%s", (_, parts, expected) => {
    expect(grants(parts)).toEqual(expected);
  });

  test("each names its statement and what limits it", () => {
    const answer = ask({
      policies: [held(allow("ec2:*")), held(allow("s3:Get*"), deny("s3:GetObject", data))],
      boundary: held(allow("ec2:RunInstances")),
    });
    expect(answer.services.map((s) => s.grants[0])).toMatchObject([
      {
        state: "partly",
        from: { policy: 0, statement: 1 },
        limits: [{ policy: null, statement: 1 }],
      },
      { state: "outside", from: { policy: 1, statement: 1 }, limits: [] },
    ]);
    expect(answer.denials.map((d) => [d.from, plain(d.text)])).toEqual([
      [{ policy: 1, statement: 2 }, "read objects data/*"],
    ]);
  });
});

describe("powers", () => {
  test.each<[string, Partial<AccessQuestion>, readonly string[]]>([
    ["administrator", { policies: [held(allow("*"))] }, ["critical do anything in the account"]],
    [
      "all of IAM",
      { policies: [held(allow("iam:*"))] },
      ["critical do anything in IAM, and so grant itself every right"],
    ],
    [
      "under a condition",
      { policies: [held(allow("*", "*", mfa))] },
      ["high do anything in the account with a second factor"],
    ],
    [
      "AdministratorAccess",
      {
        policies: [
          { ...unread, document: managedDocument("arn:aws:iam::aws:policy/AdministratorAccess") },
        ],
      },
      ["critical do anything in the account"],
    ],
    [
      "inside a boundary",
      { policies: [held(allow("*"))], boundary: held(allow("s3:*")) },
      ["medium read any object"],
    ],
    ["denied", { policies: [held(allow("*")), held(deny("*"))] }, []],
    [
      "half in one policy, half in another",
      {
        policies: [
          held(allow("iam:PassRole")),
          held(allow(["lambda:CreateFunction", "lambda:InvokeFunction"])),
        ],
      },
      ["high pass any role to any service"],
    ],
    ["harmless", { policies: [held(allow("s3:GetObject", data))] }, []],
  ])("%s", (_, parts, expected) => {
    const words = ask(parts).powers.map(
      (p) => `${p.severity} ${plain(p.text)}${p.bound === null ? "" : ` ${plain(p.bound)}`}`,
    );
    expect(words).toEqual(expect.arrayContaining([...expected]));
    if (expected.length === 0) expect(words).toEqual([]);
  });

  test("cite all statements that they rest on", () => {
    const { powers } = ask({
      policies: [
        held(allow("iam:PassRole")),
        held(allow(["lambda:CreateFunction", "lambda:InvokeFunction"])),
      ],
    });
    expect(powers.find((p) => p.permissions.includes("lambda:CreateFunction"))?.from).toEqual([
      { policy: 0, statement: 1 },
      { policy: 1, statement: 1 },
    ]);
  });
});

describe("what is not known", () => {
  test.each<[string, Partial<AccessQuestion>, boolean, boolean, readonly number[]]>([
    ["all is known", { policies: [held(allow("s3:*"))] }, false, false, []],
    ["a document is not in the evidence", { policies: [held(), unread] }, true, true, [1]],
    ["the lists are not complete", { isListComplete: false }, true, true, []],
    ["a boundary may be there", { boundary: "unknown" }, false, true, []],
    ["the boundary's document is not in the evidence", { boundary: unread }, false, true, []],
  ])("%s", (_, parts, isAtLeast, isAtMost, indexes) => {
    expect(ask(parts)).toMatchObject({ isAtLeast, isAtMost, unread: indexes });
  });
});

const list = (...of: readonly string[]) =>
  fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: 2 });
const resources = list("*", data, "arn:aws:s3:::*", "arn:aws:iam::123456789012:role/app-*");
const actions = list("s3:*", "s3:Get*", "iam:PassRole", "*", "ec2:Run?nstances", "*:*Object");
const effect = fc.constantFrom("Allow", "Allow", "Deny");
const statement = fc.oneof(
  fc.record({
    Effect: effect,
    Action: actions,
    Resource: resources,
    Condition: fc.constantFrom({}, {}, mfa),
  }),
  fc.record({ Effect: effect, NotAction: actions, Resource: resources }),
  fc.record({ Effect: effect, Action: actions, NotResource: resources }),
);
const documents = fc.array(statement, { maxLength: 3 }).map((all) => held(...all));

test("what is called allowed, denied or outside is so for every call", () => {
  fc.assert(
    fc.property(fc.array(documents, { maxLength: 3 }), fc.option(documents), (policies, limit) => {
      const answer = ask({ policies, boundary: limit ?? "none" });
      const all = policies.flatMap((p) => p.document?.statements ?? []);
      const within = limit?.document?.statements ?? null;
      const gives = answer.services.flatMap((s) => s.grants);
      for (const one of calls) {
        const isAllowed = allows(all, one) && (within === null || allows(within, one));
        const through = gives.filter(({ from, actions: patterns }) => {
          const document = policies[from.policy ?? 0]?.document;
          const its = document?.statements.find((s) => s.number === from.statement);
          if (its === undefined) return false;
          return applies(patterns.length === 0 ? its : { ...its, actions: patterns }, one);
        });
        if (through.some((g) => g.state === "allowed")) expect(isAllowed).toBe(true);
        if (through.some((g) => g.state === "denied")) expect(isAllowed).toBe(false);
        if (through.every((g) => g.state === "denied" || g.state === "outside")) {
          expect(isAllowed).toBe(false);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["arn:aws:iam::aws:policy/PowerUserAccess", true],
  ["arn:aws:iam::aws:policy/ReadOnlyAccess", false],
  ["arn:aws:iam::123456789012:policy/AdministratorAccess", false],
])("the document of %s", (arn, isKnown) => {
  expect(managedDocument(arn)?.status === "ok").toBe(isKnown);
});

test("patterns meet where some text matches both", () => {
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 5 });
  // `aaaa*` and `*bbbb` meet first in a text of eight.
  const texts = [...textsOf("ab", 8)];
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const regex = (p: string) => new RegExp(`^${p.replaceAll("*", ".*").replaceAll("?", ".")}$`);
      const [x, y] = [regex(a), regex(b)];
      expect(patternsMeet(a, b)).toBe(texts.some((t) => x.test(t) && y.test(t)));
    }),
    { numRuns: 500, examples: [["aaaa*", "*bbbb"]] },
  );
});

function* textsOf(letters: string, most: number): Generator<string> {
  let level = [""];
  for (let n = 0; n <= most; n++) {
    yield* level;
    level = level.flatMap((w) => [...letters].map((c) => w + c));
  }
}
