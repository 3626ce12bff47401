/**
 * A pure function of a text that remembers its last answers: the same few texts are asked over and over. `most` bounds
 * their number, `mostChars` the length of all texts together; one that alone is longer is read each time.
 */
export function remembered<T>(
  read: (text: string) => T,
  most = 512,
  mostChars = 4_000_000,
): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  let chars = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = read(text);
    if (text.length > mostChars) return value;
    if (known.size >= most || chars + text.length > mostChars) {
      known.clear();
      chars = 0;
    }
    known.set(text, { value });
    chars += text.length;
    return value;
  };
}
