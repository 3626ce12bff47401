/** The users' own rules: which are loaded, why others are not, their files, and the run that makes their findings. */
import { useMemo, useRef, useState } from "react";
import type { RuleList, RuleRow } from "../../../shared/ipc/rules.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { tell } from "../../api.ts";
import { go } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import type { Column, TableHandle } from "../../parts/virtual-table.tsx";
import { useWho } from "../../settings.tsx";
import { rulesWords as words } from "../../strings/rules.ts";
import { useWork } from "../../work.tsx";
import { RuleFiles } from "./rule-files.tsx";
import { StateWord } from "./rule-columns.tsx";
import { severityNow } from "./rule-filter.ts";
import { runRules, useRuleRun } from "./rule-work.ts";

const columns: readonly Column<RuleRow>[] = [
  {
    id: "severity",
    head: words.ownHeads.severity,
    width: 52,
    cell: (row) => {
      const severity = row.state === "works" ? severityNow(row) : null;
      return severity === null ? null : <Severity severity={severity} look="glyph" />;
    },
  },
  {
    id: "rule",
    head: words.ownHeads.rule,
    grow: 3,
    least: 160,
    cell: ({ title, name }) => <LogText text={title === "" ? name : title} />,
  },
  {
    id: "state",
    head: words.ownHeads.state,
    grow: 4,
    least: 200,
    cell: (row) =>
      row.problem === null ? (
        <StateWord row={row} />
      ) : (
        <span className="s12 r-problem">
          <span className="mono">{words.at(row.problem.line, row.problem.column)}</span>{" "}
          <LogText text={row.problem.text} />
        </span>
      ),
  },
  {
    id: "fired",
    head: words.ownHeads.fired,
    width: 84,
    align: "end",
    cell: ({ fired, state }) => (state === "works" ? formatCount(fired) : ""),
  },
];

/** Opens a dialog and puts what was chosen into the case; then the rules are run. */
export function useAddRules(): (kind: "folder" | "files") => void {
  const { choose, say } = useWork();
  const who = useWho();
  return (kind) => {
    void choose(kind)
      .then(async (choice) => {
        if (choice === null) return;
        const { added } = await tell("addRules", choice.id, who);
        say(words.added(added));
        if (added > 0) await runRules();
      })
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error), true));
  };
}

export function OwnRules({ list }: { readonly list: RuleList }) {
  const own = useMemo(() => list.rows.filter(({ kind }) => kind === "sigma"), [list.rows]);
  const add = useAddRules();
  const table = useRef<TableHandle>(null);
  const [selected, setSelected] = useState<number | null>(null);
  if (list.files.length === 0)
    return (
      <Empty
        icon="policy"
        title={words.none}
        actions={
          <>
            <Button look="primary" onClick={() => add("folder")}>
              {words.add}
            </Button>
            <Button onClick={() => add("files")}>{words.addFiles}</Button>
          </>
        }
      >
        <p>{words.addIntro}</p>
      </Empty>
    );
  const count = (state: RuleRow["state"]): number =>
    own.filter((row) => row.state === state).length;
  return (
    <div className="r-own">
      <div className="panebar">
        <span className="ink2">
          {words.countOf(
            own.length - count("not-loaded") - count("other-logs"),
            count("not-loaded"),
            count("other-logs"),
          )}
        </span>
        <span className="right hstack g1">
          <Button size="s" onClick={() => add("folder")}>
            {words.add}
          </Button>
          <Button size="s" onClick={() => add("files")}>
            {words.addFiles}
          </Button>
        </span>
      </div>
      <RunNote isAsked={list.isAsked} />
      <div className="r-own-rules">
        <VirtualTable
          ref={table}
          label={words.tabs.own}
          name="rules.own"
          columns={columns}
          total={own.length}
          rowAt={(index) => own[index]}
          selected={selected}
          onSelect={setSelected}
          onOpen={(index) => go("rules", { rule: own[index]?.name ?? "" })}
          rowClass={({ state, setting }) => (state !== "works" || setting?.off ? "muted" : "")}
        />
      </div>
      <RuleFiles files={list.files} />
    </div>
  );
}

/** How the run stands, what the last one came to, and that one is due. */
function RunNote({ isAsked }: { readonly isAsked: boolean }) {
  const { isRunning, progress, findings, error } = useRuleRun();
  if (isRunning)
    return (
      <div className="r-run" role="status">
        <progress
          className="r-progress"
          aria-label={words.run}
          {...(progress === null || progress.total === 0
            ? {}
            : { value: progress.done, max: progress.total })}
        />
        <span>{words.running(progress?.done ?? 0, progress?.total ?? 0)}</span>
        <Button size="s" onClick={() => void tell("cancelWork")}>
          {words.cancel}
        </Button>
      </div>
    );
  return (
    <div className="r-run">
      {error === null ? null : <Note kind="bad">{error}</Note>}
      {isAsked ? (
        findings === null ? null : (
          <Note kind="ok">{words.ranFindings(findings)}</Note>
        )
      ) : (
        <Note>{words.notAsked}</Note>
      )}
      <span className="right">
        <Button
          size="s"
          {...(isAsked ? {} : { look: "primary" as const })}
          onClick={() => void runRules()}
        >
          {words.run}
        </Button>
      </span>
    </div>
  );
}
