/** The items of one snapshot file, folded into what the checks need of it. */
import { parseArn } from "../iam/arn.ts";
import type {
  CredentialRow,
  PasswordPolicyFact,
  SelectorsFact,
  SnapshotItem,
  SummaryFact,
  TrailFact,
  TrailStatusFact,
} from "../snapshot/facts.ts";
import type { SnapshotKind } from "../snapshot/kinds.ts";
import type { SnapshotMoment } from "../snapshot/moment.ts";
import { latest, latestDate, momentOf } from "../snapshot/moment.ts";
import { accountOfFact } from "../snapshot/read-snapshot.ts";
import type { DetailsSeen } from "./account-facts.ts";
import { emptyDetails, foldDetail, rememberedPowers } from "./account-facts.ts";
import type { FileEvidence, Seen } from "./answer.ts";

/** A snapshot file. Times are seconds since 1970. */
export interface FileInfo {
  readonly input: number;
  readonly path: string;
  readonly kind: SnapshotKind;
  readonly modifiedAt: number | null;
  readonly statedAt: number | null;
  readonly statedBy: string | null;
}

/** What a file says, by account where its entries name one. */
export interface FileFacts {
  readonly info: FileInfo;
  readonly moment: SnapshotMoment;
  /** The file as a whole, for what its lists do not hold. */
  readonly whole: FileEvidence;
  readonly entries: number;
  readonly accounts: readonly string[];
  readonly credentials: ReadonlyMap<string, readonly Seen<CredentialRow>[]>;
  readonly details: ReadonlyMap<string, DetailsSeen>;
  readonly trails: ReadonlyMap<string, readonly Seen<TrailFact>[]>;
  readonly selectors: readonly Seen<SelectorsFact>[];
  /** Of these the file does not say whose they are. */
  readonly passwordPolicies: readonly Seen<PasswordPolicyFact>[];
  readonly summaries: readonly Seen<SummaryFact>[];
  readonly statuses: readonly Seen<TrailStatusFact>[];
}

export interface FileFold {
  readonly item: (item: SnapshotItem) => void;
  /** The file is over. */
  readonly close: () => void;
}

/** Makes the fold of one file; `done` gets what it says. */
export function createFileFold(info: FileInfo, done: (facts: FileFacts) => void): FileFold {
  const credentials = new Map<string, Seen<CredentialRow>[]>();
  const details = new Map<string, DetailsSeen>();
  const trails = new Map<string, Seen<TrailFact>[]>();
  const selectors: Seen<SelectorsFact>[] = [];
  const passwordPolicies: Seen<PasswordPolicyFact>[] = [];
  const summaries: Seen<SummaryFact>[] = [];
  const statuses: Seen<TrailStatusFact>[] = [];
  const accounts = new Set<string>();
  const powers = rememberedPowers();
  /** The moment is known at the file's end only. */
  const cited: { -readonly [K in keyof FileEvidence]: FileEvidence[K] }[] = [];
  let generated: number | null = null;
  let notBefore: number | null = null;
  let entries = 0;
  let last = "";

  function item(one: SnapshotItem): void {
    const { fact, place } = one;
    const from = { ...place, kind: "file", input: info.input, at: null, basis: "unknown" } as const;
    const evidence: (typeof cited)[number] = { ...from };
    cited.push(evidence);
    notBefore = latest([notBefore, latestDate(fact)]);
    const account = accountOfFact(fact) ?? (last === "" ? null : last);
    if (account !== null && ownsEntry(fact)) {
      accounts.add(account);
      last = account;
    }
    entries++;
    switch (fact.type) {
      case "generated":
        generated = fact.at;
        entries--;
        return;
      case "truncated":
        entries--;
        for (const seen of details.values()) foldDetail(seen, one, evidence, "", powers);
        return;
      case "credentials":
        push(credentials, account ?? "", { fact, from: evidence });
        return;
      case "trail":
        push(trails, account ?? "", { fact, from: evidence });
        return;
      case "selectors":
        selectors.push({ fact, from: evidence });
        return;
      case "password-policy":
        passwordPolicies.push({ fact, from: evidence });
        return;
      case "summary":
        summaries.push({ fact, from: evidence });
        return;
      case "trail-status":
        statuses.push({ fact, from: evidence });
        return;
      case "user":
      case "group":
      case "role":
      case "policy": {
        const owner = ownerOf(fact.arn) ?? last;
        const seen = details.get(owner) ?? emptyDetails();
        details.set(owner, seen);
        foldDetail(seen, one, evidence, owner, powers);
      }
    }
  }

  function close(): void {
    const moment = momentOf({
      stated: info.statedAt,
      generated,
      fileTime: info.modifiedAt,
      notBefore,
    });
    for (const one of cited) {
      one.at = moment.at;
      one.basis = moment.basis;
    }
    for (const seen of details.values()) {
      seen.at = moment.at;
      seen.basis = moment.basis;
    }
    // Entries of AWS (its managed policies) before the first one of the account.
    const orphans = details.get("");
    const [only] = accounts;
    if (orphans !== undefined && only !== undefined) {
      details.delete("");
      const own = details.get(only) ?? emptyDetails();
      for (const [arn, policy] of orphans.policies) own.policies.set(arn, policy);
      details.set(only, { ...own, at: moment.at, basis: moment.basis });
    }
    done({
      info,
      moment,
      whole: {
        kind: "file",
        input: info.input,
        page: 1,
        pointer: "",
        offset: 0,
        length: 0,
        at: moment.at,
        basis: moment.basis,
      },
      entries,
      accounts: [...accounts],
      credentials,
      details,
      trails,
      selectors,
      passwordPolicies,
      summaries,
      statuses,
    });
  }

  return { item, close };
}

/** An organization trail belongs to the management account, and its member's list shows it all the same. */
function ownsEntry(fact: SnapshotItem["fact"]): boolean {
  return fact.type !== "trail" || fact.isOrganization !== true;
}

/** Account of an ARN; null for AWS's own policies. */
function ownerOf(arn: string): string | null {
  const account = parseArn(arn)?.account ?? "";
  return /^\d{12}$/.test(account) ? account : null;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key) ?? [];
  map.set(key, list);
  list.push(value);
}
