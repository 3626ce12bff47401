import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type {
  FindingLine,
  FindingOrder,
  FindingQuery,
  FindingRow,
} from "../../shared/ipc/findings.ts";
import { severities } from "../../shared/severity.ts";
import { plain } from "../../shared/span.ts";
import { cpuTime } from "../../test/fixtures/cpu-time.ts";
import { multiplyFindings, sampleCase } from "../../test/fixtures/sample-case.ts";
import { listFindings } from "../db/findings.ts";
import { countDecided } from "../db/journal.ts";
import { openCase } from "../db/open-case.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { createFindingCalls } from "./finding-calls.ts";
import { createFindingTables } from "./finding-table.ts";
import { createSession } from "./session.ts";
import type { SessionOwner } from "./session.ts";

let folder = "";
let path = "";
let session: SessionOwner;
let calls: ReturnType<typeof createFindingCalls>;
let told: string[] = [];

/** Made once; each test works on a copy. */
let original = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-findings-"));
  const made = await sampleCase(folder);
  original = made.path;
  made.db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  path = join(folder, "copy.trailproof");
  copyFileSync(original, path);
  told = [];
  session = createSession("test", (name) => told.push(name));
  session.put(openCase(path, { create: false }), path);
  calls = createFindingCalls(session, createFindingTables(session));
});
afterEach(() => session.close());

async function reopen(): Promise<void> {
  await session.close();
  session.put(openCase(path, { create: false }), path);
}

const worst: FindingOrder = { sort: "severity", descending: true, group: "none", folded: [] };

async function ids(query: FindingQuery, order: FindingOrder = worst): Promise<readonly string[]> {
  const { lines } = await calls.findingPage(query, order, 0, 500);
  return lines.map(nameOf);
}

function nameOf(line: FindingLine): string {
  if (line.kind === "event") return `${line.finding}.${String(line.at)}`;
  return line.kind === "finding" ? line.row.id : `${line.label}:`;
}

/** What a row is sorted by. */
function valueOf(row: FindingRow, sort: FindingOrder["sort"]): string | number {
  switch (sort) {
    case "severity":
      return -severities.indexOf(row.severity);
    case "time":
      return row.time ?? "";
    case "title":
      return plain(row.title).toLowerCase();
    case "actor":
    case "target":
      return row[sort].toLowerCase();
    case "events":
      return row.events;
    case "status":
      return row.status;
    case "id":
      return Number(row.id.slice(2));
  }
}

