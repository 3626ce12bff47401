import type { Spans } from "../span.ts";
import { cite, joined, plain, say, text } from "../span.ts";
import { commentLines } from "./comment-text.ts";
import type { Loss, Operation, Plan } from "./plan.ts";

/** Most events that a comment cites. */
const most = 12;

/** Why a call is made, and the events that its values come from, as lines of a script comment. */
export function stepComment({ why, evidence }: Operation): readonly string[] {
  const said = new Set(why.flatMap((span) => (span.t === "event" ? [span.id] : [])));
  const further = evidence.filter((id) => !said.has(id));
  if (further.length === 0) return commentLines(why);
  const cited = joined(further.slice(0, most).map((id) => cite(id)));
  const more = further.length > most ? say` and ${text(String(further.length - most))} more` : [];
  return [...commentLines(why), ...commentLines(say`Evidence: ${cited}${more}.`)];
}

/** What stands beside the calls: what is to be done by hand, what is left as it is, what can't come back. */
export function remarks(plan: Plan): readonly Spans[] {
  return [
    ...plan.manual.map((one) => say`By hand: ${one.text}`),
    ...(plan.conflicts ?? []).map(
      ({ what, by, event }) => say`Left as it is: ${what} Changed since by ${by}, ${cite(event)}.`,
    ),
    ...plan.lost.map((one) => say`Lost: ${lossWords(one)}`),
  ];
}

/** A loss with its reason, as one or two sentences. */
export function lossWords({ what, why }: Loss): Spans {
  return /[.!?]$/.test(plain(what)) ? say`${what} ${why}` : say`${what}: ${why}`;
}
