/** Every call that live fixes make. */
import type { CallModel, CallTable } from "./call-model.ts";
import { credentialCalls } from "./calls-credentials.ts";
import { holderCalls } from "./calls-holders.ts";
import { thingCalls } from "./calls-things.ts";

/** By the name of the action, without `iam:`. */
export const callTable: CallTable = { ...holderCalls, ...thingCalls, ...credentialCalls };

/** What is known of a call, e.g. `iam:AttachUserPolicy`; null: it is not made. */
export function callModel(api: string): CallModel | null {
  const name = api.startsWith("iam:") ? api.slice(4) : "";
  return Object.hasOwn(callTable, name) ? (callTable[name] ?? null) : null;
}
