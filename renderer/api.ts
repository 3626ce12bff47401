/** How screens ask the program: one function per call, one hook that keeps answers until the case changes. */
import { QueryClient, keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { engineCalls } from "../shared/ipc.ts";
import { explainCall } from "../shared/ipc/explain-call.ts";
import type { Api, Call, CallError, Calls, Events, Listen } from "../shared/ipc.ts";
import { connectBrowser } from "./browser-api.ts";

declare global {
  interface Window {
    readonly api?: Api;
    readonly on?: Listen;
    /** Files that were dropped on the window become a choice; the preload script of the desktop program has it. */
    readonly takeDropped?: (files: readonly File[]) => Promise<unknown>;
  }
}

const bridge =
  window.api !== undefined && window.on !== undefined
    ? { api: window.api, on: window.on }
    : connectBrowser();

/** The program's messages: each function gives back the one that stops listening. */
export const on: Listen = bridge.on;

/** What a call answers. */
export type Answer<C extends Call> = ReturnType<Calls[C]>;

/** A call that failed; `message` is the sentence for a person. */
export class CallFailed extends Error {
  readonly error: CallError;
  constructor(error: CallError) {
    super(explainCall(error));
    this.name = "CallFailed";
    this.error = error;
  }
}

/** Makes a call. @throws CallFailed. */
export async function tell<C extends Call>(
  call: C,
  ...args: Parameters<Calls[C]>
): Promise<Answer<C>> {
  // The arguments belong to this very call; a union of functions can't say so.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const ask = bridge.api[call] as unknown as (...given: Parameters<Calls[C]>) => ReturnType<Api[C]>;
  const reply = await ask(...args);
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.value;
}

/** The answers that the window keeps: as long as the case does not change, and a minute after nobody looks. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: false,
      staleTime: Infinity,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
});

export interface Asked<T> {
  /** The answer; while a new one is on its way, the one before with `isOld`. Undefined: none yet. */
  readonly value: T | undefined;
  readonly isOld: boolean;
  readonly isLoading: boolean;
  /** The sentence of a failure. */
  readonly error: string | null;
  readonly again: () => void;
}

export interface AskOptions {
  /** False: don't ask now. */
  readonly enabled?: boolean;
  /** Show the answer to the arguments before while the new one is on its way (default true). */
  readonly keep?: boolean;
}

/** Asks the program and keeps the answer; asks again when the case changes. */
export function useAsk<C extends Call>(
  call: C,
  args: Parameters<Calls[C]>,
  { enabled = true, keep = true }: AskOptions = {},
): Asked<Answer<C>> {
  const query = useQuery({
    queryKey: [call, ...args],
    queryFn: () => tell(call, ...args),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
  return {
    value: query.data,
    isOld: query.isPlaceholderData,
    isLoading: query.isLoading,
    error: query.error === null ? null : query.error.message,
    again: () => void query.refetch(),
  };
}

/** Forgets answers of the engine: all of them, or those of some calls. */
export function forget(which: readonly Call[] | "case"): void {
  const names = new Set<unknown>(which === "case" ? engineCalls : which);
  void queries.invalidateQueries({ predicate: ({ queryKey }) => names.has(queryKey[0]) });
}

/** Calls whose answers a change by hand may alter. */
const edited: readonly Call[] = [
  "caseInfo",
  "findingPage",
  "findingFacets",
  "findingPlace",
  "findingDetail",
  "overview",
  "views",
  "liveState",
  "liveRuns",
];

/** Keeps answers up to date with what the engine tells. To be used once, at the top. */
export function useFreshness(): void {
  useEffect(() => on.caseChanged(({ what }) => forget(what === "edited" ? edited : "case")), []);
}

/** Listens to one of the program's messages while the component is shown. `listener` must be stable. */
export function useEvent<E extends keyof Events>(
  name: E,
  listener: (payload: Events[E]) => void,
): void {
  useEffect(() => on[name](listener), [name, listener]);
}
