// Paints a scene: decides what is few enough for strokes and discs, and calls the layers.

import type { Glow } from "./glow";
import type { Measure, Placed } from "./labels";
import { drawCities, drawCountries, drawGround, drawLabels, drawStrokes } from "./layers";
import { type Chosen, FEW, Sight } from "./lines";
import { labelsOf } from "./naming";
import type { Pen } from "./pen";
import { citiesInSight, communitiesSpeak, countriesShare, type Scene } from "./scene";

const FEW_CITIES = 1500;
const BESIDE = 12; // Pixels beside the screen from which a dot may still be seen.
const DIMMED = 0.14;
const DIMMED_CITIES = 0.3;
const [THIN, THICK] = [1.3, 2];

/** Paints the scene as it is at the last look at it. */
export class Painter {
  private readonly sight: Sight;
  private rest: number[] = [];
  private emphasised: number[] = [];
  private labels: readonly Placed[] = [];
  /** The cities in sight. */
  cities: readonly number[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly measure: Measure,
  ) {
    this.sight = new Sight(scene.atlas.lines.count);
  }

  /** See what is in sight now. */
  look(): void {
    const { scene } = this;
    const { emphasis } = scene;
    this.sight.look(scene);
    this.cities = citiesInSight(scene, BESIDE);
    this.labels = labelsOf(scene, this.cities, this.measure);
    this.rest = [];
    this.emphasised = [];
    for (const city of this.cities)
      (emphasis?.cities.has(city) ? this.emphasised : this.rest).push(city);
  }

  /** The lines in sight that can be told apart: those that stand out, or else all if they are few. */
  get distinct(): Chosen[] {
    const { emphasised, rare, common } = this.sight;
    const sets = this.scene.emphasis ? [emphasised] : this.isFew ? [common, rare] : [rare];
    return sets.filter(({ count }) => count <= FEW);
  }

  ground(pen: Pen): void {
    drawGround(pen, this.scene);
  }

  /** What is too many for strokes and discs; returns whether it is as sharp as it can be. */
  crowd(glow: Glow, target: CanvasRenderingContext2D, isQuick: boolean): boolean {
    const { common, rare, emphasised } = this.sight;
    const crowd = {
      lines: this.isFew ? [] : rare.count > FEW ? [common, rare] : [common],
      emphasised: emphasised.count > FEW ? emphasised : null,
      length: this.sight.length,
      strength: 1 - 0.35 * countriesShare(this.scene),
      cities: this.rest.length > FEW_CITIES ? this.rest : [],
      opacity: this.cityOpacity,
    };
    const isCrowd = crowd.lines.length || crowd.emphasised || crowd.cities.length;
    return isCrowd ? glow.draw(target, this.scene, crowd, isQuick) : true;
  }

  /** Everything else, or all of it if the pen knows no crowds. */
  front(pen: Pen, few = FEW, fewCities = FEW_CITIES): void {
    const { scene } = this;
    const { common, rare, emphasised } = this.sight;
    if (common.count + rare.count <= few) drawStrokes(pen, scene, common, THIN, this.lineOpacity);
    if (rare.count <= few) drawStrokes(pen, scene, rare, THIN, this.lineOpacity);
    if (this.rest.length <= fewCities) drawCities(pen, scene, this.rest, this.cityOpacity);
    drawCountries(pen, scene);
    if (emphasised.count <= few) drawStrokes(pen, scene, emphasised, THICK, 0.95);
    drawCities(pen, scene, this.emphasised, 1);
    drawLabels(pen, scene, this.labels);
  }

  private get isFew(): boolean {
    return this.sight.common.count + this.sight.rare.count <= FEW;
  }

  private get lineOpacity(): number {
    if (this.scene.emphasis) return DIMMED;
    const count = Math.min(FEW, this.sight.common.count + this.sight.rare.count);
    const afar = communitiesSpeak(this.scene) ? 0.4 : 1 - 0.6 * countriesShare(this.scene);
    return afar * Math.min(0.9, (60 / Math.max(1, count)) ** 0.25);
  }

  private get cityOpacity(): number {
    if (this.scene.emphasis) return DIMMED_CITIES;
    return 1 - 0.6 * countriesShare(this.scene);
  }
}
