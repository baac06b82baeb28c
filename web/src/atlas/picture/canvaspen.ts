// Draws on a canvas, in pixels of the style sheet.

import type { Ground } from "../model";
import type { Arc } from "./arcs";
import type { Camera } from "./camera";
import type { Colours } from "./colours";
import { BORDER, COAST, type Disc, EDGE, HALO, type Pen, type Stroke, type Words } from "./pen";

/** Coast and borders, ready to be drawn at any scale. */
export interface GroundPaths {
  readonly land: Path2D;
  readonly borders: Path2D;
}

export function groundPaths({ land, borders }: Ground): GroundPaths {
  return { land: pathOf(land, true), borders: pathOf(borders, false) };
}

function pathOf(lines: readonly Int16Array[], closed: boolean): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    for (let n = 0; n + 1 < line.length; n += 2) {
      const [x, y] = [line[n] as number, line[n + 1] as number];
      if (n) path.lineTo(x, y);
      else path.moveTo(x, y);
    }
    if (closed) path.closePath();
  }
  return path;
}

export class CanvasPen implements Pen {
  constructor(
    readonly context: CanvasRenderingContext2D,
    private readonly paths: GroundPaths,
    private readonly family: string,
  ) {
    context.textBaseline = "middle";
    context.lineJoin = "round";
  }

  fill(left: number, top: number, width: number, height: number, colour: string): void {
    this.context.globalAlpha = 1;
    this.context.fillStyle = colour;
    this.context.fillRect(left, top, width, height);
  }

  ground(camera: Camera, colours: Colours, opacity: number): void {
    const { context, paths } = this;
    const { origin, scale } = camera;
    context.save();
    context.globalAlpha = opacity;
    context.translate(origin.x, origin.y);
    context.scale(scale, scale);
    context.fillStyle = colours.land;
    context.fill(paths.land, "evenodd");
    context.setLineDash([]);
    context.strokeStyle = colours.border;
    context.lineWidth = BORDER / scale;
    context.stroke(paths.borders);
    context.strokeStyle = colours.coast;
    context.lineWidth = COAST / scale;
    context.stroke(paths.land);
    context.restore();
  }

  ring(x: number, y: number, radius: number, stroke: Stroke): void {
    this.stroke(stroke);
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.stroke();
  }

  curve({ from, over, to }: Arc, stroke: Stroke): void {
    this.stroke(stroke);
    this.context.beginPath();
    this.context.moveTo(from.x, from.y);
    this.context.quadraticCurveTo(over.x, over.y, to.x, to.y);
    this.context.stroke();
  }

  private stroke({ colour, width, dash, opacity }: Stroke): void {
    this.context.strokeStyle = colour;
    this.context.lineWidth = width;
    this.context.globalAlpha = opacity;
    this.context.setLineDash(dash as number[]);
  }

  disc({ x, y, radius, fill, edge, opacity }: Disc): void {
    const { context } = this;
    context.globalAlpha = opacity;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    if (!edge) return;
    context.setLineDash([]);
    context.strokeStyle = edge;
    context.lineWidth = EDGE;
    context.stroke();
  }

  words({ text, x, y, size, bold, colour, halo }: Words): void {
    const { context } = this;
    context.globalAlpha = 1;
    context.font = font(size, bold, this.family);
    if (halo) {
      context.setLineDash([]);
      context.strokeStyle = halo;
      context.lineWidth = HALO;
      context.strokeText(text, x, y);
    }
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

/** Return a function that measures texts, and remembers what it has measured. */
export function measurer(family: string): (text: string, size: number, bold: boolean) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("this browser draws no pictures");
  const known = new Map<string, number>();
  return (text, size, bold) => {
    const key = `${size}${bold}${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    context.font = font(size, bold, family);
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

function font(size: number, bold: boolean, family: string): string {
  return `${bold ? "600 " : ""}${size}px ${family}`;
}
