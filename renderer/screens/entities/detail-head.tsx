/** The bar over a thing: name, kind, ARN, and what can be done. */
import type { EntityLife } from "../../../shared/ipc/entities.ts";
import { Button } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { kindIcon } from "../../parts/kind-icon.ts";
import { LogText } from "../../parts/log-text.tsx";
import { entitiesWords as words } from "../../strings/entities.ts";

export function DetailHead({
  life,
  exists,
  onEvents,
  onUndo,
  onCopy,
  onBack,
}: {
  readonly life: EntityLife;
  readonly exists: boolean | null;
  readonly onEvents: () => void;
  readonly onUndo: () => void;
  readonly onCopy: () => void;
  readonly onBack: (() => void) | null;
}) {
  const { row, arn } = life;
  const versions = life.slots.find(({ id }) => id === "versions")?.versions.length ?? 0;
  return (
    <div className="screenbar n-bar-head">
      {onBack === null ? null : (
        <Button size="s" look="quiet" icon="left" label={words.keyBack} onClick={onBack} />
      )}
      <div className="n-title">
        <div className="hstack">
          <Icon name={kindIcon(row.kind)} />
          <h1 className="cut">
            <LogText text={row.name} />
          </h1>
          <span className="chip">{words.kinds[row.kind]}</span>
          {versions > 0 ? <span className="chip">{words.versions(versions)}</span> : null}
          {exists === true ? null : (
            <span className="chip">
              <Icon name="info" />
              {exists === false ? words.doesNotExist : words.mayNotExist}
            </span>
          )}
        </div>
        <span className="hstack g1 ink3">
          <LogText text={arn ?? row.account} mono cut="start" />
          {arn === null ? null : (
            <Button size="s" look="quiet" icon="copy" label={words.copyArn} onClick={onCopy} />
          )}
        </span>
      </div>
      <span className="right hstack">
        <Button size="s" hint="e" onClick={onEvents}>
          {words.allEvents}
        </Button>
        <Button size="s" look="primary" icon="undo" hint="u" onClick={onUndo}>
          {words.undo}
        </Button>
      </span>
    </div>
  );
}
