import { EventEmitter } from "node:events";
import type { WebContents } from "electron";
import { expect, test, vi } from "vitest";

const shown = vi.hoisted(() => [] as unknown[]);
vi.mock("electron", () => ({
  Menu: { buildFromTemplate: (items: unknown) => ({ popup: () => void shown.push(items) }) },
}));
const { contextTemplate, giveContextMenu } = await import("./context-menu.ts");

const editFlags = {
  canUndo: true,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: true,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false,
};

test("text in a field can be changed as far as it is there", () => {
  const items = contextTemplate({ isEditable: true, selectionText: "", editFlags });
  expect(items.filter(({ enabled }) => enabled === true).map(({ role }) => role)).toEqual([
    "undo",
    "paste",
    "selectAll",
  ]);
});

test.each([
  ["arn:aws:iam::123456789012:user/ann", ["copy"]],
  ["  \n", []],
  ["", []],
])("chosen text %j elsewhere: %j", (selectionText, roles) => {
  const items = contextTemplate({ isEditable: false, selectionText, editFlags });
  expect(items.map(({ role }) => role)).toEqual(roles);
});

test("a menu with nothing in it is not shown", () => {
  const contents = new EventEmitter();
  giveContextMenu(contents as unknown as WebContents);
  contents.emit("context-menu", {}, { isEditable: false, selectionText: "", editFlags });
  expect(shown).toEqual([]);
  contents.emit("context-menu", {}, { isEditable: false, selectionText: "x", editFlags });
  expect(shown).toEqual([[{ role: "copy" }]]);
});
