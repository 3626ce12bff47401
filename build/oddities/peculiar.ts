import type { Json } from "../../shared/cloudtrail-event.ts";
import { identityTypes } from "./identity-types.ts";
import {
  type Changes,
  type Expected,
  good,
  logText,
  makeRecord,
  type Oddity,
  utf8,
} from "./oddity.ts";

const fine = "All records, no problem.";

/** A file of sound JSON whose records have something peculiar. */
function peculiar(
  file: string,
  what: string,
  variants: readonly Changes[],
  answer = fine,
  expected: Expected = good(variants.length),
): Oddity {
  const records = variants.map((changes, i) => makeRecord(file, i + 1, changes));
  return { file, what, answer, expected, bytes: utf8(logText(records)) };
}

const account = "123456789012";
const spellings: readonly Json[] = [
  "2026-10-01T08:00:00.123Z",
  "2026-10-01T08:00:00+00:00",
  "2026-10-01T10:00:00+02:00",
  "2026-10-01 08:00:00",
  "20261001T080000Z",
  1790841600,
  1790841600000,
];

const unusable: readonly (Json | undefined)[] = [
  undefined,
  null,
  "",
  "yesterday at noon",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "2011-05-05T05:05:05Z",
];

function rawText(file: string, what: string, from: string, to: string): Oddity {
  const whole = logText([makeRecord(file, 1)]);
  return { file, what, answer: fine, expected: good(1), bytes: utf8(whole.replace(from, to)) };
}

const hostile = `<script>alert(1)</script>\u202Egnp.troper\u202C\u001B[31m'; DROP TABLE events; -- =HYPERLINK("https://example.com") `;

function withoutId(): Oddity {
  const file = "missing-event-id.json";
  const old: Changes = {
    eventVersion: "1.0",
    eventID: undefined,
    requestID: undefined,
    readOnly: undefined,
  };
  const records = [1, 1, 2].map((n) => makeRecord(file, n, old));
  return {
    file,
    what: "Three records of version 1.0, which has no eventID; two of them are equal.",
    answer: "Three records, two events: equal content is what stands in for the id.",
    expected: { records: 3, events: 2, problems: 0 },
    bytes: utf8(logText(records)),
  };
}

function versions(): readonly Oddity[] {
  const older = [undefined, "1.0", "1.01", "1.08", "1.10", "1.11"];
  return [
    peculiar(
      "event-versions.json",
      "eventVersion absent, 1.0, 1.01, 1.08, 1.10 and 1.11; 1.10 is newer than 1.08.",
      older.map((eventVersion) => ({ eventVersion })),
    ),
    peculiar(
      "event-version-2.json",
      "eventVersion 2.0, which does not exist yet.",
      [{ eventVersion: "2.0" }],
      "The record, with a warning. Whether the warning is a problem row is left open.",
      { records: 1, events: 1, problems: null },
    ),
  ];
}

function times(): readonly Oddity[] {
  return [
    peculiar(
      "event-time-spellings.json",
      "eventTime with milliseconds, with offsets, with a blank, in basic form, as seconds and as milliseconds since 1970: seven times the same instant (the first 123 ms later).",
      spellings.map((eventTime) => ({ eventTime })),
    ),
    peculiar(
      "event-time-unusable.json",
      "eventTime absent, null, empty, in words, in year 1, in year 9999 and before CloudTrail existed.",
      unusable.map((eventTime) => ({ eventTime })),
      "All seven stay visible as events without a trusted time. Whether each is a problem row as well is left open.",
      { records: 7, events: 7, problems: null },
    ),
  ];
}