describe("lists", () => {
  test("all findings stand worst first, then oldest first", async () => {
    const all = listFindings(session.current().db, "info").map(({ id }) => id);
    expect(await ids({})).toEqual(all);
    expect(await calls.findingPage({}, worst, 10, 5)).toMatchObject({
      total: all.length,
      findings: all.length,
      lines: all.slice(10, 15).map((id) => ({ kind: "finding", row: { id } })),
    });
  });

  test.each<[string, FindingQuery, (f: ReturnType<typeof listFindings>[number]) => boolean]>([
    [
      "severity",
      { severities: ["critical", "high"] },
      ({ finding: f }) => ["critical", "high"].includes(f.severity),
    ],
    ["outcome", { outcomes: ["denied"] }, ({ finding: f }) => f.outcome === "denied"],
    [
      "actor by name",
      { actors: ["user m.kessler"] },
      ({ finding: f }) => plain(f.actor.label) === "user m.kessler",
    ],
    [
      "actor by ARN",
      { actors: ["arn:aws:sts::123456789012:assumed-role/DeployRole/ci-7f"] },
      ({ finding: f }) => f.actor.arn?.endsWith("/ci-7f") === true,
    ],
    [
      "action and address",
      { actions: ["DeletePolicy"], addresses: ["203.0.113.77"] },
      ({ finding: f }) => f.eventName === "DeletePolicy" && f.sourceIp === "203.0.113.77",
    ],
    ["technique", { mitre: ["T1098.003"] }, ({ finding: f }) => f.mitre.includes("T1098.003")],
    ["no technique", { mitre: [""] }, ({ finding: f }) => f.mitre.length === 0],
    [
      "path",
      { paths: ["iam-012", "iam-005"] },
      ({ finding: f }) => ["iam-012", "iam-005"].some((id) => f.escalationPaths?.includes(id)),
    ],
    ["no path", { paths: [""] }, ({ finding: f }) => f.escalationPaths === undefined],
    [
      "time",
      { from: "2026-10-09T02:14:27Z", to: "2026-10-09T02:20:11Z" },
      ({ finding: f }) =>
        f.time !== null && f.time >= "2026-10-09T02:14:27Z" && f.time < "2026-10-09T02:20:11Z",
    ],
    [
      "words, in any order",
      { text: "denywithoutmfa POLICY deleted" },
      ({ finding: f }) => plain(f.title) === "Policy DenyWithoutMFA deleted",
    ],
    ["an id", { text: "f-07" }, ({ id }) => id === "F-07"],
    ["empty lists", { severities: [], text: " " }, () => true],
    ["nothing", { actors: ["nobody"] }, () => false],
  ])("by %s", async (_, query, holds) => {
    const all = listFindings(session.current().db, "info");
    expect(await ids(query)).toEqual(all.filter(holds).map(({ id }) => id));
  });

  test.each(["severity", "time", "title", "actor", "target", "events", "status", "id"] as const)(
    "by %s, both ways, each finding once",
    async (sort) => {
      const up = await ids({}, { ...worst, sort, descending: false });
      const down = await ids({}, { ...worst, sort, descending: true });
      expect(new Set(up).size).toBe(up.length);
      expect(up.toSorted()).toEqual(down.toSorted());
      const { lines } = await calls.findingPage({}, { ...worst, sort, descending: true }, 0, 500);
      const rows = lines.flatMap((line) => (line.kind === "finding" ? [line.row] : []));
      const values = rows.map((row) => valueOf(row, sort));
      const sorted = values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
      expect(values).toEqual(sorted);
    },
  );

  test("in groups, of which some are folded, worst group first", async () => {
    const order: FindingOrder = { ...worst, sort: "time", descending: false, group: "actor" };
    const { lines, total, findings } = await calls.findingPage({}, order, 0, 500);
    const groups = lines.filter((line) => line.kind === "group");
    expect(total).toBe(findings + groups.length);
    expect(groups[0]).toMatchObject({ worst: "critical", isFolded: false });
    expect(groups.map(({ worst: one }) => severities.indexOf(one))).toEqual(
      groups.map(({ worst: one }) => severities.indexOf(one)).toSorted((a, b) => a - b),
    );
    const folded = { ...order, folded: [groups[0]?.key ?? ""] };
    const page = await calls.findingPage({}, folded, 0, 3);
    expect(page.lines.map(({ kind }) => kind)).toEqual(["group", "group", "finding"]);
    expect(page).toMatchObject({ findings, total: total - (groups[0]?.findings ?? 0) });
    expect(await calls.findingPlace({}, folded, "F-01")).toBeNull();
    const closed = { ...folded, areFolded: true };
    expect(await calls.findingPage({}, closed, 0, 500)).toMatchObject({
      total: groups.length + (groups[0]?.findings ?? 0),
      findings,
    });
    expect(await calls.findingPlace({}, closed, "F-01")).toBeGreaterThan(0);
  });

  test("every finding is on the line that is told for it", async () => {
    const order: FindingOrder = { ...worst, group: "day", folded: ["2026-10-06"] };
    const { lines } = await calls.findingPage({}, order, 0, 500);
    for (const [at, line] of lines.entries())
      if (line.kind === "finding")
        expect(await calls.findingPlace({}, order, line.row.id)).toBe(at);
    expect(await calls.findingPlace({ severities: ["info"] }, worst, "F-01")).toBeNull();
    expect(await calls.findingPlace({}, worst, "F-999")).toBeNull();
  });

  test("pages put together are the whole", async () => {
    const order: FindingOrder = { ...worst, group: "action", folded: ["PutRolePolicy"] };
    const whole = await ids({}, order);
    const parts: string[] = [];
    for (let offset = 0; offset < whole.length; offset += 7) {
      const { lines } = await calls.findingPage({}, order, offset, 7);
      parts.push(...lines.map(nameOf));
    }
    expect(parts).toEqual(whole);
  });

  test.each<[string, FindingOrder]>([
    ["in one list", worst],
    ["in groups", { ...worst, group: "day" }],
    ["in groups of which one is folded", { ...worst, group: "outcome", folded: ["denied"] }],
    ["from below", { ...worst, sort: "time" }],
  ])("findings of several events unfold %s", async (_, order) => {
    const all = listFindings(session.current().db, "info");
    const several = all.filter(({ finding }) => finding.events.length > 1);
    expect(several.length).toBeGreaterThan(3);
    for (const unfolded of [
      several.map(({ id }) => id),
      several.slice(1, 2).map(({ id }) => id),
      // Those of one event, and those that the case has not, have no lines beneath them.
      ["F-999", ...all.map(({ id }) => id)],
    ]) {
      const eventsOf = new Map(
        several
          .filter(({ id }) => unfolded.includes(id))
          .map(({ id, finding }) => [id, finding.events]),
      );
      const expected = (await ids({}, order)).flatMap((name) => [
        name,
        ...(eventsOf.get(name) ?? []).map((__, at) => `${name}.${String(at)}`),
      ]);
      const open = { ...order, unfolded };
      expect(await ids({}, open)).toEqual(expected);
      const parts: string[] = [];
      for (let offset = 0; offset < expected.length + 5; offset += 5) {
        const page = await calls.findingPage({}, open, offset, 5);
        expect(page.total).toBe(expected.length);
        expect(page.findings).toBe(all.length);
        parts.push(...page.lines.map(nameOf));
        for (const line of page.lines) {
          if (line.kind === "finding") expect(line.isUnfolded).toBe(eventsOf.has(line.row.id));
          if (line.kind !== "event") continue;
          const { eventId, variant } = line.event;
          expect(eventsOf.get(line.finding)).toContain(
            variant === 0 ? eventId : `${eventId}#${String(variant)}`,
          );
          expect(line.of).toBe(eventsOf.get(line.finding)?.length);
        }
      }
      expect(parts).toEqual(expected);
      for (const [at, name] of expected.entries())
        if (name.startsWith("F-") && !name.includes("."))
          expect(await calls.findingPlace({}, open, name)).toBe(at);
    }
  });

  test("an event beneath its finding says what was called, by whom, on what, from where, and how it ended", async () => {
    const all = listFindings(session.current().db, "info");
    const unfolded = all.map(({ id }) => id);
    const { lines } = await calls.findingPage({}, { ...worst, unfolded }, 0, 500);
    const events = lines.flatMap((line) => (line.kind === "event" ? [line] : []));
    for (const { finding: id, event } of events) {
      const { evidence } = await calls.findingDetail(id);
      const same = evidence.find(
        (one) => one.eventId === event.eventId && one.variant === event.variant,
      );
      expect(event).toMatchObject({
        time: same?.time,
        eventName: same?.eventName,
        errorCode: same?.errorCode,
      });
      expect(event.outcome === "success").toBe(same?.isFailed === false);
    }
    // Events stand in the order of time.
    const byFinding = Map.groupBy(events, ({ finding }) => finding);
    for (const ones of byFinding.values()) {
      const times = ones.map(({ event }) => event.time ?? "");
      expect(times).toEqual(times.toSorted());
    }
    expect(events.find(({ event }) => event.outcome === "denied")?.event).toMatchObject({
      errorCode: expect.stringContaining("Denied"),
      actor: expect.any(String),
      sourceIp: expect.any(String),
    });
  });

  test("facets leave their own condition out", async () => {
    const all = listFindings(session.current().db, "info").map(({ finding }) => finding);
    const query: FindingQuery = { severities: ["critical"], outcomes: ["success"] };
    const facets = await calls.findingFacets(query);
    const count = (severity: string, outcome: string): number =>
      all.filter((f) => f.severity === severity && f.outcome === outcome).length;
    for (const severity of severities)
      expect(facets.severities[severity]).toBe(count(severity, "success"));
    expect(facets.outcomes).toEqual(
      ["success", "denied", "failed"].map((value) => ({ value, count: count("critical", value) })),
    );
    const grave = all.filter((f) => f.severity === "critical" && f.outcome === "success");
    const [first, ...others] = [...new Set(grave.map((f) => plain(f.actor.label)))];
    expect(others).toHaveLength(2);
    expect(facets.actors).toEqual([
      { value: first, count: grave.length - others.length },
      ...others.toSorted().map((value) => ({ value, count: 1 })),
    ]);
  });
});

