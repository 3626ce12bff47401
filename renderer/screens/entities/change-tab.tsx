/** What changed from one document to another: in words, then in text. */
import type {
  DocumentSlot,
  DocumentVersion,
  EntityName,
  PermissionLine,
} from "../../../shared/ipc/entities.ts";
import type { Spans } from "../../../shared/span.ts";
import { useAsk } from "../../api.ts";
import { Button, Kbd, Note } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Menu } from "../../parts/menu.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { TextDiff, canFold } from "../../parts/text-diff.tsx";
import { listTime } from "../../parts/time.ts";
import { words as common } from "../../strings/index.ts";
import { entitiesWords as words } from "../../strings/entities.ts";

/** What stands for "no document" among the versions. */
export const noVersion = "none";

/** Which documents are compared. */
export interface Compared {
  readonly slot: DocumentSlot;
  /** Null: no document. */
  readonly before: DocumentVersion | null;
  readonly after: DocumentVersion | null;
}

/** A version as a button names it: `v3`, or the time from which it stood. */
export function versionWord(version: DocumentVersion | null): string {
  if (version === null) return words.nothingThere;
  if (/^v\d+$/.test(version.label)) return version.label;
  return version.from === null ? words.start : listTime(version.from);
}

function idOf(one: DocumentVersion | null): string {
  return one?.id ?? noVersion;
}

/** Chooses the two documents, in the bar of the tabs. */
export function CompareMenus({
  compared,
  slots,
  onSlot,
  onVersions,
}: {
  readonly compared: Compared;
  readonly slots: readonly DocumentSlot[];
  readonly onSlot: (slot: string) => void;
  readonly onVersions: (before: string, after: string) => void;
}) {
  const { slot, before, after } = compared;
  const menu = (label: string, current: DocumentVersion | null, take: (id: string) => void) => (
    <Menu
      label={`${label} ${versionWord(current)}`}
      align="end"
      items={[null, ...slot.versions].map((one) => ({
        id: idOf(one),
        label: versionWord(one),
        ...(one?.deleted === null || one === null ? {} : { note: words.deleted }),
        checked: idOf(one) === idOf(current),
        run: () => take(idOf(one)),
      }))}
    >
      {versionWord(current)}
      <Icon name="down" small />
    </Menu>
  );
  return (
    <span className="right hstack s12 n-compare">
      {slots.length > 1 ? (
        <Menu
          label={words.slot}
          align="end"
          items={slots.map(({ id, label }) => ({
            id,
            label: <SpansText spans={label} />,
            checked: id === slot.id,
            run: () => onSlot(id),
          }))}
        >
          <SpansText spans={slot.label} />
          <Icon name="down" small />
        </Menu>
      ) : null}
      {words.compare}
      {menu(words.compare, before, (id) => onVersions(id, idOf(after)))}
      {words.with}
      {menu(words.with, after, (id) => onVersions(idOf(before), id))}
    </span>
  );
}

export function ChangeTab({
  name,
  compared,
  isWhole,
  onWhole,
}: {
  readonly name: EntityName;
  readonly compared: Compared;
  readonly isWhole: boolean;
  readonly onWhole: (whole: boolean) => void;
}) {
  const { slot, before, after } = compared;
  const asked = useAsk("entityDiff", [name, slot.id, before?.id ?? null, after?.id ?? null]);
  const diff = asked.value;
  if (asked.error !== null)
    return (
      <div className="n-failed">
        <Note kind="bad">{asked.error}</Note>
        <Button onClick={asked.again}>{common.tryAgain}</Button>
      </div>
    );
  if (diff === undefined || diff === null) return <div aria-busy={asked.isLoading} />;
  const folds = isWhole || canFold(diff.lines);
  return (
    <>
      <div className="hstack n-sub">
        <h2>{words.inWords}</h2>
        {diff.problem === null ? (
          <span className="s12 ink3">
            {words.summary(diff.gained.length, diff.lost.length, diff.same.length)}
          </span>
        ) : null}
      </div>
      {diff.problem !== null ? <Note>{diff.problem}</Note> : null}
      {diff.problem === null && diff.gained.length + diff.lost.length === 0 ? (
        <p className="s12 ink2 n-line">{words.alike}</p>
      ) : null}
      <ul className="n-perms">
        {diff.gained.map((line, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Permission key={`+${String(i)}`} line={line} look="add" />
        ))}
        {diff.lost.map((line, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Permission key={`-${String(i)}`} line={line} look="del" />
        ))}
        {diff.same.map((said, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Same key={`=${String(i)}`} said={said} />
        ))}
      </ul>
      {diff.isComplete ? null : <Note>{words.incomplete}</Note>}
      <div className="hstack n-sub">
        <h2>{words.inText}</h2>
        <span className="s12 ink3">{words.jsonNote}</span>
        {folds ? (
          <span className="right s12">
            <button type="button" className="linkbtn" onClick={() => onWhole(!isWhole)}>
              {isWhole ? words.short : words.whole} <Kbd name="d" />
            </button>
          </span>
        ) : null}
      </div>
      <TextDiff lines={diff.lines} isWhole={isWhole} label={words.inText} />
    </>
  );
}

const signs = { add: "+", del: "−" } as const;

function Permission({
  line,
  look,
}: {
  readonly line: PermissionLine;
  readonly look: "add" | "del";
}) {
  return (
    <li className={`perm ${look}`}>
      <span className="sg" role="img" aria-label={look === "add" ? words.gained : words.lost}>
        {signs[look]}
      </span>
      <span>
        <b className="med">
          <SpansText spans={line.text} />
        </b>
        {line.instead === null ? null : (
          <span className="ink2">
            {" "}
            <SpansText spans={line.instead} />
          </span>
        )}
      </span>
    </li>
  );
}

function Same({ said }: { readonly said: Spans }) {
  return (
    <li className="perm">
      <span className="sg ink3" role="img" aria-label={words.unchanged}>
        =
      </span>
      <span className="ink2">
        <SpansText spans={said} />
      </span>
    </li>
  );
}
