import { expect, test } from "vitest";
import {
  emptyFacts,
  finding,
  numberedFindings,
  prod,
  richFacts,
} from "../../../test/fixtures/case-facts.ts";
import { wordsOf } from "../../../test/fixtures/read-report.ts";
import { buildReport } from "../build-report.ts";
import type { CaseFacts } from "../case-facts.ts";
import { sha256Hex } from "../sha256-base64.ts";

const rich = buildReport(richFacts);

test.each<[string, string, RegExp]>([
  [
    "summary",
    "lead",
    /In the 8 days under review, 4 changes to identities and permissions succeeded in 2 AWS accounts\. 6 findings follow from the evidence: 2 critical, 1 high, 1 medium, 1 low and 1 for information\./,
  ],
  [
    "summary",
    "figures",
    /4 IAM changes that succeeded\n5 IAM changes that were denied or failed\n2 \+ 1 critical and high findings\n4 of 8 days have events\n2 problems while reading/,
  ],
  [
    "summary",
    "course",
    /From 2026-10-09T02:14:27Z, somebody acted as session ci-7f of role DeployRole, started by user build-agent, from 203\.0\.113\.77\. Within 5 min 44 s:\nA session of role DeployRole gave itself administrator rights \(F-01\)\nGroup Developers lost an attached managed policy · DenyWithoutMFA \(F-03\)/,
  ],
  [
    "summary",
    "share",
    /All 3 critical and high findings belong to this one course of events\. 5 calls of the same identities were refused or failed shortly before or in between \(F-06\)/,
  ],
  [
    "summary",
    "meaning",
    /The evidence shows privilege escalation \(F-01\) and weakened access controls \(F-03\)\..* We advise treating 9 October 2026 as a security incident/,
  ],
  ["summary", "unknown days", /What happened on 4 days without any event/],
  ["summary", "unread", /2 problems, 1 file not read/],
  ["summary", "root", /No call by the root user is in the evidence, among 99 events/],
  ["evidence", "sum", /101 records = 99 events \+ 2 duplicates/],
  ["evidence", "digests", /1 digest file was found, hashed .* and was not validated/],
  ["evidence", "untimed", /1 event has no readable time/],
  ["evidence", "silence", /4 days: 5 to 8 October 2026\./],
  ["scope", "undated", /Events that stand on no day/],
  ["plan", "order", /Policy DenyWithoutMFA: F-02, then F-03/],
  ["plan", "same call", /iam:AttachGroupPolicy \(Developers, DenyWithoutMFA\): F-02 F-03/],
  ["limits", "unread", /1 file not read/],
  [
    "manifest",
    "hash",
    new RegExp(
      sha256Hex(
        ["a", "b", "c", "digest", "z-not-cited"]
          .map(
            (name, i) =>
              `${[3, 2, 4, 5, 1].map((n) => String(n).repeat(64))[i]}  logs/${name}.json.gz\n`,
          )
          .join(""),
      ),
    ),
  ],
])("rich %s: %s", (id, _, pattern) => expect(wordsOf(rich, id)).toMatch(pattern));

const { rootCalls: counted, ...withoutRoot } = richFacts;
const calm: CaseFacts = { ...richFacts, findings: richFacts.findings.slice(4) };
const whole: CaseFacts = {
  ...richFacts,
  problems: [],
  inputs: richFacts.inputs.slice(0, 4),
  days: richFacts.days.slice(0, 1),
  untimed: 0,
};

test.each<[string, CaseFacts, string, RegExp]>([
  ["root calls not counted", withoutRoot, "summary", /root user/],
  [
    "root calls made",
    { ...richFacts, rootCalls: (counted ?? 0) + 2 },
    "summary",
    /No call by the root/,
  ],
  ["problems while reading", richFacts, "summary", /without a problem/],
  ["nothing above low", calm, "summary", /Within 30 days|security incident|somebody/],
  ["no silent day, nothing unread", whole, "summary", /days? without any event|not read/],
  ["no finding", emptyFacts, "summary", /somebody|Decisions|Who held/],
  ["no trail stopped", richFacts, "limits", /Time with less or no logging/],
  ["all findings printed", richFacts, "limits", /left out/],
])("not said when its facts are missing: %s", (_, facts, section, pattern) => {
  expect(wordsOf(buildReport(facts), section)).not.toMatch(pattern);
});

