// Paints a scene: decides what is few enough for strokes and discs, and calls the layers.

import type { Box } from "../../boxes";
import type { Glow } from "./glow";
import type { Measure, Placed } from "./labels";
import { drawCities, drawCountries, drawGround, drawLabels, drawStrokes } from "./layers";
import { type Chosen, Sight } from "./lines";
import { labelsOf } from "./naming";
import type { Pen } from "./pen";
import {
  citiesInSight,
  communitiesSpeak,
  countriesShare,
  magnification,
  type Scene,
} from "./scene";

/** How many things are drawn one by one; more are added into a raster. */
export interface Effort {
  readonly lines: number;
  /** Lines that stand as few do, among too many others. */
  readonly rare: number;
  readonly emphasised: number;
  readonly cities: number;
}

export const QUICK: Effort = { lines: 600, rare: 120, emphasised: 250, cities: 600 };
export const CAREFUL: Effort = { lines: 1200, rare: 1200, emphasised: 1200, cities: 1500 };
const ALL = Number.POSITIVE_INFINITY;
export const EVERYTHING: Effort = { lines: ALL, rare: ALL, emphasised: ALL, cities: ALL };

const BESIDE = 12; // Pixels beside the screen from which a dot may still be seen.
const DIMMED = 0.14;
const DIMMED_CITIES = 0.3;
const [THIN, THICK] = [1, 2]; // One pixel is drawn several times as quickly as any more.

/** Paints the scene as it is at the last look at it. */
export class Painter {
  private readonly sight: Sight;
  private rest: number[] = [];
  private emphasised: number[] = [];
  private labels: readonly Placed[] = [];
  private effort: Effort = QUICK;
  /** The cities in sight. */
  cities: readonly number[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly measure: Measure,
  ) {
    this.sight = new Sight(scene.atlas.lines.count);
  }

  /**
   * See what is in sight now, to be drawn with some effort.
   *
   * @param covered Parts of the screen on which something else lies, where no label is read.
   */
  look(effort: Effort, covered: readonly Box[] = []): void {
    const { scene } = this;
    this.effort = effort;
    const { emphasis } = scene;
    this.sight.look(scene);
    this.cities = citiesInSight(scene, BESIDE);
    this.labels = labelsOf(scene, this.cities, this.measure, covered);
    this.rest = [];
    this.emphasised = [];
    for (const city of this.cities)
      (emphasis?.cities.has(city) ? this.emphasised : this.rest).push(city);
  }

  /** The lines in sight that can be told apart: those that stand out, or else all if they are few. */
  get distinct(): Chosen[] {
    const { emphasised, rare, common } = this.sight;
    const sets = this.scene.emphasis ? [emphasised] : this.isFew(CAREFUL) ? [common, rare] : [rare];
    return sets.filter(({ count }) => count <= CAREFUL.rare);
  }

  /** Whether more effort would draw more of it one by one. */
  get isRough(): boolean {
    const { rare, emphasised } = this.sight;
    const differs = (count: number, what: keyof Effort) =>
      count > this.effort[what] && count <= CAREFUL[what];
    const lines = !this.isFew(this.effort) && (this.isFew(CAREFUL) || differs(rare.count, "rare"));
    return lines || differs(emphasised.count, "emphasised") || differs(this.rest.length, "cities");
  }

  ground(pen: Pen): void {
    drawGround(pen, this.scene);
  }

  /** What is too many for strokes and discs; returns whether it is as sharp as it can be. */
  crowd(glow: Glow, target: CanvasRenderingContext2D): boolean {
    const { effort, scene } = this;
    const { common, rare, emphasised, length } = this.sight;
    const crowd = {
      lines: this.isFew(effort) ? [] : rare.count > effort.rare ? [common, rare] : [common],
      emphasised: emphasised.count > effort.emphasised ? emphasised : null,
      length,
      strength: 1 - 0.35 * countriesShare(scene),
      cities: this.rest.length > effort.cities ? this.rest : [],
      opacity: this.cityOpacity,
    };
    const isCrowd = crowd.lines.length || crowd.emphasised || crowd.cities.length;
    return isCrowd ? glow.draw(target, scene, crowd, effort === QUICK) : true;
  }

  /** Everything else. */
  front(pen: Pen): void {
    const { scene, effort } = this;
    const { common, rare, emphasised } = this.sight;
    const isFew = this.isFew(effort);
    const size = magnification(scene.camera);
    if (isFew) drawStrokes(pen, scene, common, THIN * size, this.lineOpacity);
    if (isFew || rare.count <= effort.rare)
      drawStrokes(pen, scene, rare, THIN * size, this.lineOpacity);
    if (this.rest.length <= effort.cities) drawCities(pen, scene, this.rest, this.cityOpacity);
    drawCountries(pen, scene);
    if (emphasised.count <= effort.emphasised)
      drawStrokes(pen, scene, emphasised, THICK * size, 0.95);
    drawCities(pen, scene, this.emphasised, 1);
    drawLabels(pen, scene, this.labels);
  }

  private isFew({ lines }: Effort): boolean {
    return this.sight.common.count + this.sight.rare.count <= lines;
  }

  private get lineOpacity(): number {
    if (this.scene.emphasis) return DIMMED;
    const count = Math.min(CAREFUL.lines, this.sight.common.count + this.sight.rare.count);
    const afar = communitiesSpeak(this.scene) ? 0.4 : 1 - 0.6 * countriesShare(this.scene);
    return afar * Math.min(0.9, (60 / Math.max(1, count)) ** 0.2);
  }

  private get cityOpacity(): number {
    if (this.scene.emphasis) return DIMMED_CITIES;
    return 1 - 0.6 * countriesShare(this.scene);
  }
}
