/** A pure function of a text that remembers its last answers: the same few texts are asked over and over. */
export function remembered<T>(read: (text: string) => T, most = 512): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = read(text);
    if (known.size >= most) known.clear();
    known.set(text, { value });
    return value;
  };
}
