const plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * A value as one word of a POSIX shell: bare where it needs no quotes, otherwise in single quotes. Null when no
 * command line can carry it unchanged: it holds NUL, or half of a surrogate pair, which has no UTF-8 form.
 */
export function shellQuote(value: string): string | null {
  if (value.includes("\0") || !value.isWellFormed()) return null;
  if (plainWord.test(value) && !value.startsWith("~")) return value;
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The line that stops a script while a variable is not set. `empty` allows a variable that is set to nothing.
 * The question is one sentence; it is made safe inside `"${NAME:?…}"`.
 */
export function shellCheck(name: string, question: string, empty = false): string {
  const words = question
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(/[\\"$`]/g, String.raw`\$&`)
    .replaceAll("}", ")");
  return `: "\${${name}${empty ? "" : ":"}?${words}}"`;
}
