// Pictures that are taken away, as PNG and as SVG: what is seen, and below it what it is.

import { CanvasPen, type GroundPaths } from "./canvaspen";
import { Glow } from "./glow";
import type { Measure } from "./labels";
import { CAREFUL, EVERYTHING, type Painter } from "./painter";
import { type Caption, drawPlate, plateOf } from "./plate";
import type { Scene } from "./scene";
import { canvas } from "./surface";
import { SvgPen } from "./svgpen";

const SHARP = 2;
const MOST_PIXELS = 24_000_000;

/** What is needed to take a picture. */
export interface Taking {
  readonly scene: Scene;
  readonly painter: Painter;
  readonly caption: Caption;
  readonly measure: Measure;
  readonly family: string;
}

/** Return what is seen as SVG. */
export function svgOf({ scene, painter, caption, measure, family }: Taking): string {
  const { width, height } = scene.camera;
  const plate = plateOf(caption, width, measure);
  const pen = new SvgPen(scene.atlas.ground, family);
  painter.look(EVERYTHING);
  painter.ground(pen);
  painter.front(pen);
  drawPlate(pen, plate, scene.camera, scene.colours, scene.dash);
  return pen.written(width, height + plate.height, caption.title);
}

/** Return what is seen as PNG. */
export function pngOf(taking: Taking, paths: GroundPaths): Promise<Blob> {
  const { scene, painter, caption, measure, family } = taking;
  const { width, height } = scene.camera;
  const plate = plateOf(caption, width, measure);
  const whole = height + plate.height;
  const ratio = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (width * whole)));
  const context = canvas();
  context.canvas.width = Math.round(width * ratio);
  context.canvas.height = Math.round(whole * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const pen = new CanvasPen(context, paths, family);
  painter.look(CAREFUL);
  painter.ground(pen);
  painter.crowd(new Glow(), context);
  painter.front(pen);
  drawPlate(pen, plate, scene.camera, scene.colours, scene.dash);
  return new Promise((resolve, reject) =>
    context.canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error("the browser made no PNG of the picture")),
    ),
  );
}
