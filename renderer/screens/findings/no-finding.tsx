/** Why the list is empty, and what would be found without a condition. */
import { useAsk } from "../../api.ts";
import { Button, Empty } from "../../parts/controls.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { useCase } from "../../work.tsx";
import { printToken, tokensOf, withoutToken } from "./query-text.ts";
import type { Triage } from "./use-triage.ts";

/** `all`: findings of the whole case. */
export function NoFinding({ triage, all }: { readonly triage: Triage; readonly all: number }) {
  const info = useCase();
  if (info.totals.files === 0)
    return (
      <Empty icon="findings" title={words.emptyNew}>
        {words.emptyNewText}
      </Empty>
    );
  if (all === 0)
    return (
      <Empty icon="findings" title={words.emptyClean}>
        {words.emptyCleanText}
      </Empty>
    );
  const { query, setQuery } = triage;
  const tokens = tokensOf(query);
  return (
    <Empty
      icon="search"
      title={words.emptyFilter}
      actions={
        <>
          {tokens.map((token) => (
            <DropButton
              key={printToken(token)}
              label={visibleText(printToken(token))}
              triage={triage}
              without={withoutToken(query, token)}
            />
          ))}
          {query.text === undefined || tokens.length === 0 ? null : (
            <DropButton
              label={`“${query.text}”`}
              triage={triage}
              without={{ ...query, text: "" }}
            />
          )}
          <Button size="s" onClick={() => setQuery({})}>
            {words.clearFilter}
          </Button>
        </>
      }
    >
      {tokens.length === 0
        ? words.emptyWords(visibleText(query.text ?? ""))
        : words.emptyFilterText}
    </Empty>
  );
}

/** A condition to go without, with what would be found then. */
function DropButton({
  label,
  triage,
  without,
}: {
  readonly label: string;
  readonly triage: Triage;
  readonly without: Triage["query"];
}) {
  const { value } = useAsk("findingPage", [without, { ...triage.order, folded: [] }, 0, 0]);
  return (
    <Button size="s" onClick={() => triage.setQuery(without)}>
      {words.drop(label, value?.findings ?? 0)}
    </Button>
  );
}
