import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseEventTime } from "../../import/event-time.ts";
import { readSnapshot } from "../../snapshot/read-snapshot.ts";
import { sniffSnapshot } from "../../snapshot/sniff-snapshot.ts";
import { plain } from "../../span.ts";
import type { Posture, PostureResult } from "../posture.ts";
import { createPostureFold } from "../posture.ts";
import type { PostureCase } from "../test-files.ts";
import { account } from "../test-files.ts";
import { postureChecks } from "./index.ts";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".cases.ts"));
const casesOf = new Map(
  await Promise.all(
    files.map(async (file) => {
      // A module is any until it is looked at.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const { cases } = (await import(`./${file}`)) as { cases: readonly PostureCase[] };
      return [file.slice(0, -".cases.ts".length), cases] as const;
    }),
  ),
);

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The posture of what a case gives, as a case file would. */
function run({ files: given = [], events = [] }: PostureCase): Posture {
  const fold = createPostureFold();
  given.forEach(({ path, text, day = 7 }, input) => {
    const form = sniffSnapshot(text);
    if (form === null) throw new Error(`${path} is no snapshot`);
    const modifiedAt = parseEventTime(`2026-10-${String(day).padStart(2, "0")}T00:00:00Z`);
    const file = fold.open({
      input,
      path,
      kind: form.kind,
      modifiedAt,
      statedAt: null,
      statedBy: null,
    });
    const bytes = new TextEncoder().encode(text);
    for (const item of readSnapshot(form, [bytes], decode)) file.item(item);
    file.close();
  });
  for (const event of events) fold.event(event);
  return fold.finish([account]);
}

test("every check has cases that pass, fail and leave it open, and its own file", () => {
  expect([...casesOf.keys()].toSorted()).toEqual(postureChecks.map(({ id }) => id).toSorted());
  expect(new Set(postureChecks.map(({ id }) => id)).size).toBe(postureChecks.length);
});

test("docs/posture.md lists every check as it is", () => {
  const doc = readFileSync(join(import.meta.dirname, "../../../docs/posture.md"), "utf8");
  for (const { id, about, reference } of postureChecks)
    expect(doc).toContain(`| \`${id}\` | ${about} | ${reference ?? ""} |`);
});

describe.each(postureChecks.map((check) => [check.id, check] as const))("%s", (id, check) => {
  const cases = casesOf.get(id) ?? [];

  test("has a case for failing", () => {
    expect(cases.map(({ status }) => status)).toContain("fail");
  });

  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const result = run(one).results.find((found): found is PostureResult => found.check === id);
    expect(result && plain(result.why)).toMatch(/\.$/);
    expect({ status: result?.status, why: result && plain(result.why) }).toMatchObject({
      status: one.status,
    });
    if (one.affected !== undefined)
      expect(result?.affected.map(({ name }) => name)).toEqual(one.affected);
    if (one.why !== undefined) expect(result && plain(result.why)).toContain(one.why);
    const notes = result?.notes.map((note) => plain(note)).join(" ") ?? "";
    if (one.note === null) expect(notes).toBe("");
    else if (one.note !== undefined) expect(notes).toContain(one.note);
    // Whoever passes or fails rests on something.
    if (result?.status !== "unknown") expect(result?.evidence.length).toBeGreaterThan(0);
    if (
      result?.status === "unknown" &&
      cases.length > 0 &&
      one.files === undefined &&
      one.events === undefined
    )
      expect(check.answeredBy.length > 0 || id === "trail-interruptions").toBe(true);
  });
});
