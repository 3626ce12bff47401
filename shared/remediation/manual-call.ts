import type { InverseCall } from "../knowledge/entry.ts";
import type { Span, Spans } from "../span.ts";
import { log, say, text } from "../span.ts";
import type { Sources } from "./inverse-value.ts";
import { resolveValue } from "./inverse-value.ts";
import { memberKind } from "./member-kinds.ts";
import { shellQuote } from "./shell-quote.ts";
import { xformName } from "./xform-name.ts";

/**
 * A call that a person must decide about, as a sentence: the condition, then the command where all of its values
 * are known, otherwise the name of the call. `lead` is the beginning of a sentence of ours.
 */
export function manualCall(lead: string, call: InverseCall, from: Sources): Spans {
  const command = knownCommand(call, from);
  const what: Span = command ?? { t: "code", of: [text(`iam:${call.api}`)] };
  return say`${text(lead)}: ${what}`;
}

function knownCommand(call: InverseCall, from: Sources): Span | null {
  const of: Span[] = [text(`aws iam ${xformName(call.api, "-")}`)];
  for (const [member, source] of Object.entries(call.params)) {
    const kind = memberKind(member);
    const value = resolveValue(source, member, from);
    if (value.state !== "known" || (kind !== "text" && kind !== "flag")) return null;
    const option = xformName(member, "-");
    if (kind === "flag") of.push(text(value.value === true ? ` --${option}` : ` --no-${option}`));
    else {
      const quoted = typeof value.value === "string" ? shellQuote(value.value) : null;
      if (quoted === null) return null;
      of.push(text(quoted.startsWith("-") ? ` --${option}=` : ` --${option} `), log(quoted));
    }
  }
  return { t: "code", of };
}
