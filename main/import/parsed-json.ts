/** JSON bytes → values, where a broken one only needs a name. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";

const decoder = new TextDecoder();

/** The value that bytes are; null when they are none. */
export function parsedJson(bytes: Uint8Array): Json {
  try {
    return parseJson(decoder.decode(bytes));
  } catch {
    // Scalars at the end of a damaged file; the caller only wants a name for it.
    return null;
  }
}
