/** Files and events of a case → what every check answers for every account. */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { TopicId } from "../remediation/topic.ts";
import type { SnapshotKind } from "../snapshot/kinds.ts";
import type { SnapshotMoment } from "../snapshot/moment.ts";
import type { Spans } from "../span.ts";
import { say, text } from "../span.ts";
import type { Answer, PostureStatus } from "./answer.ts";
import { unknown } from "./answer.ts";
import { accountFacts } from "./bring-together.ts";
import { postureChecks } from "./checks/index.ts";
import type { FileFacts, FileFold, FileInfo } from "./file-facts.ts";
import { createFileFold } from "./file-facts.ts";
import type { LogFacts } from "./log-facts.ts";
import { emptyLog, foldEvent } from "./log-facts.ts";
import type { AccountBasis } from "./whose-file.ts";
import { whoseFiles } from "./whose-file.ts";

/** A snapshot file as the posture uses it. */
export interface PostureFile {
  readonly input: number;
  readonly path: string;
  readonly kind: SnapshotKind;
  /** The accounts that it tells of. */
  readonly accounts: readonly string[];
  /** How that is known; null where it is not: the file is not used then. */
  readonly basis: AccountBasis | null;
  readonly moment: SnapshotMoment;
  /** Who stated its moment at the import; null where nobody did. */
  readonly statedBy: string | null;
  /** Entries that were read. */
  readonly entries: number;
}

/** What a check answers for an account. `affected` is cut to `mostAffected`; `affectedCount` counts all. */
export interface PostureResult extends Answer {
  readonly check: string;
  readonly account: string;
  readonly affectedCount: number;
}

/** What the checks are, so that who shows results needs no code of them. */
export interface PostureCheckInfo {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly topic: TopicId;
  readonly reference: string | null;
  readonly answeredBy: readonly SnapshotKind[];
}

export interface Posture {
  readonly checks: readonly PostureCheckInfo[];
  /** Accounts in the order of their ids. */
  readonly accounts: readonly string[];
  /** Account by account, in the order of the checks. */
  readonly results: readonly PostureResult[];
  readonly counts: Readonly<Record<PostureStatus, number>>;
  readonly files: readonly PostureFile[];
}

export interface PostureFold {
  /** Begins a snapshot file; its items go to what is returned. */
  readonly open: (file: FileInfo) => FileFold;
  /** Takes an event, in order of time. */
  readonly event: (event: CloudTrailEvent) => void;
  /** `logAccounts`: the accounts that the log holds events of. */
  readonly finish: (logAccounts: readonly string[]) => Posture;
}

/** Most things that are listed for one answer. */
export const mostAffected = 500;
/** Most accounts that are judged; a case of more names the first ones. */
const mostAccounts = 300;

/** Makes the fold of one case. */
export function createPostureFold(): PostureFold {
  const files: FileFacts[] = [];
  const logs = new Map<string, LogFacts>();
  return {
    open: (file) => createFileFold(file, (facts) => files.push(facts)),
    event: (event) => {
      if (event.account === null) return;
      const log = logs.get(event.account) ?? emptyLog();
      logs.set(event.account, log);
      foldEvent(log, event);
    },
    finish: (logAccounts) => {
      const owned = whoseFiles(files, [...logAccounts, ...logs.keys()]);
      const accounts = [
        ...new Set([...owned.flatMap((one) => one.accounts), ...logAccounts, ...logs.keys()]),
      ]
        .filter((id) => /^\d{12}$/.test(id))
        .toSorted()
        .slice(0, mostAccounts);
      const results = accounts.flatMap((account) => {
        const facts = accountFacts(account, owned, logs.get(account) ?? emptyLog());
        return postureChecks.map((check): PostureResult => {
          const answer = safely(() => check.check(facts));
          return {
            ...answer,
            check: check.id,
            account,
            affectedCount: answer.affected.length,
            affected: answer.affected.slice(0, mostAffected),
          };
        });
      });
      return {
        checks: checkInfos,
        accounts,
        results,
        counts: countStatuses(results),
        files: owned.map(({ facts, accounts: own, basis }) => ({
          input: facts.info.input,
          path: facts.info.path,
          kind: facts.info.kind,
          accounts: own,
          basis,
          moment: facts.moment,
          statedBy: facts.info.statedBy,
          entries: facts.entries,
        })),
      };
    },
  };
}

/** A check that throws says so and leaves the others alone. */
function safely(check: () => Answer): Answer {
  try {
    return check();
  } catch (error) {
    const words: Spans = say`The check itself failed: ${text(error instanceof Error ? error.name : "error")}. Please report it.`;
    return unknown(words);
  }
}

/** How many results have each status. */
export function countStatuses(
  results: readonly { readonly status: PostureStatus }[],
): Readonly<Record<PostureStatus, number>> {
  const counts = { pass: 0, fail: 0, unknown: 0 };
  for (const { status } of results) counts[status]++;
  return counts;
}

/** All checks in words. */
export const checkInfos: readonly PostureCheckInfo[] = postureChecks.map(
  ({ id, title, about, topic, reference, answeredBy }) => ({
    id,
    title,
    about,
    topic,
    reference,
    answeredBy,
  }),
);
