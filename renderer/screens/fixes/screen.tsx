/** Fixes: a plan against the live account, step by step, and the journal of what was done. */
import { useEffect } from "react";
import type { FixAnswer, FixRequest } from "../../../shared/ipc/fixes.ts";
import type { LiveSubject } from "../../../shared/ipc/live.ts";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go, hrefOf, useParams } from "../../location.ts";
import type { Params } from "../../location.ts";
import { Button, Empty, Tabs } from "../../parts/controls.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { useLive } from "../../use-live.ts";
import { useCase } from "../../work.tsx";
import { Connect } from "./connect.tsx";
import { Fix } from "./fix.tsx";
import { Interrupted } from "./interrupted.tsx";
import { Journal } from "./journal.tsx";
import { fixInParams, fixRequest } from "../../parts/fix-params.ts";
import { keptWizard } from "./wizard.ts";

/** The screen "fixes". */
export function FixesScreen() {
  const info = useCase();
  const [params] = useParams();
  if (info.imports === 0)
    return (
      <Empty
        icon="undo"
        title={words.empty}
        actions={
          <Button look="primary" onClick={() => go("import")}>
            {words.add}
          </Button>
        }
      >
        <p>{words.emptyText}</p>
      </Empty>
    );
  return <Fixes params={params} caseName={`${info.folder}/${info.name}`} />;
}

function subjectOf(
  params: Params,
  request: PlanRequest | null,
  planned: FixAnswer | undefined,
): LiveSubject | null {
  if (planned?.ok === true) return { kind: "fix", request: planned.fix.request };
  const run = Number(params["undo"] ?? "");
  if (Number.isInteger(run) && run > 0) return { kind: "run", run };
  return request === null ? null : { kind: "undo", request };
}

/** Asked for by nobody: there is a fix, or the question is not asked. */
const noFix: FixRequest = {
  name: "deactivate-key",
  account: null,
  target: "",
  item: null,
  by: null,
  waitDays: null,
  keepPassword: null,
  rules: null,
  at: null,
};

function Fixes({ params, caseName }: { readonly params: Params; readonly caseName: string }) {
  const { state } = useLive();
  const runs = useAsk("liveRuns", []);
  const isJournal = params["view"] === "journal";
  const request = fixRequest(params);
  const asking = fixInParams(params);
  const planned = useAsk("planFix", [asking ?? noFix], { enabled: asking !== null, keep: false });
  const subject = subjectOf(params, request, asking === null ? undefined : planned.value);
  const key = `${caseName} ${JSON.stringify([request, asking, params["undo"]])}`;
  // Who comes back without naming a fix finds the one that is under way.
  const isBare = Object.keys(params).length === 0;
  useEffect(() => {
    const kept = keptWizard();
    const isOwn = kept.key.startsWith(`${caseName} `) && kept.step !== "choose" && kept.hash !== "";
    if (isBare && isOwn) window.location.replace(kept.hash);
  }, [isBare, caseName]);
  useKeys(words.title, {
    "Shift+J": {
      label: words.keyJournal,
      run: () => go("fixes", isJournal ? {} : { view: "journal" }),
    },
  });
  const count = runs.value?.length ?? 0;
  return (
    <>
      <div className="screenbar">
        <h1>
          {params["view"] === "connect" ? (
            words.connectTitle
          ) : isJournal ? (
            words.title
          ) : (
            <Title subject={subject} planned={planned.value} />
          )}
        </h1>
        <span className="right hstack">
          <Tabs
            label={words.views}
            look="seg"
            current={isJournal ? "journal" : "fix"}
            onChange={(id) => go("fixes", id === "journal" ? { view: "journal" } : {})}
            tabs={[
              { id: "fix", label: words.newFix },
              {
                id: "journal",
                label: words.journal,
                ...(count === 0 ? {} : { count: formatCount(count) }),
              },
            ]}
          />
        </span>
      </div>
      {state?.interrupted === null || state === undefined ? null : (
        <Interrupted run={state.interrupted} isConnecting={params["view"] === "connect"} />
      )}
      {isJournal ? (
        <Journal asked={runs} chosen={Number(params["run"] ?? "")} />
      ) : params["view"] === "connect" ? (
        <Connect
          next={words.toFix}
          onNext={() => go("fixes")}
          onBack={() => go("fixes", { view: "journal" })}
        />
      ) : (
        <Fix
          key={key}
          wizardKey={key}
          subject={subject}
          request={request}
          fixRequest={asking}
          planned={planned}
          hash={hrefOf("fixes", params)}
        />
      )}
    </>
  );
}

function Title({
  subject,
  planned,
}: {
  readonly subject: LiveSubject | null;
  readonly planned: FixAnswer | undefined;
}) {
  if (subject?.kind === "fix" && planned?.ok === true)
    return <SpansText spans={planned.fix.title} />;
  return titleOf(subject);
}

function titleOf(subject: LiveSubject | null): string {
  if (subject === null) return words.title;
  if (subject.kind === "run") return words.chosenRun(subject.run);
  if (subject.kind !== "undo") return words.title;
  const { subject: of } = subject.request;
  if (of.kind === "finding") return words.titleFinding(of.id);
  if (of.kind === "findings") return words.titleFindings(of.ids.length);
  return of.kind === "events" ? words.titleEvents(of.eventIds.length) : words.titleWindow;
}
