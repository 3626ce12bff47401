import { useMemo } from "react";
import type { AuditControls } from "../use-audit.ts";
import type { Choice } from "../../shared/ipc.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { Icon } from "../parts/icons.tsx";
import { useKeys } from "../use-keys.ts";

interface Props {
  readonly controls: AuditControls;
  readonly choice: Choice | null;
  readonly notice: string | null;
}

/** Where an audit begins: what to read, and for whom. */
export function StartScreen({ controls, choice, notice }: Props) {
  const { choose, info } = controls;
  const keys = useMemo(
    () => ({
      o: () => void choose("folder"),
      "shift+o": () => void choose("files"),
    }),
    [choose],
  );
  useKeys(keys);
  const held = info?.isMac === true ? "⌘" : "Ctrl ";
  return (
    <div className="start">
      <AuditForm controls={controls} choice={choice} />
      <div className="choosing">
        <section className="take" aria-labelledby="take-title">
          <Icon name="take" />
          <div>
            <h2 id="take-title">CloudTrail logs</h2>
            <p>
              A folder with everything in it, or single files; packed with gzip or not. What is no
              log is skipped and listed.
            </p>
          </div>
          <div className="buttons">
            <button type="button" className="btn" onClick={() => void choose("folder")}>
              Choose folder… <kbd>{held}O</kbd>
            </button>
            <button type="button" className="btn" onClick={() => void choose("files")}>
              Choose files… <kbd>{held}Shift O</kbd>
            </button>
            <button type="button" className="btn" onClick={() => void choose("case")}>
              Open case…
            </button>
          </div>
        </section>
        <output>{notice !== null && <span className="note">{notice}</span>}</output>
        <ChosenList choice={choice} />
        <p className="fine">
          Trailproof works offline: it opens no connection. The logs are read, never changed. The
          case that an audit makes of them is removed when it is done; the report is what you save.
        </p>
      </div>
    </div>
  );
}

function AuditForm({ controls, choice }: Omit<Props, "notice">) {
  return (
    <form
      aria-labelledby="form-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== null) void controls.start(choice);
      }}
    >
      <h1 id="form-title">New audit</h1>
      <div className="field">
        <label htmlFor="client">Client</label>
        <input
          id="client"
          className="input"
          type="text"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={controls.client}
          aria-describedby="client-hint"
          onChange={(event) => controls.setClient(event.target.value)}
        />
        <span id="client-hint" className="hint">
          Stands on the report. It may stay empty.
        </span>
      </div>
      <button type="submit" className="btn l primary" disabled={choice === null}>
        {choice?.kind === "case" ? "Open case" : "Start audit"}
      </button>
      <output className="fine">
        {choice === null ? "Choose logs first." : `${chosenWords(choice)} chosen.`}
      </output>
    </form>
  );
}

function chosenWords({ kind, count }: Choice): string {
  switch (kind) {
    case "folder":
      return formatCounted(count, "folder");
    case "files":
      return formatCounted(count, "file");
    case "case":
      return formatCounted(count, "case");
  }
}

function ChosenList({ choice }: { readonly choice: Choice | null }) {
  if (choice === null) return null;
  const rest = choice.count - choice.names.length;
  return (
    <section aria-labelledby="chosen-title">
      <h2 id="chosen-title">Chosen</h2>
      <ul className="names">
        {choice.names.map((name, i) => (
          // Two folders may hold files of the same name, so the place in the list is the key.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i} title={name}>
            {name}
          </li>
        ))}
        {rest > 0 && <li className="more">and {formatCount(rest)} more</li>}
      </ul>
    </section>
  );
}
