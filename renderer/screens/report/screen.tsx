/** The report as it will be saved, with its options beside it. */
import { useState } from "react";
import type { ReportFormat } from "../../../shared/ipc/report.ts";
import { defaultReport } from "../../../shared/ipc/report.ts";
import { severities } from "../../../shared/severity.ts";
import type { Severity } from "../../../shared/severity.ts";
import { CallFailed, tell } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go, useParams } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import { useSettings } from "../../settings.tsx";
import { reportWords as words } from "../../strings/report.ts";
import { useCase, useWork } from "../../work.tsx";
import { Cover } from "./cover.tsx";
import { Levels } from "./levels.tsx";
import { usePreview } from "./use-preview.ts";

/** The screen "report". */
export function ReportScreen() {
  const info = useCase();
  if (info.totals.records === 0)
    return (
      <Empty
        icon="report"
        title={words.nothing}
        actions={
          <Button look="primary" onClick={() => go("import")}>
            {words.add}
          </Button>
        }
      >
        <p>{words.nothingText}</p>
      </Empty>
    );
  return <Report />;
}

function Report() {
  const info = useCase();
  const { say, importing } = useWork();
  const { info: program } = useSettings();
  const [params, change] = useParams();
  const atLeast = severities.find((one) => one === params["from"]) ?? defaultReport.atLeast;
  const preview = usePreview({ atLeast });
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const { report } = preview;
  const isReady = report !== null && !preview.isBuilding && saving === null;
  // A browser has its own dialog for printing; the program makes a PDF without one.
  const printsItself = program.host === "browser";

  const tellFailure = (error: unknown): void => {
    if (!(error instanceof CallFailed)) throw error;
    say(error.message, true);
  };
  const save = async (format: ReportFormat): Promise<void> => {
    setSaving(format);
    try {
      const saved = await tell("saveReport", format);
      if (saved !== null) say(words.saved(saved));
    } catch (error) {
      tellFailure(error);
    } finally {
      setSaving(null);
    }
  };
  const open = (): void => void tell("openReport").catch(tellFailure);
  useKeys(words.title, {
    "Mod+S": {
      label: words.saveHtml,
      run: () => {
        if (isReady) void save("html");
      },
    },
  });
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <span className="ink3 s12" aria-live="polite">
          {preview.isBuilding
            ? preview.seconds > 0
              ? words.building(preview.seconds, findingsOf(info.findings))
              : ""
            : report === null
              ? ""
              : words.built(report)}
        </span>
        <span className="right hstack">
          <Button size="s" disabled={!isReady} onClick={open}>
            {words.open}
          </Button>
          <Button size="s" disabled={!isReady} onClick={() => void save("json")}>
            {words.saveJson}
          </Button>
          <Button
            size="s"
            disabled={!isReady}
            onClick={() => (printsItself ? open() : void save("pdf"))}
          >
            {printsItself ? words.printPdf : words.savePdf}
          </Button>
          <Button
            size="s"
            look="primary"
            hint="Mod+S"
            disabled={!isReady}
            onClick={() => void save("html")}
          >
            {words.saveHtml}
          </Button>
        </span>
      </div>
      <Split
        name="report"
        label={words.options}
        side="second"
        usual={360}
        least={[300, 480]}
        first={
          preview.error !== null ? (
            <div className="report-error">
              <Note kind="bad">{preview.error}</Note>
              <Button onClick={preview.again} disabled={importing.isRunning}>
                {words.again}
              </Button>
            </div>
          ) : report === null ? (
            <div className="report-wait" data-loading="" />
          ) : (
            // Sandboxed without any right: no scripts, no forms, no way out.
            <iframe
              key={report.url}
              className={`report-page${preview.isBuilding ? " is-old" : ""}`}
              sandbox=""
              src={report.url}
              title={words.preview}
            />
          )
        }
        second={
          <div className="pane sunken scroll grow report-side">
            {info.isUnfinished ? <Note>{words.unfinished}</Note> : null}
            {info.isAnalyzed ? null : <Note>{words.notAnalyzed}</Note>}
            <Levels
              counts={info.findings}
              atLeast={atLeast}
              onChange={(next: Severity) => change({ from: next === "info" ? null : next })}
            />
            <p className="s12 ink3">{words.undecided(info.decided, findingsOf(info.findings))}</p>
            <Cover />
            <section>
              <h2>{words.save}</h2>
              <p className="s12 ink2">{words.formats}</p>
              {printsItself ? <p className="s12 ink2">{words.printHint}</p> : null}
            </section>
          </div>
        }
      />
    </>
  );
}

function findingsOf(counts: Readonly<Record<Severity, number>>): number {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}
