import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { log, plain, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Finding } from "../../finding.ts";

/** Longer values, policy documents above all, are shown elsewhere. */
const longest = 140;
const documents = /document|password|secret|certificate|metadata/i;

/** Members that name nothing. */
const asides = /^(description|path|comment)$/i;

/** A request parameter that is one short text. */
export interface CalledWith {
  readonly member: string;
  readonly value: string;
}

/** The short texts among the parameters of a call, as the record writes them. */
export function calledWith(event: CloudTrailEvent): readonly CalledWith[] {
  return Object.entries(event.request ?? {}).flatMap(([member, value]) =>
    typeof value === "string" &&
    value !== "" &&
    value.length <= longest &&
    member.length <= longest &&
    !documents.test(member)
      ? [{ member, value }]
      : [],
  );
}

/** Parameters with their names, for the facts of a finding. */
export function parameterSpans(all: readonly CalledWith[]): Spans {
  return all.flatMap(({ member, value }, i) => [
    ...(i === 0 ? [] : [text(" · ")]),
    ...say`${log(member)} ${{ t: "strong", of: [log(value)] }}`,
  ]);
}

/** The part of an ARN that people call its name. */
function shortName(value: string): string {
  return value.startsWith("arn:") ? (value.split("/").at(-1) ?? value) : value;
}

/**
 * What the call named besides the target: tells apart findings with the same title, e.g. the members that were added
 * to one group. Empty for a series, whose calls differ.
 */
export function besideTitle(finding: Finding, event: CloudTrailEvent | undefined): Spans {
  if (event === undefined || finding.events.length !== 1) return [];
  const title = plain(finding.title);
  const values = calledWith(event)
    .filter(({ member, value }) => value !== finding.target.id && !asides.test(member))
    .map(({ value }) => shortName(value))
    .filter((value) => value.length > 1 && !title.includes(value));
  const shown = [...new Set(values)].slice(0, 2);
  return shown.flatMap((value) => say` · ${log(value)}`);
}
