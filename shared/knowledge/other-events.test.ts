import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { techniqueName } from "./mitre.ts";
import { otherEntries, otherEntry } from "./other-events.ts";

/** Each line: eventSource, eventName, access, baseline severity, technique ids. */
const wanted = readFileSync(
  new URL("../../test/fixtures/other-events.txt", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");

test("each listed event has exactly one entry, with the listed access, severity and techniques", () => {
  expect(wanted).toHaveLength(273);
  const found = otherEntries.map(
    ({ source, name, access, severity, techniques }) =>
      `${source} ${name} ${access} ${severity} ${techniques.map(({ id }) => id).join(",") || "-"}`,
  );
  expect(found.toSorted()).toEqual(wanted.toSorted());
});

test.each(otherEntries)("$source $name: is told in whole sentences, with sources", (entry) => {
  for (const { text, source } of [entry.what, entry.why, entry.benign]) {
    expect(text).toMatch(/^[A-Za-z].*[^. ]\.$/u);
    expect(source).toMatch(/^[A-Z].{5,}/u);
    const technique = /^MITRE ATT&CK (?<id>.*)$/u.exec(source)?.groups?.["id"];
    if (technique !== undefined) expect(techniqueName(technique)).not.toBeNull();
  }
  expect(entry.severityReason).toMatch(/^[A-Z]\S*( \S+){3,}\.$/u);
  expect(entry.undo).toMatch(/^[A-Z].*\.$/u);
  for (const { id, reason } of entry.techniques) {
    expect(techniqueName(id)).not.toBeNull();
    expect(reason).toMatch(/^[A-Z]\S*( \S+){2,}\.$/u);
  }
  expect(`${entry.what.text} ${entry.why.text}`.split(" ").length).toBeGreaterThanOrEqual(10);
});

test("no event says what another one says", () => {
  const seen = otherEntries.map(({ what, why }) => `${what.text} ${why.text}`);
  expect(seen.filter((text, i) => seen.indexOf(text) !== i)).toEqual([]);
});

test("an event is found by source and name together", () => {
  expect(otherEntry("organizations.amazonaws.com", "DeletePolicy")?.severity).toBe("high");
  expect(otherEntry("iam.amazonaws.com", "DeletePolicy")).toBeNull();
});
