import { num, plain, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Finding, Impact, Reason } from "../../finding.ts";
import { isStep } from "../../analysis/severity-sum.ts";
import { rankOf, severityOf } from "../../severity.ts";
import type { Block, FindingDoc } from "../document.ts";
import { isRoutine } from "./routine.ts";
import { bullets, para, ref, severityInText, words } from "./words.ts";

type Part = FindingDoc["parts"][number];

const stateOrder: readonly Impact["state"][] = ["shown", "possible", "excluded"];
const stateWords: Readonly<Record<Impact["state"], string>> = {
  shown: "shown by the evidence",
  possible: "possible; nothing here contradicts it",
  excluded: "excluded by the evidence",
};

/** Impacts of one state, those with the same words taken together. */
function impactItems(impacts: readonly Impact[]): readonly Spans[] {
  const same = new Map<string, { readonly risks: string[]; readonly text: Spans }>();
  for (const { risk, text: said } of impacts) {
    const known = same.get(plain(said));
    if (known === undefined) same.set(plain(said), { risks: [risk], text: said });
    else known.risks.push(risk);
  }
  return [...same.values()].map(
    ({ risks, text: said }) => say`${{ t: "strong", of: [text(`${risks.join("; ")}.`)] }} ${said}`,
  );
}

/** Why the change matters: what is shown first, then what is possible, then what can be ruled out. */
export function impactPart(finding: Finding): Part {
  const states = stateOrder.filter((state) => finding.impact.some((one) => one.state === state));
  const blocks = states.flatMap((state): readonly Block[] => {
    const items = impactItems(finding.impact.filter((one) => one.state === state));
    const label = stateWords[state].replace(/^./, (c) => c.toUpperCase());
    return [para([{ t: "em", of: [text(`${label}:`)] }]), ...bullets(items)];
  });
  return { title: "Why it matters here", blocks };
}

/** A sentence without its full stop, so that it can be continued. */
function open(spans: Spans): Spans {
  const last = spans.at(-1);
  if (last?.t !== "text" || !last.s.endsWith(".")) return spans;
  return [...spans.slice(0, -1), text(last.s.slice(0, -1))];
}

function head(title: string): Block {
  return { b: "heading", level: 4, text: title };
}

/** The innocent explanations beside what could not be known; alone where only one of them has content. */
export function doubtPart(finding: Finding): Part {
  const unknown = finding.unknown.map(
    ({ what, why }) => say`${open(what)}: ${{ t: "unknown", why }}.`,
  );
  const benign: readonly Block[] =
    finding.benign.length === 1 && finding.benign[0] !== undefined
      ? [para(finding.benign[0])]
      : bullets(finding.benign);
  const titles = { benign: "What else it could be", unknown: "Not in the evidence" };
  if (benign.length === 0) return { title: titles.unknown, blocks: bullets(unknown) };
  if (unknown.length === 0) return { title: titles.benign, blocks: benign };
  return {
    title: "",
    blocks: [
      {
        b: "columns",
        of: [
          [head(titles.benign), ...benign],
          [head(titles.unknown), ...bullets(unknown)],
        ],
      },
    ],
  };
}

/** A line of the sum as it is printed. */
type ReasonRow = Extract<Block, { b: "reasons" }>["rows"][number];

const steps = { "+1": 1, "-1": -1, "-2": -2 } as const;

/** The lines that a reader needs to come to the same result: where the sum was held between its limits. */
function limits(
  reasons: readonly Reason[],
): readonly { text: Spans; value: string; kind: string }[] {
  let rank = 1;
  let shift = 0;
  for (const { value } of reasons) {
    if (value === "off") continue;
    if (isStep(value)) shift += steps[value];
    else rank = Math.max(rank, rankOf(value));
  }
  const held = Math.min(1, Math.max(-2, shift));
  const out: { text: Spans; value: string; kind: string }[] = [];
  if (held !== shift) {
    out.push({
      text: say`The modifiers add up to ${num(shift)}; their sum is held between −2 and +1`,
      value: held > 0 ? "+1" : "−2",
      kind: "limit",
    });
  }
  if (rank + held > 5 || rank + held < 1) {
    const end = severityInText(severityOf(rank + held));
    out.push({ text: words("The scale ends here"), value: end, kind: "limit" });
  }
  return out;
}

function valueWord(value: Reason["value"]): string {
  if (value === "off") return "off";
  if (isStep(value)) return value.replace("-", "−");
  return severityInText(value);
}

/** Every value that made the rating: a table from medium up, a sentence for what is less. */
export function severityPart(finding: Finding): Part {
  const rows: ReasonRow[] = [
    ...finding.reasons.map(({ text: said, value, kind, rule }) => ({
      text: said,
      value: valueWord(value),
      kind: kind as string,
      ...(rule === undefined ? {} : { rule }),
    })),
    ...limits(finding.reasons),
  ];
  const title = "Severity and its reasons";
  if (!isRoutine(finding)) {
    return { title, blocks: [{ b: "reasons", rows, result: finding.severity }] };
  }
  const sum = rows.flatMap(({ text: said, value, kind, rule }, i) => [
    ...(i === 0 ? [] : [text("; ")]),
    ...say`${open(said)} (${text([value, kind, ...(rule === undefined ? [] : [rule])].join(", "))})`,
  ]);
  return {
    title,
    blocks: [
      para(
        say`${sum}. Result: ${{ t: "sev", of: finding.severity }}. The rules are in ${ref("arithmetic")}.`,
      ),
    ],
  };
}
