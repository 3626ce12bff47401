import { joined, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Finding } from "../../finding.ts";
import { asksOf } from "../../remediation/ask-list.ts";
import type { Plan } from "../../remediation/plan.ts";
import { printCli } from "../../remediation/print-cli.ts";
import { printConsole } from "../../remediation/print-console.ts";
import { printPythonBrief } from "../../remediation/print-python-brief.ts";
import { topics, topicsFor } from "../../remediation/topics.ts";
import type { Block, FindingDoc, Ways } from "../document.ts";
import { callSpans } from "./call-words.ts";
import { bullets, listed, para, ref, strong, words } from "./words.ts";

type Part = FindingDoc["parts"][number];

/** The anchor of a general measure. */
export function measureId(n: number): string {
  return `measure-${n}`;
}

/** Sections of the general measures that go with a kind of event: "8.1, 8.2 and 8.5". */
function measures(eventName: string): readonly Spans[] {
  const numbers = topicsFor(eventName).map((topic) => topics.indexOf(topic) + 1);
  return numbers.map((n) => [ref(measureId(n), `8.${n}`)]);
}

/** The three prints of one plan. */
function waysOf(id: string, plan: Plan): Ways {
  const cli = printCli(plan, { account: plan.account, brief: true });
  return {
    b: "ways",
    id: `ways-${id}`,
    label: "Step by step, three ways with the same result",
    console: [{ b: "list", ordered: true, items: printConsole(plan) }],
    cli: [
      { b: "code", language: "shell", text: cli.script },
      ...cli.files.map(({ name, text: content }): Block => ({
        b: "code",
        language: "json",
        file: name,
        text: content,
      })),
    ],
    python: [
      { b: "code", language: "python", text: printPythonBrief(plan, { account: plan.account }) },
    ],
  };
}

/** The calls of a plan in sentences, each with the call itself. */
function callList(plan: Plan): readonly Block[] {
  const items = plan.operations.map((operation) => say`${operation.why} ${callSpans(operation)}`);
  const order =
    items.length > 1
      ? [para(say`${strong("Order matters:")} the calls are to be made in this order.`)]
      : [];
  return items.length === 0 ? [] : [{ b: "list", ordered: true, items }, ...order];
}

function questions(plan: Plan): readonly Block[] {
  const asks = asksOf(plan.operations);
  if (asks.length === 0) return [];
  const items = asks.map(({ ask }) => words(ask.question));
  return [para([strong("To be answered first:")]), ...bullets(items)];
}

function byHand(plan: Plan): readonly Block[] {
  if (plan.manual.length === 0) return [];
  const items = plan.manual.map((step) => step.text);
  const [only] = items;
  if (plan.operations.length === 0 && items.length === 1 && only !== undefined) return [para(only)];
  return [para([strong("To keep in mind, or to do by hand:")]), ...bullets(items)];
}

/** Losses with the same reason stand together. */
function lost(plan: Plan): readonly Block[] {
  const reasons = new Map<string, { readonly what: Spans[]; readonly why: Spans }>();
  for (const { what, why } of plan.lost) {
    const key = JSON.stringify(why);
    const known = reasons.get(key);
    if (known === undefined) reasons.set(key, { what: [what], why });
    else known.what.push(what);
  }
  return [...reasons.values()].map(({ what, why }) =>
    para(say`${strong("Lost for good:")} ${joined(what, "; ")}. ${why}`),
  );
}

/** What to do: the plan in sentences, what it can't bring back, and its three prints. */
export function remedyPart(id: string, finding: Finding): Part {
  const { plan } = finding;
  const calls = plan.operations.length;
  const general = measures(finding.eventName);
  const refer =
    general.length === 0 ? [] : [para(say`General measures: section ${listed(general)}.`, "soft")];
  if (calls === 0)
    return { title: "What to do", blocks: [...byHand(plan), ...lost(plan), ...refer] };
  const lead = say`If the change was not wanted, ${calls === 1 ? text("this call takes") : say`these ${num(calls)} calls take`} it back:`;
  return {
    title: "What to do",
    blocks: [
      para(lead),
      ...callList(plan),
      { b: "certainty", certainty: plan.certainty },
      ...questions(plan),
      ...byHand(plan),
      ...lost(plan),
      waysOf(id, plan),
      ...refer,
    ],
  };
}

/** How to see that the plan worked: the read calls with what they must answer. */
export function verifyPart({ plan }: Finding): Part {
  const items = plan.verify.map((operation) => say`${callSpans(operation)}: ${operation.why}`);
  return { title: "How to verify", blocks: bullets(items) };
}
