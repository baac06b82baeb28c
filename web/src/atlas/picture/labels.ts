// Labels beside their dots: none overlaps another, and the first in order have the first choice.

import { type Box, Boxes } from "../../boxes";
import type { Point } from "./camera";

/** A label that wants a place. */
export interface Wanted {
  readonly text: string;
  readonly at: Point;
  /** Pixels from the middle of the dot to where the label may begin. */
  readonly gap: number;
  readonly size: number;
  readonly bold: boolean;
  /** A colour of its own. */
  readonly colour?: string;
  /** On the dot instead of beside it. */
  readonly centred?: boolean;
}

/** A label in its place. */
export interface Placed {
  readonly wanted: Wanted;
  readonly text: string;
  /** The left end, and the middle of the height. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Return the width of a text in pixels. */
export type Measure = (text: string, size: number, bold: boolean) => number;

const LINE = 1.25;
const LONGEST = 16; // How wide a label may be, of its size: 190 pixels on a desk.
const MOST_LETTERS = 80; // More are never measured: a name may have 10,000.
const AIR = 2;

/** Places labels on one picture. */
export class Labels {
  private readonly taken = new Boxes();
  private readonly dots = new Boxes<Box & { readonly weight: number }>();
  readonly placed: Placed[] = [];

  constructor(
    private readonly screen: { readonly width: number; readonly height: number },
    readonly measure: Measure,
    covered: readonly Box[] = [],
  ) {
    for (const box of covered) this.taken.add(box);
  }

  /** Keep a dot in sight, the heavier the rather, where labels of others have another choice. */
  spare(at: Point, gap: number, weight: number): void {
    this.dots.add({ ...around(at, gap), weight });
  }

  /** Place a label right of its dot, else left, above or below, else aslant; return whether there was room. */
  add(wanted: Wanted): boolean {
    const dot = around(wanted.at, wanted.gap);
    if (!this.isInside(dot) || !this.taken.isFree(dot)) return false;
    const { size, bold } = wanted;
    const text = shortened(wanted.text, LONGEST * size, (part) => this.measure(part, size, bold));
    if (!text) return false;
    const width = this.measure(text, wanted.size, wanted.bold);
    const place = this.choose(wanted, width);
    if (!place) return false;
    const placed = { wanted, text, width, ...place };
    this.taken.add(boxOfLabel(placed));
    this.taken.add(dot);
    this.placed.push(placed);
    return true;
  }

  private choose(wanted: Wanted, width: number): Point | undefined {
    let [chosen, least]: [Point | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
    for (const place of placesOf(wanted, width)) {
      const box = boxOf(place, wanted.size, width);
      if (!this.isInside(box) || !this.taken.isFree(box)) continue;
      const hidden = this.weightBelow(box);
      if (hidden < least) [chosen, least] = [place, hidden];
    }
    return chosen;
  }

  private weightBelow(box: Box): number {
    let sum = 0;
    for (const { weight } of this.dots.touchedBy(box)) sum += weight;
    return sum;
  }

  private isInside({ left, top, right, bottom }: Box): boolean {
    return left >= 0 && top >= 0 && right <= this.screen.width && bottom <= this.screen.height;
  }
}

function around({ x, y }: Point, gap: number): Box {
  return { left: x - gap, top: y - gap, right: x + gap, bottom: y + gap };
}

function placesOf({ at: { x, y }, gap, size, centred }: Wanted, width: number): Point[] {
  if (centred) return [{ x: x - width / 2, y }];
  const aside = gap + 3;
  const away = gap + (size * LINE) / 2;
  return [
    { x: x + aside, y },
    { x: x - aside - width, y },
    { x: x - width / 2, y: y - away },
    { x: x - width / 2, y: y + away },
    { x, y: y - away },
    { x, y: y + away },
    { x: x - width, y: y - away },
    { x: x - width, y: y + away },
  ];
}

function boxOf({ x, y }: Point, size: number, width: number): Box {
  const half = (size * LINE) / 2;
  return { left: x - AIR, top: y - half, right: x + width + AIR, bottom: y + half };
}

/** Return the box that a placed label takes. */
export function boxOfLabel({ x, y, width, wanted }: Placed): Box {
  return boxOf({ x, y }, wanted.size, width);
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cut a text that is too wide, between letters as people see them, and end it with an ellipsis. */
export function shortened(text: string, room: number, width: (part: string) => number): string {
  const start = text.slice(0, MOST_LETTERS).trim();
  if (start === text && width(text) <= room) return text;
  const parts = Array.from(letters.segment(start), ({ segment }) => segment);
  let [fits, over] = [0, parts.length + 1];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (width(`${parts.slice(0, middle).join("")}…`) <= room) fits = middle;
    else over = middle;
  }
  return fits ? `${parts.slice(0, fits).join("").trimEnd()}…` : "";
}
