/** Sizes of files as people read them: 1.5 MB, with the exact figure left to titles. Decimal units, as file managers show. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  const units = ["kB", "MB", "GB", "TB"] as const;
  let value = bytes;
  let unit = -1;
  // 999.95 and more would be shown as 1000.0.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit] ?? ""}`;
}
