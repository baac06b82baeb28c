// Which labels are shown where there is no room for all: none overlaps another, or is cut.

import { type Box, Boxes } from "../boxes";
import { at } from "../lists";
import type { Size } from "./camera";

export type Place = "below" | "above";

/** A label that wants a place at its shape; all in pixels on the screen. */
export interface Wanted {
  /** The middle of the shape. */
  readonly at: vis.Point;
  /** From the middle of the shape to where the label may begin. */
  readonly gap: number;
  readonly width: number;
  readonly height: number;
}

/** A line between two nodes, by their numbers. */
export interface Ends {
  readonly from: number;
  readonly to: number;
}

/** Return the nodes to which each node is joined. */
export function neighboursOf(count: number, lines: readonly Ends[]): Set<number>[] {
  const joined = Array.from({ length: count }, () => new Set<number>());
  for (const { from, to } of lines) {
    at(joined, from).add(to);
    at(joined, to).add(from);
  }
  return joined;
}

/**
 * Return the nodes in the order in which their labels choose their places.
 *
 * What is chosen comes first, then its partners, and the nodes with more partners before others.
 */
export function ranked(
  joined: readonly ReadonlySet<number>[],
  chosen: readonly number[],
): number[] {
  const partners = new Set(chosen.flatMap((n) => [...at(joined, n)]));
  const rank = (n: number) => (chosen.includes(n) ? 0 : partners.has(n) ? 1 : 2);
  const key = [...joined.keys()].map((n) => [rank(n), -at(joined, n).size, n] as const);
  return key.sort(([a, b, c], [x, y, z]) => a - x || b - y || c - z).map(([, , n]) => n);
}

/** Return the place of each label that has one: below its shape, else above it. */
export function placed(
  labels: readonly Wanted[],
  order: Iterable<number>,
  screen: Size,
): Map<number, Place> {
  const taken = new Boxes();
  const places = new Map<number, Place>();
  for (const n of order) {
    for (const place of ["below", "above"] as const) {
      const box = boxOf(at(labels, n), place);
      if (!isInside(box, screen) || !taken.isFree(box)) continue;
      taken.add(box);
      places.set(n, place);
      break;
    }
  }
  return places;
}

function boxOf({ at: { x, y }, gap, width, height }: Wanted, place: Place): Box {
  const top = place === "below" ? y + gap : y - gap - height;
  return { left: x - width / 2, top, right: x + width / 2, bottom: top + height };
}

function isInside({ left, top, right, bottom }: Box, { width, height }: Size): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}