/** Sound JSON, unusual records: all of them events. */
export function peculiarities(): readonly Oddity[] {
  const invented =
    "User: arn:aws:iam::123456789012:user/m.kessler is not authorized to perform: iam:DeletePolicy";
  return [
    ...versions(),
    ...times(),
    withoutId(),
    peculiar(
      "read-only-strings.json",
      "readOnly as the strings true and false, as a boolean, and absent.",
      ["true", "false", true, undefined].map((readOnly) => ({ readOnly })),
    ),
    peculiar(
      "user-identity.json",
      "userIdentity absent, null, a string and a list.",
      [undefined, null, "root", ["root"]].map((userIdentity) => ({ userIdentity })),
      "All four, the identity unknown, no problem: the rest of the record can be read.",
    ),
    peculiar(
      "identity-types.json",
      "userIdentity of each type.",
      identityTypes.map((userIdentity) => ({ userIdentity })),
    ),
    peculiar(
      "error-codes.json",
      "errorCode null, empty, AccessDenied with requestParameters null, and a failed sign-in without errorCode.",
      [
        { errorCode: null },
        { errorCode: "" },
        { errorCode: "AccessDenied", errorMessage: invented, requestParameters: null },
        {
          eventSource: "signin.amazonaws.com",
          eventName: "ConsoleLogin",
          eventType: "AwsConsoleSignIn",
          responseElements: { ConsoleLogin: "Failure" },
          errorMessage: "Failed authentication",
        },
      ],
    ),
    peculiar(
      "value-quirks.json",
      "Parameters as IAM spells them, the root user's name in a call on its device, a hidden user name.",
      [
        {
          eventName: "CreateServiceLinkedRole",
          requestParameters: { aWSServiceName: "autoscaling.amazonaws.com" },
        },
        {
          eventName: "DeactivateMFADevice",
          requestParameters: {
            userName: "AWS ROOT USER",
            serialNumber: `arn:aws:iam::${account}:mfa/root`,
          },
        },
        {
          eventSource: "signin.amazonaws.com",
          eventName: "ConsoleLogin",
          userIdentity: {
            type: "IAMUser",
            accountId: account,
            userName: "HIDDEN_DUE_TO_SECURITY_REASONS",
          },
        },
      ],
    ),
    peculiar(
      "account-id-number.json",
      "recipientAccountId as a number that has lost its leading zero.",
      [{ recipientAccountId: 12345678901 }],
      "The record; its account is 012345678901, marked as restored. Whether the mark is a problem row is left open.",
      { records: 1, events: 1, problems: null },
    ),
    peculiar("several-accounts.json", "Accounts of three partitions in one file.", [
      { recipientAccountId: "123456789012" },
      {
        recipientAccountId: "111122223333",
        awsRegion: "cn-north-1",
        userIdentity: {
          type: "IAMUser",
          arn: "arn:aws-cn:iam::111122223333:user/a",
          accountId: "111122223333",
        },
      },
      {
        recipientAccountId: "444455556666",
        awsRegion: "us-gov-west-1",
        userIdentity: {
          type: "IAMUser",
          arn: "arn:aws-us-gov:iam::444455556666:user/a",
          accountId: "444455556666",
        },
      },
    ]),
    peculiar(
      "shared-event-id.json",
      "One call as two accounts saw it: two ids, one sharedEventID.",
      ["123456789012", "111122223333"].map((recipientAccountId) => ({
        recipientAccountId,
        sharedEventID: "00000000-0000-4000-8000-000000000001",
      })),
      "Two events.",
    ),
    peculiar(
      "addendum.json",
      "A record and its later correction, linked by originalEventID.",
      [
        {},
        {
          addendum: {
            reason: "UPDATED_DATA",
            updatedFields: "requestParameters",
            originalEventID: "00000000-0000-4000-8000-000000000002",
          },
        },
      ],
      "Two events.",
    ),
    peculiar(
      "hostile-text.json",
      "A user agent of some 16,000 characters with a script, a right-to-left override, terminal colours, SQL and a formula; names with line breaks and NUL escapes.",
      [
        { userAgent: hostile.repeat(160) },
        {
          requestParameters: {
            groupName: `a"b\\c\n'$(id)'`,
            userName: `${hostile}\u0000\u0085\u2028`,
          },
        },
      ],
      "Both records; nothing in them is ever run, and nothing is lost.",
    ),
    rawText(
      "lone-surrogates.json",
      "Escaped surrogates without their partner.",
      "2.17.44",
      String.raw`\ud800 and \udfff`,
    ),
    rawText(
      "proto-keys.json",
      "Members named __proto__, constructor and prototype.",
      '"groupName":"Developers"',
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"groupName":"Developers"',
    ),
    rawText(
      "big-numbers.json",
      "Numbers beyond what JavaScript can hold, minus zero, and one out of every range.",
      '"groupName":"Developers"',
      '"groupName":"Developers","size":9007199254740993,"id":12345678901234567890,"zero":-0,"much":1e999',
    ),
  ];
}
