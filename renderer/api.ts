import type { Api, Listen } from "../shared/ipc.ts";

declare global {
  interface Window {
    readonly api: Api;
    readonly on: Listen;
  }
}

/** The program behind the window; the preload script put it there. */
export const api: Api = window.api;
/** The program's messages. */
export const on: Listen = window.on;
