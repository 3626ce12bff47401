/** A file of a tar archive; `at`: seconds since 1970. Names and texts are ASCII. */
export interface TarFile {
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/** Writes a tar archive (POSIX ustar) as text. @throws RangeError for what is not ASCII. */
export function tarText(files: readonly TarFile[]): string {
  return `${files.map(memberText).join("")}${"\0".repeat(1024)}`;
}

function memberText({ name, text, at }: TarFile): string {
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0000-\u007f]/.test(name + text)) throw new RangeError(`${name} is not ASCII`);
  const fields = (sum: string): string =>
    [
      name.padEnd(100, "\0"),
      "0000644\0",
      "0000000\0",
      "0000000\0",
      `${octal(text.length, 11)}\0`,
      `${octal(at, 11)}\0`,
      sum,
      "0",
      "\0".repeat(100),
      "ustar\u000000",
    ]
      .join("")
      .padEnd(512, "\0");
  const total = Array.from(fields(" ".repeat(8)), (c) => c.charCodeAt(0)).reduce(
    (a, b) => a + b,
    0,
  );
  return fields(`${octal(total, 6)}\0 `) + text.padEnd(Math.ceil(text.length / 512) * 512, "\0");
}

function octal(n: number, digits: number): string {
  return n.toString(8).padStart(digits, "0");
}
