/** Why it has its severity: every line of the sum, so that it can be done again by hand. */
import type { Finding } from "../../../shared/finding.ts";
import { rankOf } from "../../../shared/severity.ts";
import { SpansText } from "../../parts/spans-text.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import { ledgerOf } from "./ledger.ts";
import { Section } from "./section.tsx";

export function DetailWhy({ finding }: { readonly finding: Finding }) {
  const { proposed, highest, modifiers, off, sum, held } = ledgerOf(finding.reasons);
  const word = common.severity[finding.severity];
  return (
    <Section name="why" title={words.whySeverity(word.toLowerCase())}>
      <table className="ledger">
        <tbody>
          {proposed.map(({ text, kind, value, rule }, i) => (
            // The lines of a sum never change their order.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i}>
              <td>
                {kind === "baseline" ? `${words.baseline}: ` : ""}
                <SpansText spans={text} />
              </td>
              <td className="rule">{rule ?? words.reasonKinds[kind]}</td>
              <td>{words.rank(common.severity[value], rankOf(value))}</td>
            </tr>
          ))}
          {proposed.length > 1 ? (
            <tr>
              <td className="ink2">{words.highest}</td>
              <td colSpan={2}>{String(highest)}</td>
            </tr>
          ) : null}
          {modifiers.map(({ text, kind, value, rule }, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i}>
              <td>
                <SpansText spans={text} />
              </td>
              <td className="rule">
                {words.reasonKinds[kind]}
                {rule === undefined ? "" : ` ${rule}`}
              </td>
              <td>{words.modifier(value)}</td>
            </tr>
          ))}
          {off.map(({ text, kind, rule }, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i} className="ink3">
              <td>
                <SpansText spans={text} />
              </td>
              <td className="rule">{rule ?? words.reasonKinds[kind]}</td>
              <td>{words.offLine}</td>
            </tr>
          ))}
          {held === sum ? null : (
            <tr>
              <td className="ink2" colSpan={3}>
                {words.limited(sum)}
              </td>
            </tr>
          )}
          <tr className="sum">
            <td>{words.sum(highest, held)}</td>
            <td colSpan={2}>{words.rank(word, rankOf(finding.severity))}</td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
