/** What the local browser host can do without windows of its own: the page does the rest (renderer/browser-api.ts). */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CallFailure } from "../host/call-failure.ts";
import type { Shell } from "../host/shell.ts";

/** The shell of the browser host. `addReport`: makes a report readable under the address that it answers. */
export function createBrowserShell(addReport: (html: string) => string): Shell {
  return {
    kind: "browser",
    choose: () => {
      throw badRequest("there are no file dialogs here; the window lists folders itself");
    },
    save: (offer, folder) =>
      Promise.resolve({ path: freePath(folder, offer.name), mayReplace: false }),
    // The page puts text on the clipboard, opens pages and reports itself; the call only checks.
    copyText: () => undefined,
    openExternal: () => Promise.resolve(true),
    addReport,
    showReport: () => undefined,
    printPdf: () => {
      throw badRequest("the browser prints PDF itself; open the report and print it there");
    },
  };
}

/** A path that no file has: beside the case, with a number where the name is taken. */
function freePath(folder: string, name: string): string {
  const dot = name.lastIndexOf(".");
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
    const path = join(folder, numbered);
    if (!existsSync(path)) return path;
  }
}

function badRequest(detail: string): CallFailure {
  return new CallFailure({ code: "bad-request", detail });
}
