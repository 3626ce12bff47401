import type { RuleHead } from "../sigma/rule-head.ts";

/** Longer ids and titles are cut: names stand in tables and in the journal. */
const longest = 200;

/**
 * What the rules of a case are called in findings and settings, in their order: `sigma/` and the rule's id, or where it
 * has none its name or title. A name that stood before gets a number, so that each is one rule.
 */
export function ruleNames(rules: readonly { readonly head: RuleHead }[]): readonly string[] {
  const seen = new Map<string, number>();
  return rules.map(({ head }) => {
    const own = `sigma/${(head.id ?? head.name ?? head.title).slice(0, longest)}`;
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    return times === 1 ? own : `${own} (${times})`;
  });
}

/** MITRE ATT&CK techniques among the tags of a rule: `attack.t1098.003` is T1098.003. */
export function techniquesOf({ tags }: Pick<RuleHead, "tags">): readonly string[] {
  const found = tags.flatMap((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1] ?? []);
  return [...new Set(found.map((id) => id.toUpperCase()))];
}
