import type { Impact } from "../../finding.ts";
import { cite, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Situation } from "../situation.ts";

/** What a change without a paper behind it means for an audit: the log never shows an approval. */
export function approvalImpact(
  situation: Situation,
  risk: string,
  kept: "kept" | "lost" | "partly",
): Impact {
  const record = {
    kept: say`the log itself holds what is needed to show and to restore the earlier state`,
    partly: say`the log holds only a part of what is needed to show and to restore the earlier state`,
    lost: say`the log does not hold the earlier state, so it must come from other records`,
  }[kept];
  return {
    risk,
    state: "possible",
    text: say`Whether the change was requested and approved is not in a log ${cite(situation.event.id)}. Here ${record}.`,
  };
}

/** Impacts of a call that AWS did not carry out: none of them came about. */
export function excludedAll(situation: Situation, risks: readonly string[]): readonly Impact[] {
  const how: Spans =
    situation.event.outcome === "denied"
      ? say`AWS refused the call, so this did not come about ${cite(situation.event.id)}.`
      : say`The call failed, so this did not come about ${cite(situation.event.id)}.`;
  return risks.map((risk) => ({ risk, state: "excluded", text: how }));
}
