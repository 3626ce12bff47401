/** Every file of the evidence, with filters, and what is known of the chosen one. */
import { useDeferredValue, useRef, useState } from "react";
import type { InputLine, InputQuery } from "../../../shared/ipc/evidence.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { useParams } from "../../location.ts";
import { CopyButton } from "../../parts/code.tsx";
import { Button, Empty, Note, Tabs } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Split } from "../../parts/split.tsx";
import { useWalk } from "../../parts/use-walk.ts";
import { fullTime } from "../../parts/time.ts";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";
import { FileState, FileTable, useFiles } from "./file-table.tsx";

type Kind = "all" | "problems" | InputLine["status"];

const kinds: readonly Kind[] = ["all", "read", "problems", "skipped", "unreadable", "waiting"];

function queryOf(text: string, kind: Kind, format: string): InputQuery {
  return {
    ...(text === "" ? {} : { text }),
    ...(kind === "all" || kind === "problems"
      ? {}
      : { statuses: kind === "waiting" ? (["waiting", "reading"] as const) : [kind] }),
    ...(kind === "problems" ? { withProblems: true } : {}),
    ...(format === "" ? {} : { formats: [format] }),
  };
}

export function Files() {
  const [params, change] = useParams();
  const text = useDeferredValue(params["q"] ?? "");
  const kind = kinds.find((one) => one === params["state"]) ?? "all";
  const format = params["format"] ?? "";
  const files = useFiles(queryOf(text, kind, format));
  const [selected, setSelected] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const table = useRef<TableHandle>(null);
  const clear = (): void => {
    setSelected(null);
    change({ q: null, state: null, format: null });
  };
  const set = (next: Parameters<typeof change>[0]): void => {
    setSelected(null);
    change(next);
  };
  const move = useWalk(files.total, selected, setSelected, table);
  useKeys(words.tabs.files, {
    "/": { label: words.filter, run: () => input.current?.focus() },
    j: { label: words.next, run: () => move(1) },
    k: { label: words.previous, run: () => move(-1) },
    Escape: { label: words.closeDetail, run: () => setOpen(false) },
  });
  const line = selected === null ? undefined : files.rowAt(selected);
  return (
    <Split
      name="evidence.files"
      label={words.tabs.files}
      side="second"
      usual={420}
      first={
        <>
          <div className="ev-bar hstack wrap">
            <input
              ref={input}
              className="input"
              aria-label={words.filter}
              placeholder={words.filterHint}
              value={params["q"] ?? ""}
              onChange={(event) => set({ q: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === "ArrowDown" || event.key === "Enter") table.current?.focus();
              }}
            />
            <Tabs
              look="seg"
              label={words.state}
              current={kind}
              onChange={(next) => set({ state: next === "all" ? null : next })}
              tabs={kinds.map((id) => ({ id, label: words.kinds[id] }))}
            />
            <select
              className="input ev-format"
              aria-label={words.format}
              value={format}
              onChange={(event) => set({ format: event.target.value })}
            >
              <option value="">{words.anyFormat}</option>
              {(files.any?.formats ?? []).map((one) => (
                <option key={one.format} value={one.format}>
                  {words.formatOption(one.format, one.files)}
                </option>
              ))}
            </select>
          </div>
          {files.error === null ? null : <Note kind="bad">{files.error}</Note>}
          <FileTable
            ref={table}
            files={files}
            name="evidence.files"
            withDigests
            selected={selected}
            onSelect={(index) => {
              setSelected(index);
              setOpen(true);
            }}
            onOpen={() => setOpen(true)}
            empty={
              <Empty
                icon="filter"
                title={words.noFile}
                actions={<Button onClick={clear}>{words.clearFilter}</Button>}
              />
            }
          />
          <div className="tblfoot">
            <span>
              {words.shownOf(
                files.total,
                (files.any?.formats ?? []).reduce((sum, one) => sum + one.files, 0),
              )}
            </span>
          </div>
        </>
      }
      second={isOpen && line !== undefined ? <FileDetail line={line} /> : null}
    />
  );
}

function FileDetail({ line }: { readonly line: InputLine }) {
  const problems = useAsk("problems", [line.id, false, 0, 100]).value;
  return (
    <div className="pane sunken scroll grow" tabIndex={0} role="region" aria-label={words.file}>
      <section className="section ev-first">
        <h2>
          <LogText text={line.path.split("/").at(-1) ?? line.path} cut="none" mono />
        </h2>
        <div className="hstack">
          <FileState line={line} />
        </div>
        <dl className="kv ev-kv">
          <dt>{words.path}</dt>
          <dd className="wrapany ev-wrap">
            <LogText text={line.path} cut="none" mono />
          </dd>
          <dt>{words.takenFor}</dt>
          <dd>
            <LogText text={line.format} />
          </dd>
          {line.note === "" ? null : (
            <>
              <dt>{words.note}</dt>
              <dd className="ev-wrap">
                <LogText text={line.note} cut="none" />
              </dd>
            </>
          )}
          <dt>{words.size}</dt>
          <dd>{words.bytes(line.bytes)}</dd>
          <dt>{words.modified}</dt>
          <dd>{line.modifiedAt === "" ? "–" : fullTime(line.modifiedAt)}</dd>
          <dt>{words.sha256}</dt>
          <dd className="ev-wrap">
            {line.sha256 === null ? (
              <span className="ink3">{words.noHash}</span>
            ) : (
              <>
                <span className="mono wrapany">{line.sha256}</span>{" "}
                <CopyButton text={line.sha256} />
              </>
            )}
          </dd>
          <dt>{words.recordsHead}</dt>
          <dd>{formatCount(line.records)}</dd>
          <dt>{words.eventsHead}</dt>
          <dd>{formatCount(line.events)}</dd>
          {line.digest === null ? null : (
            <>
              <dt>{words.digestHead}</dt>
              <dd className="ev-wrap">
                <b className="med">{words.digestState(line.digest.status)}.</b>{" "}
                <LogText text={line.digest.sentence} cut="none" />
              </dd>
            </>
          )}
        </dl>
        {line.isMember ? <p className="s12 ink3">{words.member}</p> : null}
      </section>
      {problems === undefined || problems.total === 0 ? null : (
        <section className="section">
          <div className="head">
            <h2>{words.problemsHere}</h2>
            <span className="s12 ink3">{formatCount(problems.total)}</span>
          </div>
          <ul className="ev-problems">
            {problems.lines.map(({ id, position, record, reason }) => (
              <li key={id}>
                <span className="s12 ink3">{words.place(position, record)}</span>{" "}
                <LogText text={reason} cut="none" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
