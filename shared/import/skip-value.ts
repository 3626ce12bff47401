/** Passes over a JSON value that is too large to hold, piece by piece. */
export interface ValueSkipper {
  /**
   * Goes on from `from`; returns the position after the value, or -1 when the piece ends before it does.
   */
  readonly skip: (bytes: Uint8Array, from: number, end: number) => number;
}

/** Makes a skipper that stands at the first byte of an object or list. It knows strings, so that braces in them don't count. */
export function createValueSkipper(): ValueSkipper {
  let depth = 0;
  let inString = false;
  let escaped = false;
  return {
    skip: (bytes, from, end) => {
      for (let p = from; p < end; p++) {
        const c = bytes[p];
        if (inString) {
          if (escaped) escaped = false;
          else if (c === 92) escaped = true;
          else if (c === 34) inString = false;
        } else if (c === 34) inString = true;
        else if (c === 123 || c === 91) depth++;
        else if (c === 125 || c === 93) {
          depth--;
          if (depth <= 0) return p + 1;
        }
      }
      return -1;
    },
  };
}
