/** The small IAM of the tests: what it holds, and what calls are made of. */
import type { JsonObject } from "../cloudtrail-event.ts";

export interface Owner {
  readonly inline: Map<string, string>;
  readonly attached: Set<string>;
  readonly tags: Map<string, string>;
  readonly id: string;
  path: string;
  boundary: string | null;
}

export interface TrueUser extends Owner {
  readonly keys: Map<string, string>;
  readonly mfa: Set<string>;
  login: boolean;
}

export interface TrueRole extends Owner {
  trust: string;
  description: string | null;
}

export interface TruePolicy {
  readonly id: string;
  readonly versions: Map<string, string>;
  default: string;
  next: number;
}

/** The account as it really is. */
export interface Truth {
  readonly users: Map<string, TrueUser>;
  readonly groups: Map<string, Owner & { readonly members: Set<string> }>;
  readonly roles: Map<string, TrueRole>;
  readonly policies: Map<string, TruePolicy>;
  readonly profiles: Map<string, { role: string | null }>;
  readonly alias: { value: string | null };
}

export const account = "123456789012";
export const arnOf = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
export const document = (n: number) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: `s3:Get${n}`, Resource: "*" }],
  });

/** One step of a history: the call, with numbers that choose what it names, and seconds since the step before. */
export interface Step {
  readonly call: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly later: number;
}

export type Made = readonly [name: string, request: JsonObject, response?: JsonObject] | null;
export type Call = (truth: Truth, step: Step, serial: () => number) => Made;

export const pick = (prefix: string, n: number, of: number) => `${prefix}${n % of}`;
export const user = (s: Step) => pick("user", s.a, 3);
export const group = (s: Step) => pick("group", s.b, 2);
export const role = (s: Step) => pick("role", s.a, 3);
export const policy = (s: Step) => pick("policy", s.b, 3);
export const inline = (s: Step) => pick("inline", s.b, 2);
export const profile = (s: Step) => pick("profile", s.b, 2);
export const tag = (s: Step) => pick("tag", s.b, 2);

export function owner(id: string, path: string, boundary: string | null): Owner {
  return { inline: new Map(), attached: new Set(), tags: new Map(), id, path, boundary };
}
