import type { Mark } from "./fact.ts";
import type { First, Link, Links } from "./links.ts";

/** Links in a map that counts its changes. Made by `noLinks`. */
export class LinkMap<T> extends Map<string, Link<T>> implements Links<T> {
  whole: Mark | null = null;
  former: Links<T> | null = null;
  first: Map<string, First<T>> | null;
  changes = 0;

  constructor(first: boolean) {
    super();
    this.first = first ? new Map() : null;
  }

  override set(key: string, value: Link<T>): this {
    this.changes++;
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.changes++;
    return super.delete(key);
  }

  override clear(): void {
    this.changes++;
    super.clear();
  }
}
