/** The checks by topic, what needs action first in each; arrow keys move. */
import { useEffect, useRef } from "react";
import type { KeyboardEvent } from "react";
import type { PostureStatus } from "../../../shared/posture/answer.ts";
import type { Posture, PostureResult } from "../../../shared/posture/posture.ts";
import { formatCount } from "../../../shared/report/format.ts";
import type { PostureTopic } from "../../../shared/ipc/posture.ts";
import { postureStatuses } from "../../../shared/posture/words.ts";
import { Icon } from "../../parts/icons.tsx";
import type { IconName } from "../../parts/icons.tsx";
import { postureWords as words } from "../../strings/posture.ts";

/** The last line of the list: the files themselves. */
export const filesEntry = "files";

const icons: Readonly<Record<PostureStatus, IconName>> = {
  pass: "check",
  fail: "refused",
  unknown: "help",
};

/** A status by shape and colour; the word stands beside it or in its name. */
export function StatusMark({ status }: { readonly status: PostureStatus }) {
  return (
    <span className={`po-mark ${status}`}>
      <Icon name={icons[status]} />
    </span>
  );
}

/** Results topic by topic, in each the failing ones first. */
export function topicOrder(
  posture: Posture,
  results: readonly PostureResult[],
): readonly PostureResult[] {
  const places = new Map(posture.checks.map(({ id }, at) => [id, at]));
  const topics = [...new Set(posture.checks.map(({ topic }) => topic))];
  const topicOf = new Map(posture.checks.map(({ id, topic }) => [id, topics.indexOf(topic)]));
  return results.toSorted(
    (a, b) =>
      (topicOf.get(a.check) ?? 0) - (topicOf.get(b.check) ?? 0) ||
      postureStatuses.indexOf(a.status) - postureStatuses.indexOf(b.status) ||
      (places.get(a.check) ?? 0) - (places.get(b.check) ?? 0),
  );
}

export function CheckList({
  posture,
  topics,
  shown,
  selected,
  onSelect,
  onStep,
}: {
  readonly posture: Posture;
  readonly topics: readonly PostureTopic[];
  readonly shown: readonly PostureResult[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly onStep: (by: 1 | -1) => void;
}) {
  const list = useRef<HTMLElement>(null);
  // The focus goes along while it is in the list.
  useEffect(() => {
    const { current } = list;
    if (current === null || current.dataset["shown"] === selected) return;
    current.dataset["shown"] = selected;
    const now = current.querySelector<HTMLElement>("[aria-current=true]");
    now?.scrollIntoView({ block: "nearest" });
    if (current.contains(document.activeElement)) now?.focus({ preventScroll: true });
  }, [selected]);
  const checks = new Map(posture.checks.map((one) => [one.id, one]));
  const groups = Map.groupBy(shown, ({ check }) => checks.get(check)?.topic ?? "");
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    onStep(by);
  };
  return (
    <nav className="po-list scroll grow" aria-label={words.checks} ref={list} onKeyDown={onKeyDown}>
      {shown.length === 0 ? <p className="s12 ink3 po-none">{words.noneText}</p> : null}
      {[...groups].map(([topic, results]) => (
        <section key={topic}>
          <h2 className="po-topic">{topics.find(({ id }) => id === topic)?.title ?? topic}</h2>
          <ul>
            {results.map(({ check, status, affectedCount }) => {
              const title = checks.get(check)?.title ?? check;
              return (
                <li key={check}>
                  <button
                    type="button"
                    className="po-row"
                    aria-current={check === selected}
                    tabIndex={check === selected ? 0 : -1}
                    onClick={() => onSelect(check)}
                  >
                    <StatusMark status={status} />
                    <span className="grow">{title}</span>
                    {affectedCount === 0 ? null : (
                      <span className="num ink3">
                        {formatCount(affectedCount)}
                        <span className="vh"> {words.affectedLong}</span>
                      </span>
                    )}
                    <span className={`po-word ${status}`}>{words.statuses[status]}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <button
        type="button"
        className="po-row po-files"
        aria-current={selected === filesEntry}
        tabIndex={selected === filesEntry ? 0 : -1}
        onClick={() => onSelect(filesEntry)}
      >
        <Icon name="evidence" />
        <span className="grow">{words.files(posture.files.length)}</span>
      </button>
    </nav>
  );
}
