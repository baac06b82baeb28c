// Boxes on the screen that must not overlap.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL = 64;
const ROW = 4096; // More cells than any screen has from left to right.

/** Boxes that are taken, found by the cells of a grid that they touch. */
export class Boxes<Kind extends Box = Box> {
  private readonly cells = new Map<number, Kind[]>();

  add(box: Kind): void {
    for (const cell of cellsOf(box)) {
      const taken = this.cells.get(cell);
      if (taken) taken.push(box);
      else this.cells.set(cell, [box]);
    }
  }

  /** Return whether a box touches no other. */
  isFree(box: Box): boolean {
    for (const cell of cellsOf(box))
      if (this.cells.get(cell)?.some((taken) => overlap(taken, box))) return false;
    return true;
  }

  /** Return the boxes that a box touches. */
  touchedBy(box: Box): ReadonlySet<Kind> {
    const touched = new Set<Kind>();
    for (const cell of cellsOf(box))
      for (const taken of this.cells.get(cell) ?? []) if (overlap(taken, box)) touched.add(taken);
    return touched;
  }
}

function* cellsOf({ left, top, right, bottom }: Box): Generator<number> {
  const lastRow = Math.floor(bottom / CELL);
  const lastColumn = Math.floor(right / CELL);
  for (let row = Math.floor(top / CELL); row <= lastRow; row++)
    for (let column = Math.floor(left / CELL); column <= lastColumn; column++)
      yield row * ROW + column;
}

/** Return whether two boxes share a point inside. */
export function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
