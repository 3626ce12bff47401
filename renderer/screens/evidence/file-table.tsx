/** The table of files: for the evidence screen and for the import under way. */
import type { ReactNode, Ref } from "react";
import type { InputLine, InputPage, InputQuery } from "../../../shared/ipc/evidence.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { tell } from "../../api.ts";
import { Icon } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { sizeWords } from "../../parts/size.ts";
import { usePages } from "../../parts/use-pages.ts";
import type { Pages } from "../../parts/use-pages.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import type { Column, TableHandle } from "../../parts/virtual-table.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";

/** The files that match a query, page by page. */
export function useFiles(query: InputQuery): Pages<InputPage, InputLine> {
  return usePages<InputLine, InputPage>(["inputs", query], (offset, limit) =>
    tell("inputs", query, offset, limit),
  );
}

const columns: readonly Column<InputLine>[] = [
  {
    id: "file",
    head: words.file,
    grow: 3,
    least: 200,
    cell: ({ path, isMember }) => (
      <span className={isMember ? "ev-member" : undefined}>
        <LogText text={path} mono cut="start" />
      </span>
    ),
  },
  {
    id: "format",
    head: words.takenFor,
    grow: 2,
    least: 140,
    cell: ({ format, note }) => <LogText text={note === "" ? format : `${format}, ${note}`} />,
  },
  {
    id: "size",
    head: words.size,
    width: 84,
    align: "end",
    cell: ({ bytes }) => sizeWords(bytes),
  },
  {
    id: "events",
    head: words.eventsHead,
    width: 92,
    align: "end",
    cell: ({ events, status }) => (status === "read" && events > 0 ? formatCount(events) : ""),
  },
  {
    id: "problems",
    head: words.problemsHead,
    width: 84,
    align: "end",
    cell: ({ problems }) => (problems === 0 ? "" : formatCount(problems)),
  },
  { id: "state", head: words.state, width: 128, cell: (line) => <FileState line={line} /> },
];

const digestColumn: Column<InputLine> = {
  id: "digest",
  head: words.digestHead,
  width: 124,
  cell: ({ digest }) => (digest === null ? "" : words.digestState(digest.status)),
};

/** What became of a file: icon and word. */
export function FileState({
  line,
}: {
  readonly line: Pick<InputLine, "status" | "problems" | "format">;
}) {
  const { status, problems, format } = line;
  // Digests, Insight events and the like are evidence too.
  const isKept = status === "skipped" && format.startsWith("CloudTrail");
  const word = isKept ? words.kept : words.states[status];
  if (status === "read" && problems === 0)
    return (
      <span className="s12 hstack g1">
        <span className="ok">
          <Icon name="check" small />
        </span>
        {word}
      </span>
    );
  if (status === "read" || status === "unreadable")
    return (
      <span className="s12 hstack g1">
        <Icon name="warning" small />
        {status === "read" ? words.readInPart : word}
      </span>
    );
  return <span className="s12 ink3">{word}</span>;
}

export function FileTable({
  files,
  name,
  selected,
  onSelect,
  onOpen,
  empty,
  withDigests = false,
  ref,
}: {
  readonly files: Pages<InputPage, InputLine>;
  readonly name: string;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  readonly onOpen?: (index: number) => void;
  readonly empty: ReactNode;
  readonly withDigests?: boolean;
  readonly ref?: Ref<TableHandle>;
}) {
  return (
    <VirtualTable
      label={words.tabs.files}
      name={name}
      columns={withDigests ? [...columns, digestColumn] : columns}
      total={files.total}
      rowAt={files.rowAt}
      onRange={files.onRange}
      selected={selected}
      onSelect={onSelect}
      {...(onOpen === undefined ? {} : { onOpen })}
      rowClass={({ status, format }) =>
        status === "skipped" && !format.startsWith("CloudTrail") ? "muted" : ""
      }
      empty={files.any === undefined ? null : empty}
      isOld={files.isOld}
      {...(ref === undefined ? {} : { ref })}
    />
  );
}
