/** What to do, as Console steps, AWS CLI and Python. */
import type { PostureTopic } from "../../../shared/ipc/posture.ts";
import { plain } from "../../../shared/span.ts";
import type { Spans } from "../../../shared/span.ts";
import { Code, CopyButton } from "../../parts/code.tsx";
import { Tabs } from "../../parts/controls.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { useLayout } from "../../settings.tsx";
import { postureWords as words } from "../../strings/posture.ts";

export function TopicPrints({ topic }: { readonly topic: PostureTopic }) {
  const [kept, keep] = useLayout<string>("findings.print", "cli");
  const print = kept === "console" || kept === "python" ? kept : "cli";
  return (
    <>
      <Lines of={topic.why} />
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
          <CopyButton text={() => copied(topic, print)} />
        </span>
      </div>
      {print === "console" ? (
        <ol className="f-steps">
          {topic.console.map((step, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>
              <SpansText spans={step} />
            </li>
          ))}
        </ol>
      ) : print === "cli" ? (
        <Code text={topic.cli} language="shell" label={words.printCli} />
      ) : (
        <Code text={topic.python} language="python" label={words.printPython} />
      )}
      <h4 className="s12 ink3">{words.verify}</h4>
      <ul className="po-notes">
        {topic.verify.map((line, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <SpansText spans={line} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Lines({ of }: { readonly of: readonly Spans[] }) {
  return of.map((line, i) => (
    // oxlint-disable-next-line react/no-array-index-key
    <p className="s12 ink2" key={i}>
      <SpansText spans={line} />
    </p>
  ));
}

function copied(topic: PostureTopic, print: "console" | "cli" | "python"): string {
  if (print === "cli") return topic.cli;
  if (print === "python") return topic.python;
  return topic.console.map((step, i) => `${String(i + 1)}. ${plain(step)}\n`).join("");
}
