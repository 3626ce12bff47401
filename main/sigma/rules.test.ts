/** What rules mean: a detection, a record, and whether it matches. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import type { CompiledDocument } from "../../shared/sigma/compile-document.ts";
import { compileDocument } from "../../shared/sigma/compile-document.ts";
import { holdsFor, mayHold } from "../../shared/sigma/test-tree.ts";
import { readYaml } from "./read-yaml.ts";

function compiled(text: string): CompiledDocument {
  const [read] = readYaml(text);
  if (read?.ok !== true) throw new Error(JSON.stringify(read));
  return compileDocument(read.node);
}

const head = "title: Test\nlogsource:\n  product: aws\n  service: cloudtrail\n";

/** Lines of a detection, without their indentation. */
function matches(detection: string, record: JsonObject): boolean {
  const lines = detection.split("\n").map((line) => `  ${line}`);
  const { body, problems } = compiled(`${head}detection:\n${lines.join("\n")}\n`);
  if (body?.kind !== "event") throw new Error(JSON.stringify(problems));
  const known = (name: string): string | null => {
    const value = record[name];
    return typeof value === "string" ? value : null;
  };
  const holds = holdsFor(body.test, record);
  // What is known of the action before the record is read must never rule out a match.
  if (holds)
    expect(
      mayHold(body.test, { eventSource: known("eventSource"), eventName: known("eventName") }),
    ).toBe(true);
  return holds;
}

const record: JsonObject = {
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  eventTime: "2026-10-01T23:05:59Z",
  sourceIPAddress: "10.1.2.3",
  userAgent: "aws-cli/2.0 Botocore",
  readOnly: false,
  responseElements: null,
  userIdentity: {
    type: "AssumedRole",
    arn: "arn:aws:sts::012345678901:assumed-role/Admin/alice",
    accountId: "012345678901",
    sessionContext: {
      sessionIssuer: { userName: "Admin" },
      attributes: { mfaAuthenticated: "false" },
    },
  },
  requestParameters: {
    userName: "Alice",
    toPort: 22,
    size: "1500",
    ratio: 1.5,
    empty: "",
    none: [],
    tags: [
      { key: "team", value: "red" },
      { key: "stage", value: "prod" },
    ],
    nested: [["a", "b"], ["c"]],
    policyDocument: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}',
    "attributes.idle": "dotted",
    path: String.raw`C:\temp\x`,
    command: "tool –force",
    encoded: "prefix Y21kLmV4ZQ== suffix",
  },
  resources: [{ ARN: "arn:aws:iam::012345678901:user/Alice" }, { ARN: "arn:aws:s3:::bucket" }],
};

const one = (field: string): string => `sel:\n  ${field}\ncondition: sel`;

describe("fields and values", () => {
  test.each([
    ["eventName: CreateUser", true],
    ["eventName: createuser", true],
    ["eventName: Create*", true],
    ["eventName: CreateUs??", true],
    ["eventname: CreateUser", false],
    ["eventName: [DeleteUser, CreateUser]", true],
    ["eventName: [DeleteUser, 'Update*']", false],
    ["userIdentity.sessionContext.sessionIssuer.userName: admin", true],
    ["userIdentity.sessionContext.attributes.mfaAuthenticated: false", true],
    ["readOnly: false", true],
    ["readOnly: 'false'", true],
    ["readOnly: 'FALSE'", true],
    ["readOnly: true", false],
    ["userIdentity.accountId: 012345678901", true],
    ["userIdentity.accountId: 12345678901", false],
    ["requestParameters.toPort: 22", true],
    ["requestParameters.toPort: '22'", true],
    ["requestParameters.toPort: 22.0", true],
    ["requestParameters.toPort: 0x16", true],
    ["requestParameters.tags.key: stage", true],
    ["requestParameters.tags.value: green", false],
    ["requestParameters.nested: c", true],
    ["requestParameters.attributes.idle: dotted", true],
    ["requestParameters.empty: ''", true],
    ["requestParameters.userName: ''", false],
    ["requestParameters.missing: ''", false],
    [String.raw`requestParameters.path: 'C:\temp\x'`, true],
    [String.raw`requestParameters.path: 'C:\\temp\\*'`, true],
    // An object is compared as its JSON, and as its JSON with the texts in it unescaped.
    [`requestParameters|contains: '"toPort":22'`, true],
    [`requestParameters|contains: '"Action":"s3:GetObject"'`, true],
    [`requestParameters|contains: '"Action\\":'`, true],
    [`requestParameters.tags|contains: '"key":"team"'`, true],
    [`requestParameters|contains: nowhere`, false],
    ["requestParameters.toPort.deeper: 22", false],
  ])("%s: %s", (field, expected) => {
    expect(matches(one(field), record)).toBe(expected);
  });

  test.each([
    ["errorCode: null", true],
    ["responseElements: null", true],
    ["eventName: null", false],
    ["eventName|neq: null", true],
    ["requestParameters.none: null", true],
    ["errorCode|exists: true", false],
    ["errorCode|exists: false", true],
    ["responseElements|exists: true", true],
    ["requestParameters.empty|exists: true", true],
    ["requestParameters.none|exists: true", true],
    ["requestParameters.tags.key|exists: true", true],
    ["requestParameters.tags.other|exists: true", false],
  ])("null and existence, %s: %s", (field, expected) => {
    expect(matches(one(field), record)).toBe(expected);
  });
});

