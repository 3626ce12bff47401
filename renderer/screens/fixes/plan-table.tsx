/** The steps as a table: what is live now, what will be, and how each stands. Arrow keys move, a row is always chosen. */
import type { KeyboardEvent, ReactNode } from "react";
import type { LiveStep } from "../../../shared/ipc/live.ts";
import { Icon } from "../../parts/icons.tsx";
import type { IconName } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { callName, cellsOf, targetOf } from "./target.ts";

/** What stands in the last column. */
export interface Standing {
  readonly icon: IconName;
  readonly text: string;
  readonly look: "" | "ok" | "bad" | "ink3" | "lv-now";
}

const icons = {
  "to-do": "check",
  "already-done": "minus",
  conflict: "refused",
  unreadable: "refused",
  "needs-answer": "help",
  "left-out": "minus",
  "not-supported": "user",
} as const;

/** How a step of a preview stands. */
export function standingOf(step: LiveStep): Standing {
  const { state } = step;
  if (state === "conflict" || state === "unreadable")
    return { icon: icons[state], text: words.states[state], look: "bad" };
  if (state === "to-do" && step.permission === "denied")
    return { icon: "denied", text: words.lacksPermission, look: "bad" };
  if (state === "to-do" && step.isDestructive)
    return { icon: "warning", text: words.asksAgain, look: "" };
  return {
    icon: icons[state],
    text: words.states[state],
    look: state === "to-do" || state === "needs-answer" ? "" : "ink3",
  };
}

export function PlanTable({
  label,
  steps,
  chosen,
  onChoose,
  standing,
  after = null,
}: {
  readonly label: string;
  readonly steps: readonly LiveStep[];
  /** Number of the chosen step; null: rows can't be chosen. */
  readonly chosen: number | null;
  readonly onChoose: (n: number) => void;
  readonly standing: (step: LiveStep) => Standing;
  /** A further column before the state: its head, and its cell. */
  readonly after?: { readonly head: string; readonly cell: (step: LiveStep) => ReactNode } | null;
}) {
  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (by === undefined || chosen === null) return;
    event.preventDefault();
    const next = steps[steps.findIndex(({ n }) => n === chosen) + by];
    if (next === undefined) return;
    onChoose(next.n);
    event.currentTarget.querySelector<HTMLElement>(`[data-step="${String(next.n)}"]`)?.focus();
  };
  const isChoice = chosen !== null;
  return (
    <table
      className="tbl lv-plan"
      role={isChoice ? "grid" : undefined}
      aria-label={label}
      onKeyDown={move}
    >
      <colgroup>
        <col className="lv-c-no" />
        <col className="lv-c-op" />
        <col className="lv-c-on" />
        <col className="lv-c-now" />
        <col />
        {after === null ? null : <col className="lv-c-now" />}
        <col className="lv-c-st" />
      </colgroup>
      <thead>
        <tr>
          <th>#</th>
          <th>{words.operation}</th>
          <th>{words.on}</th>
          <th>{words.now}</th>
          <th>{words.after}</th>
          {after === null ? null : <th>{after.head}</th>}
          <th>{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => {
          const { before, after: next, further } = cellsOf(step.changes);
          const { icon, text, look } = standing(step);
          const isOut = look === "ink3";
          return (
            <tr
              key={step.n}
              data-step={step.n}
              className={isOut ? "muted" : undefined}
              {...(isChoice
                ? {
                    "aria-selected": chosen === step.n,
                    tabIndex: chosen === step.n ? 0 : -1,
                    onClick: () => onChoose(step.n),
                  }
                : {})}
            >
              <td className="ink3">{step.n}</td>
              <td className="mono" title={step.api}>
                {callName(step.api)}
              </td>
              <td>
                <LogText text={targetOf(step.request)} mono />
              </td>
              <td>
                <LogText text={before} />
              </td>
              <td className={isOut ? undefined : "med"}>
                <span className="lv-state">
                  <LogText text={next} />
                  {further > 0 ? (
                    <span className="ink3 nowrap">{words.furtherChanges(further)}</span>
                  ) : null}
                </span>
              </td>
              {after === null ? null : <td>{after.cell(step)}</td>}
              <td>
                <span className={`lv-state ${look}`} title={text}>
                  <Icon name={icon} small />
                  <span className="cut">{text}</span>
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
