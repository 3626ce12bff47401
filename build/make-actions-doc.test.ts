import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { actionsDoc } from "./make-actions-doc.ts";

const folder = join(import.meta.dirname, "../docs/actions");
const doc = actionsDoc();

test("docs/actions is what npm run make-actions-doc makes", () => {
  expect(readdirSync(folder).toSorted()).toEqual([...doc.keys()].toSorted());
  const changed = [...doc].filter(
    ([file, text]) => readFileSync(join(folder, file), "utf8") !== text,
  );
  expect(changed.map(([file]) => file)).toEqual([]);
});

test("the index has a row for each entry, and each row leads to its heading", () => {
  const index = doc.get("README.md") ?? "";
  const links = [...index.matchAll(/^\| \[\w+\]\(([a-z-]+\.md)#([a-z0-9-]+)\)/gmu)];
  expect(links).toHaveLength(453);
  const lost = links.filter(([, file = "", anchor]) => {
    const headings = [...(doc.get(file) ?? "").matchAll(/^## (.*)$/gmu)].map(([, text = ""]) =>
      text
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/gu, "")
        .replaceAll(" ", "-"),
    );
    return !headings.includes(anchor ?? "");
  });
  expect(lost).toEqual([]);
});

test("each row of a table has the cells of its heading", () => {
  const rows = (doc.get("README.md") ?? "").split("\n").filter((line) => line.startsWith("|"));
  const cells = new Set(rows.map((line) => line.replaceAll(String.raw`\|`, "").split("|").length));
  expect(cells).toEqual(new Set([7, 8]));
});
