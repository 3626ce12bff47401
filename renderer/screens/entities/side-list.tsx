/** A list of a thing at the moment: what is in it, what may be, what is gone. */
import type { EntityItem, EntityList } from "../../../shared/ipc/entities.ts";
import { entityHref } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { kindIcon } from "../../parts/kind-icon.ts";
import { SpansText } from "../../parts/spans-text.tsx";
import { entitiesWords as words } from "../../strings/entities.ts";
import { ByWords } from "./by-words.tsx";

/** Items of a list that stand before "more". */
const shownItems = 6;

export function List({
  list: { label, items, more, gone, why },
  account,
  at,
  onMore,
}: {
  readonly list: EntityList;
  readonly account: string;
  readonly at: string;
  readonly onMore: () => void;
}) {
  const rest = items.length - shownItems + more;
  return (
    <div className="n-itemlist">
      <h3>
        {label}
        {why === null ? null : (
          <span className="ink3" title={why}>
            {items.length === 0 ? words.noneKnown : words.mayBeMore}
          </span>
        )}
        {items.length === 0 && why === null ? (
          <span className="ink3">{words.noneListed}</span>
        ) : null}
      </h3>
      <ul>
        {items.slice(0, shownItems).map((item, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Item key={i} item={item} account={account} at={at} />
        ))}
        {rest > 0 ? (
          <li>
            <Button size="s" look="quiet" onClick={onMore}>
              {words.more(rest)}
            </Button>
          </li>
        ) : null}
        {gone.map((item, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`gone-${String(i)}`} className="is-gone">
            <span className="cut">
              <SpansText spans={item.text} />
            </span>
            <span className="s11 ink3 right nowrap">
              {words.until} <ByWords by={item.ended} who={false} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Item({
  item: { text, key, kind, since, isUncertain },
  account,
  at,
}: {
  readonly item: EntityItem;
  readonly account: string;
  readonly at: string;
}) {
  return (
    <li title={isUncertain ? words.uncertain : undefined}>
      {kind === null ? null : <Icon name={kindIcon(kind)} />}
      <span className="cut">
        {key === null ? (
          <SpansText spans={text} />
        ) : (
          <a href={entityHref({ account, key }, at)}>
            <SpansText spans={text} />
          </a>
        )}
        {isUncertain ? " ?" : null}
      </span>
      <span className="s11 ink3 right nowrap">
        {since === null ? words.baseline : <ByWords by={since} who={false} />}
      </span>
    </li>
  );
}
