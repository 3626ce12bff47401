import { counted, plain, say } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import { rankOf } from "../../severity.ts";
import type { NumberedFinding } from "../case-facts.ts";
import { eachSpan } from "./finding-spans.ts";

/** An identity of the log with the findings about what it did. */
export interface ActingIdentity {
  readonly label: Spans;
  readonly account: string | null;
  readonly findings: readonly NumberedFinding[];
  /** Rank of the worst of them. */
  readonly worst: number;
}

/** The role of a session whose name changes from run to run. In Identity Center the session name is the sign-in name. */
function passingRole(label: Spans): Span | null {
  let role: Span | null = null;
  eachSpan(label, (span) => {
    if (span.t === "log" && span.kind === "role" && role === null) role = span;
  });
  const found: Span | null = role;
  return found === null || plain([found]).startsWith("AWSReservedSSO_") ? null : found;
}

/** Who made the calls that findings describe, the worst first. Sessions of one role are taken together. */
export function actingIdentities(findings: readonly NumberedFinding[]): readonly ActingIdentity[] {
  const groups = new Map<
    string,
    {
      readonly labels: Map<string, Spans>;
      readonly role: Span | null;
      readonly findings: NumberedFinding[];
    }
  >();
  for (const one of findings) {
    const { label } = one.finding.actor;
    const role = passingRole(label);
    const key = JSON.stringify([
      one.finding.account,
      role === null ? plain(label) : `role ${plain([role])}`,
    ]);
    const group = groups.get(key) ?? { labels: new Map<string, Spans>(), role, findings: [] };
    group.labels.set(plain(label), label);
    group.findings.push(one);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ labels, role, findings: list }) => {
      const [only = []] = labels.values();
      const label =
        labels.size === 1 || role === null
          ? only
          : say`role ${role}, ${counted(labels.size, "session")}`;
      const worst = Math.max(...list.map(({ finding }) => rankOf(finding.severity)));
      return { label, account: list[0]?.finding.account ?? null, findings: list, worst };
    })
    .toSorted((a, b) => b.worst - a.worst || b.findings.length - a.findings.length);
}
