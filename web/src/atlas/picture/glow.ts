// Lines and cities that are too many for strokes and discs, added into a raster.

import { bendAt } from "./arcs";
import { packed } from "./colours";
import { CHANNELS_BY_STANDING, type Chosen } from "./lines";
import { Raster, stamp, type Tones, tonesOf, WEIGHT } from "./raster";
import { cityColour, radii, type Scene, screenPoint } from "./scene";

const MOST_PIXELS = 1_400_000; // More take too long for each frame.
// How many pixels all lines together may pass: of each frame while the picture moves, and at rest.
const [QUICK, CAREFUL] = [2_000_000, 12_000_000];
const POSSIBLE = WEIGHT / 2;
const COARSEST = 0.4; // Pixels of the raster for each of the style sheet.
const BESIDE = 3; // Pixels of the raster beyond each edge of the screen.
const DIMMED = 0.2;
const STRONGEST = 0.92;

/** What is to be drawn on the raster. */
export interface Crowd {
  readonly lines: readonly Chosen[];
  readonly emphasised: Chosen | null;
  /** How long they are together, in pixels of the style sheet. */
  readonly length: number;
  /** How strongly they glow where they are most, up to 1. */
  readonly strength: number;
  readonly cities: readonly number[];
  /** How strongly the cities are drawn. */
  readonly opacity: number;
}

export class Glow {
  private readonly raster = new Raster();
  private readonly canvas = document.createElement("canvas");
  private image = new ImageData(1, 1);
  private ratio = 1;

  /**
   * Draw a crowd over what a canvas shows.
   *
   * @returns Whether it is as sharp as it can be; a quick picture of too many lines is not.
   */
  draw(target: CanvasRenderingContext2D, scene: Scene, crowd: Crowd, isQuick: boolean): boolean {
    const { width, height } = scene.camera;
    const sharpest = Math.min(target.getTransform().a, Math.sqrt(MOST_PIXELS / (width * height)));
    const careful = Math.min(sharpest, CAREFUL / Math.max(1, crowd.length));
    const wanted = isQuick ? Math.min(careful, QUICK / Math.max(1, crowd.length)) : careful;
    this.resize(width, height, Math.max(COARSEST, wanted));
    for (const lines of crowd.lines) this.add(scene, lines, scene.emphasis ? DIMMED : 1);
    if (crowd.emphasised) this.add(scene, crowd.emphasised, 1);
    const pixels = new Uint32Array(this.image.data.buffer);
    this.raster.develop(pixels, tones(scene, crowd, this.ratio));
    this.addCities(pixels, scene, crowd);
    const context = this.canvas.getContext("2d");
    if (!context) throw new Error("this browser draws no pictures");
    context.putImageData(this.image, 0, 0);
    target.globalAlpha = 1;
    const { ratio } = this;
    const [left, top] = [-BESIDE / ratio, -BESIDE / ratio];
    const { width: across, height: down } = this.canvas;
    target.drawImage(this.canvas, left, top, across / ratio, down / ratio);
    return this.ratio >= careful;
  }

  private resize(width: number, height: number, ratio: number): void {
    this.ratio = ratio;
    const across = Math.ceil(width * this.ratio) + 2 * BESIDE;
    const down = Math.ceil(height * this.ratio) + 2 * BESIDE;
    this.raster.resize(across, down);
    if (this.canvas.width === across && this.canvas.height === down) return;
    this.canvas.width = across;
    this.canvas.height = down;
    this.image = new ImageData(across, down);
  }

  private add(scene: Scene, { numbers, count }: Chosen, share: number): void {
    const { atlas, shown, places, camera } = scene;
    const { one, other } = atlas.lines;
    const scale = camera.scale * this.ratio;
    const left = camera.origin.x * this.ratio + BESIDE;
    const top = camera.origin.y * this.ratio + BESIDE;
    const bend = bendAt(places.network);
    const certain = Math.round(WEIGHT * share);
    const possible = Math.round(POSSIBLE * share);
    for (let n = 0; n < count; n++) {
      const line = numbers[n] as number;
      const [a, b] = [one[line] as number, other[line] as number];
      const x0 = (places.x[a] as number) * scale + left;
      const y0 = (places.y[a] as number) * scale + top;
      const x1 = (places.x[b] as number) * scale + left;
      const y1 = (places.y[b] as number) * scale + top;
      const side = x1 > x0 ? bend : -bend; // As in arcs.ts, without an object for each line.
      const cx = (x0 + x1) / 2 + (y1 - y0) * side;
      const cy = (y0 + y1) / 2 - (x1 - x0) * side;
      const channel = CHANNELS_BY_STANDING[shown.line[line] as number] ?? 0;
      const weight = shown.possible[line] ? possible : certain;
      if (bend) this.raster.curve(channel, weight, x0, y0, cx, cy, x1, y1);
      else this.raster.line(channel, weight, x0, y0, x1, y1);
    }
  }

  // The most connected cities come last, so that they lie above the others.
  private addCities(pixels: Uint32Array, scene: Scene, { cities, opacity }: Crowd): void {
    const { width, height } = this.canvas;
    const radius = radii(scene);
    const colours = new Map<string, number>();
    for (let n = cities.length - 1; n >= 0; n--) {
      const city = cities[n] as number;
      const { x, y } = screenPoint(scene, city);
      const name = cityColour(scene, city);
      const colour = colours.get(name) ?? packed(name);
      colours.set(name, colour);
      const size = radius(city) * this.ratio;
      const [right, below] = [x * this.ratio + BESIDE, y * this.ratio + BESIDE];
      stamp(pixels, width, height, right, below, size, colour, opacity);
    }
  }
}

/** Return the tones that show the crowd best: the fewer the lines, the stronger each of them. */
function tones({ colours, camera, emphasis }: Scene, crowd: Crowd, ratio: number): Tones {
  const meant = emphasis && crowd.emphasised ? [crowd.emphasised] : crowd.lines;
  const lines = meant.reduce((sum, { count }) => sum + count, 0);
  const near = Math.max(1, camera.zoom) ** 0.25;
  const one = Math.min(0.6, Math.max(0.04, 0.085 * Math.sqrt(17_000 / (lines + 1)) * near));
  const glow = packed(colours.glow);
  const { active, undated, ended } = colours.standing;
  const sharp = Math.min(0.75, one * (ratio < 1 ? ratio : Math.sqrt(ratio))); // As bright as coarse.
  const strongest = STRONGEST * crowd.strength;
  const ramp = (colour: string) => tonesOf(packed(colour), glow, sharp, strongest);
  return [ramp(active), ramp(undated), tonesOf(packed(ended), packed(ended), sharp, strongest)];
}
