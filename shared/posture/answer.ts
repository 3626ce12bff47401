/** What a posture check answers: a status with the facts that it rests on, or why it can't be told. */
import type { TopicId } from "../remediation/topic.ts";
import type { SnapshotPlace } from "../snapshot/facts.ts";
import type { SnapshotKind } from "../snapshot/kinds.ts";
import type { MomentBasis } from "../snapshot/moment.ts";
import type { Spans } from "../span.ts";
import type { AccountFacts } from "./account-facts.ts";

/** `unknown`: the evidence does not answer it; never a guess. */
export type PostureStatus = "pass" | "fail" | "unknown";

/** A place in a snapshot file. */
export interface FileEvidence extends SnapshotPlace {
  readonly kind: "file";
  /** Row id of the file in the case. */
  readonly input: number;
  /** Seconds since 1970 at which the account was so; null when nothing tells. */
  readonly at: number | null;
  readonly basis: MomentBasis;
}

/** An event of the log. */
export interface EventEvidence {
  readonly kind: "event";
  readonly id: string;
  readonly name: string;
  /** Seconds since 1970; null when the record has no readable time. */
  readonly at: number | null;
}

export type Evidence = FileEvidence | EventEvidence;

/** A fact with the place that says it. */
export interface Seen<T> {
  readonly fact: T;
  readonly from: FileEvidence;
}

/** Something that a check is about and that does not meet it. */
export interface Affected {
  readonly type: "user" | "root" | "role" | "group" | "policy" | "trail" | "account";
  /** Name as the evidence has it: log text. */
  readonly name: string;
  readonly arn: string | null;
  readonly why: Spans;
  readonly evidence: readonly Evidence[];
}

/** What a check answers for one account. */
export interface Answer {
  readonly status: PostureStatus;
  /** One or two sentences: why it is so. */
  readonly why: Spans;
  readonly evidence: readonly Evidence[];
  readonly affected: readonly Affected[];
  /** What limits the answer, and where log and files disagree. */
  readonly notes: readonly Spans[];
}

/** A check with what it is about. `about`: what must hold, one sentence. */
export interface PostureCheck {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** The remediation topic that says what to do. */
  readonly topic: TopicId;
  /** A recommendation that asks for it; null where none is known for sure. */
  readonly reference: string | null;
  /** The files that answer it, the best first. */
  readonly answeredBy: readonly SnapshotKind[];
  readonly check: (account: AccountFacts) => Answer;
}

interface Parts {
  readonly evidence?: readonly Evidence[];
  readonly affected?: readonly Affected[];
  readonly notes?: readonly Spans[];
}

const answer =
  (status: PostureStatus) =>
  (why: Spans, { evidence = [], affected = [], notes = [] }: Parts = {}): Answer => ({
    status,
    why,
    evidence,
    affected,
    notes,
  });

/** The evidence shows that it holds. */
export const pass = answer("pass");
/** The evidence shows that it does not hold. */
export const fail = answer("fail");
/** The evidence does not answer it. */
export const unknown = answer("unknown");

/** A reference to the benchmark by which the checks are numbered, where it asks for the same. */
export function cis(number: string, version = "1.4.0"): string {
  return `CIS AWS Foundations Benchmark v${version}, ${number}`;
}

/** The places of several facts, each once; at most `most` of them. */
export function places(seen: readonly Seen<unknown>[], most = 3): readonly FileEvidence[] {
  const known = new Set<string>();
  return seen
    .map(({ from }) => from)
    .filter(({ input, page, pointer }) => {
      const key = `${input}/${page}/${pointer}`;
      const isNew = !known.has(key);
      known.add(key);
      return isNew;
    })
    .slice(0, most);
}
