/**
 * A value as one word of PowerShell, in single quotes. PowerShell takes the four typographic quotes for single quotes,
 * too; each is doubled. Null when the value holds NUL, a line break or half a character.
 */
export function powershellQuote(value: string): string | null {
  if (/[\0\r\n]/.test(value) || !value.isWellFormed()) return null;
  return `'${value.replaceAll(/['\u2018\u2019\u201A\u201B]/g, "$&$&")}'`;
}

/**
 * Whether PowerShell hands a value to a program unchanged. Up to 7.2 (and in Windows PowerShell always) it drops empty
 * words and loses double quotes and backslashes before them: such values are kept in files.
 */
export function isPlainArgument(value: string): boolean {
  return (
    /^[A-Za-z0-9 _.:/@=+,*-]+$/.test(value) && !value.startsWith("-") && value.trim() === value
  );
}

/** A sentence of ours inside single quotes. */
export function powershellText(words: string): string {
  return powershellQuote(words.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").toWellFormed()) ?? "''";
}
