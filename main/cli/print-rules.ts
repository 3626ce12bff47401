/** How `trailproof rules` prints rules and what they match. */
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import { createInputFinder } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { timeText } from "../db/query/event-row.ts";
import { shownPath } from "../import/file-names.ts";
import type { CorrelationMatch } from "../sigma/correlate-matches.ts";
import type { RuleResult } from "../sigma/run-rules.ts";
import { visible } from "./visible.ts";
import type { World } from "./world.ts";

/** A rule, and what came of it; null: it was not run. */
export interface Answer {
  readonly rule: LinkedRule;
  readonly result: RuleResult | null;
}

/** An event as it is printed. */
interface NamedEvent {
  readonly time: string | null;
  readonly eventID: string;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly actor: string | null;
  readonly errorCode: string | null;
  readonly file: string;
  /** Its ordinal in the file, from 1. */
  readonly record: number;
}

interface Names {
  readonly input: number;
  readonly record: number;
}

/** Names many events, in the order in which they are given. */
export type Namer = (events: readonly Names[]) => readonly NamedEvent[];

/** Events that are looked up together. */
const lookedUp = 500;

/** Makes a namer for the events of a case. */
export function createNamer(db: CaseDb, query: EventQuery): Namer {
  const inputOf = createInputFinder(db);
  const named = ({ input, record }: Names): NamedEvent => {
    const row = query.row({ input, record });
    const file = inputOf(input);
    return {
      time: row.time,
      eventID: row.eventId,
      eventSource: row.eventSource,
      eventName: row.eventName,
      actor: row.actor.name,
      errorCode: row.errorCode,
      file: file === null ? "" : shownPath(file),
      record,
    };
  };
  return (events) => {
    // In the order of records: what is stored together is read once.
    const order = [...events.keys()].toSorted((a, b) => byPlace(events[a], events[b]));
    const names = new Map(order.map((at) => [at, events[at]]));
    const rows = new Map<number, NamedEvent>();
    for (const [at, event] of names) if (event !== undefined) rows.set(at, named(event));
    return [...events.keys()].flatMap((at) => rows.get(at) ?? []);
  };
}

function byPlace(a: Names | undefined, b: Names | undefined): number {
  return (a?.input ?? 0) - (b?.input ?? 0) || (a?.record ?? 0) - (b?.record ?? 0);
}

/** Prints a line for each rule, and under it what is to be said of it and its matches. */
export async function printRulesText(
  answers: readonly Answer[],
  namer: Namer | null,
  world: World,
): Promise<void> {
  for (const { rule, result } of answers) {
    const lines = [
      `${placeOf(rule)}: ${visible(rule.head.title || "no title")}${said(rule, result)}`,
    ];
    for (const { line, column, text } of [...rule.problems, ...rule.notes])
      lines.push(`    ${line}:${column} ${visible(text)}`);
    for (const remark of result?.remarks ?? []) lines.push(`    ${visible(remark)}`);
    // oxlint-disable-next-line no-await-in-loop -- as fast as the reader takes them
    await world.write(Buffer.from(`${lines.join("\n")}\n`));
    if (result !== null && namer !== null && !rule.isPart)
      // oxlint-disable-next-line no-await-in-loop -- as fast as the reader takes them
      for (const text of matchTexts(result, namer)) await world.write(Buffer.from(text));
  }
}

function placeOf({ file, head }: LinkedRule): string {
  return `${visible(file)}:${head.at.line}`;
}

function said({ body, otherLogs, head, isPart }: LinkedRule, result: RuleResult | null): string {
  if (body === null)
    return otherLogs === null ? ": not loaded" : `: not for CloudTrail (${visible(otherLogs)})`;
  const level = head.level === null ? "" : ` (${head.level})`;
  if (body.kind === "filter") return `${level}: loaded, a filter`;
  const part = isPart ? ", counted by a correlation only" : "";
  if (result === null) return `${level}: loaded${part}`;
  const count =
    body.kind === "correlation"
      ? `${formatCount(result.count)} ${result.count === 1 ? "match" : "matches"}`
      : formatCounted(result.count, "event");
  return `${level}: ${count}${part}`;
}

function* matchTexts(result: RuleResult, namer: Namer): Generator<string> {
  for (let from = 0; from < result.events.length; from += lookedUp)
    yield namer(result.events.slice(from, from + lookedUp))
      .map((event) => `    ${eventLine(event)}\n`)
      .join("");
  for (const match of result.together) {
    yield `    ${visible(matchLine(match))}\n`;
    for (let from = 0; from < match.events.length; from += lookedUp)
      yield namer(match.events.slice(from, from + lookedUp))
        .map((event) => `        ${eventLine(event)}\n`)
        .join("");
  }
  const left = result.count - result.events.length - result.together.length;
  if (left > 0) yield `    and ${formatCount(left)} more; --limit shows more\n`;
}

function matchLine({ from, to, value, group, events }: CorrelationMatch): string {
  const where = group.map(({ field, value: is }) => `${field} ${is}`).join(", ");
  return (
    `${timeText(from) ?? ""} to ${timeText(to) ?? ""}: ${formatCounted(events.length, "event")}` +
    `, value ${value}${where === "" ? "" : `, ${where}`}`
  );
}

function eventLine(event: NamedEvent): string {
  return [
    event.time ?? "time unknown        ",
    event.eventID,
    `${event.eventSource ?? ""} ${event.eventName ?? ""}`,
    event.actor ?? "-",
    event.errorCode ?? "ok",
    `${event.file} record ${event.record}`,
  ]
    .map((cell) => visible(cell))
    .join("  ");
}

/** Prints one JSON document: a list with an object for each rule. */
export async function printRulesJson(
  answers: readonly Answer[],
  namer: Namer | null,
  world: World,
): Promise<void> {
  for (const [at, { rule, result }] of answers.entries()) {
    const { head, body, isPart } = rule;
    const { at: place, ...described } = head;
    const json = {
      file: rule.file,
      line: place.line,
      ...described,
      state: body === null ? (rule.otherLogs === null ? "not-loaded" : "other-logs") : "loaded",
      kind: body?.kind ?? null,
      otherLogs: rule.otherLogs,
      problems: rule.problems,
      notes: rule.notes,
      partOfCorrelation: isPart,
      ...(result === null || namer === null ? {} : resultJson(result, isPart, namer)),
    };
    // oxlint-disable-next-line no-await-in-loop -- as fast as the reader takes them
    await world.write(Buffer.from(`${at === 0 ? "[" : ","}\n${JSON.stringify(json)}`));
  }
  world.out(answers.length === 0 ? "[]\n" : "\n]\n");
}

function resultJson(result: RuleResult, isPart: boolean, namer: Namer): Record<string, unknown> {
  const { count, remarks, events, together } = result;
  if (isPart) return { count, remarks, matches: [] };
  return {
    count,
    remarks,
    matches: [
      ...namer(events),
      ...together.map((match) => ({
        from: timeText(match.from),
        to: timeText(match.to),
        value: match.value,
        group: Object.fromEntries(match.group.map(({ field, value }) => [field, value])),
        events: namer(match.events),
      })),
    ],
  };
}
