import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeOddities, oddityExpectations, oddityReadme } from "./make-oddities.ts";
import { hugeRecord } from "./oddities/broken.ts";

const folder = join(import.meta.dirname, "../test/fixtures/oddities");
const oddities = makeOddities().flatMap(([, group]) => group);

/** Inflated as far as possible: the compressor may change, and some of the files are broken on purpose. */
function inflated(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return inflated(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return bytes.subarray(10, 60);
  }
}

function ids(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(inflated(bytes)).toString("latin1");
  return [...new Set(text.match(/(?<="eventID":")[0-9a-f-]{36}/g) ?? [])];
}

describe("the committed oddities", () => {
  it("are what the generator makes", () => {
    const names = [...oddities.map(({ file }) => file), "README.md", "expected.json"];
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
    const changed = oddities.filter(
      ({ file, bytes }) =>
        Buffer.compare(inflated(readFileSync(join(folder, file))), inflated(bytes)) !== 0,
    );
    expect(changed.map(({ file }) => file)).toEqual([]);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(oddityReadme());
    expect(readFileSync(join(folder, "expected.json"), "utf8")).toBe(oddityExpectations());
  });

  it("stay small", () => {
    expect(oddities.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(300_000);
  });

  it("share no eventID, but for the twins", () => {
    const seen = new Map<string, string[]>();
    for (const { file, bytes } of oddities) {
      for (const id of ids(bytes)) seen.set(id, [...(seen.get(id) ?? []), file]);
    }
    const shared = [...seen.values()].filter((files) => files.length > 1);
    expect(shared).toEqual([
      ["twin-a.json", "twin-b.json"],
      ["twin-a.json", "twin-b.json"],
    ]);
  });
});

describe("the expectations", () => {
  const judged = oddities.flatMap(({ file, bytes, expected }) => {
    try {
      const parsed: unknown = JSON.parse(new TextDecoder().decode(inflated(bytes)));
      const list = Array.isArray(parsed) ? parsed : (parsed as { Records?: unknown }).Records;
      if (expected.skipped !== undefined || expected.records === null) return [];
      if (!Array.isArray(list)) return [];
      return [{ file, list: list as readonly unknown[], expected }];
    } catch {
      return [];
    }
  });

  it.each(judged.map(({ file, list, expected }) => [file, list, expected] as const))(
    "agree with JSON.parse about %s",
    (file, list, expected) => {
      const tooDeep = file === "deep-nesting-record.json.gz" ? 1 : 0;
      expect(list.length - tooDeep).toBe(expected.records);
    },
  );

  it("are judged by JSON.parse for most sound files", () => {
    expect(judged.length).toBeGreaterThan(30);
  });

  it("never count more events than records, and no records in what is skipped", () => {
    for (const { expected } of oddities) {
      expect(expected.events ?? 0).toBeLessThanOrEqual(expected.records ?? Infinity);
    }
    const passed = oddities.filter(({ expected }) => expected.skipped !== undefined);
    expect(passed.filter(({ expected }) => expected.records !== 0)).toEqual([]);
  });
});

describe("the huge record", () => {
  it("is over 5 MB and stands between two others", () => {
    const { bytes, expected } = hugeRecord();
    expect(bytes.length).toBeGreaterThan(5_000_000);
    expect(expected).toEqual({ records: 2, events: 2, problems: 1 });
  });
});
