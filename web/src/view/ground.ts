// The map under the cities: sea, land and borders, as far as the map is true.

import { at } from "../lists";
import type { Palette } from "./colours";
import type { Ground } from "./data";

const WHOLE_TURN = 2 * Math.PI;

/** Draws the ground into a canvas whose units are those of the drawing. */
export class GroundPainter {
  private readonly land = new Path2D();
  private readonly borders = new Path2D();

  constructor(private readonly ground: Ground) {
    for (const ring of ground.land) trace(this.land, pointsOf(ring), true);
    for (const line of ground.borders) trace(this.borders, pointsOf(line), false);
  }

  /** Draw the ground, with lines of one pixel. */
  draw(context: CanvasRenderingContext2D, colour: Palette, pixels: number): void {
    const { x, y, scale, edge } = this.ground;
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    const circle = new Path2D();
    circle.arc(0, 0, edge, 0, WHOLE_TURN);
    context.fillStyle = colour("--sea");
    context.fill(circle);
    context.clip(circle);
    context.lineWidth = 1 / (scale * pixels);
    context.fillStyle = colour("--land");
    context.fill(this.land, "evenodd");
    context.strokeStyle = colour("--coast");
    context.stroke(this.land);
    context.strokeStyle = colour("--border");
    context.stroke(this.borders);
    context.restore();
  }
}

/** Return the points of a line that is written as a point and the steps to each next one. */
export function pointsOf(line: readonly number[]): [number, number][] {
  let [x, y] = [0, 0];
  return Array.from({ length: line.length / 2 }, (_, n) => {
    x += at(line, 2 * n);
    y += at(line, 2 * n + 1);
    return [x, y];
  });
}

function trace(path: Path2D, points: readonly [number, number][], closed: boolean): void {
  for (const [n, [x, y]] of points.entries()) {
    if (n) path.lineTo(x, y);
    else path.moveTo(x, y);
  }
  if (closed) path.closePath();
}
