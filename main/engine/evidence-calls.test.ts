import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTrail, keyList, makeKey, writeFiles } from "../../test/fixtures/digest-chain.ts";
import { makeFaultArchive } from "../../test/fixtures/fault-archive.ts";
import type { TestEngine } from "../../test/fixtures/engine-in-test.ts";
import { failureOf, startEngineHere } from "../../test/fixtures/engine-in-test.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { InputLine, InputQuery, ProblemLine } from "../../shared/ipc/evidence.ts";
import { listInputs, listProblems } from "../db/read-inputs.ts";
import { openCase } from "../db/open-case.ts";

let folder = "";
let logs = "";
let engine: TestEngine;
const key = makeKey();
const oddities = "test/fixtures/oddities";

/** Three kinds of evidence in one case: odd files, an archive with repeats and damage, a signed trail. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  logs = join(folder, "logs");
  makeFaultArchive(join(logs, "faults"), { files: 30, events: 40, seed: "evidence" });
  const trail = createTrail({ key });
  for (let hour = 0; hour < 5; hour++) trail.hour(hour === 0 ? { isStart: true } : {});
  const [listed] = [...trail.files.keys()].filter((name) => name.includes("/CloudTrail/"));
  trail.files.delete(listed ?? "");
  writeFiles(join(logs, "trail"), trail.files);
  writeFileSync(join(folder, "keys.json"), keyList(key));
  engine = startEngineHere();
  await engine.ask("create", join(folder, "a.trailproof"), noEngagement);
  await engine.ask("import", [logs, oddities]);
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

/** All lines, page by page. */
async function allInputs(query: InputQuery, limit = 37): Promise<readonly InputLine[]> {
  const lines: InputLine[] = [];
  for (;;) {
    const page = await engine.ask("inputs", query, lines.length, limit);
    lines.push(...page.lines);
    if (lines.length >= page.total || page.lines.length === 0) return lines;
  }
}

/** What the case says itself, asked of a copy. */
function stored<T>(ask: (db: ReturnType<typeof openCase>) => T): T {
  const copy = join(folder, "copy.trailproof");
  writeFileSync(copy, readFileSync(join(folder, "a.trailproof")));
  const db = openCase(copy, { create: false });
  try {
    return ask(db);
  } finally {
    db.close();
    rmSync(copy);
  }
}

describe("files", () => {
  test("come page by page, each once, in the order of their paths, with their counts", async () => {
    const lines = await allInputs({});
    const wanted = stored(listInputs);
    expect(
      lines.map(({ id, records, events, problems, sha256 }) => ({
        id,
        records,
        events,
        problems,
        sha256,
      })),
    ).toEqual(
      wanted.map(({ id, records, events, problems, sha256 }) => ({
        id,
        records,
        events,
        problems,
        sha256,
      })),
    );
    const { formats, total } = await engine.ask("inputs", {}, 0, 1);
    expect(total).toBe(wanted.length);
    expect(formats.reduce((sum, { files }) => sum + files, 0)).toBe(total);
    const { totals } = await engine.ask("caseInfo");
    expect(formats.reduce((sum, { events }) => sum + events, 0)).toBe(totals.events);
    expect(lines.find(({ path }) => path.endsWith("LICENCE.txt"))).toMatchObject({
      status: "skipped",
    });
    expect(formats.filter(({ isSkipped }) => isSkipped).length).toBeGreaterThan(2);
  });

  test.each<{ name: string; query: InputQuery; fits: (line: InputLine) => boolean }>([
    {
      name: "a text",
      query: { text: "UTF" },
      fits: ({ path }) => path.toLowerCase().includes("utf"),
    },
    {
      name: "a folder",
      query: { text: "oddities/twin" },
      fits: ({ path }) => path.includes("oddities/twin"),
    },
    {
      name: "statuses",
      query: { statuses: ["skipped", "unreadable"] },
      fits: ({ status }) => status === "skipped" || status === "unreadable",
    },
    {
      name: "a format",
      query: { formats: ["CloudTrail digest file"] },
      fits: ({ format }) => format === "CloudTrail digest file",
    },
    { name: "problems", query: { withProblems: true }, fits: ({ problems }) => problems > 0 },
    {
      name: "all at once",
      query: { text: "json", statuses: ["read"], withProblems: true },
      fits: ({ path, status, problems }) =>
        path.includes("json") && status === "read" && problems > 0,
    },
    { name: "nothing", query: { text: "no such file anywhere' OR 1=1 --" }, fits: () => false },
  ])("are filtered by $name", async ({ name, query, fits }) => {
    const all = await allInputs({});
    const found = await allInputs(query);
    expect(found).toEqual(all.filter(fits));
    if (name !== "nothing") expect(found.length).toBeGreaterThan(0);
  });

  test.each([
    [-5, 10, 10],
    [0, 1e9, 0],
    [1e9, 10, 0],
    [0, -1, 0],
  ])("offset %d and limit %d give at most what is there", async (offset, limit, least) => {
    const { lines, total } = await engine.ask("inputs", {}, offset, limit);
    expect(lines.length).toBeLessThanOrEqual(Math.min(500, total));
    expect(lines.length).toBeGreaterThanOrEqual(least);
  });
});

