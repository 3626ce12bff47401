/** What happened, in sentences made from the findings: the worst ones, those of one session together, in order of time. */
import type { StoryLine } from "../../shared/ipc/overview.ts";
import { rankOf } from "../../shared/severity.ts";
import type { Span, Spans } from "../../shared/span.ts";
import { counted, plain, say, text } from "../../shared/span.ts";
import { raised } from "../../shared/analysis/phrases.ts";
import { fullSpans } from "../db/finding-summary.ts";
import type { ListedFinding, NumberedFinding } from "../db/findings.ts";

/** Findings that are looked at, lines that are told, lines from which on only serious ones are, findings that a line names. */
const mostFindings = 40;
const mostLines = 12;
const fewLines = 8;
const mostNamed = 3;
/** Changes of one caller further apart are different lines. Seconds. */
const longestPause = 3600;

interface Deed {
  readonly members: ListedFinding[];
  end: number;
}

/**
 * The story of a list of findings, worst first. `read`: gives a finding with its sentences; it is asked once for each
 * line.
 */
export function storyOf(
  listed: readonly ListedFinding[],
  read: (id: string) => NumberedFinding | null,
): readonly StoryLine[] {
  const serious = listed.filter(({ summary }) => rankOf(summary.severity) >= 3);
  const chosen = (serious.length > 0 ? serious : listed).slice(0, mostFindings);
  const deeds = deedsOf(chosen.toSorted((a, b) => compare(startOf(a), startOf(b))));
  return deeds
    .toSorted((a, b) => rankOf(worst(b).summary.severity) - rankOf(worst(a).summary.severity))
    .filter((deed, i) => i < (rankOf(worst(deed).summary.severity) >= 4 ? mostLines : fewLines))
    .toSorted((a, b) => compare(startOf(a.members[0]), startOf(b.members[0])))
    .map(({ members }): StoryLine => {
      const main = worst({ members });
      return {
        time: members[0]?.summary.time ?? null,
        severity: main.summary.severity,
        text:
          members.length === 1
            ? aloneText(main, read(main.id))
            : sessionText(members, read(main.id)),
        finding: main.id,
        events: members.reduce((sum, { summary }) => sum + summary.events.length, 0),
      };
    });
}

/** Findings of one caller, from one address, without a long pause between them. `sorted`: by time. */
function deedsOf(sorted: readonly ListedFinding[]): readonly Deed[] {
  const deeds: Deed[] = [];
  const open = new Map<string, Deed>();
  for (const one of sorted) {
    const { actor, actorArn, sourceIp, time, lastTime } = one.summary;
    const who = JSON.stringify([actorArn ?? actor, sourceIp]);
    const start = time === null ? null : secondsOf(time);
    const end = lastTime === null ? start : secondsOf(lastTime);
    const known = open.get(who);
    if (known !== undefined && start !== null && start - known.end <= longestPause) {
      known.members.push(one);
      known.end = Math.max(known.end, end ?? start);
      continue;
    }
    const deed = { members: [one], end: end ?? 0 };
    deeds.push(deed);
    if (start !== null) open.set(who, deed);
  }
  return deeds;
}

/** One finding: its own sentence, and who it was where the sentence does not say so. */
function aloneText(listed: ListedFinding, found: NumberedFinding | null): Spans {
  if (found === null) return say`${fullSpans(listed.summary.title)} (${reference(listed.id)}).`;
  const { oneLine, actor } = found.finding;
  const said = withoutEvents(oneLine);
  const isNamed = plain(said).toLowerCase().includes(mainName(actor.label).toLowerCase());
  return isNamed ? said : say`${raised(actor.label)}: ${lowered(said)}`;
}

/** Several findings of one caller: what was done, one after the other. */
function sessionText(members: readonly ListedFinding[], found: NumberedFinding | null): Spans {
  const named = members.length <= mostNamed ? members : byWeight(members).slice(0, mostNamed);
  const rest = members.length - named.length;
  const who = found === null ? [text(members[0]?.summary.actor ?? "")] : found.finding.actor.label;
  const parts = members
    .filter((one) => named.includes(one))
    .flatMap((one, i): Spans => [
      ...(i === 0 ? [] : [text("; ")]),
      ...say`${lowered(fullSpans(one.summary.title))} (${reference(one.id)})`,
    ]);
  return say`${raised(who)}: ${parts}${rest === 0 ? [] : say`; and ${counted(rest, "further finding")}`}.`;
}

/** The worst first; equal ones stay in order of time. */
function byWeight(members: readonly ListedFinding[]): readonly ListedFinding[] {
  return members.toSorted((a, b) => rankOf(b.summary.severity) - rankOf(a.summary.severity));
}

function worst({ members }: Pick<Deed, "members">): ListedFinding {
  const [first] = byWeight(members);
  if (first === undefined) throw new Error("a line of the story has no finding");
  return first;
}

function reference(id: string): Span {
  return { t: "ref", to: id };
}

/** Cited events stand with the finding; here they would only stop the reader. */
function withoutEvents(spans: Spans): Spans {
  const out: Span[] = [];
  for (const span of spans) {
    if (span.t !== "event") {
      out.push(span);
      continue;
    }
    const last = out.at(-1);
    if (last?.t === "text") out[out.length - 1] = text(last.s.replace(/ $/, ""));
  }
  return out;
}

/** The name that tells a caller apart: the first words of the log in its label. */
function mainName(label: Spans): string {
  const named = label.find((span) => span.t === "log");
  return named?.t === "log" ? named.s : plain(label);
}

/** Names of calls (CreateUser) and short forms (MFA) stay as they are. */
function lowered(spans: Spans): Spans {
  const [first, ...rest] = spans;
  if (first?.t !== "text" || !/^[A-Z][a-z]* /.test(first.s)) return spans;
  return [text(first.s.replace(/^./, (c) => c.toLowerCase())), ...rest];
}

function startOf(one: ListedFinding | undefined): string {
  return one?.summary.time ?? "";
}

function secondsOf(at: string): number {
  return Date.parse(at) / 1000;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
