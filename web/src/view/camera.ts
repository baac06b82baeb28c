// From where the drawing is seen.

import type { DrawnNode, Frame } from "./data";

// Small networks never shrink until they are unreadable: they show their middle instead.
export const READABLE = 0.68;
const NEARLY = 0.75; // What is so much smaller at most is shown whole all the same.
const LARGEST = 1.8;
const MARGIN = 0.97;
// On a crowded map shapes and labels do not grow as one comes nearer: the space between them does.
const LABEL = 13;
const LINE = 1.25; // The height of a line, in parts of its letters.
const AIR = 0.8; // Between a shape and the label above it, likewise.
const SHAPE = 6;
const LABEL_WIDTH = 10 * LABEL; // Of a long label.
const LABEL_HEIGHT = 3 * LINE * LABEL; // The highest label there is, of three lines.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface View {
  readonly position: vis.Point;
  readonly scale: number;
}

/**
 * Return the view that shows everything, or as much of it as can be read.
 *
 * @param centre The node that stays in sight if not everything does.
 * @param least The smallest scale; 0 shows everything.
 */
export function overview(
  frame: Frame,
  screen: Size,
  crowded: boolean,
  centre: vis.Point | undefined,
  least: number,
): View {
  const { left, top, right, bottom } = frame;
  const below = crowded ? LABEL_HEIGHT : 0; // Labels keep their size on the screen.
  const beside = crowded ? Math.min(LABEL_WIDTH, screen.width / 4) : 0;
  const height = Math.max(1, screen.height - below);
  const width = Math.max(1, screen.width - beside);
  const fitting = MARGIN * Math.min(width / (right - left), height / (bottom - top));
  const whole = crowded || fitting >= NEARLY * least;
  const scale = crowded ? fitting : Math.min(LARGEST, whole ? fitting : least);
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 + below / 2 / scale };
  const seen = !whole && centre ? centre : middle;
  return { position: { x: seen.x, y: seen.y }, scale };
}

/**
 * Return a frame that has the whole labels of the nodes in it: how broad they are, fonts decide.
 *
 * @param widthOf Returns how broad a line of a label is.
 */
export function withLabels(
  frame: Frame,
  nodes: readonly DrawnNode[],
  widthOf: (line: string, size: number) => number,
): Frame {
  let { left, right } = frame;
  for (const { label, x, font } of nodes) {
    const half = Math.max(...label.split("\n").map((line) => widthOf(line, font.size))) / 2;
    left = Math.min(left, x - half);
    right = Math.max(right, x + half);
  }
  return { ...frame, left, right };
}

/** Return the point in the middle of others. */
export function meanOf(points: readonly vis.Point[]): vis.Point {
  const mean = (axis: "x" | "y") => points.reduce((sum, p) => sum + p[axis], 0) / points.length;
  return { x: mean("x"), y: mean("y") };
}

/** How large a shape and its label are drawn, and how far the label is moved. */
export interface Sizes {
  readonly id: number;
  readonly size: number;
  readonly font: { readonly size: number; readonly vadjust: number };
}

/** Return how large shapes and labels are drawn at a scale. */
export function sizesAt(scale: number, nodes: readonly DrawnNode[]): Sizes[] {
  return nodes.map((node) => {
    const size = Math.min(node.size, SHAPE / scale);
    const font = Math.min(node.font.size, LABEL / scale);
    const lines = node.label.split("\n").length;
    const vadjust = node.above ? -2 * size - font * (lines + AIR) : 0;
    return { id: node.id, size, font: { size: font, vadjust } };
  });
}