describe("changes by hand", () => {
  test("of many at once are one, can be taken back and done again, and outlive a restart and a new analysis", async () => {
    const change = await calls.editFindings(
      { query: { severities: ["low"] } },
      { kind: "status", status: "false-positive" },
      "L. Haas",
    );
    expect(change).toMatchObject({
      who: "L. Haas",
      label: "Status of 20 findings: false positive",
      isUndone: false,
    });
    expect(await ids({ statuses: ["false-positive"] })).toHaveLength(20);
    await calls.editFindings({ ids: ["F-01"] }, { kind: "owner", owner: " M. Roth " }, "L. Haas");
    expect(await ids({ owners: ["M. Roth"] })).toEqual(["F-01"]);
    await reopen();
    await analyzeCase(session.current().db, { program: "other" });
    session.changed("imported");
    expect(await ids({ statuses: ["false-positive"] })).toHaveLength(20);
    expect(countDecided(session.current().db)).toBe(20);
    expect(await calls.undoEdit("L. Haas")).toMatchObject({
      label: "Owner of F-01: M. Roth",
      isUndone: true,
    });
    expect(await calls.undoEdit("L. Haas")).toMatchObject({ isUndone: true });
    expect(await ids({ statuses: ["open"] })).toHaveLength(73);
    expect(await calls.redoEdit("L. Haas")).toMatchObject({
      label: "Status of 20 findings: false positive",
      isUndone: false,
    });
    expect(await ids({ statuses: ["false-positive"] })).toHaveLength(20);
  });

  test("of all that match but for a few", async () => {
    const change = await calls.editFindings(
      { query: { severities: ["critical"] }, except: ["F-02"] },
      { kind: "status", status: "confirmed" },
      "L. Haas",
    );
    expect(change.label).toBe("Status of 5 findings: confirmed");
    expect(await ids({ statuses: ["confirmed"] })).toEqual([
      "F-01",
      "F-03",
      "F-04",
      "F-05",
      "F-06",
    ]);
  });

  test("stand in the detail with who and when", async () => {
    await calls.editFindings({ ids: ["F-02"] }, { kind: "status", status: "confirmed" }, "L. Haas");
    await calls.editFindings(
      { ids: ["F-02"] },
      { kind: "check", item: 1, isDone: true },
      "M. Roth",
    );
    const note = await calls.editFindings(
      { ids: ["F-02"] },
      { kind: "note", text: "The order was 2291." },
      "L. Haas",
    );
    expect((await calls.findingDetail("F-02")).notes).toMatchObject([
      { text: "The order was 2291.", who: "L. Haas", id: note.id },
    ]);
    expect(await ids({ text: "order 2291" })).toEqual(["F-02"]);
    await calls.editFindings(
      { ids: ["F-02"] },
      { kind: "note-edit", note: note.id, text: "The order was 2292." },
      "M. Roth",
    );
    const detail = await calls.findingDetail("F-02");
    expect(detail).toMatchObject({
      row: { status: "confirmed", checked: 1, checks: 3, notes: 1 },
      decidedBy: "L. Haas",
      checks: [{ isDone: false, who: null }, { isDone: true, who: "M. Roth" }, { isDone: false }],
      notes: [{ text: "The order was 2292.", who: "M. Roth" }],
    });
    expect(detail.history.map(({ label, who }) => `${who}: ${label}`)).toEqual([
      "M. Roth: Note on F-02 changed",
      "L. Haas: Note on F-02 added",
      expect.stringMatching(/^M\. Roth: Ticked for F-02: /),
      "L. Haas: Status of F-02: confirmed",
    ]);
    await calls.editFindings(
      { ids: ["F-02"] },
      { kind: "note-edit", note: note.id, text: "" },
      "x",
    );
    expect((await calls.findingDetail("F-02")).notes).toEqual([]);
    await calls.undoEdit("x");
    await calls.undoEdit("x");
    expect((await calls.findingDetail("F-02")).notes).toMatchObject([
      { text: "The order was 2291.", who: "L. Haas" },
    ]);
  });

  test("that change nothing are told so, and are in no journal", async () => {
    const same = { kind: "status", status: "confirmed" } as const;
    await calls.editFindings({ ids: ["F-01"] }, same, "a");
    told = [];
    expect(await calls.editFindings({ ids: ["F-01"] }, same, "b")).toMatchObject({ id: 0 });
    expect(told).toEqual([]);
    await calls.undoEdit("a");
    expect(await calls.undoEdit("a")).toBeNull();
  });

  test.each([
    [{ ids: ["F-999"] }, { kind: "status", status: "fixed" }],
    [{ ids: ["F-01"] }, { kind: "check", item: 99, isDone: true }],
    [{ ids: ["F-01"] }, { kind: "note", text: "  " }],
  ] as const)("%j %j are refused", async (subject, edit) => {
    await expect(calls.editFindings(subject, edit, "a")).rejects.toThrow(
      /no finding F-999|no check 99|is empty/,
    );
    expect(await calls.undoEdit("a")).toBeNull();
  });

  test("views are saved, replaced, removed, and come back", async () => {
    const view = await calls.saveView("findings", "Night", "a");
    expect(await calls.saveView("findings", "Night", "b")).toEqual({ ...view, state: "b" });
    await calls.saveView("events", "Keys", "c");
    expect(await calls.views("findings")).toEqual([{ ...view, state: "b" }]);
    await calls.removeView(view.id);
    expect(await calls.views("findings")).toEqual([]);
    expect(await calls.undoEdit("a")).toMatchObject({ label: "View Night removed" });
    expect(await calls.views("findings")).toEqual([{ ...view, state: "b" }]);
  });
});

