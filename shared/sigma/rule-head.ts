/** What stands in a rule besides its detection. */
import type { Remarks } from "./remarks.ts";
import { listed, quoted } from "./remarks.ts";
import type { Place, YamlMap, YamlNode } from "./yaml-tree.ts";
import { entryOf, kindWords } from "./yaml-tree.ts";

export const levels = ["informational", "low", "medium", "high", "critical"] as const;
export type Level = (typeof levels)[number];

const statuses = ["stable", "test", "experimental", "deprecated", "unsupported"] as const;
export type Status = (typeof statuses)[number];

/** Members of a rule that describe it. Null and empty lists: not stated. */
export interface RuleHead {
  /** The title; the name of a rule without a title; empty if it has neither. */
  readonly title: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly status: Status | null;
  readonly level: Level | null;
  readonly description: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly modified: string | null;
  readonly license: string | null;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsepositives: readonly string[];
  /** Fields that are worth a look in a match. */
  readonly fields: readonly string[];
  /** Where the document begins. */
  readonly at: Place;
}

/** Reads what describes a rule; what is of the wrong kind is told. */
export function readHead(map: YamlMap, remarks: Remarks): RuleHead {
  const text = (key: string): string | null => {
    const node = entryOf(map, key)?.value;
    return node === undefined ? null : scalarText(node, key, remarks);
  };
  const title = text("title");
  const name = text("name");
  if (title === null && name === null) remarks.fail(map.at, "The rule has no title.");
  const taxonomy = text("taxonomy");
  if (taxonomy !== null && taxonomy !== "sigma")
    remarks.fail(
      entryOf(map, "taxonomy")?.at ?? map.at,
      `The taxonomy ${quoted(taxonomy)} is not known here; names of fields have to be those of CloudTrail (taxonomy: sigma).`,
    );
  const head = {
    title: title ?? name ?? "",
    id: text("id"),
    name,
    status: oneOf(map, "status", statuses, remarks),
    level: oneOf(map, "level", levels, remarks),
    description: text("description"),
    author: text("author"),
    date: text("date"),
    modified: text("modified"),
    license: text("license"),
    tags: texts(map, "tags", remarks),
    references: texts(map, "references", remarks),
    falsepositives: texts(map, "falsepositives", remarks),
    fields: texts(map, "fields", remarks),
    at: map.at,
  };
  if (head.status === "unsupported" || head.status === "deprecated")
    remarks.note(
      entryOf(map, "status")?.at ?? map.at,
      head.status === "deprecated"
        ? "Its author says that another rule replaces this one (deprecated)."
        : "Its author says that the rule can't be used as it is (unsupported).",
    );
  return head;
}

/** The text of a scalar, or null when it is empty or something else, which is told. */
export function scalarText(node: YamlNode, key: string, remarks: Remarks): string | null {
  if (node.kind === "text" || node.kind === "number") return node.text === "" ? null : node.text;
  if (node.kind === "null") return null;
  remarks.fail(node.at, `${quoted(key)} has to be a text; this is ${kindWords(node)}.`);
  return null;
}

function oneOf<T extends string>(
  map: YamlMap,
  key: string,
  known: readonly T[],
  remarks: Remarks,
): T | null {
  const node = entryOf(map, key)?.value;
  const word = node === undefined ? null : scalarText(node, key, remarks);
  if (node === undefined || word === null) return null;
  const found = known.find((one) => one === word);
  if (found === undefined)
    remarks.fail(node.at, `There is no ${key} ${quoted(word)}; Sigma knows ${listed(known)}.`);
  return found ?? null;
}

/** A list of texts; a text alone is a list of one. */
export function texts(map: YamlMap, key: string, remarks: Remarks): readonly string[] {
  const node = entryOf(map, key)?.value;
  if (node === undefined) return [];
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => scalarText(item, key, remarks) ?? []);
}
