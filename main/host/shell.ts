/** What a host must be able to do besides answering: the parts that a window of Electron and a browser do differently. */
import type { ChoiceKind } from "../../shared/ipc/program.ts";

/** How a file to be written is offered to a person. */
export interface SaveOffer {
  /** The name that is proposed, without a folder. */
  readonly name: string;
  readonly extension: string;
}

/** Where a file is to be written. */
export interface SavePlace {
  readonly path: string;
  /** The person saw that a file has this name and said that it may be replaced. */
  readonly mayReplace: boolean;
}

/** Dialogs, clipboard, links and pages of a host. What a host can't do, it refuses with a CallFailure. */
export interface Shell {
  readonly kind: "desktop" | "browser";
  /** The chosen paths; null when the dialog was closed. `name`: what to call a new file. */
  readonly choose: (kind: ChoiceKind, name: string | null) => Promise<readonly string[] | null>;
  /** Where to save; null when the dialog was closed. `folder`: where the open case lies. */
  readonly save: (offer: SaveOffer, folder: string) => Promise<SavePlace | null>;
  readonly copyText: (text: string) => void;
  /** Asks with the whole address and opens it; false when the person said no. The address is on the list already. */
  readonly openExternal: (url: string) => Promise<boolean>;
  /** Makes a report readable and answers the address; the report before is readable no more. */
  readonly addReport: (html: string) => string;
  /** Opens the report at an address in a window of its own. */
  readonly showReport: (url: string) => void;
  /** Prints a report to PDF. */
  readonly printPdf: (html: string) => Promise<Uint8Array>;
}
