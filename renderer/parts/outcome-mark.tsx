import type { Outcome } from "../../shared/cloudtrail-event.ts";
import { words } from "../strings/index.ts";
import { Icon } from "./icons.tsx";

const icons = { success: "check", denied: "denied", failed: "failed" } as const;

/** Whether a call was done, denied or failed: a mark with its word, or the mark alone with the word as its name. */
export function OutcomeMark({
  outcome,
  withWord = false,
}: {
  readonly outcome: Outcome;
  readonly withWord?: boolean;
}) {
  const word = words.outcome[outcome];
  return (
    <span
      className={`out ${outcome === "success" ? "" : "denied"}`}
      title={words.outcomeLong[outcome]}
    >
      {withWord ? <Icon name={icons[outcome]} /> : <Icon name={icons[outcome]} label={word} />}
      {withWord ? word : null}
    </span>
  );
}
