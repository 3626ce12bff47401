/** The snapshot files of a case as entries that take their turn among its events. */
import type { SnapshotItem } from "../../shared/snapshot/facts.ts";
import { accountOfFact } from "../../shared/snapshot/read-snapshot.ts";
import { latest, latestDate, momentOf } from "../../shared/snapshot/moment.ts";
import { folderOf } from "../../shared/posture/whose-file.ts";
import { baselineEvents } from "../../shared/state/baseline.ts";
import type { ShownEvent } from "../../shared/state/shown.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { SnapshotFile } from "./case-snapshots.ts";
import { snapshotFiles, snapshotItems } from "./case-snapshots.ts";

/** The entries of all files, in order of time. */
export interface CaseBaselines {
  readonly events: readonly ShownEvent[];
  /** Files that are not folded, and why: a sentence of ours without its full stop. */
  readonly left: readonly { readonly input: number; readonly path: string; readonly why: string }[];
}

/** Kinds of which the state knows something. */
const folded: ReadonlySet<SnapshotFile["kind"]> = new Set([
  "authorization-details",
  "credential-report",
  "password-policy",
  "no-password-policy",
  "account-summary",
]);

interface Read {
  readonly file: SnapshotFile;
  readonly items: readonly SnapshotItem[];
  /** Those whose ARNs stand in it. */
  readonly accounts: readonly string[];
}

/** Reads them from the case alone. */
export function caseBaselines(db: CaseDb): CaseBaselines {
  const files = snapshotFiles(db).filter(({ kind }) => folded.has(kind));
  if (files.length === 0) return { events: [], left: [] };
  const hasProblem = db.prepare(`SELECT 1 FROM problem WHERE input = ? AND is_note = 0 LIMIT 1`);
  const read = files.map((file): Read => {
    const items = [...snapshotItems(db, file.input)];
    return { file, items, accounts: accountsOf(items) };
  });
  const left: CaseBaselines["left"][number][] = [];
  const events = read.flatMap(({ file, items, accounts: inside }) => {
    const { input, path, sha256, kind } = file;
    const leave = (why: string): readonly ShownEvent[] => {
      left.push({ input, path, why });
      return [];
    };
    const accounts = inside.length > 0 ? inside : besides(file, read);
    const [account] = accounts;
    if (account === undefined) return leave("nothing tells whose account it is");
    if (accounts.length > 1) return leave("it holds entries of several accounts");
    const shown = baselineEvents({
      input,
      path,
      sha256,
      kind,
      account,
      moment: momentOf({
        stated: file.stated?.at ?? null,
        generated: generatedAt(items),
        fileTime: isLocalTime(file) ? null : file.modifiedAt,
        notBefore: latest(items.map(({ fact }) => latestDate(fact))),
      }),
      isPartial:
        hasProblem.get(input) !== undefined || read.some((other) => isPageOf(other, kind, account)),
      items,
    });
    return shown.length > 0
      ? shown
      : leave(
          items.length === 0
            ? "it holds no entry"
            : "its moment is not known (trailproof import --taken-at tells it)",
        );
  });
  return { events: events.toSorted(byTime), left };
}

/** Archives other than tar keep times without their zone. */
function isLocalTime({ archive, stated }: SnapshotFile): boolean {
  return archive !== null && stated === null && !/\.(?:tar(?:\.\w+)?|tgz|tzst)$/i.test(archive);
}

function byTime(a: ShownEvent, b: ShownEvent): number {
  return (a.at ?? "") < (b.at ?? "") ? -1 : a.at === b.at ? 0 : 1;
}

function accountsOf(items: readonly SnapshotItem[]): readonly string[] {
  const found = new Set<string>();
  for (const { fact } of items) {
    const account = accountOfFact(fact);
    if (account !== null && account !== "") found.add(account);
  }
  return [...found];
}

/** The accounts of the other files of its folder, else of all others. */
function besides({ path }: SnapshotFile, all: readonly Read[]): readonly string[] {
  const beside = all.filter((one) => folderOf(one.file.path) === folderOf(path));
  const accounts = new Set(beside.flatMap((one) => one.accounts));
  return accounts.size > 0 ? [...accounts] : [...new Set(all.flatMap((one) => one.accounts))];
}

/** Whether a file says that further pages follow it: the others may be such pages, and hold no kind in full. */
function isPageOf({ file, items, accounts }: Read, kind: SnapshotFile["kind"], account: string) {
  return (
    file.kind === kind &&
    accounts.includes(account) &&
    items.some(({ fact }) => fact.type === "truncated")
  );
}

function generatedAt(items: readonly SnapshotItem[]): number | null {
  for (const { fact } of items) if (fact.type === "generated") return fact.at;
  return null;
}
