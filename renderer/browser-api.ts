/** The program behind the window where it runs in a browser: the local host answers over HTTP. */
import type { Api, Listen } from "../shared/ipc.ts";

/** What Electron's preload script gives the window, made of requests. */
export function connectBrowser(): { readonly api: Api; readonly on: Listen } {
  throw new Error("the browser host is not there");
}
