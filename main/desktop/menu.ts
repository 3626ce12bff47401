/** The menus of the window. Entries name commands of the palette, which the window runs. */
import { Menu } from "electron";
import type { MenuItemConstructorOptions } from "electron";
import type { RecentCase, Theme } from "../../shared/ipc/program.ts";
import { menuWords as words } from "./menu-words.ts";

export interface MenuParts {
  readonly isMac: boolean;
  readonly theme: Theme;
  readonly recent: readonly RecentCase[];
  /** Whether a case is open: without one, what is about a case can't be chosen. */
  readonly hasCase: boolean;
  /** A command of the palette was chosen. */
  readonly choose: (command: string) => void;
  /** A recent case was chosen. */
  readonly open: (recent: RecentCase) => void;
}

type Item = MenuItemConstructorOptions;

/** As many recent cases as a menu shows. */
const recentShown = 10;
const line: Item = { type: "separator" };

/** Shows the menus. Electron's own would offer links to the web. */
export function setMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(parts)]));
}

/** The menus as data. */
export function menuTemplate(parts: MenuParts): readonly Item[] {
  const { isMac, choose } = parts;
  const item = (label: string, command: string, accelerator?: string): Item => ({
    label,
    click: () => choose(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const about = item(words.about, "about");
  const settings = item(words.settings, "settings", "CmdOrCtrl+,");
  return [
    ...(isMac ? [macMenu(about, settings)] : []),
    { label: words.file, submenu: fileMenu(parts, item, settings) },
    { label: words.edit, role: "editMenu" },
    { label: words.view, submenu: viewMenu(parts, item) },
    ...(isMac ? [{ role: "windowMenu" as const }] : []),
    {
      label: words.help,
      role: "help",
      submenu: [item(words.keys, "keys"), ...(isMac ? [] : [line, about])],
    },
  ];
}

type MakeItem = (label: string, command: string, accelerator?: string) => Item;

/** Entries that are about the open case. */
function ofCase(items: readonly Item[], hasCase: boolean): Item[] {
  return items.map((item) => (item.type === "separator" ? item : { ...item, enabled: hasCase }));
}

function macMenu(about: Item, settings: Item): Item {
  return {
    role: "appMenu",
    submenu: [
      about,
      line,
      settings,
      line,
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      line,
      { role: "quit" },
    ],
  };
}

function fileMenu(
  { isMac, recent, hasCase, open }: MenuParts,
  item: MakeItem,
  settings: Item,
): Item[] {
  const cases = recent.slice(0, recentShown).map((one): Item => ({
    // An ampersand would underline the letter behind it.
    label: `${one.name}${one.client === null ? "" : ` (${one.client})`}`.replaceAll("&", "&&"),
    enabled: one.bytes !== null,
    click: () => open(one),
  }));
  return [
    item(words.newCase, "new-case", "CmdOrCtrl+N"),
    item(words.openCase, "open-case", "CmdOrCtrl+O"),
    {
      label: words.recent,
      submenu: cases.length > 0 ? cases : [{ label: words.noRecent, enabled: false }],
    },
    line,
    ...ofCase(
      [
        item(words.addFiles, "add-files", "CmdOrCtrl+I"),
        item(words.addFolder, "add-folder", "CmdOrCtrl+Shift+I"),
        line,
        item(words.exportReport, "report"),
        item(words.exportEvents, "events"),
        line,
        item(words.engagement, "engagement"),
        item(words.closeCase, "close-case"),
      ],
      hasCase,
    ),
    line,
    ...(isMac ? [] : [settings, line]),
    { role: "close", label: words.closeWindow },
    ...(isMac ? [] : [{ role: "quit" as const }]),
  ];
}

function viewMenu({ theme, hasCase }: MenuParts, item: MakeItem): Item[] {
  const radio = (label: string, which: Theme): Item => ({
    ...item(label, `theme-${which}`),
    type: "radio",
    checked: theme === which,
  });
  return [
    ...ofCase(
      [
        item(words.overview, "overview", "CmdOrCtrl+1"),
        item(words.findings, "findings", "CmdOrCtrl+2"),
        item(words.events, "events", "CmdOrCtrl+3"),
        item(words.entities, "entities", "CmdOrCtrl+4"),
        item(words.posture, "posture", "CmdOrCtrl+5"),
        item(words.fixes, "fixes", "CmdOrCtrl+6"),
        item(words.report, "report", "CmdOrCtrl+7"),
        item(words.evidence, "evidence", "CmdOrCtrl+8"),
        item(words.rules, "rules", "CmdOrCtrl+9"),
      ],
      hasCase,
    ),
    line,
    item(words.palette, "palette", "CmdOrCtrl+K"),
    item(words.back, "back", "Alt+Left"),
    item(words.forward, "forward", "Alt+Right"),
    line,
    {
      label: words.theme,
      submenu: [
        radio(words.themeSystem, "system"),
        radio(words.themeLight, "light"),
        radio(words.themeDark, "dark"),
      ],
    },
    item(words.zoomIn, "zoom-in", "CmdOrCtrl+Plus"),
    item(words.zoomOut, "zoom-out", "CmdOrCtrl+-"),
    item(words.zoomReset, "zoom-reset", "CmdOrCtrl+0"),
    line,
    { role: "togglefullscreen", label: words.fullScreen },
  ];
}
