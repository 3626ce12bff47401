/** A rule is typed or pasted, read as it is typed, and run on the open case. Nothing is written until it is added. */
import { useEffect, useRef, useState } from "react";
import type { TryAnswer } from "../../../shared/ipc/rules.ts";
import type { Remark } from "../../../shared/sigma/remarks.ts";
import { tell, useAsk } from "../../api.ts";
import { useParams } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import { useWho } from "../../settings.tsx";
import { rulesWords as words } from "../../strings/rules.ts";
import { useWork } from "../../work.tsx";
import { TextDialog } from "../findings/edit-menus.tsx";
import { RuleField } from "./rule-field.tsx";
import { offsetOf } from "./text-places.ts";
import { Tried } from "./tried.tsx";

const beginning = `title: Access keys made for other users
status: experimental
level: medium
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: iam.amazonaws.com
    eventName: CreateAccessKey
  condition: selection
`;

/** What was typed stays while the window is open. */
let kept: string | null = null;

/** Milliseconds after the last key until the text is read. */
const quietMs = 300;

/** The tester; a rule that was opened from the list is loaded first. */
export function Tester() {
  const [params] = useParams();
  const wanted = params["rule"] ?? null;
  const { value, error } = useAsk("ruleDetail", [wanted ?? ""], { enabled: wanted !== null });
  if (wanted === null || error !== null) return <Bench start={kept ?? beginning} />;
  if (value === undefined) return <div className="grow" aria-busy="true" />;
  return <Bench key={wanted} start={value.sigma?.text ?? kept ?? beginning} />;
}

function Bench({ start }: { readonly start: string }) {
  const { say } = useWork();
  const who = useWho();
  const [text, setText] = useState(start);
  const [answer, setAnswer] = useState<TryAnswer | null>(null);
  const [problems, setProblems] = useState<readonly Remark[]>([]);
  /** The text that the answer is about. */
  const [tried, setTried] = useState(start);
  const [isTrying, setTrying] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const type = (next: string): void => {
    kept = next;
    setText(next);
  };

  useEffect(() => {
    let isOld = false;
    const timer = window.setTimeout(() => {
      tell("tryRule", text, false).then(
        ({ rules }) => {
          if (!isOld) setProblems(rules.flatMap((rule) => rule.problems));
        },
        () => undefined,
      );
    }, quietMs);
    return () => {
      isOld = true;
      window.clearTimeout(timer);
    };
  }, [text]);

  const run = (): void => {
    setTrying(true);
    setTried(text);
    setError(null);
    void tell("tryRule", text, true)
      .then(setAnswer, (failed: unknown) =>
        setError(failed instanceof Error ? failed.message : String(failed)),
      )
      .finally(() => setTrying(false));
  };
  const save = (name: string): void =>
    void tell("saveRule", name, text, who).then(
      ({ added }) => say(words.added(added)),
      (failed: unknown) => say(failed instanceof Error ? failed.message : String(failed), true),
    );
  const show = (remark: Remark): void => {
    const { current } = field;
    if (current === null) return;
    const at = offsetOf(text, remark);
    current.focus();
    current.setSelectionRange(at, at);
  };
  return (
    <>
      <Split
        name="rules.tester"
        label={words.tabs.tester}
        side="first"
        usual={Math.round(window.innerWidth * 0.42)}
        least={[360, 360]}
        first={
          <section className="r-tester" aria-label={words.testerLabel}>
            <div className="panebar">
              <Button
                size="s"
                look="primary"
                icon="play"
                hint="Mod+Enter"
                disabled={text.trim() === ""}
                onClick={run}
              >
                {words.tryIt}
              </Button>
              <Button size="s" disabled={text.trim() === ""} onClick={() => setSaving(true)}>
                {words.save}
              </Button>
            </div>
            <RuleField
              ref={field}
              text={text}
              problems={problems}
              onText={type}
              onRun={run}
              onProblem={show}
            />
          </section>
        }
        second={
          <section
            className={`r-tried scroll grow${tried === text ? "" : " is-old"}`}
            aria-label={words.tabs.tester}
            aria-busy={isTrying}
            tabIndex={0}
          >
            {error === null ? null : <Note kind="bad">{error}</Note>}
            {isTrying ? <p className="ink3 r-note">{words.trying}</p> : null}
            {answer === null ? (
              isTrying || error !== null ? null : (
                <Empty icon="play" title={words.empty}>
                  <p>{words.emptyText}</p>
                  <p>{words.tryHint}</p>
                </Empty>
              )
            ) : (
              <Tried answer={answer} onProblem={show} />
            )}
          </section>
        }
      />
      {isSaving ? (
        <TextDialog
          title={words.saveTitle}
          label={words.saveName}
          hint={words.saveHint}
          action={words.save.replace("…", "")}
          start={nameOf(text)}
          onClose={() => setSaving(false)}
          onDone={save}
        />
      ) : null}
    </>
  );
}

/** A name for the file, from the title. */
function nameOf(text: string): string {
  const title = /^title:\s*(.+)$/m.exec(text)?.[1] ?? "rule";
  const word = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return `${word.slice(0, 60) === "" ? "rule" : word.slice(0, 60)}.yml`;
}
