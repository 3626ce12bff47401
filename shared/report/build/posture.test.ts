import { describe, expect, test } from "vitest";
import { richFacts } from "../../../test/fixtures/case-facts.ts";
import { createPostureFold } from "../../posture/posture.ts";
import type { Posture } from "../../posture/posture.ts";
import { account, passwords, report as credentials, summary } from "../../posture/test-files.ts";
import type { TestFile } from "../../posture/test-files.ts";
import { readSnapshot } from "../../snapshot/read-snapshot.ts";
import { sniffSnapshot } from "../../snapshot/sniff-snapshot.ts";
import { buildReport } from "../build-report.ts";
import { printHtml } from "../print-html.ts";
import { postureJson } from "../print-posture-json.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function postureOf(files: readonly TestFile[]): Posture {
  const fold = createPostureFold();
  files.forEach(({ path, text }, at) => {
    const form = sniffSnapshot(text);
    if (form === null) throw new Error("no snapshot");
    const file = fold.open({
      input: at,
      path,
      kind: form.kind,
      modifiedAt: 1_790_000_000,
      statedAt: null,
      statedBy: null,
    });
    for (const item of readSnapshot(form, [new TextEncoder().encode(text)], decode))
      file.item(item);
    file.close();
  });
  return fold.finish([account]);
}

const given = postureOf([
  passwords({ MinimumPasswordLength: 8 }),
  credentials([{ user: "<b>&ada", password: true }]),
  summary({ AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 }),
]);

const sectionOf = (posture: Posture | undefined) => {
  const doc = buildReport({ ...richFacts, ...(posture === undefined ? {} : { posture }) });
  return { doc, section: doc.sections.find(({ id }) => id === "posture") };
};

describe("the section Posture", () => {
  test("stands before the limitations, whose number follows; without posture there is none", () => {
    expect(sectionOf(undefined).section).toBeUndefined();
    const { doc, section } = sectionOf(given);
    expect(section?.number).toBe("9");
    expect(doc.sections.find(({ id }) => id === "limits")?.number).toBe("10");
    expect(sectionOf(undefined).doc.sections.find(({ id }) => id === "limits")?.number).toBe("9");
  });

  test("says what fails, whom it concerns, what stays open and how to get it; log text is escaped", () => {
    const html = printHtml(sectionOf(given).doc);
    expect(html).toMatch(/The policy asks for .*8.* characters\./);
    expect(html).toContain("&lt;b&gt;&amp;ada");
    expect(html).not.toContain("<b>&ada");
    expect(html).toContain("aws iam get-account-authorization-details");
    // What is there already is not asked for again.
    expect(html).not.toContain("aws iam get-account-summary --output json");
  });

  test("without files it says that the log alone speaks", () => {
    expect(printHtml(sectionOf(postureOf([])).doc)).toContain("No file about the set-up");
  });
});

test("as JSON: every check with its status, its evidence, and what would answer it", () => {
  const found = JSON.parse(JSON.stringify(postureJson(given, (id) => `file ${id}`)));
  expect(found.counts).toEqual(given.counts);
  const length = found.checks.find((one: { check: string }) => one.check === "password-length");
  expect(length).toMatchObject({
    account,
    status: "fail",
    evidence: [{ file: "file 0", place: "/PasswordPolicy", asOf: "2026-09-21T14:13:20Z" }],
  });
  const open = found.checks.find((one: { check: string }) => one.check === "open-roles");
  expect(open).toMatchObject({
    status: "unknown",
    answeredBy: ["IAM account authorization details"],
    commands: [expect.stringContaining("get-account-authorization-details")],
  });
});
