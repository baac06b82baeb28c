// The two canvases on the screen: below, ground and glow, in as many pixels as can be drawn quickly;
// above, strokes and names, as sharp as the screen is.

import { CanvasPen, type GroundPaths } from "./canvaspen";
import { Glow } from "./glow";
import type { Painter } from "./painter";

const MOST_BELOW = 2_300_000; // Pixels.
const MOST_ABOVE = 6_000_000;
const SHARPEST = 3;

export class Surface {
  private readonly below = canvas();
  private readonly above = canvas();
  private readonly glow = new Glow();

  constructor(
    host: HTMLElement,
    private readonly paths: GroundPaths,
    private readonly family: string,
  ) {
    host.prepend(this.below.canvas, this.above.canvas);
  }

  /**
   * Paint at a size in pixels of the style sheet.
   *
   * @param sharpness Pixels of the canvas for each of the style sheet.
   * @returns Whether the picture is as sharp as it can be.
   */
  paint(painter: Painter, width: number, height: number, sharpness: number): boolean {
    const { paths, family } = this;
    prepare(this.below, width, height, Math.min(sharpness, SHARPEST), MOST_BELOW);
    painter.ground(new CanvasPen(this.below, paths, family));
    const isSharp = painter.crowd(this.glow, this.below);
    prepare(this.above, width, height, Math.min(sharpness, SHARPEST), MOST_ABOVE);
    this.above.clearRect(0, 0, width, height);
    painter.front(new CanvasPen(this.above, paths, family));
    return isSharp && !painter.isRough;
  }
}

/** Return a context to draw on. */
export function canvas(): CanvasRenderingContext2D {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("this browser draws no pictures");
  return context;
}

/** Give a canvas its size, with no more pixels than it may have. */
function prepare(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  sharpness: number,
  most: number,
): void {
  const ratio = Math.min(sharpness, Math.sqrt(most / (width * height)));
  const across = Math.max(1, Math.round(width * ratio));
  const down = Math.max(1, Math.round(height * ratio));
  const { canvas } = context;
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  context.setTransform(across / width, 0, 0, down / height, 0, 0);
}
