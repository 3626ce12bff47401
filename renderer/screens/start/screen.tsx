/** A new case, a case that was open before, the sample. */
import { useRef } from "react";
import { useKeys } from "../../keys.ts";
import { Button } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { useSettings } from "../../settings.tsx";
import { startWords as words } from "../../strings/start.ts";
import { useWork } from "../../work.tsx";
import { NewCase } from "./new-case.tsx";
import { RecentCases } from "./recent-cases.tsx";
import { usePending } from "./use-pending.ts";
import { useSample } from "./use-sample.ts";

/** The screen "start". */
export function StartScreen() {
  const { info: program } = useSettings();
  const { choose, openCase } = useWork();
  const pending = usePending();
  const sample = useSample();
  const form = useRef<HTMLFormElement>(null);
  const focusForm = (): void => form.current?.querySelector("input")?.focus();
  useKeys("Start", {
    "Mod+N": { label: words.newCase, run: focusForm },
  });
  const take = (kind: "files" | "folder"): void =>
    void choose(kind).then((choice) => {
      if (choice === null) return;
      pending.take(choice);
      focusForm();
    });
  const open = (): void =>
    void choose("case").then((choice) => (choice === null ? undefined : openCase(choice.id)));

  return (
    <div className="start">
      <NewCase form={form} pending={pending} />
      <div className="start-main scroll">
        <div className="start-drop">
          <Icon name="take" />
          <div className="grow">
            <b className="med">{program.host === "desktop" ? words.drop : words.dropInBrowser}</b>
            <p className="ink2 s12">{words.kinds}</p>
          </div>
          <span className="hstack">
            <Button onClick={() => take("files")}>{words.files}</Button>
            <Button onClick={() => take("folder")}>{words.folder}</Button>
          </span>
        </div>
        <RecentCases onOpen={open} />
        <div className="start-sample hstack">
          <div className="grow">
            <b className="med">{words.sample}</b>
            <p className="ink2 s12">{words.sampleText}</p>
          </div>
          <Button onClick={sample.open} disabled={sample.isOpening}>
            {words.openSample}
          </Button>
        </div>
        <p className="s12 ink3">{words.offline}</p>
      </div>
      <aside className="start-help scroll" aria-label={words.takes} tabIndex={0}>
        <h2>{words.takes}</h2>
        <dl>
          {words.takesList.map(([what, how]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="ink2 s12">{how}</dd>
            </div>
          ))}
        </dl>
        <h2>{words.happens}</h2>
        <ol className="ink2">
          {words.happensList.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </aside>
    </div>
  );
}
