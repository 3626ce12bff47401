/** Things of IAM in the palette. */
import type { EntityLines } from "../../shared/ipc/entities.ts";
import { go } from "../location.ts";
import { Icon } from "../parts/icons.tsx";
import { kindIcon } from "../parts/kind-icon.ts";
import { visibleText } from "../parts/log-text.tsx";
import { kindWords } from "../strings/entity-kinds.ts";
import { frameWords as words } from "../strings/frame.ts";
import type { Item } from "./palette-item.ts";

/** The lines of what was found. */
export function entityItems(found: EntityLines | undefined): readonly Item[] {
  return (found?.lines ?? []).flatMap((line): readonly Item[] => {
    if (line.kind !== "entity") return [];
    const { account, key, kind, name, exists } = line.row;
    return [
      {
        id: `${account} ${key}`,
        section: words.entities,
        mark: <Icon name={kindIcon(kind)} />,
        label: visibleText(name),
        note: exists === false ? `${kindWords[kind]}, ${words.deletedEntity}` : kindWords[kind],
        run: () => go("entities", { account, key }),
      },
    ];
  });
}
