/** Beside the tabs: facts, lists, rights of holders, versions, and what is not known at the moment. */
import { lowered } from "../../../shared/entities/facts.ts";
import type {
  DocumentSlot,
  EntityFact,
  EntityList,
  EntityLife,
  EntityMoment,
} from "../../../shared/ipc/entities.ts";
import { Note } from "../../parts/controls.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { fullTime, listTime } from "../../parts/time.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { ByWords, WhoWords } from "./by-words.tsx";
import { versionWord } from "./change-tab.tsx";
import { List } from "./side-list.tsx";
import { entityHref } from "../../location.ts";

const shownPowers = 4;

export function Side({
  life,
  moment,
  at,
  onAccess,
  onList,
}: {
  readonly life: EntityLife;
  readonly moment: EntityMoment;
  readonly at: string;
  readonly onAccess: () => void;
  readonly onList: () => void;
}) {
  const { account } = life.row;
  const isPolicy = life.row.kind === "policy";
  const holderLists = new Set(["roles", "groups", "users", "boundaryOf"]);
  const lists = moment.lists.filter(
    (list) => !(isPolicy && holderLists.has(list.id)) || list.items.length > 0 || list.why !== null,
  );
  return (
    <>
      {isPolicy ? (
        <section className="section" aria-label={words.holders}>
          <div className="head">
            <h2>{words.holders}</h2>
            <span className="s12 ink3">{listTime(at)}</span>
          </div>
          {lists
            .filter((list) => holderLists.has(list.id))
            .map((list) => (
              <List key={list.id} list={list} account={account} at={at} onMore={onList} />
            ))}
        </section>
      ) : null}
      {moment.holders.map(({ key, name, powers, isAtLeast }) => (
        <section className="section" key={key} aria-label={words.soMay(name)}>
          <div className="head">
            <h2 className="cut">{words.soMay(name)}</h2>
            <a className="s12 right nowrap" href={`${entityHref({ account, key }, at)}&tab=access`}>
              {words.tabAccess}
            </a>
          </div>
          <Powers powers={powers} isAtLeast={isAtLeast} />
        </section>
      ))}
      {moment.access === null ? null : (
        <section className="section" aria-label={words.powers}>
          <div className="head">
            <h2>{words.powers}</h2>
            <button type="button" className="linkbtn s12 right" onClick={onAccess}>
              {words.tabAccess}
            </button>
          </div>
          <Powers powers={moment.access.powers} isAtLeast={moment.access.isAtLeast} />
        </section>
      )}
      {life.slots.slice(0, 1).map((slot) => (
        <Versions key={slot.id} slot={slot} at={at} />
      ))}
      {isPolicy ? null : (
        <section className="section" aria-label={words.tabState}>
          <div className="head">
            <h2>{words.tabState}</h2>
            <span className="s12 ink3">{listTime(at)}</span>
          </div>
          {lists.filter(isFilled).map((list) => (
            <List key={list.id} list={list} account={account} at={at} onMore={onList} />
          ))}
          <Empties lists={lists} />
        </section>
      )}
      <section className="section" aria-label={words.facts}>
        <div className="head">
          <h2>{words.facts}</h2>
          <span className="s12 ink3">{listTime(at)}</span>
        </div>
        <dl className="n-facts">
          {moment.facts.map((fact) => (
            <Fact key={fact.label} fact={fact} />
          ))}
        </dl>
        {lists
          .filter((list) => isPolicy && !holderLists.has(list.id))
          .map((list) => (
            <List key={list.id} list={list} account={account} at={at} onMore={onList} />
          ))}
      </section>
      {moment.unknown.length === 0 ? null : (
        <section className="section" aria-label={words.unknownHead}>
          <Note>
            <b className="med">{words.unknownHead}</b>
            <ul className="n-unknown">
              {moment.unknown.map((said, i) => (
                // oxlint-disable-next-line react/no-array-index-key
                <li key={i}>
                  <SpansText spans={said} />
                </li>
              ))}
            </ul>
          </Note>
        </section>
      )}
    </>
  );
}

function isFilled({ items, gone }: EntityList): boolean {
  return items.length + gone.length > 0;
}

/** Lists without items in a line each: those that are empty, and those of which nothing is known. */
function Empties({ lists }: { readonly lists: readonly EntityList[] }) {
  const empty = lists.filter((list) => !isFilled(list));
  const lines = [
    { head: words.noneListed, of: empty.filter(({ why }) => why === null) },
    { head: words.noneKnown, of: empty.filter(({ why }) => why !== null) },
  ];
  return lines.map(({ head, of }) =>
    of.length === 0 ? null : (
      <p key={head} className="s12 n-empties">
        <span className="ink3">{head}:</span> {of.map(({ label }) => lowered(label)).join(", ")}
      </p>
    ),
  );
}

function Powers({
  powers,
  isAtLeast,
}: {
  readonly powers: EntityMoment["holders"][number]["powers"];
  readonly isAtLeast: boolean;
}) {
  const rest = powers.length - shownPowers;
  return (
    <>
      {powers.length === 0 ? <p className="s12 ink2">{words.noPowers}</p> : null}
      <ul className="n-powers s12">
        {powers.slice(0, shownPowers).map(({ severity, text, bound }, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <Severity severity={severity} look="glyph" />
            <span>
              <SpansText spans={text} />
              {bound === null ? null : (
                <>
                  {" "}
                  <SpansText spans={bound} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="s12 ink3">{words.more(rest)}</p> : null}
      {isAtLeast ? <p className="s12 ink3">{words.atLeastShort}</p> : null}
    </>
  );
}

function Fact({ fact: { label, value, why, by, isUncertain } }: { readonly fact: EntityFact }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {value === null ? (
          <span className="ink3 n-why">{why}</span>
        ) : (
          <span title={isUncertain ? words.uncertain : undefined}>
            <SpansText spans={value} />
            {isUncertain ? " ?" : null}
          </span>
        )}
        {by === null ? null : (
          <span className="s11 ink3">
            <ByWords by={by} />
          </span>
        )}
      </dd>
    </>
  );
}

function Versions({ slot, at }: { readonly slot: DocumentSlot; readonly at: string }) {
  if (slot.versions.length === 0) return null;
  const inForce = slot.versions.findLast(({ from }) => from === null || from <= at);
  const current = slot.versions.filter(({ from }) => from !== null && from <= at).at(-1) ?? inForce;
  return (
    <section className="section" aria-label={words.versionsHead}>
      <div className="head">
        <h2>
          <SpansText spans={slot.label} />
        </h2>
      </div>
      <table className="tbl dense flush bare n-versions">
        <tbody>
          {slot.versions.toReversed().map((version) => (
            <tr key={version.id} className={version.deleted === null ? "" : "muted"}>
              <td>
                <span className="mono">{versionWord(version)}</span>{" "}
                {version === current ? <span className="s11 ink2">{words.default}</span> : null}
              </td>
              <td className="s12">
                {version.deleted !== null ? (
                  words.deleted
                ) : version.by === null ? (
                  words.baseline
                ) : (
                  <WhoWords by={version.by} />
                )}
              </td>
              <td className="num s12 ink3">
                {version.deleted?.at !== undefined && version.deleted.at !== null ? (
                  <time title={fullTime(version.deleted.at)}>{listTime(version.deleted.at)}</time>
                ) : version.by === null ? null : (
                  <ByWords by={version.by} who={false} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
