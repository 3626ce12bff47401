/** Evidence: what was imported, what proves it, what is missing. */
import type { ImportResult } from "../../../shared/ipc/case.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go, useParams } from "../../location.ts";
import { Button, Empty, Tabs } from "../../parts/controls.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";
import { importWords } from "../../strings/import.ts";
import { useAddEvidence, useCase, useWork } from "../../work.tsx";
import { Coverage } from "./coverage.tsx";
import { Custody } from "./custody.tsx";
import { Digests } from "./digests.tsx";
import { Files } from "./files.tsx";
import { Problems } from "./problems.tsx";
import { statementOf } from "./statement.ts";
import { CopyStatement, Summary } from "./summary.tsx";

const tabs = ["summary", "files", "problems", "custody", "digests", "coverage"] as const;

/** Rows of the whole map: more make no picture. */
const mapRows = 120;

/** The screen "evidence". */
export function EvidenceScreen() {
  return <EvidenceView result={null} />;
}

/** `result`: of the import that has just ended; it heads the summary. */
export function EvidenceView({ result }: { readonly result: ImportResult | null }) {
  const info = useCase();
  const { importing } = useWork();
  const [params] = useParams();
  const tab = tabs.find((one) => one === params["tab"]) ?? "summary";
  const { value: evidence } = useAsk("evidence", []);
  useKeys(words.title, {
    Enter: { label: words.toFindings, run: toFindings },
    ...(info.isUnfinished && !importing.isRunning
      ? { r: { label: words.resume, run: () => void importing.start(null) } }
      : {}),
  });
  if (info.imports === 0 && !importing.isRunning) return <NothingYet />;
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <Tabs
          look="bar"
          label={words.title}
          panel="evidence-panel"
          current={tab}
          onChange={(id) => go("evidence", id === "summary" ? {} : { tab: id })}
          tabs={tabs.map((id) => ({
            id,
            label: words.tabs[id],
            ...(id === "files" ? { count: formatCount(info.totals.files) } : {}),
            ...(id === "problems" ? { count: formatCount(info.totals.problems) } : {}),
          }))}
        />
        <span className="right hstack">
          <CopyStatement text={evidence === undefined ? null : statementOf(info, evidence)} />
          <Button size="s" look="primary" hint="Enter" onClick={toFindings}>
            {words.toFindings}
          </Button>
        </span>
      </div>
      <div id="evidence-panel" className="ev-panel" role="tabpanel" aria-label={words.tabs[tab]}>
        {tab === "summary" ? <Summary result={result} /> : null}
        {tab === "files" ? <Files /> : null}
        {tab === "problems" ? <Problems /> : null}
        {tab === "custody" ? <Custody /> : null}
        {tab === "digests" ? <Digests /> : null}
        {tab === "coverage" ? (
          <div
            className="scroll grow ev-part"
            tabIndex={0}
            role="region"
            aria-label={words.tabs.coverage}
          >
            <Coverage rows={mapRows} isWhole />
          </div>
        ) : null}
      </div>
    </>
  );
}

/** A case without evidence: the one thing to do. */
export function NothingYet() {
  const add = useAddEvidence();
  return (
    <Empty
      icon="take"
      title={importWords.nothing}
      actions={
        <>
          <Button look="primary" onClick={() => void add("folder")}>
            {importWords.folder}
          </Button>
          <Button onClick={() => void add("files")}>{importWords.files}</Button>
        </>
      }
    >
      <p>{importWords.nothingText}</p>
    </Empty>
  );
}

function toFindings(): void {
  go("findings");
}
