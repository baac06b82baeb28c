// From where the drawing is seen.

import type { DrawnNode, Frame } from "./data";
import type { Place, Wanted } from "./labels";

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
const STROKE = 4; // Around letters, so that they can be read on lines.
const LABEL_WIDTH = 10 * LABEL; // Of a long label.
const LABEL_HEIGHT = 3 * LINE * LABEL; // The highest label there is, of three lines.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Return how broad a line of a label is. */
export type WidthOf = (line: string, size: number) => number;

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
export function withLabels(frame: Frame, nodes: readonly DrawnNode[], widthOf: WidthOf): Frame {
  let { left, right } = frame;
  for (const { label, x, font } of nodes) {
    const half = broadest(label, font.size, widthOf) / 2;
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

/** How a node is drawn: how large, and where its label stands; an empty label is not shown. */
export interface Look {
  readonly id: number;
  readonly size: number;
  readonly label: string;
  readonly font: { readonly size: number; readonly vadjust: number };
}

/** Return how a node is drawn where every label is shown, in the place that the layout chose. */
export function lookOf({ id, size, label, font, above }: DrawnNode): Look {
  return { id, size, label, font: fontOf(label, size, font.size, above ? "above" : "below") };
}

/**
 * Return how a node of a crowded map is drawn: on the screen it is no larger from near by.
 *
 * @param place Where its label is shown, if it is.
 */
export function crowdedLookOf(node: DrawnNode, scale: number, place: Place | undefined): Look {
  const size = sizeAt(node, scale);
  const font = fontOf(node.label, size, LABEL / scale, place ?? "below");
  return { id: node.id, size, label: place ? node.label : "", font };
}

/**
 * Return the space on the screen that a label of a crowded map wants.
 *
 * @param spot Where the middle of the shape is on the screen.
 * @param widthOf Returns how broad a line of a label is.
 */
export function wantedBy(
  node: DrawnNode,
  scale: number,
  spot: vis.Point,
  widthOf: WidthOf,
): Wanted {
  return {
    at: spot,
    gap: sizeAt(node, scale) * scale,
    width: broadest(node.label, LABEL, widthOf) + 2 * STROKE,
    height: node.label.split("\n").length * LINE * LABEL + STROKE,
  };
}

function sizeAt({ size }: DrawnNode, scale: number): number {
  return Math.min(size, SHAPE / scale);
}

function fontOf(label: string, size: number, font: number, place: Place): Look["font"] {
  const lines = label.split("\n").length;
  return { size: font, vadjust: place === "above" ? -2 * size - font * (lines + AIR) : 0 };
}

function broadest(label: string, size: number, widthOf: WidthOf): number {
  return Math.max(...label.split("\n").map((line) => widthOf(line, size)));
}
