// Lines and cities that are too many for strokes and discs, added into a raster.

import { bendAt } from "./arcs";
import { packed } from "./colours";
import { type Chosen, TRACES_BY_STANDING } from "./lines";
import { Raster, stamp, type Tones, tonesOf } from "./raster";
import { cityColour, radii, type Scene, screenPoint } from "./scene";

const MOST_PIXELS = 1_400_000; // More take too long for each frame.
// How many pixels all lines together may pass: of each frame while the picture moves, and at rest.
const [QUICK, CAREFUL] = [1_500_000, 12_000_000];
const POSSIBLE = 0.5;
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
  private made: { readonly asked: string; readonly tones: Tones } | null = null;

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
    this.raster.develop(pixels, this.tones(exposureOf(scene, crowd, this.ratio)));
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

  private tones(exposure: Exposure): Tones {
    const asked = JSON.stringify(exposure);
    if (this.made?.asked !== asked) this.made = { asked, tones: tonesFor(exposure) };
    return this.made.tones;
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
    const weights = TRACES_BY_STANDING.map(({ weight }) =>
      [1, POSSIBLE].map((certainty) => Math.ceil(weight * certainty * share)),
    );
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
      const standing = shown.line[line] as number;
      const channel = TRACES_BY_STANDING[standing]?.channel ?? 0;
      const weight = weights[standing]?.[shown.possible[line] as number] ?? 0;
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

/** How a crowd is shown best, and with which colours. */
interface Exposure {
  readonly active: string;
  readonly ended: string;
  readonly glow: string;
  /** How strong one line is, and how strong they are where most are. */
  readonly one: number;
  readonly strongest: number;
}

/** The fewer the lines, the stronger is each of them. */
function exposureOf({ colours, camera, emphasis }: Scene, crowd: Crowd, ratio: number): Exposure {
  const meant = emphasis && crowd.emphasised ? [crowd.emphasised] : crowd.lines;
  const lines = meant.reduce((sum, { count }) => sum + count, 0);
  const near = Math.max(1, camera.zoom) ** 0.25;
  const one = Math.min(0.6, Math.max(0.04, 0.085 * Math.sqrt(17_000 / (lines + 1)) * near));
  const asBright = ratio < 1 ? ratio : Math.sqrt(ratio); // However wide a pixel of the raster is.
  const { active, ended } = colours.standing;
  const strongest = STRONGEST * crowd.strength;
  return { active, ended, glow: colours.glow, one: Math.min(0.75, one * asBright), strongest };
}

function tonesFor({ active, ended, glow, one, strongest }: Exposure): Tones {
  const [living, gone, hot] = [packed(active), packed(ended), packed(glow)];
  return [tonesOf(living, hot, one, strongest), tonesOf(gone, gone, one, strongest)];
}