test("problems come in the order of files, and of one file alone", async () => {
  const wanted = stored(listProblems);
  const lines: ProblemLine[] = [];
  while (lines.length < wanted.length)
    lines.push(...(await engine.ask("problems", null, false, lines.length, 11)).lines);
  expect(lines.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  expect(lines.every(({ path, input }) => (path === null) === (input === null))).toBe(true);
  const latest = await engine.ask("problems", null, true, 0, 500);
  expect(latest.lines.map(({ id }) => id)).toEqual(
    wanted
      .map(({ id }) => id)
      .toSorted((a, b) => b - a)
      .slice(0, 500),
  );
  const page = await engine.ask("problems", null, false, 0, 1);
  expect(page.problems).toBe((await engine.ask("caseInfo")).totals.problems);
  expect(page.problems + page.notes).toBe(page.total);
  const one = lines.find(({ isNote, input }) => !isNote && input !== null);
  const of = await engine.ask("problems", one?.input ?? null, false, 0, 100);
  expect(of.lines).toEqual(lines.filter(({ input }) => input === one?.input));
  expect(of.total).toBe(of.lines.length);
});

test("custody: who imported what, and what digests there are", async () => {
  const { runs, digestFiles, counts } = await engine.ask("evidence");
  const { totals } = await engine.ask("caseInfo");
  expect(counts).toMatchObject({ files: totals.files, skipped: totals.skipped, waiting: 0 });
  expect(counts.read + counts.skipped + counts.unreadable).toBe(counts.files);
  expect(runs).toEqual([
    expect.objectContaining({
      status: "done",
      program: "Trailproof 1.2.3",
      paths: [logs, oddities],
    }),
  ]);
  expect(digestFiles).toBeGreaterThanOrEqual(5);
});

test("coverage: every event with a time stands in a day; hours add up; what is missing is told", async () => {
  const map = await engine.ask("coverage");
  const { totals } = await engine.ask("caseInfo");
  const events = map.rows.reduce((sum, row) => sum + row.events, 0);
  expect(events + map.untimed).toBe(totals.events);
  expect(map.outside).toBeGreaterThan(0);
  const inDays = map.rows.flatMap(({ days }) => days).reduce((sum, day) => sum + day.events, 0);
  expect(inDays + map.outside + map.untimed).toBe(totals.events);
  for (const { days, events: all } of map.rows) {
    expect(days.reduce((sum, day) => sum + day.events, 0)).toBeLessThanOrEqual(all);
    for (const { day, hours } of days) {
      expect(hours.events + hours.quiet + hours.missing + hours.unknown).toBeLessThanOrEqual(24);
      expect(day).toBeGreaterThanOrEqual(map.from ?? 0);
      expect(day).toBeLessThanOrEqual(map.to ?? 0);
    }
  }
  expect(map.missingHours).toBeGreaterThan(0);
  expect(map.missingPlaces).toBeGreaterThan(0);
  expect(map.digests).toBeGreaterThanOrEqual(5);
  expect(map.sentences.length).toBeGreaterThan(0);
});

describe("verification", () => {
  test("tells how far it is, what differs, and remembers what digests say", async () => {
    const answer = await engine.ask("verify", [join(folder, "keys.json")]);
    expect(answer.isSound).toBe(false);
    expect(answer.changedFiles).toBe(0);
    expect(answer.originals["different"]).toBe(0);
    expect(answer.records).toBe((await engine.ask("caseInfo")).totals.records);
    expect(
      answer.differences.some(({ sentence }) => /lists it, but it is not here/.test(sentence)),
    ).toBe(true);
    const progress = engine.events.filter(({ name }) => name === "verifyProgress");
    expect(progress.at(-1)?.payload).toMatchObject({
      files: answer.files,
      filesTotal: answer.files,
    });
    expect((await engine.ask("evidence")).validation).toEqual(answer.validation);
    expect(answer.validation?.keys).toEqual([key.fingerprint]);
    const valid = (await allInputs({})).filter(({ digest }) => digest?.status === "valid");
    expect(valid.length).toBeGreaterThan(0);
  });

  test("finds an original that was changed", async () => {
    const file = join(logs, "faults", "added.txt");
    writeFileSync(file, "a note");
    await engine.ask("import", [logs]);
    appendFileSync(file, " that grew");
    const answer = await engine.ask("verify", []);
    expect(answer.originals["different"]).toBe(1);
    expect(answer.differences).toContainEqual({
      path: expect.stringMatching(/added\.txt$/),
      sentence: expect.stringMatching(/^It has 16 bytes now, not 6/),
    });
    expect(answer.validation?.keys).toEqual([]);
  });

  test("is refused with a file that holds no keys, and can be cancelled", async () => {
    expect(await failureOf(engine.ask("verify", [join(oddities, "LICENCE.txt")]))).toMatchObject({
      code: "path-unreadable",
    });
    const verifying = failureOf(engine.ask("verify", []));
    expect(await failureOf(engine.ask("import", [logs]))).toEqual({ code: "busy", with: "verify" });
    await engine.ask("cancelWork");
    expect(await verifying).toMatchObject({ code: "verify-cancelled" });
  });
});

describe("export", () => {
  test.each(["csv", "json", "parquet"] as const)(
    "writes %s, and never over a file",
    async (format) => {
      const path = join(folder, `events.${format}`);
      const { bytes } = await engine.ask(
        "export",
        { sources: ["iam.amazonaws.com"] },
        format,
        path,
      );
      expect(readFileSync(path).length).toBe(bytes);
      expect(bytes).toBeGreaterThan(100);
      expect(await failureOf(engine.ask("export", {}, format, path))).toMatchObject({
        code: "cannot-write",
      });
      expect(readFileSync(path).length).toBe(bytes);
    },
  );

  test("can be cancelled; nothing is left then", async () => {
    const path = join(folder, "cancelled.json");
    const exporting = failureOf(engine.ask("export", {}, "json", path));
    await engine.ask("cancelWork");
    expect(await exporting).toEqual({ code: "export-cancelled" });
    expect(existsSync(path)).toBe(false);
  });
});

describe("report", () => {
  test("says what the case says of the engagement, and what was left out", async () => {
    await engine.ask(
      "saveEngagement",
      {
        ...noEngagement,
        client: "Example <Retail>",
        auditor: "L. Haas",
      },
      "L. Haas",
    );
    const whole = await engine.ask("reportHtml", { atLeast: "info" });
    const counts = (await engine.ask("caseInfo")).findings;
    expect(whole.findings).toBe(Object.values(counts).reduce((sum, n) => sum + n, 0));
    expect(whole.html).toContain("Example &lt;Retail&gt;");
    const some = await engine.ask("reportHtml", { atLeast: "high" });
    expect(some.findings).toBe(counts.critical + counts.high);
    expect(some.findings).toBeLessThan(whole.findings);
    expect(some.html).toContain("left out");
    expect(whole.html).not.toContain("left out of this report");
  });

  test("as JSON is one document", async () => {
    const { json } = await engine.ask("reportJson", { atLeast: "info" });
    const parsed: unknown = JSON.parse(json);
    expect(parsed).toMatchObject({ tool: "trailproof", version: "1.2.3" });
  });

  test("is refused while an import writes", async () => {
    const importing = engine.ask("import", [oddities]);
    expect(await failureOf(engine.ask("reportHtml", { atLeast: "info" }))).toEqual({
      code: "busy",
      with: "import",
    });
    expect(await failureOf(engine.ask("coverage"))).toEqual({ code: "busy", with: "import" });
    expect((await engine.ask("inputs", {}, 0, 5)).lines).toHaveLength(5);
    await importing;
  });
});
