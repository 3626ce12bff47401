/** The menu of the right mouse button. Electron has none of its own. */
import { Menu } from "electron";
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from "electron";

/** Shows what can be done with text: copied everywhere, changed in fields. Nothing of it reaches beyond the clipboard. */
export function giveContextMenu(contents: WebContents): void {
  contents.on("context-menu", (_, params) => {
    const template = contextTemplate(params);
    if (template.length > 0) Menu.buildFromTemplate([...template]).popup();
  });
}

/** The entries for what is under the pointer; none where nothing can be done. */
export function contextTemplate({
  isEditable,
  selectionText,
  editFlags,
}: Pick<
  ContextMenuParams,
  "isEditable" | "selectionText" | "editFlags"
>): readonly MenuItemConstructorOptions[] {
  if (isEditable)
    return [
      { role: "undo", enabled: editFlags.canUndo },
      { role: "redo", enabled: editFlags.canRedo },
      { type: "separator" },
      { role: "cut", enabled: editFlags.canCut },
      { role: "copy", enabled: editFlags.canCopy },
      { role: "paste", enabled: editFlags.canPaste },
      { type: "separator" },
      { role: "selectAll", enabled: editFlags.canSelectAll },
    ];
  return selectionText.trim() === "" ? [] : [{ role: "copy" }];
}
