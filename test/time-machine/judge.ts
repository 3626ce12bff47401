import type { Plan } from "../../shared/remediation/plan.ts";
import { plain } from "../../shared/span.ts";
import type { FactTable } from "./truth-facts.ts";
import type { Carried } from "./undo.ts";

/**
 * What a carried-out plan was. `exact`: it led to the wanted state. `stated`: to that state but for what can never come
 * back, and the plan says so. `asked`: it left open what the log does not tell, and said so. `wrong`: anything else.
 */
export type Verdict = "exact" | "stated" | "asked" | "wrong";

/** A verdict, and what speaks against `exact`. */
export interface Judged {
  readonly verdict: Verdict;
  readonly why: readonly string[];
}

interface Rest {
  /** Facts that may differ. */
  readonly path: RegExp;
  /** What the plan must say about it, in its losses, manual steps or reasons. */
  readonly says: RegExp;
}

/** What no call of AWS can restore, by action. */
const never: Readonly<Record<string, readonly Rest[]>> = {
  CreateAccessKey: [{ path: /\/key\//, says: /Later, once the evidence is kept/ }],
  DeleteAccessKey: [{ path: /\/key\//, says: /old key id and its secret/ }],
  DeleteLoginProfile: [{ path: /\/login\/reset$/, says: /must be changed at the first sign-in/ }],
  UpdateLoginProfile: [{ path: /\/login\/reset$/, says: /former password/ }],
  DeleteSSHPublicKey: [{ path: /\/ssh\//, says: /gets a new one/ }],
  DeleteSigningCertificate: [{ path: /\/signing\//, says: /gets a new one/ }],
  DeleteServiceSpecificCredential: [{ path: /\/service\//, says: /password/ }],
  DeleteServerCertificate: [{ path: /^certificate\//, says: /private key/ }],
  DeletePolicyVersion: [
    {
      path: /\/(?:version\/v\d+|default)$/,
      says: /gets a new one|gives the restored version a new one/,
    },
  ],
  DeleteUser: [
    {
      path: /^user\/.*\/(?:login|key|mfa|ssh|signing|service)(?:\/|$)/,
      says: /Password, access keys, MFA devices/,
    },
  ],
  DeletePolicy: [{ path: /\/(?:version\/v\d+|default)$/, says: /begins? again at v1/ }],
};

/** A part that was deleted itself between its removal and the deletion of what it was on. */
const goneSince: Rest = {
  path: /\/(?:attached|group|member|profile|role)\/[^ ]+$/,
  says: /That was deleted itself/,
};

/** Members of a thing made anew of which the log tells nothing, and how the plan calls them. */
const leftOut: readonly (readonly [RegExp, RegExp])[] = [
  [/\/path$/, /its path|The path of/],
  [/\/description$/, /its description|The description of/],
  [/\/maxSession$/, /its maximum session duration|The longest session of/],
  [/\/boundary$/, /its permissions boundary|The permissions boundary of/],
  [/\/tag\/[^/]*$/, /its tags|The (?:further )?tag of/],
  [/\/thumbprints$/, /its certificate thumbprints/],
];

/** What a plan does although a part of the way back hangs on what the log does not tell, by action. */
const open: Readonly<Record<string, readonly Rest[]>> = {
  CreateAccountAlias: [{ path: /^alias$/, says: /If the account had another alias before/ }],
};

/** All that a plan says in words. */
export function wordsOf(plan: Plan): string {
  return [
    ...plan.manual.map((step) => plain(step.text)),
    ...plan.lost.flatMap((loss) => [plain(loss.what), plain(loss.why)]),
    ...plan.operations.map((one) => plain(one.why)),
    ...(plan.conflicts ?? []).map((one) => plain(one.what)),
  ].join("\n");
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Leads from a fact of a thing that the plan renames to the same fact under the name that it had before. */
function formerPath(plan: Plan): (path: string) => string {
  const names = new Map<string, string>();
  for (const { api, input } of plan.operations) {
    const kind = api === "iam:UpdateUser" ? "user" : api === "iam:UpdateGroup" ? "group" : null;
    if (kind === null) continue;
    const word = kind === "user" ? "UserName" : "GroupName";
    const [old, name] = [input[word], input[`New${word}`]];
    if (typeof old === "string" && typeof name === "string")
      names.set(`${kind}/${name}/`, `${kind}/${old}/`);
  }
  return (path) => {
    const [kind = "", name = ""] = path.split("/");
    const own = `${kind}/${name}/`;
    return (names.get(own) ?? own) + path.slice(own.length);
  };
}

/** The states around a plan. */
export interface Ways {
  /** eventNames that the plan takes back. */
  readonly apis: readonly string[];
  /** Before the plan was carried out. */
  readonly after: FactTable;
  /** The state to be reached. */
  readonly wanted: FactTable;
  /** The state that was reached. */
  readonly reached: FactTable;
}

/** Judges what came of a plan. */
export function judge(
  plan: Plan,
  carried: Carried,
  { apis, after, wanted, reached }: Ways,
): Judged {
  const said = wordsOf(plan);
  const rests = (table: Readonly<Record<string, readonly Rest[]>>): readonly Rest[] =>
    [...new Set(apis)].flatMap((api) => table[api] ?? []);
  const unsure = said
    .split("\n")
    .filter((one) => one.includes("within one second, and the log does not tell"));
  const [nevers, opens] = [[...rests(never), goneSince], rests(open)];
  const nameAfter = formerPath(plan);
  const why: string[] = carried.refused.map((one) => `refused: ${one}`);
  let verdict: Verdict = why.length > 0 ? "wrong" : "exact";
  const weaken = (to: Verdict): void => {
    const order: readonly Verdict[] = ["exact", "stated", "asked", "wrong"];
    if (order.indexOf(to) > order.indexOf(verdict)) verdict = to;
  };
  for (const path of new Set([...wanted.keys(), ...reached.keys()])) {
    const [want, is] = [wanted.get(path), reached.get(path)];
    if (want === is) continue;
    const stated = nevers.some((rest) => rest.path.test(path) && rest.says.test(said));
    // What is left as it is goes along with a user or group that gets its former name back.
    const isLeft =
      (is === after.get(path) || is === after.get(nameAfter(path))) &&
      plan.certainty !== "exact" &&
      said !== "";
    const isLeftOut = leftOut.some(([where, words]) => where.test(path) && words.test(said));
    const isOpen =
      plan.certainty !== "exact" &&
      opens.some((rest) => rest.path.test(path) && rest.says.test(said));
    const named = path.startsWith("passwordPolicy") ? "the password policy" : lastPart(path);
    const isUnsure = plan.certainty === "ask" && unsure.some((one) => one.includes(named));
    if (stated) weaken("stated");
    else weaken(isLeft || isLeftOut || isOpen || isUnsure ? "asked" : "wrong");
    why.push(`${path}: wanted ${want ?? "nothing"}, is ${is ?? "nothing"}`);
  }
  return { verdict, why };
}
