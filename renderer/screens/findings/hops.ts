/** Who became whom, out of the label of an actor. Pure. */
import type { LogKind, Spans } from "../../../shared/span.ts";
import type { IconName } from "../../parts/icons.tsx";

export interface Hop {
  readonly icon: IconName;
  readonly label: Spans;
}

const between = ", started by ";

/** The label of an actor as links of a chain: who began a session stands first. */
export function hopsOf(label: Spans): readonly Hop[] {
  const at = label.findIndex((span) => span.t === "text" && span.s.includes(between));
  const span = label[at];
  if (span?.t !== "text") return [{ icon: iconOf(label), label }];
  const [before = "", after = ""] = span.s.split(between, 2);
  const session: Spans = [
    ...label.slice(0, at),
    ...(before === "" ? [] : [{ ...span, s: before }]),
  ];
  const starter: Spans = [...(after === "" ? [] : [{ ...span, s: after }]), ...label.slice(at + 1)];
  return [
    { icon: iconOf(starter), label: starter },
    { icon: iconOf(session), label: session },
  ];
}

function iconOf(label: Spans): IconName {
  const kinds = new Set(label.map((span): LogKind | null => (span.t === "log" ? span.kind : null)));
  if (kinds.has("role")) return "role";
  if (kinds.has("user")) return "user";
  return kinds.has("host") ? "service" : "user";
}
