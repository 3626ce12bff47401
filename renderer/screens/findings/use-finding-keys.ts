/** The keys of the findings screen. */
import type { RefObject } from "react";
import type { FindingDetail, FindingQuery } from "../../../shared/ipc/findings.ts";
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
import { mainEvent } from "./detail-evidence.tsx";
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

/** Moves to the next or previous finding, over the heads of groups. */
export function useStep(
  triage: Triage,
  table: RefObject<TableHandle | null>,
): (by: 1 | -1) => void {
  return (by) => {
    const { lines, selected } = triage;
    let next = selected === null ? (by > 0 ? 0 : lines.total - 1) : selected + by;
    while (next >= 0 && next < lines.total && lines.lineAt(next)?.kind === "group") next += by;
    if (next < 0 || next >= lines.total) return;
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
  const tickHere = (toHere: boolean): void => {
    const { selected, lines, ticks } = triage;
    const line = selected === null ? undefined : lines.lineAt(selected);
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
      const event = detail === undefined ? null : mainEvent(detail);
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
