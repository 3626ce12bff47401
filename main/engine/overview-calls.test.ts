import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Overview } from "../../shared/ipc/overview.ts";
import { rankOf } from "../../shared/severity.ts";
import { plain } from "../../shared/span.ts";
import { cpuTime } from "../../test/fixtures/cpu-time.ts";
import { multiplyFindings, sampleCase } from "../../test/fixtures/sample-case.ts";
import { listFindings } from "../db/findings.ts";
import { createFindingTables } from "./finding-table.ts";
import { createOverviewCalls } from "./overview-calls.ts";
import { createSession } from "./session.ts";
import type { SessionOwner } from "./session.ts";

let folder = "";
let session: SessionOwner;
let overview: Overview;
let ask: () => Promise<Overview>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-overview-"));
  const { db, path } = await sampleCase(folder);
  session = createSession("test", () => undefined);
  session.put(db, path);
  const calls = createOverviewCalls(session, createFindingTables(session));
  ask = async () => calls.overview();
  overview = await ask();
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

describe("the overview", () => {
  test("counts every finding once in time", () => {
    const findings = listFindings(session.current().db, "info");
    const sum = overview.bins.reduce(
      (all, { findings: of }) => all + of.critical + of.high + of.medium + of.low + of.info,
      overview.untimed,
    );
    expect(sum).toBe(findings.length);
    expect(overview.binSeconds).toBe(86_400);
  });

  test("counts every change once, done or denied", () => {
    const { db } = session.current();
    const relevant = db
      .prepare<[], { succeeded: number; n: number }>(
        `SELECT succeeded, count(*) AS n FROM relevant_event_text WHERE (event_source = 'iam.amazonaws.com' AND event_name <> 'GetAccountAuthorizationDetails') OR event_name = 'StopLogging' GROUP BY 1 ORDER BY 1`,
      )
      .all();
    expect([overview.denied, overview.done]).toEqual(relevant.map(({ n }) => n));
    for (const name of ["actions", "actors", "addresses"] as const)
      expect(overview[name].rows.length).toBeLessThanOrEqual(10);
  });

  test("names the worst first", () => {
    for (const { rows } of [
      overview.actions,
      overview.actors,
      overview.targets,
      overview.addresses,
    ]) {
      const ranks = rows.map(({ severity }) => (severity === null ? 0 : rankOf(severity)));
      expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    }
    expect(overview.actors.rows[0]?.name).toBe(
      "session ci-7f of role DeployRole, started by user build-agent",
    );
    expect(overview.addresses.rows[0]?.name).toBe("203.0.113.77");
  });

  test("tells the story in order of time, one session in one line", () => {
    const times = overview.story.map(({ time }) => time ?? "");
    expect(times).toEqual(times.toSorted());
    expect(overview.story.length).toBeLessThanOrEqual(12);
    const night = overview.story.find(({ severity }) => severity === "critical");
    expect(night).toMatchObject({ time: "2026-10-09T02:14:27Z", finding: "F-01" });
    expect(plain(night?.text ?? [])).toBe(
      "Session ci-7f of role DeployRole, started by user build-agent: role DeployRole was given an inline policy: emergency-fix (F-01); " +
        "policy DenyWithoutMFA deleted (F-02); MFA device t.brandt of user t.brandt deactivated (F-04); and 4 further findings.",
    );
    for (const { text } of overview.story) expect(plain(text)).toMatch(/\.$/);
  });

  test("says what the evidence can't show", () => {
    const said = overview.limits.map(plain);
    expect(said[0]).toBe(
      "A trail was stopped, deleted or changed (F-05): what came after it may be missing.",
    );
    expect(said.join(" ")).toContain("Digest files were not validated");
  });
});

test("a wrong date does not stretch the axis; its finding is told apart", async () => {
  const { db } = session.current();
  multiplyFindings(db, 300, (finding, i) =>
    i === 7 ? { ...finding, time: "1970-01-01T00:00:00Z" } : finding,
  );
  session.changed("imported");
  const { bins, untimed, binSeconds } = await ask();
  expect(untimed).toBe(1);
  expect(binSeconds).toBe(86_400);
  expect(bins.length).toBe(1);
});

test("of 45,000 findings is made in little time", async () => {
  multiplyFindings(session.current().db, 45_000);
  session.changed("imported");
  expect(await cpuTime(ask)).toBeLessThan(3000);
  const large = await ask();
  expect(large.bins.length).toBeLessThanOrEqual(200);
  expect(large.story.length).toBeLessThanOrEqual(12);
});
