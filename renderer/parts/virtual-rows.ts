/** Which rows of a very long list are on the screen. Rows have one height; the scroll area has a limit of its own. */

/** Chromium draws elements up to some 33 million pixels high; beyond this many the scroll bar stands for a share. */
export const mostPixels = 8_000_000;

export interface Extent {
  /** Height of the scroll area. */
  readonly height: number;
  /** Rows and pixels are the same thing: no share has to be computed. */
  readonly isExact: boolean;
}

/** The scroll area for so many rows. */
export function extentOf(rows: number, rowHeight: number, viewHeight: number): Extent {
  const full = rows * rowHeight;
  return full <= mostPixels
    ? { height: Math.max(full, viewHeight), isExact: true }
    : { height: mostPixels, isExact: false };
}

/** The row at the top of the view (with its fraction) when the scroll bar stands at `scrollTop`. */
export function topRow(
  scrollTop: number,
  rows: number,
  rowHeight: number,
  viewHeight: number,
): number {
  const { height, isExact } = extentOf(rows, rowHeight, viewHeight);
  if (isExact) return scrollTop / rowHeight;
  const most = height - viewHeight;
  const last = rows - viewHeight / rowHeight;
  return most <= 0 ? 0 : Math.max(0, Math.min(last, (scrollTop / most) * last));
}

/** Where the scroll bar stands when `row` is at the top of the view. */
export function scrollOf(row: number, rows: number, rowHeight: number, viewHeight: number): number {
  const { height, isExact } = extentOf(rows, rowHeight, viewHeight);
  if (isExact) return row * rowHeight;
  const last = rows - viewHeight / rowHeight;
  return last <= 0 ? 0 : (Math.min(row, last) / last) * (height - viewHeight);
}
