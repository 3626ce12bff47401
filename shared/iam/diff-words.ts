/** One change of a permission as a sentence, and what held instead. */
import { joined, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import { doingWords, inCode, named, on } from "./action-words.ts";
import { conditionWords, whenAll } from "./condition-words.ts";
import { conditionKey, principalKey } from "./policy-compare.ts";
import type { Difference } from "./policy-compare.ts";
import type { Condition, Principal, Statement } from "./policy-statement.ts";
import { principalList } from "./principal-words.ts";
import { actionCovers, isAnything } from "./wildcard.ts";
import { patterns, some } from "./words.ts";

type What = "action" | "resource" | "condition" | "principal";

/**
 * Words for differences of one statement that differ in their action alone. `gained`: the statement stands in the later
 * document if it allows, in the earlier one if it denies. `other`: the statements of the document that it does not stand in.
 */
export function changeWords(
  effect: Statement["effect"],
  direction: "gained" | "lost",
  what: What,
  differences: readonly Difference[],
  other: readonly Statement[],
): { readonly text: Spans; readonly instead: Spans | null } {
  const [first] = differences;
  if (first === undefined) return { text: [], instead: null };
  const parts = partsOf(first, what, differences);
  if (what === "condition") return conditionChange(effect, direction, first, parts);
  const whole = say`${parts.doing}${whenAll(first.statement.conditions)}`;
  const code = parts.code;
  if (effect === "Allow") {
    const verb = direction === "gained" ? "may now" : "may no longer";
    return {
      text: say`${begin(parts.who, verb)} ${whole}${code}.`,
      instead: instead(direction, what, first, parts, other),
    };
  }
  const word = direction === "gained" ? "No longer denied" : "Now denied";
  return {
    text: say`${text(word)}${parts.who === null ? [] : say` to ${parts.who}`}: to ${whole}${code}.`,
    instead: null,
  };
}

interface Parts {
  /** Null: the holder of the policy. */
  readonly who: Spans | null;
  readonly doing: Spans;
  /** The patterns in brackets, where the words are not the patterns themselves. */
  readonly code: Spans;
  readonly actions: readonly string[];
}

function partsOf(first: Difference, what: What, differences: readonly Difference[]): Parts {
  const { statement } = first;
  const actions = differences.flatMap((d) => (d.action === null ? [] : [d.action]));
  const isPart = what === "resource" && first.resources.length > 0;
  const resources = isPart ? first.resources : statement.resources;
  const left = statement.notResources;
  const exceptions =
    left === null || left.length === 0 ? [] : say` on everything except ${named(left)}`;
  if (first.action === null) {
    return {
      who: who(first, what),
      doing: say`do anything except ${patterns(statement.notActions ?? [], 6)}${on(resources)}${exceptions}`,
      code: [],
      actions,
    };
  }
  return {
    who: who(first, what),
    doing: [...doingWords(actions, resources), ...exceptions],
    code: isPlain(actions) ? say` (${inCode(actions)})` : [],
    actions,
  };
}

/** Whether the words hide the patterns: `*` alone needs no repetition, nor does what a trust policy always says. */
function isPlain(actions: readonly string[]): boolean {
  return !actions.every((a) => isAnything(a) || /^sts:assumerole$/i.test(a));
}

function who(difference: Difference, what: What): Spans | null {
  const { statement, principals } = difference;
  if (statement.notPrincipals !== null && statement.notPrincipals.length > 0) {
    return say`everybody except ${principalList(statement.notPrincipals)}`;
  }
  if (statement.principals === null) return null;
  return principalList(
    what === "condition" || principals.length === 0 ? statement.principals : principals,
  );
}

function begin(subject: Spans | null, verb: string): Spans {
  if (subject === null) return [text(verb.charAt(0).toUpperCase() + verb.slice(1))];
  const [first, ...rest] = subject;
  const raised: Spans =
    first?.t === "text"
      ? [text(first.s.charAt(0).toUpperCase() + first.s.slice(1)), ...rest]
      : subject;
  return say`${raised} ${text(verb)}`;
}

/** What the other document allowed of the same: narrower resources, other conditions, parts of a wider pattern. */
function instead(
  direction: "gained" | "lost",
  what: What,
  first: Difference,
  parts: Parts,
  other: readonly Statement[],
): Spans | null {
  const intro = text(direction === "gained" ? "Before" : "Now");
  if (what === "principal") {
    const held = first.against.flatMap((s) => s.principals ?? []);
    return held.length === 0 ? null : say`${intro}: only ${principalList(uniquePrincipals(held))}.`;
  }
  if (what === "resource") {
    const held = [...new Set(first.against.flatMap((s) => s.resources ?? []))];
    const isAll = held.length === 0 || held.some((r) => isAnything(r));
    if (isAll && first.dropped.length === 0) return null;
    const asked = unique(first.against.flatMap((s) => s.conditions));
    return say`${intro}: only${isAll ? [] : on(held)}${whenAll(asked)}.`;
  }
  const narrower = other.flatMap((s) => narrowerWords(s, parts.actions));
  return narrower.length === 0 ? null : say`${intro}: only ${some(narrower, 3)}.`;
}

/** What a statement allows of wider patterns. */
function narrowerWords(statement: Statement, wider: readonly string[]): readonly Spans[] {
  if (statement.effect !== "Allow") return [];
  const held = (statement.actions ?? []).filter((a) => wider.some((w) => actionCovers(w, a)));
  if (held.length === 0) return [];
  return [say`${doingWords(held, statement.resources)}${whenAll(statement.conditions)}`];
}

function uniquePrincipals(all: readonly Principal[]): readonly Principal[] {
  return [...new Map(all.map((p) => [principalKey(p), p])).values()];
}

/** The same permission under other conditions. `dropped` are those of the other document. */
function conditionChange(
  effect: Statement["effect"],
  direction: "gained" | "lost",
  first: Difference,
  { who: subject, doing, code }: Parts,
): { readonly text: Spans; readonly instead: Spans | null } {
  const dropped = unique(first.dropped);
  const own = first.statement.conditions;
  // A key that both ask about was changed, not dropped.
  const fresh = dropped.map((c) => {
    const kept = own.find((o) => o.key.toLowerCase() === c.key.toLowerCase());
    return kept === undefined ? conditionWords(c).free : conditionWords(kept).when;
  });
  const asked = dropped.map((c) => conditionWords(c).when);
  if (effect === "Allow") {
    return direction === "gained"
      ? {
          text: say`${begin(subject, "may now")} ${doing} ${some(fresh, 3)}${code}.`,
          instead: say`Before: only ${some(asked, 3)}.`,
        }
      : {
          text: say`${begin(subject, "may now only")} ${doing} ${some(asked, 3)}${code}.`,
          instead: say`Before: ${some(fresh, 3)}.`,
        };
  }
  const to = subject === null ? [] : say` to ${subject}`;
  // A denial that asks for more denies less.
  return direction === "gained"
    ? {
        text: say`Denied${to} now only ${joined(asked, ", ", " and ")}: to ${doing}${code}.`,
        instead: say`Before: ${some(fresh, 3)}.`,
      }
    : {
        text: say`Now denied${to} ${some(fresh, 3)}: to ${doing}${code}.`,
        instead: say`Before: only ${some(asked, 3)}.`,
      };
}

function unique(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((c) => [conditionKey(c), c])).values()];
}
