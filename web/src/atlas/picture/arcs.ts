// The curves that lines are drawn as: gentle arcs on the map, straight in the network.

import type { Point } from "./camera";

/** A quadratic curve on the screen. */
export interface Arc {
  readonly from: Point;
  readonly over: Point;
  readonly to: Point;
}

const BEND = 0.13; // How far an arc's control point lies beside the straight line, of its length.

/** Return how much lines bend: on the map, in the network, or on the way between both. */
export function bendAt(network: number): number {
  return BEND * (1 - network);
}

/** Return the arc between two points. It rises, whichever of them comes first. */
export function arcBetween(from: Point, to: Point, bend: number): Arc {
  const across = to.x - from.x;
  const down = to.y - from.y;
  const side = across > 0 ? bend : -bend;
  const over = {
    x: (from.x + to.x) / 2 + down * side,
    y: (from.y + to.y) / 2 - across * side,
  };
  return { from, over, to };
}

/** Return a point of an arc, by the share of its way. */
export function alongArc({ from, over, to }: Arc, share: number): Point {
  const rest = 1 - share;
  const [a, b, c] = [rest * rest, 2 * rest * share, share * share];
  return { x: a * from.x + b * over.x + c * to.x, y: a * from.y + b * over.y + c * to.y };
}

const PIECES = 12;

/** Return how far a point lies from an arc. */
export function distanceTo(arc: Arc, point: Point): number {
  let nearest = Number.POSITIVE_INFINITY;
  let last = arc.from;
  for (let piece = 1; piece <= PIECES; piece++) {
    const next = alongArc(arc, piece / PIECES);
    nearest = Math.min(nearest, fromSegment(point, last, next));
    last = next;
  }
  return nearest;
}

function fromSegment(point: Point, from: Point, to: Point): number {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const length = across * across + down * down;
  const along = (point.x - from.x) * across + (point.y - from.y) * down;
  const share = length ? Math.max(0, Math.min(1, along / length)) : 0;
  return Math.hypot(from.x + share * across - point.x, from.y + share * down - point.y);
}
