import type { Finding, Hop } from "../../finding.ts";
import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Block } from "../document.ts";

const kinds: Readonly<Record<Hop["kind"], string>> = {
  // Their labels begin with it.
  user: "",
  root: "",
  session: "",
  provider: "Identity provider",
  service: "",
  workload: "Workload",
  account: "",
  unknown: "Not in the log",
};

const sure: Readonly<Record<Hop["confidence"], string>> = {
  high: "in the log",
  medium: "likely",
  low: "not known",
};

/** Who became whom until the call was made; nothing where nobody led to its caller. */
export function chainBlocks({ chain = [] }: Finding): readonly Block[] {
  if (chain.length < 2) return [];
  return [
    {
      b: "chain",
      links: chain.map(({ kind, label, confidence, why, call }) => ({
        kind: kinds[kind],
        label,
        sure: sure[confidence],
        why,
        call: call === null ? null : callSpans(call),
      })),
    },
  ];
}

function callSpans({ id, name, at, sourceIp }: NonNullable<Hop["call"]>): Spans {
  const when: Spans =
    at === null ? [text(", at a time that the record does not give")] : say`, ${{ t: "time", at }}`;
  const from = sourceIp === null ? [] : say`, from ${log(sourceIp, "ip")}`;
  return say`${log(name)}${when}${from} ${cite(id)}`;
}
