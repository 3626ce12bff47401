import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { field } from "../cloudtrail-event.ts";
import { tagList } from "./inverse-value.ts";
import { planJson } from "./plan-json.ts";
import type { PlanValue } from "./plan.ts";

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What has to be done about tags after a tagging or untagging event. */
export interface TagChange {
  /** Keys that were new. */
  readonly remove: readonly string[];
  /** Tags that had another value, or were taken away. */
  readonly restore: readonly Tag[];
}

/**
 * Compares the tags from before with what a Tag… or Untag… event asked for. `before` is the fact `tags`. Null when
 * the request can't be read. IAM takes two keys that differ only in case for the same.
 */
export function tagChange(event: CloudTrailEvent, before: PlanValue): TagChange | null {
  const earlier = tagList(planJson(before));
  if (earlier === null) return null;
  const request = event.request ?? undefined;
  if (event.name.startsWith("Untag")) {
    const keys = field(request, "tagKeys");
    if (!Array.isArray(keys)) return null;
    const gone = new Set(
      keys.map((key: Json) => (typeof key === "string" ? key.toLowerCase() : "")),
    );
    return { remove: [], restore: earlier.filter((tag) => gone.has(tag.Key.toLowerCase())) };
  }
  const set = tagList(field(request, "tags"));
  if (set === null) return null;
  const old = new Map(earlier.map((tag) => [tag.Key.toLowerCase(), tag]));
  const remove: string[] = [];
  const restore: Tag[] = [];
  for (const tag of set) {
    const was = old.get(tag.Key.toLowerCase());
    if (was === undefined) remove.push(tag.Key);
    else if (was.Value !== tag.Value || was.Key !== tag.Key) restore.push(was);
  }
  return { remove, restore };
}
