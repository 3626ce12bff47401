/** Which columns are shown, and in which order. */
import { useState } from "react";
import { Button } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Menu } from "../../parts/menu.tsx";
import type { MenuItem } from "../../parts/menu.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { columnIds, moved, nameOfColumn, toggled } from "./column-choice.ts";

interface ColumnsProps {
  /** Ids of columns in their order. */
  readonly shown: readonly string[];
  /** Empty: the usual ones. */
  readonly onShown: (columns: readonly string[]) => void;
}

/** The menu of the columns. */
export function ColumnsMenu({ shown, onShown }: ColumnsProps) {
  const [isOrdering, setOrdering] = useState(false);
  return (
    <>
      <Menu
        align="end"
        keepOpen
        label={words.columnsMenu}
        className="btn s icon quiet"
        items={[
          ...columnIds.map((id): MenuItem => ({
            id,
            label: words.columnNames[id],
            checked: shown.includes(id),
            // One column is always left.
            disabled: shown.length === 1 && shown.includes(id),
            run: () => onShown(toggled(shown, id)),
          })),
          {
            id: "order",
            label: words.columnOrder,
            divided: true,
            closes: true,
            run: () => setOrdering(true),
          },
          { id: "usual", label: words.usualColumns, run: () => onShown([]) },
        ]}
      >
        <Icon name="columns" />
      </Menu>
      {isOrdering ? (
        <OrderDialog shown={shown} onShown={onShown} onClose={() => setOrdering(false)} />
      ) : null}
    </>
  );
}

function OrderDialog({ shown, onShown, onClose }: ColumnsProps & { readonly onClose: () => void }) {
  return (
    <Dialog title={words.columnOrderTitle} onClose={onClose}>
      <ol className="evt-order">
        {shown.map((id, i) => {
          const name = nameOfColumn(id);
          return (
            <li key={id}>
              <span className="grow">{name}</span>
              <Button
                size="s"
                look="quiet"
                icon="up"
                label={words.columnEarlier(name)}
                disabled={i === 0}
                onClick={() => onShown(moved(shown, id, -1))}
              />
              <Button
                size="s"
                look="quiet"
                icon="down"
                label={words.columnLater(name)}
                disabled={i === shown.length - 1}
                onClick={() => onShown(moved(shown, id, 1))}
              />
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
