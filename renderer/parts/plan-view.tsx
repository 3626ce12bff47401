/** A plan that takes changes back: its prints, what it asks, what it leaves and what can't come back. */
import type { ReactNode } from "react";
import type { PlanPrints } from "../../shared/ipc/findings.ts";
import type { PlanRequest } from "../../shared/ipc/plan.ts";
import { asksOf } from "../../shared/remediation/ask-list.ts";
import type { Conflict, Plan } from "../../shared/remediation/plan.ts";
import { lossWords } from "../../shared/remediation/plan-comments.ts";
import { plain } from "../../shared/span.ts";
import type { Spans } from "../../shared/span.ts";
import { CallFailed, tell } from "../api.ts";
import { go, hrefOf } from "../location.ts";
import { useLayout } from "../settings.tsx";
import { liveFrameWords as liveWords } from "../strings/live-frame.ts";
import { planWords as words } from "../strings/plan.ts";
import { useWork } from "../work.tsx";
import { Code, CopyButton } from "./code.tsx";
import { Button, Tabs } from "./controls.tsx";
import { fixParams } from "./fix-params.ts";
import { Icon } from "./icons.tsx";
import { SpansText } from "./spans-text.tsx";

type Print = "console" | "cli" | "powershell" | "python";

const icons = { exact: "check", partial: "warning", ask: "help" } as const;

function printOf(kept: string): Print {
  return kept === "console" || kept === "powershell" || kept === "python" ? kept : "cli";
}

/** How sure a plan is, as a chip. */
export function CertaintyChip({ plan }: { readonly plan: Plan }) {
  return (
    <span className="chip" title={words.certaintyLong[plan.certainty]}>
      <Icon name={icons[plan.certainty]} />
      {words.certainty[plan.certainty]}
    </span>
  );
}

/** `request`: what the plan was asked for with, so that it can be saved; absent where it is not from the case as it is now. */
export function PlanView({
  plan,
  prints,
  request,
}: {
  readonly plan: Plan;
  readonly prints: PlanPrints;
  readonly request?: PlanRequest;
}) {
  const [kept, keep] = useLayout<string>("findings.print", "cli");
  const print = printOf(kept);
  const asks = asksOf(plan.operations);
  return (
    <>
      <Conflicts conflicts={plan.conflicts ?? []} />
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
                { id: "powershell", label: words.printPowershell },
                { id: "python", label: words.printPython },
              ]}
            />
            <span className="right hstack g1">
              {request === undefined ? null : (
                <Button size="s" icon="live" onClick={() => go("fixes", fixParams(request))}>
                  {liveWords.fix}
                </Button>
              )}
              <CopyButton text={() => copied(prints, print)} />
              {request === undefined ? null : <SaveButton request={request} print={print} />}
            </span>
          </div>
          {print === "console" ? null : <p className="s12 ink3">{words.dryRun[print]}</p>}
          <Printed prints={prints} print={print} />
        </>
      )}
      <Part title={words.asks} items={asks.map(({ ask }) => [{ t: "text", s: ask.question }])} />
      <Part title={words.lost} items={plan.lost.map(lossWords)} />
      <Part title={words.byHand} items={plan.manual.map(({ text }) => text)} />
    </>
  );
}

function SaveButton({ request, print }: { readonly request: PlanRequest; readonly print: Print }) {
  const { say } = useWork();
  const save = async (): Promise<void> => {
    try {
      const saved = await tell("savePlan", request, print);
      if (saved !== null) say(words.saved(saved.name));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    }
  };
  return (
    <Button size="s" icon="take" label={words.saveLabel} onClick={() => void save()}>
      {words.save}
    </Button>
  );
}

/** What is left as it is, first: whoever runs the plan must know. */
function Conflicts({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  if (conflicts.length === 0) return null;
  return (
    <Listed title={words.conflicts} note={words.conflictsWhy}>
      {conflicts.map(({ what, by, event, at }) => (
        <li key={`${event} ${plain(what)}`}>
          <SpansText spans={what} /> {words.changedBy} <SpansText spans={by} />
          {at === null ? null : (
            <>
              , <time dateTime={at}>{at.replace("T", " ").replace("Z", "")}</time>
            </>
          )}{" "}
          <a href={hrefOf("events", { event })}>{words.openLater}</a>
        </li>
      ))}
    </Listed>
  );
}

function Part({ title, items }: { readonly title: string; readonly items: readonly Spans[] }) {
  if (items.length === 0) return null;
  return (
    <Listed title={title}>
      {items.map((said, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          <SpansText spans={said} />
        </li>
      ))}
    </Listed>
  );
}

function Listed({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="f-part">
      <h3 className="s12 ink3">{title}</h3>
      {note === undefined ? null : <p className="s12 ink3">{note}</p>}
      <ul className="f-list-text">{children}</ul>
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
  const script = print === "cli" ? prints.cli : prints.powershell;
  const label = print === "cli" ? words.printCli : words.printPowershell;
  // Both scripts share their files; PowerShell keeps more of its values in some.
  const files = prints.files.filter(({ name }) => script.includes(name));
  return (
    <>
      <Code text={script} language="shell" label={label} />
      {files.map(({ name, text }) => (
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
  if (print !== "console") return prints[print];
  return prints.console.map((step, i) => `${String(i + 1)}. ${plain(step)}\n`).join("");
}