describe("modifiers", () => {
  test.each([
    ["userAgent|contains: BOTO", true],
    ["userAgent|contains|cased: BOTO", false],
    ["userAgent|contains|cased: Boto", true],
    ["userAgent|cased: 'aws-cli*'", true],
    ["userAgent|startswith: aws-cli", true],
    ["userAgent|startswith: cli", false],
    ["userAgent|endswith: botocore", true],
    ["userAgent|contains|all: [aws, boto]", true],
    ["userAgent|contains|all: [aws, java]", false],
    ["userAgent|contains: ['java', 'cli/?.0']", true],
    ["requestParameters.tags.key|all: [team, stage]", true],
    ["eventName|neq: CreateUser", false],
    ["eventName|neq: [DeleteUser, UpdateUser]", true],
    ["eventName|neq: [DeleteUser, CreateUser]", false],
    ["errorCode|neq: AccessDenied", true],
    ["userIdentity.arn|re: '.+:assumed-role/[A-Z]\\w+/.+'", true],
    ["userIdentity.arn|re: 'ASSUMED'", false],
    ["userIdentity.arn|re|i: 'ASSUMED'", true],
    ["userIdentity.arn|re: '^assumed'", false],
    ["userIdentity.arn|re: ['^x', 'alice$']", true],
    ["userIdentity.arn|re|all: ['^x', 'alice$']", false],
    ["sourceIPAddress|cidr: 10.0.0.0/8", true],
    ["sourceIPAddress|cidr: [192.168.0.0/16, 10.1.0.0/16]", true],
    ["sourceIPAddress|cidr: 192.168.0.0/16", false],
    ["sourceIPAddress|cidr|neq: 192.168.0.0/16", true],
    ["requestParameters.toPort|gte: 22", true],
    ["requestParameters.toPort|gt: 22", false],
    ["requestParameters.toPort|lt: 1024", true],
    ["requestParameters.toPort|lte: 21", false],
    ["requestParameters.size|gt: 1000", true],
    ["requestParameters.ratio|gt: 1.25", true],
    ["requestParameters.userName|gt: 0", false],
    ["requestParameters.missing|lt: 5", false],
    ["eventTime|hour: 23", true],
    ["eventTime|hour|gte: 22", true],
    ["eventTime|hour|lt: 6", false],
    ["eventTime|minute: 5", true],
    ["eventTime|day: 1", true],
    ["eventTime|month: 10", true],
    ["eventTime|year: 2026", true],
    ["eventTime|week: 40", true],
    ["userAgent|hour: 3", false],
    [
      "requestParameters.userName|fieldref: userIdentity.sessionContext.sessionIssuer.userName",
      false,
    ],
    ["resources.ARN|fieldref|endswith: requestParameters.userName", true],
    ["resources.ARN|fieldref|contains: requestParameters.missing", false],
    ["resources.ARN|fieldref|startswith: requestParameters.userName", false],
    ["userIdentity.arn|fieldref|neq: requestParameters.userName", true],
    ["requestParameters.command|windash|contains: ' -force'", true],
    ["requestParameters.command|contains: ' -force'", false],
    ["requestParameters.encoded|base64|contains: cmd.exe", true],
    ["requestParameters.encoded|base64offset|contains: md.ex", true],
    ["requestParameters.encoded|wide|base64offset|contains: cmd.exe", false],
  ])("%s: %s", (field, expected) => {
    expect(matches(one(field), record)).toBe(expected);
  });
});

