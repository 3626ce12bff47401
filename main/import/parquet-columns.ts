/** Parquet's columns one by one: what belongs to a struct is decoded leaf by leaf, so that little of it is in memory at a time. */
import { parquetSchema } from "hyparquet";
import type { FileMetaData, RowGroup, SchemaElement, SchemaTree } from "hyparquet";

/** A part of the columns that can be decoded without the others. */
export interface ColumnPart {
  /** Names from its top-level column down. */
  readonly path: readonly string[];
  /** Which of the structs around it can be null, from its top-level column down; null when it is no leaf. */
  readonly structs: readonly boolean[] | null;
  /** Whether a column of a row group belongs to it. */
  readonly holds: (path: readonly string[]) => boolean;
  /** The schema as if there were nothing else. */
  readonly schema: SchemaElement[];
}

/** The parts in the schema's order: leaves, and lists, maps and variants as a whole. */
export function columnParts(metadata: FileMetaData): readonly ColumnPart[] {
  const parts: ColumnPart[] = [];
  const add = (node: SchemaTree, around: readonly SchemaElement[]): void => {
    if (isStruct(node)) {
      const inside = [...around, { ...node.element, num_children: 1 }];
      for (const child of node.children) add(child, inside);
      return;
    }
    const { path } = node;
    parts.push({
      path,
      structs:
        node.children.length > 0 || node.element.repetition_type === "REPEATED"
          ? null
          : around.slice(1).map((struct) => struct.repetition_type !== "REQUIRED"),
      holds: (other) => path.every((name, i) => other[i] === name),
      schema: [...around, ...flat(node)],
    });
  };
  const root = parquetSchema(metadata);
  const around = { ...root.element, num_children: 1 };
  for (const child of root.children) add(child, [around]);
  return parts;
}

function isStruct({ element, children }: SchemaTree): boolean {
  return (
    children.length > 0 &&
    element.repetition_type !== "REPEATED" &&
    element.converted_type === undefined &&
    element.logical_type === undefined &&
    new Set(children.map((child) => child.element.name)).size === children.length
  );
}

function flat({ element, children }: SchemaTree): SchemaElement[] {
  return [element, ...children.flatMap(flat)];
}

/** The file as if it had this part of one row group only. */
export function metadataOf(
  metadata: FileMetaData,
  group: RowGroup,
  { holds, schema }: ColumnPart,
): FileMetaData {
  const columns = group.columns.filter(
    ({ meta_data: column }) => column !== undefined && holds(column.path_in_schema),
  );
  return {
    ...metadata,
    schema,
    num_rows: group.num_rows,
    row_groups: [{ ...group, columns }],
  };
}

/** Says of a part's value that a struct around it is null: the one at this depth of the path. */
export interface NullAbove {
  readonly nullAt: number;
}

const nullsAbove: NullAbove[] = [];

/** What a part gives in the value of its top-level column, without the structs around it. */
export function valueOf(top: unknown, path: readonly string[]): unknown {
  let value = top;
  for (let depth = 1; depth < path.length; depth++) {
    if (typeof value !== "object" || value === null)
      return (nullsAbove[depth] ??= { nullAt: depth - 1 });
    value = Reflect.get(value, path[depth] ?? "");
  }
  return value;
}

/** The same of a leaf as the decoder gives it before it makes structs: a list around it for each struct that can be null. */
export function leafOf(packed: unknown, structs: readonly boolean[]): unknown {
  let value = packed;
  for (const [depth, canBeNull] of structs.entries()) {
    if (!canBeNull) continue;
    if (!Array.isArray(value) || value.length === 0)
      return (nullsAbove[depth + 1] ??= { nullAt: depth });
    const [inner]: readonly unknown[] = value;
    value = inner;
  }
  return value;
}

export type Tree = { [name: string]: unknown };

/** An object that has no members but its own, whatever they are called. */
export function emptyTree(): Tree {
  // It is typed as any.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.create(null) as Tree;
}

/** Puts a part's value into the row: inside of its structs, or null for the one that is. */
export function putInto(row: Tree, path: readonly string[], value: unknown): void {
  const depth = isNullAbove(value) ? value.nullAt : path.length - 1;
  let node = row;
  for (let i = 0; i < depth; i++) {
    const name = path[i] ?? "";
    node = treeIn(node, name) ?? (node[name] = emptyTree());
  }
  const last = path[depth] ?? "";
  if (!isNullAbove(value)) node[last] = value;
  else node[last] ??= null;
}

/** A struct that an earlier part made. */
function treeIn(node: Tree, name: string): Tree | null {
  const inner = node[name];
  return isTree(inner) ? inner : null;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}

/** Whether it stands for a null around a part's value. */
export function isNullAbove(value: unknown): value is NullAbove {
  return (
    typeof value === "object" &&
    value !== null &&
    "nullAt" in value &&
    typeof value.nullAt === "number" &&
    nullsAbove[value.nullAt + 1] === value
  );
}