test("the detail has the finding, its evidence with places, and its plan in three prints", async () => {
  for (const { id, finding } of listFindings(session.current().db, "info")) {
    const detail = await calls.findingDetail(id);
    expect(detail.finding).toEqual(finding);
    expect(new Set(detail.evidence.map(({ eventId }) => eventId))).toEqual(
      new Set([...finding.events, ...finding.context]),
    );
    for (const line of detail.evidence) {
      expect(line).toMatchObject({
        file: expect.stringMatching(/\.json\.gz$/),
        places: expect.any(Number),
      });
      expect(line.record).toBeGreaterThan(0);
      expect(line.length).toBeGreaterThan(0);
    }
    expect(detail.prints.cli).toContain("#!/bin/sh");
    expect(detail.checks).toHaveLength(finding.done.length);
  }
  const { evidence } = await calls.findingDetail("F-09");
  expect(evidence.at(-1)).toMatchObject({ eventName: "DetachGroupPolicy", role: "change" });
  const times = evidence.map(({ time }) => time ?? "");
  expect(times).toEqual(times.toSorted());
  expect(() => calls.findingDetail("F-999")).toThrow("F-999");
});

test("pages of 45,000 findings take little time", async () => {
  multiplyFindings(session.current().db, 45_000);
  session.changed("imported");
  await calls.findingPage({}, worst, 0, 100);
  // What a search looks at is put together meanwhile.
  await setTimeout(500);
  const times: string[] = [];
  const timed = async (name: string, work: () => unknown): Promise<void> => {
    const ms = await cpuTime(work);
    times.push(`${name} ${Math.round(ms)} ms`);
    expect(ms, name).toBeLessThan(400);
  };
  await timed("next page", () => calls.findingPage({}, worst, 20_000, 100));
  await timed("filter", () => calls.findingPage({ severities: ["high"] }, worst, 0, 100));
  await timed("by actor", () => calls.findingPage({}, { ...worst, group: "actor" }, 20_000, 100));
  await timed("by title", () => calls.findingPage({}, { ...worst, sort: "title" }, 20_000, 100));
  await timed("text", () => calls.findingPage({ text: "user-77" }, worst, 0, 100));
  await timed("other text", () => calls.findingPage({ text: "deploy" }, worst, 0, 100));
  await timed("facets", () => calls.findingFacets({ severities: ["high"], text: "deploy" }));
  await timed("edit", () =>
    calls.editFindings({ ids: ["F-1009"] }, { kind: "status", status: "fixed" }, "a"),
  );
  await timed("page after it", () => calls.findingPage({}, worst, 0, 100));
  if (process.env["TRAILPROOF_TIMES"] !== undefined) process.stdout.write(`${times.join("\n")}\n`);
});
