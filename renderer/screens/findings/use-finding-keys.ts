/** The keys of the findings screen. */
import type { RefObject } from "react";
import type { FindingDetail, FindingLine, FindingQuery } from "../../../shared/ipc/findings.ts";
import { targetKey } from "../../../shared/entities/target-key.ts";
import { printQuery } from "../../../shared/event-query/print-query.ts";
import { tell } from "../../api.ts";
import type { KeyMap } from "../../keys.ts";
import { useKeys } from "../../keys.ts";
import { entityParams, go } from "../../location.ts";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { liveFrameWords as liveWords } from "../../strings/live-frame.ts";
import { useWork } from "../../work.tsx";
import { eventName, mainEvent } from "./detail-evidence.tsx";
import { nextFinding } from "./line-steps.ts";
import { showSection } from "./section.tsx";
import { isTicked } from "./ticks.ts";
import type { Triage } from "./use-triage.ts";

/** Seconds on both sides of a change that are around it. */
const aroundSeconds = 600;

interface Given {
  readonly triage: Triage;
  readonly detail: FindingDetail | undefined;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  readonly step: (by: 1 | -1) => void;
  readonly onOpen: () => void;
  readonly onBack: () => void;
  readonly onWhole: () => void;
  readonly onCopy: () => void;
}

/** Moves to the next or previous finding, over the heads of groups and the events of findings. */
export function useStep(
  triage: Triage,
  table: RefObject<TableHandle | null>,
): (by: 1 | -1) => void {
  return (by) => {
    const next = nextFinding(triage.lines, triage.selected, by);
    if (next === null) return;
    triage.select(next);
    table.current?.show(next);
  };
}

/** Binds the keys. Single letters act on the whole screen, but in no field. */
export function useFindingKeys({
  triage,
  detail,
  field,
  noteField,
  step,
  onOpen,
  onBack,
  onWhole,
  onCopy,
}: Given): void {
  const { say } = useWork();
  const lineHere = (): FindingLine | undefined =>
    triage.selected === null ? undefined : triage.lines.lineAt(triage.selected);
  const tickHere = (toHere: boolean): void => {
    const { selected, ticks } = triage;
    const line = lineHere();
    if (line?.kind !== "finding" || selected === null) return;
    triage.tick(line.row.id, selected, toHere || !isTicked(ticks, line.row.id), toHere);
  };
  const inTime = (by: 1 | -1): void => {
    const { id, query } = triage;
    if (id === null) return;
    void neighbour(query, id, by).then((next) => {
      if (next === null) say(by > 0 ? words.noLater : words.noEarlier);
      else triage.choose(next);
    });
  };
  useKeys(words.scope, {
    j: act(words.keyNext, () => step(1)),
    k: act(words.keyPrevious, () => step(-1)),
    Enter: act(words.keyOpen, onOpen),
    Escape: act(words.keyBack, onBack),
    x: act(words.keyTickOne, () => tickHere(false)),
    "Shift+X": act(words.keyTickTo, () => tickHere(true)),
    "/": act(words.keyFilter, () => field.current?.focus()),
    e: act(words.keyEvidence, () => {
      const line = lineHere();
      const main = detail === undefined ? null : mainEvent(detail);
      const event = line?.kind === "event" ? eventName(line.event) : main;
      if (event !== null) go("events", { event });
    }),
    h: act(words.keyState, () => {
      if (detail === undefined) return;
      const { account, target, time } = detail.finding;
      const key = targetKey(target.type, target.id);
      if (key === null || account === null) say(words.noEntity);
      else go("entities", entityParams({ account, key }, time));
    }),
    f: act(liveWords.keyFix, () => {
      if (detail !== undefined) go("fixes", { findings: detail.row.id });
    }),
    u: act(words.keyUndo, () => showSection("undo")),
    i: act(words.keyExplain, () => showSection("meaning")),
    d: act(words.keyDiff, () => {
      onWhole();
      showSection("change");
    }),
    c: act(words.keyCopy, onCopy),
    n: act(words.keyNote, () => {
      noteField.current?.scrollIntoView({ block: "center" });
      noteField.current?.focus();
    }),
    s: act(words.keySession, () => {
      const arn = detail?.finding.actor.arn;
      if (arn === null || arn === undefined) say(words.noSession);
      else go("events", { q: printQuery({ actors: [arn] }) });
    }),
    a: act(words.keyAround, () => {
      const event = detail === undefined ? null : mainEvent(detail);
      const time = detail?.finding.time ?? null;
      if (event === null || time === null) return;
      const t = Date.parse(time) / 1000;
      const q = printQuery({ from: t - aroundSeconds, to: t + aroundSeconds + 1 });
      go("events", { q, event });
    }),
    "[": act(words.keyEarlier, () => inTime(-1)),
    "]": act(words.keyLater, () => inTime(1)),
    "Shift+S": act(words.keyStatus, () =>
      document.querySelector<HTMLElement>(".f-detail .f-status button")?.click(),
    ),
  });
}

function act(label: string, run: () => void): KeyMap[string] {
  return { label, run };
}

/** Puts the focus into the detail. */
export function focusDetail(): void {
  document.querySelector<HTMLElement>(".f-detail .f-scroll")?.focus();
}

/** The finding before or after in time among those that match. */
async function neighbour(query: FindingQuery, id: string, by: 1 | -1): Promise<string | null> {
  const order = { sort: "time", descending: false, group: "none", folded: [] } as const;
  const place = await tell("findingPlace", query, order, id);
  if (place === null || place + by < 0) return null;
  const { lines } = await tell("findingPage", query, order, place + by, 1);
  const [line] = lines;
  return line?.kind === "finding" ? line.row.id : null;
}
