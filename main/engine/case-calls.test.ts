import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { FromEngine, ToEngine } from "./protocol.ts";
import { createCaseCalls } from "./case-calls.ts";
import { createServer } from "./serve.ts";
import { createSession } from "./session.ts";

let folder = "";
let said: FromEngine[] = [];
let answer: (message: ToEngine) => Promise<void>;
let session: ReturnType<typeof createSession>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  said = [];
  session = createSession("Trailproof 1.2.3", (name, payload) =>
    said.push({ type: "event", name, payload } as FromEngine),
  );
  answer = createServer(
    session,
    createCaseCalls(session, () => false),
    (m) => said.push(m),
  );
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

async function ask(method: ToEngine["method"], ...args: readonly unknown[]): Promise<unknown> {
  await answer({ id: 7, method, args });
  const last = said.at(-1);
  if (last?.type === "answer") return last.value;
  return last?.type === "failed" ? last.error : last;
}

const engagement = {
  client: "Example Retail GmbH",
  title: "IAM change review",
  auditor: "Northlight",
  reference: "TP-1",
  classification: "Strictly confidential",
  timeZone: "Europe/Berlin",
  accounts: [{ id: "123456789012", name: "prod" }],
};

test("a case is made, told, closed and opened again", async () => {
  const path = join(folder, "a.trailproof");
  expect(await ask("create", path, engagement)).toMatchObject({
    name: "a.trailproof",
    folder,
    engagement,
    totals: { files: 0, events: 0, firstEvent: null },
    findings: { critical: 0, info: 0 },
    accounts: [],
    imports: 0,
    isUnfinished: false,
    isAnalyzed: true,
  });
  const changed = { ...engagement, client: null, accounts: [] };
  expect(await ask("saveEngagement", changed, "L. Haas")).toMatchObject({ engagement: changed });
  expect(said).toContainEqual({ type: "event", name: "caseChanged", payload: { what: "edited" } });
  expect(await ask("close")).toBeNull();
  expect(await ask("caseInfo")).toEqual({ code: "no-case" });
  expect(await ask("open", path)).toMatchObject({ engagement: changed });
  // Open already: closed and opened again.
  expect(await ask("open", path)).toMatchObject({ engagement: changed });
});

test("a file that is there is not written over, also when it is empty", async () => {
  for (const [name, text] of [
    ["log.json", "{}"],
    ["empty", ""],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, text);
    expect(await ask("create", path, noEngagement)).toMatchObject({ code: "cannot-write", path });
    expect(readFileSync(path, "utf8")).toBe(text);
  }
  const path = join(folder, "no", "such.trailproof");
  expect(await ask("create", path, noEngagement)).toMatchObject({ code: "path-missing" });
});

test("what can't be opened leaves the open case open", async () => {
  const path = join(folder, "a.trailproof");
  await ask("create", path, engagement);
  const other = join(folder, "other");
  writeFileSync(other, "x".repeat(5000));
  expect(await ask("open", other)).toMatchObject({ code: "case-not-a-case" });
  expect(await ask("open", join(folder, "gone"))).toMatchObject({ code: "case-missing" });
  mkdirSync(join(folder, "dir"));
  expect(await ask("open", join(folder, "dir"))).toMatchObject({ code: "case-not-a-case" });
  expect(await ask("caseInfo")).toMatchObject({ name: "a.trailproof" });
});

test("an engagement that can't be read counts as not said, member by member", async () => {
  const path = join(folder, "a.trailproof");
  await ask("create", path, engagement);
  const write = (text: string): void => {
    session
      .current()
      .db.prepare(`UPDATE case_info SET value = ? WHERE key = 'engagement'`)
      .run(text);
  };
  write("{");
  expect(await ask("caseInfo")).toMatchObject({ engagement: noEngagement });
  write('{"client": 5, "title": "T", "accounts": [{"id": "1"}, {"name": "x"}, 3], "timeZone": ""}');
  expect(await ask("caseInfo")).toMatchObject({
    engagement: { ...noEngagement, title: "T", accounts: [{ id: "1", name: "" }] },
  });
});

test("a call that nobody answers, and a mistake of ours", async () => {
  expect(await ask("overview")).toMatchObject({ code: "bad-request" });
  expect(await ask("toString" as "overview")).toMatchObject({ code: "bad-request" });
  const broken = createServer(
    session,
    {
      overview: () => {
        throw new TypeError("no such thing");
      },
    },
    (m) => said.push(m),
  );
  await broken({ id: 1, method: "overview", args: [] });
  expect(said.at(-1)).toMatchObject({ type: "failed", id: 1, error: { code: "bug" } });
  expect(JSON.stringify(said.at(-1))).toContain("no such thing");
});

test("a change by hand waits for a transaction of others, and lasts though that one is taken back", async () => {
  await ask("create", join(folder, "a.trailproof"), noEngagement);
  const { db } = session.current();
  db.exec("BEGIN; INSERT INTO case_info VALUES ('x', '1')");
  const saved = ask("saveEngagement", engagement, "L. Haas");
  await new Promise((resolve) => setTimeout(resolve, 30));
  db.exec("ROLLBACK");
  await saved;
  expect(await ask("caseInfo")).toMatchObject({ engagement });
  // With the writer's own commit it need not wait.
  session.setCommit(() => db.exec("COMMIT"));
  db.exec("BEGIN; INSERT INTO case_info VALUES ('y', '1')");
  await session.write((at) => at.exec("INSERT INTO case_info VALUES ('z', '1')"));
  expect(db.inTransaction).toBe(false);
});
