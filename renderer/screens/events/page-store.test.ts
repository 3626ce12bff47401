import { describe, expect, test } from "vitest";
import type { EventLine, EventPageAnswer } from "../../../shared/ipc/events.ts";
import { createPageStore, pageRows } from "./page-store.ts";

const total = 100_000;

/** A program that answers when it is told to. */
function program() {
  const open: { readonly page: number; readonly done: (fails?: boolean) => Promise<void> }[] = [];
  const all: number[] = [];
  let changes = 0;
  const store = createPageStore(
    (offset, limit) =>
      new Promise<EventPageAnswer>((resolve, reject) => {
        const page = offset / limit;
        all.push(page);
        open.push({
          page,
          done: async (fails = false) => {
            open.splice(
              open.findIndex((one) => one.page === page),
              1,
            );
            if (fails) reject(new Error("engine stopped"));
            else {
              const rows = Array.from(
                { length: Math.max(0, Math.min(limit, total - offset)) },
                (_, i) => ({ eventId: String(offset + i) }) as EventLine,
              );
              resolve({ rows, events: total, lines: total, isFolded: true, ms: 3 });
            }
            await new Promise((turn) => setImmediate(turn));
          },
        });
      }),
    () => changes++,
  );
  store.start();
  const answerAll = async (): Promise<void> => {
    while (open.length > 0) await open[0]?.done();
  };
  return { store, open, all, answerAll, changes: () => changes };
}

describe("a store of pages", () => {
  test("asks for the first page, learns how many rows there are, and goes ahead", async () => {
    const { store, all, answerAll, changes } = program();
    expect(store.total()).toBeNull();
    store.want(0, 40);
    await answerAll();
    expect([store.total(), store.ms(), changes()]).toEqual([total, 3, 1]);
    expect(store.rowAt(39)?.eventId).toBe("39");
    expect(store.rowAt(pageRows)).toBeUndefined();
    store.want(0, 40);
    await answerAll();
    expect(all).toEqual([0, 1]);
  });

  test("learns how many rows there are wherever it begins, also behind the end", async () => {
    for (const first of [50_000, 2_000_000]) {
      const { store, answerAll } = program();
      store.want(first, first + 40);
      await answerAll();
      expect(store.total()).toBe(total);
      expect(store.rowAt(first)?.eventId).toBe(first < total ? String(first) : undefined);
    }
  });

  test("what was passed by is never asked for; what is seen comes first", async () => {
    const { store, open, all, answerAll } = program();
    store.want(0, 40);
    await answerAll();
    for (let row = 1000; row < 90_000; row += 1000) store.want(row, row + 40);
    expect(open).toHaveLength(2);
    store.want(50_000, 50_040);
    await answerAll();
    expect(all.slice(3, 5)).toEqual([250, 249]);
    expect(all.length).toBeLessThan(8);
    expect(store.rowAt(50_039)?.eventId).toBe("50039");
  });

  test("keeps a few pages, those near the screen", async () => {
    const { store, answerAll } = program();
    store.want(0, 40);
    await answerAll();
    let kept = 0;
    for (let row = 0; row < total; row += pageRows) {
      store.want(row, row + 40);
      await answerAll();
      expect(store.rowAt(row + 39)?.eventId).toBe(String(row + 39));
    }
    for (let row = 0; row < total; row += pageRows) if (store.rowAt(row) !== undefined) kept++;
    expect(kept).toBeLessThanOrEqual(24);
    expect(store.rowAt(total - 1)?.eventId).toBe(String(total - 1));
  });

  test("a failure is told once, and tried again when asked to", async () => {
    const { store, open, answerAll } = program();
    store.want(0, 40);
    await open[0]?.done(true);
    expect(store.error()).toBe("engine stopped");
    store.want(0, 40);
    expect(open).toHaveLength(0);
    store.again();
    await answerAll();
    expect([store.error(), store.total()]).toEqual([null, total]);
  });

  test("a store that was stopped takes no answer", async () => {
    const { store, answerAll, changes } = program();
    store.stop();
    await answerAll();
    expect([store.total(), changes()]).toEqual([null, 0]);
  });
});
