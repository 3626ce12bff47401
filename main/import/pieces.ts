/** Streams of bytes in pieces of any size. */

/** All of a stream, or null when it is too large to be held; it is run to its end then. */
export async function held(
  pieces: AsyncGenerator<Uint8Array>,
  maxBytes: number,
): Promise<readonly Uint8Array[] | null> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > maxBytes) parts = [];
    else parts.push(piece);
  }
  return bytes > maxBytes ? null : parts;
}

/** Lets `onPiece` see every piece. */
export async function* seen(
  pieces: AsyncGenerator<Uint8Array>,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onPiece(piece);
    yield piece;
  }
}

/** The next bytes, at least `wanted` of them where there are so many. */
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

/** A stream with its first bytes before it again. */
export async function* prepended(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

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
