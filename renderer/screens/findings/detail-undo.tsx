/** How it is taken back: one plan as Console steps, AWS CLI and Python; what it asks and what can't come back. */
import type { FindingDetail, PlanPrints } from "../../../shared/ipc/findings.ts";
import { asksOf } from "../../../shared/remediation/ask-list.ts";
import { plain } from "../../../shared/span.ts";
import type { Spans } from "../../../shared/span.ts";
import { Code, CopyButton } from "../../parts/code.tsx";
import { Tabs } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { useLayout } from "../../settings.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { Section } from "./section.tsx";

type Print = "console" | "cli" | "python";

const icons = { exact: "check", partial: "warning", ask: "help" } as const;

function printOf(kept: string): Print {
  return kept === "console" || kept === "python" ? kept : "cli";
}

export function DetailUndo({ detail }: { readonly detail: FindingDetail }) {
  const { plan } = detail.finding;
  const [kept, keep] = useLayout<string>("findings.print", "cli");
  const print = printOf(kept);
  const asks = asksOf(plan.operations);
  return (
    <Section
      name="undo"
      note={words.operations(plan.operations.length)}
      right={
        plan.operations.length === 0 ? undefined : (
          <span className="chip" title={words.certaintyLong[plan.certainty]}>
            <Icon name={icons[plan.certainty]} />
            {words.certainty[plan.certainty]}
          </span>
        )
      }
    >
      {plan.operations.length === 0 ? (
        <p className="s12 ink2">{words.noOperations}</p>
      ) : (
        <>
          <div className="hstack f-prints">
            <Tabs
              label={words.prints}
              look="seg"
              current={print}
              onChange={keep}
              tabs={[
                { id: "console", label: words.printConsole },
                { id: "cli", label: words.printCli },
                { id: "python", label: words.printPython },
              ]}
            />
            <span className="right">
              <CopyButton text={() => copied(detail.prints, print)} />
            </span>
          </div>
          <Printed prints={detail.prints} print={print} />
        </>
      )}
      <Part title={words.asks} items={asks.map(({ ask }) => [{ t: "text", s: ask.question }])} />
      <Part
        title={words.lost}
        items={plan.lost.map(({ what, why }): Spans => [...what, { t: "text", s: ": " }, ...why])}
      />
      <Part title={words.byHand} items={plan.manual.map(({ text }) => text)} />
    </Section>
  );
}

function Part({ title, items }: { readonly title: string; readonly items: readonly Spans[] }) {
  if (items.length === 0) return null;
  return (
    <div className="f-part">
      <h3 className="s12 ink3">{title}</h3>
      <ul className="f-list-text">
        {items.map((said, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <SpansText spans={said} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Printed({ prints, print }: { readonly prints: PlanPrints; readonly print: Print }) {
  if (print === "python")
    return <Code text={prints.python} language="python" label={words.printPython} />;
  if (print === "console")
    return (
      <ol className="f-steps">
        {prints.console.map((step, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <SpansText spans={step} />
          </li>
        ))}
      </ol>
    );
  return (
    <>
      <Code text={prints.cli} language="shell" label={words.printCli} />
      {prints.files.map(({ name, text }) => (
        <div key={name} className="f-part">
          <div className="hstack">
            <h3 className="s12 ink3">{words.file(name)}</h3>
            <span className="right">
              <CopyButton text={text} />
            </span>
          </div>
          <Code text={text} language="json" label={words.file(name)} />
        </div>
      ))}
    </>
  );
}

function copied(prints: PlanPrints, print: Print): string {
  if (print === "python") return prints.python;
  if (print === "cli") return prints.cli;
  return prints.console.map((step, i) => `${String(i + 1)}. ${plain(step)}\n`).join("");
}