describe("search identifiers", () => {
  test.each([
    ["a map is and", "sel:\n  eventName: CreateUser\n  readOnly: true\ncondition: sel", false],
    ["a list of maps is or", "sel:\n  - eventName: x\n  - readOnly: false\ncondition: sel", true],
    ["keywords stand anywhere", "words: [nothing, botocore]\ncondition: words", true],
    ["keywords in escaped texts", `words:\n  - '"Effect":"Allow"'\ncondition: words`, true],
    ["one keyword without a list", "words: botocore\ncondition: words", true],
    ["a number as keyword", "words: [1500]\ncondition: words", true],
    ["all keywords", "words:\n  '|all': [botocore, alice]\ncondition: words", true],
    ["not all keywords", "words:\n  '|all': [botocore, bob]\ncondition: words", false],
    ["keywords with wildcards", "words: ['aws-cli*core']\ncondition: words", true],
    ["keywords as expression", "words:\n  '|re': 'aws-cli/\\d'\ncondition: words", true],
    [
      "keywords and maps in one list",
      "sel:\n  - nowhere\n  - eventName: CreateUser\ncondition: sel",
      true,
    ],
    ["1 of", "sel_a:\n  eventName: x\nsel_b:\n  readOnly: false\ncondition: 1 of sel_*", true],
    ["all of", "sel_a:\n  eventName: x\nsel_b:\n  readOnly: false\ncondition: all of sel_*", false],
    [
      "them leaves underscores out",
      "a:\n  readOnly: false\n_b:\n  eventName: x\ncondition: all of them",
      true,
    ],
    ["not", "a:\n  readOnly: false\nf:\n  eventName: Create*\ncondition: a and not f", false],
    [
      "a list of conditions is or",
      "a:\n  eventName: x\nb:\n  readOnly: false\ncondition: [a, b]",
      true,
    ],
  ])("%s", (_, detection, expected) => {
    expect(matches(detection, record)).toBe(expected);
  });

  test("members of Object are no fields", () => {
    expect(matches(one("constructor.name|exists: true"), record)).toBe(false);
    expect(matches(one("__proto__: null"), record)).toBe(true);
  });
});

describe("what is known before a record is read", () => {
  const iam = { eventSource: "iam.amazonaws.com", eventName: "CreateUser" };
  test.each([
    ["sel:\n  eventName: CreateUser\ncondition: sel", true],
    ["sel:\n  eventName: DeleteUser\ncondition: sel", false],
    ["sel:\n  eventSource: ec2*\n  readOnly: true\ncondition: sel", false],
    ["sel:\n  eventSource: iam*\n  readOnly: true\ncondition: sel", true],
    ["sel:\n  eventName: CreateUser\ncondition: not sel", false],
    ["sel:\n  eventName: DeleteUser\ncondition: not sel", true],
    ["sel:\n  eventName: DeleteUser\nother:\n  readOnly: true\ncondition: sel or other", true],
    ["sel:\n  eventName|re: ^Delete\nother: [word]\ncondition: sel and other", false],
    ["sel:\n  eventName|fieldref: requestParameters.x\ncondition: sel", true],
    ["sel:\n  eventName|neq: CreateUser\ncondition: sel", false],
    ["words: [x]\ncondition: words", true],
    ["sel:\n  readOnly: true\ncondition: not (not sel)", true],
    ["sel:\n  readOnly|neq: true\ncondition: not sel", true],
  ])("%j may match: %s", (detection, expected) => {
    const lines = detection.split("\n").map((line) => `  ${line}`);
    const { body } = compiled(`${head}detection:\n${lines.join("\n")}\n`);
    if (body?.kind !== "event") throw new Error("not compiled");
    expect(mayHold(body.test, iam)).toBe(expected);
    expect(mayHold(body.test, { eventSource: null, eventName: null })).toBe(true);
  });
});

describe("what describes a rule", () => {
  test("is kept", () => {
    const { head: described, problems } = compiled(
      `${head}id: 929a690e-bef0-4204-a928-ef5e620d6fcc\nname: test_rule\nstatus: test\nlevel: high\ndescription: |\n  Two\n  lines\nauthor: A. Uthor\ndate: 2026-10-01\nmodified: 2026-10-02\nlicense: MIT\ntags: [attack.t1098]\nreferences: ['https://example.org']\nfalsepositives: [Administrators]\nfields: [userIdentity.arn]\nscope: [x]\ncustom: {a: 1}\ndetection:\n  sel:\n    eventName: x\n  condition: sel\n`,
    );
    expect(problems).toEqual([]);
    expect(described).toEqual({
      title: "Test",
      id: "929a690e-bef0-4204-a928-ef5e620d6fcc",
      name: "test_rule",
      status: "test",
      level: "high",
      description: "Two\nlines\n",
      author: "A. Uthor",
      date: "2026-10-01",
      modified: "2026-10-02",
      license: "MIT",
      tags: ["attack.t1098"],
      references: ["https://example.org"],
      falsepositives: ["Administrators"],
      fields: ["userIdentity.arn"],
      at: { line: 1, column: 1 },
    });
  });
});
