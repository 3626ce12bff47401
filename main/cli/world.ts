import { Failure } from "../../shared/errors.ts";
import type { EngineProcess } from "../host/engine-client.ts";
import type { Options } from "./options.ts";

/** What a command may touch besides files. Results go to `out`, everything else to `err`. */
export interface World {
  readonly out: (text: string) => void;
  /** Writes bytes where `out` does; resolves when the reader took them. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly err: NodeJS.WriteStream;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly version: string;
  /** Starts an engine process. `program`: name and version, for custody. */
  readonly startEngine: (program: string) => EngineProcess;
}

export type Command = (options: Options, world: World) => Promise<void>;

/** Name and version, as custody and reports write them. */
export function program(world: World): string {
  return `Trailproof ${world.version}`;
}

/** The case that a command was given. @throws Failure (usage) when there is none. */
export function required(path: string | null): string {
  if (path === null)
    throw new Failure({ code: "usage", detail: "Name the case file with --case." });
  return path;
}
