/**
 * Who may speak with the local host. Every request must name this very address as Host (a page of another name that
 * resolves to 127.0.0.1 names its own), must not come from another page's script (Origin, Sec-Fetch-Site), and all but
 * the files of the window must carry the key.
 *
 * The key travels in a header that only this page's script sets, never in a cookie: a cookie for 127.0.0.1 would be
 * sent to whatever listens on any other port of this machine, and by any page there. A page of another origin can't set
 * that header without asking first, and is refused when it asks. The key comes to the page in the fragment of the
 * printed address, which no browser sends anywhere.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** The header that carries the key. */
export const keyHeader = "x-trailproof-key";

export interface Keys {
  /** The key of this start. */
  readonly key: string;
  /**
   * A key for one exchange within two minutes: for an address that other people on this machine might see in its list
   * of processes.
   */
  readonly once: () => string;
  readonly isKey: (given: string | undefined) => boolean;
  /** True the first time that a key of `once` is shown. */
  readonly spend: (given: string | undefined) => boolean;
}

const onceMs = 120_000;

/** Makes the keys of one start. `now`: milliseconds of a clock that never goes back. */
export function createKeys(now: () => number): Keys {
  const key = newKey();
  let ticket: { readonly key: string; readonly until: number } | null = null;
  return {
    key,
    once: () => {
      ticket = { key: newKey(), until: now() + onceMs };
      return ticket.key;
    },
    isKey: (given) => isSame(given, key),
    spend: (given) => {
      if (ticket === null || now() > ticket.until || !isSame(given, ticket.key)) return false;
      ticket = null;
      return true;
    },
  };
}

function newKey(): string {
  return randomBytes(32).toString("base64url");
}

/** Takes the same time wherever the texts differ. */
function isSame(given: string | undefined, wanted: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** What a request is refused for; null: it may go on. `port`: where the host listens. */
export function refusal(
  method: string,
  isFirstPage: boolean,
  headers: IncomingHttpHeaders,
  port: number,
): string | null {
  if (headers.host !== originOf(port).slice("http://".length))
    return "the Host header names another address";
  const { origin } = headers;
  if (origin !== undefined && origin !== originOf(port))
    return "the request comes from another page";
  if (method !== "GET" && origin === undefined)
    return "the request does not say where it comes from";
  const site = headers["sec-fetch-site"];
  // A link to the program may stand anywhere; it opens a page without a key.
  const isLink = isFirstPage && headers["sec-fetch-mode"] === "navigate";
  if (site !== undefined && site !== "same-origin" && site !== "none" && !isLink)
    return "the request comes from another page";
  return null;
}

/** The one origin that the host has. Browsers leave the usual port out of it, and out of Host. */
export function originOf(port: number): string {
  return port === 80 ? "http://127.0.0.1" : `http://127.0.0.1:${port}`;
}
