/** Rows of a picture in which no label overlaps another. The browser packs them again when a filter hides some. */

/** One thing to draw: from the day it was proposed, if known, to the day it came out, if it did. */
export interface Mark {
  id: string;
  lane: string;
  label: string;
  /** Days, YYYY-MM-DD. At least one of the two is there. */
  proposed: string | undefined;
  merged: string | undefined;
}

/** The position of a mark: pixels from the left, and the row of its lane. */
export interface Placed<M extends Mark> {
  mark: M;
  row: number;
  /** From the proposal, or from the merge when that is all there is. */
  start: number;
  /** To the merge; the same as `start` when only one day is known. */
  end: number;
  /** The label is left of the mark, because it would exceed the right edge. */
  labelLeft: boolean;
  /** What the mark covers of its row, label included. */
  from: number;
  to: number;
}

export interface Lane<M extends Mark> {
  name: string;
  rows: number;
  placed: Placed<M>[];
}

export interface Sizes {
  width: number;
  /** Of the mark itself, and of the gap to its neighbour. */
  margin: number;
  /** Upper bound of the width of a label, in pixels. */
  widthOf(label: string): number;
}

/**
 * Puts marks into the rows of their lanes so that neither marks nor labels overlap: each takes the first row
 * that is free at its position, so dense periods get more rows instead of overlapping labels.
 * @param x the place of a day, in pixels
 * @param order names of the lanes, top to bottom; lanes without marks are left out
 */
export function lanes<M extends Mark>(
  marks: M[],
  order: readonly string[],
  x: (day: string) => number,
  sizes: Sizes,
): Lane<M>[] {
  const byLane = Map.groupBy(marks, ({ lane }) => lane);
  return order.flatMap((name) => {
    const own = byLane.get(name);
    return own ? [{ name, ...pack(own, x, sizes) }] : [];
  });
}

function pack<M extends Mark>(marks: M[], x: (day: string) => number, sizes: Sizes): Omit<Lane<M>, "name"> {
  const wanted = marks
    .map((mark) => extent(mark, x, sizes))
    .sort((a, b) => a.from - b.from || (a.mark.id < b.mark.id ? -1 : 1));
  const rows = rowsOf(wanted, sizes.margin);
  const placed = wanted.map((each, at) => ({ ...each, row: rows[at] ?? 0 }));
  return { rows: 1 + Math.max(-1, ...rows), placed };
}

/**
 * The row of each extent: the first that is free at its place.
 * @param extents in pixels, sorted by `from`
 * @param margin the gap to the neighbour
 * @example rowsOf([{ from: 0, to: 50 }, { from: 20, to: 70 }, { from: 60, to: 90 }], 10) // [0, 1, 0]
 */
export function rowsOf(extents: readonly { from: number; to: number }[], margin: number): number[] {
  /** Where each row's last label ends. */
  const ends: number[] = [];
  return extents.map(({ from, to }) => {
    const free = ends.findIndex((end) => end + margin <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    return row;
  });
}

function extent<M extends Mark>(mark: M, x: (day: string) => number, { width, margin, widthOf }: Sizes) {
  const last = mark.merged ?? mark.proposed;
  if (last === undefined) throw new RangeError(`${mark.id}: a mark needs a day`);
  const end = x(last);
  const start = mark.proposed && mark.proposed < last ? x(mark.proposed) : end;
  const text = margin + widthOf(mark.label);
  const labelLeft = end + text > width;
  return {
    mark,
    start,
    end,
    labelLeft,
    from: labelLeft ? start - text : start - margin / 2,
    to: labelLeft ? end + margin / 2 : end + text,
  };
}
