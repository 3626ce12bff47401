/** A source of numbers that gives the same sequence for the same seed, so that the archive can be made again. */
export interface Random {
  /** A whole number in 0 … n - 1. */
  below(n: number): number;
  /** True with probability p (0 … 1). */
  chance(p: number): boolean;
  /** One member of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** n lower-case hexadecimal digits. */
  hex(n: number): string;
  /** A GUID of version 4, as eventID and requestID are. */
  guid(): string;
  /** n letters and digits of one alphabet. */
  letters(n: number, alphabet: string): string;
}

/** Digits of key ids, unique ids and Amazon S3 request ids. */
export const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Digits of file names and of `x-amz-id-2`. */
export const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** FNV-1a, 32 bits: turns a name into a seed. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A random source (the sfc32 generator) seeded by a name: each chapter of the story has its own. */
export function createRandom(seed: string): Random {
  let a = hashName(seed);
  let b = hashName(`${seed}/b`);
  let c = hashName(`${seed}/c`);
  let counter = 1;
  function next(): number {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  }
  for (let i = 0; i < 12; i++) next();

  const below = (n: number): number => Math.floor((next() / 4294967296) * n);
  function hex(n: number): string {
    let digits = "";
    while (digits.length < n) digits += next().toString(16).padStart(8, "0");
    return digits.slice(0, n);
  }
  function letters(n: number, alphabet: string): string {
    let word = "";
    for (let i = 0; i < n; i++) word += alphabet.charAt(below(alphabet.length));
    return word;
  }
  function pick<T>(list: readonly T[]): T {
    const found = list[below(list.length)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  }
  return {
    below,
    chance: (p) => next() / 4294967296 < p,
    pick,
    hex,
    guid: () => {
      const d = hex(32);
      const variant = "89ab".charAt(below(4));
      return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-${variant}${d.slice(17, 20)}-${d.slice(20)}`;
    },
    letters,
  };
}