test.each<[string, CaseFacts, string, RegExp]>([
  [
    "nothing above low",
    calm,
    "summary",
    /No finding of medium or above follows; that is no statement about/,
  ],
  [
    "no finding",
    emptyFacts,
    "summary",
    /No event with a readable time is in the evidence\. No finding of medium or above follows from the evidence\. That is no statement about/,
  ],
  ["no finding", emptyFacts, "findings", /There is no finding/],
  [
    "all read",
    whole,
    "summary",
    /All 4 files with CloudTrail records were read to the end, without a problem/,
  ],
  [
    "conflicts",
    { ...richFacts, conflicts: 1 },
    "evidence",
    /1 event id occurs with different contents/,
  ],
  [
    "numbers that disagree",
    { ...richFacts, totals: { ...richFacts.totals, records: 100 } },
    "evidence",
    /The numbers do not add up/,
  ],
  ["no digest", { ...richFacts, inputs: [] }, "evidence", /No digest file is among the files/],
  [
    "digests validated",
    {
      ...richFacts,
      validation: {
        at: "2026-10-20T08:00:00Z",
        keys: ["0123456789abcdef"],
        evidenceKeys: [],
        digests: { valid: 1 },
        logs: { valid: 4, "not-covered": 1 },
        altered: [],
      },
    },
    "evidence",
    /validated at 2026-10-20T08:00:00Z\. Digest files: 1 valid\. Log files: 4 valid and 1 listed by no digest\. Signatures were checked with 1 public key/,
  ],
  [
    "keys out of the evidence",
    {
      ...richFacts,
      validation: {
        at: "2026-10-20T08:00:00Z",
        keys: ["0123456789abcdef"],
        evidenceKeys: ["0123456789abcdef"],
        digests: { valid: 1 },
        logs: { valid: 4 },
        altered: [],
      },
    },
    "evidence",
    /with 1 public key that came from the evidence itself \(fingerprints: 0123456789abcdef\)\..*Keys came from the evidence\..*All public keys lay among the files/s,
  ],
  [
    "one of two keys out of the evidence",
    {
      ...richFacts,
      validation: {
        at: "2026-10-20T08:00:00Z",
        keys: ["0123456789abcdef", "fedcba9876543210"],
        evidenceKeys: ["fedcba9876543210"],
        digests: { valid: 1 },
        logs: { valid: 4 },
        altered: [],
      },
    },
    "evidence",
    /with 2 public keys, which the examiner chose .*1 public key lay among the files that it is to prove \(fedcba9876543210\)/s,
  ],
  [
    "a log altered",
    {
      ...richFacts,
      validation: {
        at: "2026-10-20T08:00:00Z",
        keys: [],
        evidenceKeys: [],
        digests: { unsigned: 1 },
        logs: { altered: 1 },
        altered: [{ input: richFacts.inputs[0]!.id, sentence: "" }],
      },
    },
    "evidence",
    /No public key was given.*The evidence is not whole\..*Altered: logs\//s,
  ],
  [
    "left out",
    { ...richFacts, leftOut: { below: "medium", findings: 7 } },
    "findings",
    /7 findings below medium are in the case and were left out/,
  ],
  [
    "left out",
    { ...richFacts, leftOut: { below: "medium", findings: 7 } },
    "manifest",
    /7 below it left out/,
  ],
  [
    "a far date",
    {
      ...richFacts,
      days: [
        ...richFacts.days,
        { account: prod, region: "us-east-1", day: "0001-01-01", events: 1 },
      ],
    },
    "evidence",
    /1 event is dated more than a year away/,
  ],
  [
    "changes on no day",
    {
      ...richFacts,
      changeDays: [...richFacts.changeDays, { day: "", account: prod, succeeded: 2, failed: 0 }],
    },
    "summary",
    /6 changes .* in 2 AWS accounts \(2 of them outside of these days, or without a readable time\)/,
  ],
  [
    "a stopped trail",
    {
      ...richFacts,
      findings: numberedFindings([
        finding({ eventName: "StopLogging", severity: "critical", events: ["ev-put"] }),
      ]),
    },
    "limits",
    /A trail was stopped, deleted or changed: F-01/,
  ],
])("said when its facts are there: %s", (_, facts, section, pattern) => {
  expect(wordsOf(buildReport(facts), section)).toMatch(pattern);
});
