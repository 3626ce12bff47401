/** Cases that were open before. */
import type { RecentCase } from "../../../shared/ipc/program.ts";
import { forget, tell, useAsk } from "../../api.ts";
import { Button } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { sizeWords } from "../../parts/size.ts";
import { tableTime } from "../../parts/time.ts";
import { startWords as words } from "../../strings/start.ts";
import { useWork } from "../../work.tsx";

/** `onOpen`: asks for a case file. */
export function RecentCases({ onOpen }: { readonly onOpen: () => void }) {
  const { value: cases } = useAsk("recentCases", []);
  return (
    <section aria-label={words.recent}>
      <div className="hstack start-head">
        <h1>{words.recent}</h1>
        <span className="right">
          <Button size="s" icon="folder" hint="Mod+O" onClick={onOpen}>
            {words.open}
          </Button>
        </span>
      </div>
      {cases === undefined ? (
        <div className="start-norecent" />
      ) : cases.length === 0 ? (
        <p className="start-norecent ink3">{words.noRecent}</p>
      ) : (
        <table className="tbl bare flush start-recent">
          <thead>
            <tr>
              <th className="c-icon" aria-hidden="true" />
              <th className="c-client">{words.client}</th>
              <th>{words.engagement}</th>
              <th className="c-file">{words.file}</th>
              <th className="c-size num">{words.size}</th>
              <th className="c-opened num">{words.opened}</th>
              <th className="c-end" aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {cases.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ one }: { readonly one: RecentCase }) {
  const { openCase } = useWork();
  const isGone = one.bytes === null;
  const name = visibleText(one.client ?? one.name);
  return (
    <tr className={isGone ? "muted" : undefined} onDoubleClick={() => void openCase(one.id)}>
      <td className="c-icon ink3">
        <Icon name={isGone ? "warning" : "case"} small />
      </td>
      <td>
        <button
          type="button"
          className="linkbtn cut med"
          title={words.openRow(name)}
          disabled={isGone}
          onClick={() => void openCase(one.id)}
        >
          {one.client === null ? words.notNamed : <LogText text={one.client} />}
        </button>
      </td>
      <td>{one.engagement === null ? null : <LogText text={one.engagement} />}</td>
      <td title={visibleText(`${one.folder}/${one.name}`)}>
        <LogText text={one.name} mono />
      </td>
      <td className="num">{one.bytes === null ? "–" : sizeWords(one.bytes)}</td>
      <td className="num s12 ink3">{isGone ? words.gone : tableTime(one.openedAt).slice(0, 16)}</td>
      <td className="c-end">
        <Button
          size="s"
          look="quiet"
          icon="close"
          label={words.forget(visibleText(one.name))}
          onClick={() => void tell("forgetRecent", one.id).then(() => forgetRecents())}
        />
      </td>
    </tr>
  );
}

function forgetRecents(): void {
  forget(["recentCases"]);
}
