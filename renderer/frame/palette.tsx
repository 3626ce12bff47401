/** The palette: one field that finds screens, commands, findings, cases and moments. */
import { useDeferredValue, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { plain } from "../../shared/span.ts";
import { useAsk } from "../api.ts";
import { go } from "../location.ts";
import { Kbd } from "../parts/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icons.tsx";
import type { IconName } from "../parts/icons.tsx";
import { visibleText } from "../parts/log-text.tsx";
import { Severity } from "../parts/severity.tsx";
import { rulesWords } from "../strings/rules.ts";
import { frameWords as words } from "../strings/frame.ts";
import { words as common } from "../strings/index.ts";
import { useWork } from "../work.tsx";
import type { Command } from "./commands.ts";
import { Marked } from "./marked.tsx";
import { entityItems } from "./palette-entities.tsx";
import type { Item } from "./palette-item.ts";
import { rulesNamed } from "./palette-rules.ts";

function iconOf(name: IconName): ReactNode {
  return <Icon name={name} />;
}

function secondOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** `#2026-03-11 02:16` or a part of it, as an ISO minute; null when it is none. */
export function momentOf(text: string): string | null {
  const match = /^#\s*(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2})(?::(\d{2}))?)?/.exec(text);
  if (match === null) return null;
  const [, day = "", hour = "0", minute = "00"] = match;
  const at = `${day}T${hour.padStart(2, "0")}:${minute}:00Z`;
  return Number.isNaN(Date.parse(at)) ? null : at;
}

/** The palette. `commands`: what can be done now. */
export function Palette({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}) {
  const { info, openCase } = useWork();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const wanted = useDeferredValue(text.trim());
  const onlyCommands = wanted.startsWith(">");
  const moment = momentOf(wanted);
  const needle = wanted.replace(/^[>#]\s*/, "").toLowerCase();
  const isSearch = needle.length > 1 && !onlyCommands && moment === null && info !== null;
  const found = useAsk(
    "findingPage",
    [{ text: needle }, { sort: "severity", descending: true, group: "none", folded: [] }, 0, 6],
    { enabled: isSearch },
  );
  const entities = useAsk("entityPage", [{ text: needle }, 0, 12], { enabled: isSearch });
  const recent = useAsk("recentCases", []).value ?? [];
  const known = useAsk("rules", [], { enabled: isSearch });
  const rules = known.value?.rows ?? [];
  // The list may still be that of what stood in the field before.
  const isSettled =
    wanted === text.trim() &&
    [found, entities, known].every((asked) => !asked.isLoading && !(isSearch && asked.isOld));
  /** Enter was pressed for what is in the field, before its list was there. */
  const [isAwaited, setAwaited] = useState(false);

  const items: Item[] = [];
  const hit = (label: string): boolean => needle === "" || label.toLowerCase().includes(needle);
  if (moment !== null && info !== null)
    items.push({
      id: "moment",
      section: words.eventsSection,
      mark: iconOf("clock"),
      label: words.eventsAt(moment.slice(0, 16).replace("T", " ")),
      run: () => {
        const t = Date.parse(moment);
        go("events", { q: `time:${secondOf(t - 600_000)}..${secondOf(t + 600_000)}` });
      },
    });
  const pages = isSearch ? (found.value?.lines ?? []) : [];
  for (const line of pages) {
    if (line.kind !== "finding") continue;
    const { row } = line;
    items.push({
      id: row.id,
      section: words.findings,
      mark: <Severity severity={row.severity} look="glyph" />,
      label: visibleText(plain(row.title)),
      note: `${row.id}, ${common.status[row.status].toLowerCase()}`,
      run: () => go("findings", { finding: row.id }),
    });
  }
  items.push(...entityItems(isSearch ? entities.value : undefined));
  for (const row of isSearch ? rulesNamed(rules, needle) : [])
    items.push({
      id: `rule ${row.name}`,
      section: rulesWords.paletteSection,
      mark: iconOf("policy"),
      label: visibleText(row.kind === "detection" ? `${row.name} ${row.title}` : row.title),
      note: rulesWords.kinds[row.kind],
      run: () => go("rules", { rule: row.name }),
    });
  for (const command of commands)
    if (hit(command.label) && moment === null && !(onlyCommands && command.isPlace === true))
      items.push({
        id: command.id,
        section: command.isPlace === true ? words.goTo : words.run,
        mark: iconOf(command.icon),
        label: command.label,
        ...(command.key === undefined ? {} : { key: command.key }),
        run: command.run,
      });
  if (!onlyCommands && moment === null)
    for (const one of recent)
      if (one.bytes !== null && needle !== "" && hit(`${one.client ?? ""} ${one.name}`))
        items.push({
          id: one.id,
          section: words.recent,
          mark: iconOf("case"),
          label: visibleText(one.client ?? one.name),
          note: visibleText(one.name),
          run: () => void openCase(one.id),
        });
  if (isSearch) {
    items.push(
      {
        id: "all-findings",
        section: words.goTo,
        mark: iconOf("search"),
        label: words.findingsWith(needle),
        run: () => go("findings", { q: text.trim() }),
      },
      {
        id: "all-events",
        section: words.goTo,
        mark: iconOf("search"),
        label: words.eventsWith(needle),
        run: () => go("events", { q: `text:"${text.trim().replaceAll('"', "")}"` }),
      },
    );
  }
  const sections = [...new Set(items.map(({ section }) => section))];
  const ordered = sections.flatMap((section) => items.filter((one) => one.section === section));
  const current = Math.min(at, ordered.length - 1);
  const run = (item: Item | undefined): void => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0 && ordered.length > 0) {
      event.preventDefault();
      const next = (current + by + ordered.length) % ordered.length;
      setAt(next);
      list.current?.querySelectorAll("[role=option]")[next]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      // A line that was chosen by arrow runs as it stands; the first one, once it is the first.
      if (isSettled || at > 0) run(ordered[current]);
      else setAwaited(true);
    }
  };
  const runFirst = useEffectEvent(() => run(ordered[current]));
  useEffect(() => {
    if (isAwaited && isSettled) runFirst();
  }, [isAwaited, isSettled]);
  let index = -1;
  return (
    <Dialog title={words.palette} look="bare" onClose={onClose}>
      <div className="palette">
        <div className="palette-field">
          <Icon name="search" />
          <input
            autoFocus
            role="combobox"
            aria-label={words.palette}
            aria-expanded={true}
            aria-controls={id}
            aria-activedescendant={current >= 0 ? `${id}-${String(current)}` : undefined}
            placeholder={words.paletteHint}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
              setAwaited(false);
            }}
            onKeyDown={onKeyDown}
          />
          <Kbd name="Escape" />
        </div>
        <ul className="palette-list" role="listbox" aria-label={words.palette} id={id} ref={list}>
          {sections.map((section) => (
            <li key={section} role="presentation">
              <ul role="group" aria-label={section}>
                <li className="palette-head" role="presentation">
                  {section}
                </li>
                {ordered
                  .filter((one) => one.section === section)
                  .map((item) => {
                    index += 1;
                    const own = index;
                    return (
                      <li
                        key={item.id}
                        id={`${id}-${String(own)}`}
                        role="option"
                        aria-selected={own === current}
                        className={`palette-item${own === current ? " on" : ""}`}
                        onPointerMove={() => setAt(own)}
                        onClick={() => run(item)}
                      >
                        {item.mark}
                        <span className="cut">
                          <Marked text={item.label} needle={needle} />
                        </span>
                        {item.note === undefined ? null : (
                          <span className="ink3 s12 cut">{item.note}</span>
                        )}
                        <span className="right hstack g1">
                          {item.key === undefined ? null : <Kbd name={item.key} />}
                        </span>
                      </li>
                    );
                  })}
              </ul>
            </li>
          ))}
        </ul>
        {ordered.length === 0 && !found.isLoading ? (
          <p className="palette-none">{words.paletteNothing(text.trim())}</p>
        ) : null}
        <div className="palette-foot">
          <span>
            <Kbd name="ArrowUp" /> <Kbd name="ArrowDown" /> {words.paletteMove}
          </span>
          <span>
            <Kbd name="Enter" /> {words.paletteOpen}
          </span>
          <span className="right">
            <kbd>&gt;</kbd> {words.paletteCommands}
          </span>
          <span>
            <kbd>#</kbd> {words.paletteTime}
          </span>
        </div>
      </div>
    </Dialog>
  );
}
