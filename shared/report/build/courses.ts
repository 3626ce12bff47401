import type { Finding } from "../../finding.ts";
import { rankOf } from "../../severity.ts";
import type { NumberedFinding } from "../case-facts.ts";
import { eachSpan } from "./finding-spans.ts";

/** Findings that follow one another within hours and share an identity or an address. */
export interface Course {
  /** Successful changes of high and above, in order of time; at least two. */
  readonly findings: readonly NumberedFinding[];
  /** Refused or failed calls of the same identities shortly before or between them. */
  readonly refused: readonly NumberedFinding[];
  /** UTC ISO time of the first and of the last change. */
  readonly from: string;
  readonly to: string;
}

const hour = 3_600_000;
/** The same identity acting again after more than this starts another course. */
const identityGap = 6 * hour;
/** An office shares one address, so an address alone links only what follows closely. */
const addressGap = hour;

function timeOf(finding: Finding): number {
  return finding.time === null ? Number.NaN : Date.parse(finding.time);
}

/** What ties a finding to others: the users and roles that its actor is made of, and the address of the call. */
function ties(finding: Finding): readonly { readonly key: string; readonly gap: number }[] {
  const out: { readonly key: string; readonly gap: number }[] = [];
  eachSpan(finding.actor.label, (span) => {
    if (span.t === "log" && (span.kind === "user" || span.kind === "role")) {
      out.push({ key: `${span.kind} ${span.s}`, gap: identityGap });
    }
  });
  if (finding.actor.arn?.endsWith(":root") === true) {
    out.push({ key: finding.actor.arn, gap: identityGap });
  }
  const ip = finding.sourceIp;
  if (ip !== null && /^[\d.]+$|^[\da-f]*:[\da-f:.]+$/i.test(ip)) {
    out.push({ key: `address ${ip}`, gap: addressGap });
  }
  return out;
}

/** Sets that grow together: each finding points to one that stands for its set. */
function sets(size: number): {
  readonly find: (i: number) => number;
  readonly join: (a: number, b: number) => void;
} {
  const parents = Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    for (;;) {
      const above = parents[at] ?? at;
      if (above === at) return at;
      parents[at] = parents[above] ?? above;
      at = above;
    }
  };
  return { find, join: (a, b) => void (parents[find(a)] = find(b)) };
}

/** Findings in groups of those that are tied to each other by a chain of small gaps. */
function groups(list: readonly NumberedFinding[]): readonly (readonly NumberedFinding[])[] {
  const { find, join } = sets(list.length);
  const last = new Map<string, number>();
  list.forEach(({ finding }, i) => {
    for (const { key, gap } of ties(finding)) {
      const before = last.get(key);
      const other = before === undefined ? undefined : list[before];
      if (before !== undefined && other !== undefined) {
        if (timeOf(finding) - timeOf(other.finding) <= gap) join(i, before);
      }
      last.set(key, i);
    }
  });
  const out = new Map<number, NumberedFinding[]>();
  list.forEach((one, i) => {
    const group = out.get(find(i));
    if (group === undefined) out.set(find(i), [one]);
    else group.push(one);
  });
  return [...out.values()].filter((group) => group.length > 1);
}

function weight(course: Course): number {
  return course.findings.reduce((sum, one) => sum + 10 ** rankOf(one.finding.severity), 0);
}

/**
 * Courses of events, the weightiest first. Refused calls never make a course by themselves; they are told with one
 * that they precede or accompany.
 */
export function coursesOf(findings: readonly NumberedFinding[]): readonly Course[] {
  const timed = findings
    .filter(({ finding }) => Number.isFinite(timeOf(finding)))
    .toSorted((a, b) => timeOf(a.finding) - timeOf(b.finding));
  const grave = timed.filter(
    ({ finding }) => finding.outcome === "success" && rankOf(finding.severity) >= rankOf("high"),
  );
  const refused = new Map<string, NumberedFinding[]>();
  for (const one of timed.filter(({ finding }) => finding.outcome !== "success")) {
    for (const { key } of ties(one.finding)) {
      const list = refused.get(key);
      if (list === undefined) refused.set(key, [one]);
      else list.push(one);
    }
  }
  return groups(grave)
    .map((group): Course => {
      const from = group[0]?.finding.time ?? "";
      const to = group.at(-1)?.finding.time ?? "";
      const keys = new Set(group.flatMap(({ finding }) => ties(finding).map(({ key }) => key)));
      const near = (one: NumberedFinding): boolean => {
        const at = timeOf(one.finding);
        return at >= Date.parse(from) - identityGap && at <= Date.parse(to);
      };
      const found = new Set([...keys].flatMap((key) => refused.get(key) ?? []).filter(near));
      return {
        findings: group,
        refused: [...found].toSorted((a, b) => timeOf(a.finding) - timeOf(b.finding)),
        from,
        to,
      };
    })
    .toSorted((a, b) => weight(b) - weight(a));
}
