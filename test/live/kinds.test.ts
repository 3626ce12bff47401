/** Every kind of call that live fixes make, on a real IAM server over HTTP, with the table that continuous integration prints. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CaseDb } from "../../main/db/open-case.ts";
import { interruptedRun } from "../../main/live/apply.ts";
import type { Live } from "../../main/live/connect.ts";
import { undoPlan } from "../../main/live/runs.ts";
import { callTable } from "../../shared/live/calls.ts";
import type { Moto } from "../time-machine/moto.ts";
import { missingMoto, startMoto } from "../time-machine/moto.ts";
import type { FactTable } from "../time-machine/truth-facts.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";
import {
  apply,
  applyCalls,
  connected,
  expectTrueJournal,
  look,
  newCase,
  planOf,
  resume,
  runOf,
  takeBack,
} from "./bench.ts";
import { furnish, kinds } from "./kinds.ts";
import type { Proxy } from "./proxy.ts";
import { pass, startProxy } from "./proxy.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-kinds-"));
const missing = missingMoto();
let moto: Moto;
let proxy: Proxy;
let live: Live;
let db: CaseDb;

const columns = ["applied", "verified", "undone", "conflict refused", "resumed"] as const;
const table = new Map<string, Map<(typeof columns)[number], string>>();
function tell(api: string, column: (typeof columns)[number], word = "yes"): void {
  const row = table.get(api) ?? new Map<(typeof columns)[number], string>();
  row.set(column, word);
  table.set(api, row);
}

beforeAll(async () => {
  if (missing !== null) return;
  moto = await startMoto();
  proxy = await startProxy(moto.url);
  live = await connected(proxy.url);
  // One case for all runs: a journal that grows, as a consultant's does.
  db = newCase(root);
});
afterAll(async () => {
  db?.close();
  live?.end();
  await proxy?.stop();
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
  if (missing !== null) return;
  const lines = [...table].map(([api, row]) =>
    [api.padEnd(42), ...columns.map((one) => (row.get(one) ?? "—").padEnd(18))].join(""),
  );
  process.stdout.write(
    `\nLive fixes on a real IAM server, ${table.size} kinds of calls\n${"".padEnd(42)}${columns.map((one) => one.padEnd(18)).join("")}\n${lines.join("\n")}\n`,
  );
});
beforeEach(async () => {
  if (missing !== null) return;
  proxy.set(() => pass);
  await moto.reset();
});

const now = async (): Promise<FactTable> => truthFacts(await moto.state());

/** A process that ends: whatever is told next fails. */
class Killed extends Error {}

const names = kinds.map((kind) => ({ kind, api: kind.call({}).api }));

test("the table has every call that live fixes make", () => {
  expect(names.map(({ api }) => api).toSorted()).toEqual(Object.keys(callTable).toSorted());
});

describe.skipIf(missing !== null)("each kind of call", () => {
  test.each(names)("$api: applied, verified, undone", async ({ kind, api }) => {
    const given = await furnish(moto, kind.needs);
    const before = await now();
    const run = await applyCalls(db, live, [kind.call(given)]);
    expect([run.state, run.steps.map(({ outcome }) => outcome), run.steps[0]?.answer]).toEqual([
      "done",
      ["done"],
      expect.anything(),
    ]);
    tell(api, "applied");
    expect(differences(before, await now())).not.toEqual([]);
    tell(api, "verified");
    const planned = undoPlan(db, run.run)?.plan;
    const back = await takeBack(db, live, run.run);
    if (kind.back === "lost") {
      expect([back, planned?.lost.length]).toEqual([null, 1]);
      tell(api, "undone", "lost, told");
    } else {
      expect(back?.state).toBe("done");
      const left = differences(before, await now());
      if (kind.back === "whole") expect(left).toEqual([]);
      tell(api, "undone", kind.back === "whole" ? "yes" : "under a new id");
    }
    expectTrueJournal(db);
  });

  test.each(names)("$api: refused when the account changed since the preview", async (own) => {
    const { kind, api } = own;
    const given = await furnish(moto, kind.needs);
    const prepared = await look(live, planOf([kind.call(given)]));
    expect(prepared.preview.steps[0]?.state).toBe("to-do");
    const outcome = await moto.call(kind.since(given));
    expect(outcome).toMatchObject({ ok: true });
    const before = await now();
    const run = runOf(await apply(db, live, prepared));
    const step = run.steps[0];
    // What is as the step wants it by now is skipped; all else is refused, by the run or by AWS, and left as it is.
    expect(differences(before, await now())).toEqual([]);
    expect(step?.outcome).toMatch(/^(?:skipped|failed)$/);
    if (step?.outcome === "failed") expect(run.state).toBe("failed");
    tell(api, "conflict refused", step?.outcome === "skipped" ? "so already" : "yes");
    expectTrueJournal(db);
  });

  test.each(names)(
    "$api: gone on with after its process ended, and not made twice",
    async (own) => {
      const { kind, api } = own;
      const given = await furnish(moto, kind.needs);
      const prepared = await look(live, planOf([kind.call(given)]));
      const died = apply(db, live, prepared, {
        onProgress: ({ phase }) => {
          if (phase === "reading-back" && proxy.made.includes(api)) throw new Killed();
        },
      });
      await expect(died).rejects.toBeInstanceOf(Killed);
      const made = await now();
      const again = await resume(db, live, interruptedRun(db) ?? 0);
      expect(proxy.made.filter((one) => one === api)).toHaveLength(1);
      expect(differences(made, await now())).toEqual([]);
      const outcome = again.steps[0]?.outcome;
      const isProvable = callTable[api]?.fresh === undefined || api === "CreatePolicyVersion";
      expect(outcome).toBe(isProvable && api !== "CreateLoginProfile" ? "done" : "unknown");
      tell(api, "resumed", outcome === "done" ? "yes" : "told as unknown");
      expectTrueJournal(db);
    },
  );
});
