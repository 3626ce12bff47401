/** The program behind the window where it runs in a browser: the local host of `trailproof open` answers over HTTP. */
import { isExternalAllowed } from "../shared/external-hosts.ts";
import { calls, events } from "../shared/ipc.ts";
import type { Api, Call, CallError, Events, Listen, Reply } from "../shared/ipc.ts";

/** Where the key of this start is kept, so that the page can be loaded again. Each tab has its own. */
const place = "trailproof-key";

/** How long to wait before the messages are asked for again: longer each time that nobody answers. */
const againMs = { first: 1000, most: 15_000 };

type Listeners = Map<string, Set<(payload: unknown) => void>>;
type Tell = (name: string, payload: unknown) => void;

type Ask = (call: Call, args: readonly unknown[]) => Promise<Reply<unknown>>;

/** What Electron's preload script gives the window, made of requests. */
export function connectBrowser(): { readonly api: Api; readonly on: Listen } {
  const key = takeKey();
  const ask: Ask = async (call, args) => {
    try {
      const response = await post(`/api/${call}`, await key, args);
      if (response.status === 401) return refuse({ code: "no-key" });
      if (!response.ok)
        return refuse({ code: "bad-request", detail: (await response.text()).trim() });
      // The host answers as shared/ipc.ts says; both are built from the same sources.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return (await response.json()) as Reply<unknown>;
    } catch {
      return refuse({ code: "host-gone" });
    }
  };
  const listeners: Listeners = new Map();
  void listen(key, (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(payload);
  });
  return { api: apiOf(ask), on: listenOf(listeners) };
}

/** Takes the key out of the address, where it would stand in the history, or from where the page left it. */
async function takeKey(): Promise<string> {
  const [, kind, given] = /^#(key|once)=([\w-]+)$/.exec(window.location.hash) ?? [];
  if (given === undefined) return window.sessionStorage.getItem(place) ?? "";
  window.history.replaceState(window.history.state, "", "/");
  if (kind === "key") {
    window.sessionStorage.setItem(place, given);
    return given;
  }
  const response = await post("/key", given, []).catch(() => null);
  const reply: unknown = response === null || !response.ok ? null : await response.json();
  const isKey =
    typeof reply === "object" &&
    reply !== null &&
    "value" in reply &&
    typeof reply.value === "string";
  const key = isKey ? String(reply.value) : "";
  window.sessionStorage.setItem(place, key);
  return key;
}

function post(
  path: string,
  key: string,
  args: readonly unknown[],
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-trailproof-key": key },
    body: JSON.stringify(args),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal,
  });
}

function refuse(error: CallError): Reply<never> {
  return { ok: false, error };
}

/** A function per call. What only a page can do, it does itself, in the same turn as the click that asked for it. */
function apiOf(ask: Ask): Api {
  let reportUrl: string | null = null;
  const plain = Object.fromEntries(
    calls.map((call) => [call, (...args: readonly unknown[]) => ask(call, args)]),
  );
  // `calls` holds every call once, and `ask` answers what the host does.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const api = plain as unknown as Api;
  return {
    ...api,
    copyText: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return { ok: true, value: null };
      } catch {
        return refuse({ code: "bad-request", detail: "the browser keeps its clipboard to itself" });
      }
    },
    openExternal: async (url) => {
      if (!isExternalAllowed(url)) return api.openExternal(url);
      const isAgreed = window.confirm(`Open this page in a new tab?\n\n${url}`);
      if (isAgreed) openTab(url);
      return { ok: true, value: isAgreed };
    },
    buildReport: async (options) => {
      const reply = await api.buildReport(options);
      if (reply.ok) reportUrl = reply.value.url;
      return reply;
    },
    openReport: () => {
      if (reportUrl !== null) openTab(reportUrl);
      return api.openReport();
    },
  };
}

/** A tab that knows nothing of this one. */
function openTab(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
}

function listenOf(listeners: Listeners): Listen {
  const entries = events.map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => {
        all.delete(listener);
      };
    },
  ]);
  // `events` holds every message once; listeners are called with the payload of theirs.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Listen;
}

/** The change after which everything is asked again. */
const missed: Events["caseChanged"] = { what: "imported" };

/**
 * Reads messages as long as the page lives and is seen. EventSource would do the same, but can't send the key. A browser
 * opens six connections to a host, whatever the number of its tabs: those that are hidden must not hold one.
 */
async function listen(key: Promise<string>, tell: Tell): Promise<void> {
  let wait = againMs.first;
  for (let isFirst = true; ; isFirst = false) {
    // oxlint-disable-next-line no-await-in-loop -- one connection after the other
    await shown();
    const { signal, done } = untilHidden();
    try {
      // oxlint-disable-next-line no-await-in-loop
      const response = await post("/messages", await key, [], signal);
      // A page without a key stays without messages; its calls say why.
      if (response.status === 401) return;
      // What was told in between was missed.
      if (!isFirst && response.ok) tell("caseChanged", missed);
      wait = againMs.first;
      // oxlint-disable-next-line no-await-in-loop
      if (response.ok && response.body !== null) await readMessages(response.body, tell);
    } catch {
      // The page was hidden, the host ended, or the machine slept.
    } finally {
      done();
    }
    if (document.hidden) continue;
    const now = wait;
    wait = Math.min(wait * 2, againMs.most);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((ready) => window.setTimeout(ready, now));
  }
}

/** Resolves when the page is seen. */
async function shown(): Promise<void> {
  while (document.hidden)
    // oxlint-disable-next-line no-await-in-loop -- until it is
    await new Promise((changed) =>
      document.addEventListener("visibilitychange", changed, { once: true }),
    );
}

/** A signal that a page is hidden; `done` stops looking. */
function untilHidden(): { readonly signal: AbortSignal; readonly done: () => void } {
  const leave = new AbortController();
  const look = (): void => {
    if (document.hidden) leave.abort();
  };
  document.addEventListener("visibilitychange", look);
  return {
    signal: leave.signal,
    done: () => document.removeEventListener("visibilitychange", look),
  };
}

async function readMessages(body: ReadableStream<Uint8Array>, tell: Tell): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- chunk after chunk
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks)
      if (block.startsWith("data: ")) {
        // The host sends what shared/ipc.ts says.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const message = JSON.parse(block.slice("data: ".length)) as {
          readonly name: keyof Events;
          readonly payload: unknown;
        };
        tell(message.name, message.payload);
      }
  }
}
