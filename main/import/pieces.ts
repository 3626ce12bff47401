/** Streams of bytes. */

/** Goes through what a drive gives, until it fails; `onFailure` hears why, and what came before stays good. */
export async function* untilFailure<T>(
  source: AsyncIterable<T>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    onFailure(error);
  }
}

/** A piece, and then all others. */
export async function* prepended(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

/** The next bytes of a stream, at least `wanted` unless it ends before. */
export async function nextOf(
  stream: AsyncGenerator<Uint8Array>,
  wanted: number,
): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < wanted) {
    const next = await stream.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}
