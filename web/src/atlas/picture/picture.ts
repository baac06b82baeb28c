// The picture of the atlas, and all that the rest of the page knows of it.

import type { Box } from "../../boxes";
import type { Atlas, LayoutName, Shown } from "../model";
import { between, type Camera, homeOf, type Point, type View } from "./camera";
import { type GroundPaths, groundPaths, measurer } from "./canvaspen";
import { coloursOf, coloursOfPaper, whenThemeChanges } from "./colours";
import { citiesByDegree, communitiesOf } from "./communities";
import { follow } from "./gestures";
import { type Thing, thingAt } from "./hits";
import type { Measure } from "./labels";
import { type Motion, move, prefersStillness } from "./motion";
import { partnersReach, surroundings } from "./nearby";
import { sceneOf } from "./opening";
import { CAREFUL, Painter, QUICK } from "./painter";
import type { Caption } from "./plate";
import type { Dashes, Scene } from "./scene";
import { Surface } from "./surface";
import { pngOf, svgOf, type Taking } from "./taking";
import { Tip } from "./tip";

/** What the picture is told by the page: how lines look, and the words for what it shows. */
export interface Look {
  readonly dash: Dashes;
  /** Say what is pointed at. */
  describe(thing: Thing): string;
  /** Say how the picture is moved, when the page has scrolled instead. */
  explain(scrolledBy: "wheel" | "touch"): string;
  /** Say what the picture shows, for those who take it away. */
  caption(): Caption;
}

const CHANGE = 900; // Milliseconds from the map to the network.
const GO = 600;
const WHOLE = 0.9; // How much of the screen is filled by all cities.
const REST = 160;
const PAPER = 3; // Dots of paper for each pixel.

/** A picture in an element, which has the class `picture` and a size of its own. */
export class Picture {
  private readonly scene: Scene;
  private readonly painter: Painter;
  private readonly surface: Surface;
  private readonly paths: GroundPaths;
  private readonly measure: Measure;
  private readonly family: string;
  private readonly tip: Tip;
  private layoutName: LayoutName = "map";
  private request = 0;
  private rest = 0;
  private sharpen = 0;
  private motion: Motion | null = null;
  private change: Motion | null = null;
  private sharpness = 0; // 0: that of the screen.
  private chosenThen: (thing: Thing | null) => void = () => undefined;
  private movedThen: (view: View) => void = () => undefined;
  private drawnThen: () => void = () => undefined;

  constructor(
    private readonly host: HTMLElement,
    atlas: Atlas,
    private readonly look: Look,
  ) {
    this.family = getComputedStyle(host).fontFamily;
    this.measure = measurer(this.family);
    this.paths = groundPaths(atlas.ground);
    this.scene = sceneOf(atlas, coloursOf(host), look.dash);
    this.scene.camera.resize(host.clientWidth, host.clientHeight);
    this.painter = new Painter(this.scene, this.measure);
    this.surface = new Surface(host, this.paths, this.family);
    this.tip = new Tip(host);
    this.listen();
  }

  /** Draw other lines. */
  show(shown: Shown): void {
    const { scene } = this;
    scene.shown = shown;
    scene.byDegree = citiesByDegree(shown.degree);
    scene.countries.count(shown);
    this.regroup();
    this.emphasise();
    this.draw();
  }

  /** Bring all cities to the places of a layout. */
  layout(name: LayoutName, animated: boolean): void {
    this.layoutName = name;
    this.regroup();
    this.change?.stop();
    const from = this.scene.places.network;
    const to = name === "network" ? 1 : 0;
    this.change = move(animated && !prefersStillness() ? CHANGE : 0, (share) => {
      this.scene.places.move(from + (to - from) * share);
      this.scene.camera.frame = this.scene.places.frame;
      this.draw();
    });
    const { chosen } = this.scene;
    if (from === to) return;
    if (chosen === null) this.home(animated ? CHANGE : 0);
    else this.goTo([chosen]);
  }

  /** Let a city stand out with its lines and partners, unless what is shown says what stands out. */
  choose(city: number | null): void {
    this.scene.chosen = city;
    this.emphasise();
    this.draw();
  }

  /** Move so that cities are in sight: one city in the middle, with most of its partners. */
  goTo(cities: readonly number[]): void {
    const { camera, places } = this.scene;
    const [first] = cities;
    if (first === undefined) return;
    const points = cities.map((city) => places.of(city, this.layoutName));
    const [middle] = points;
    if (middle && points.length === 1)
      this.fly(camera.within(partnersReach(this.scene, first, this.layoutName), middle), GO);
    else this.fly(camera.beside(points, coveredParts(this.host)), GO);
  }

  /** See the picture from a place at once. */
  view(view: View): void {
    this.motion?.stop();
    this.scene.camera.view = view;
    this.draw();
  }

  /** See what is seen of a layout at first. */
  home(milliseconds = GO): void {
    this.fly(homeOf(this.scene.places.frames[this.layoutName]), milliseconds);
  }

  /** Whether what is seen is what is seen of a layout at first. */
  get isAtHome(): boolean {
    const { camera, places } = this.scene;
    const home = homeOf(places.frames[this.layoutName]);
    const away = Math.hypot(camera.view.x - home.x, camera.view.y - home.y);
    return away < 1 && Math.abs(camera.zoom - home.zoom) < 1e-3;
  }

  /** Whether countries stand for their cities, seen from afar. */
  get hasCountries(): boolean {
    return this.scene.countries.areTogether;
  }

  /** See all cities that are shown, those at the rim of the map too. */
  whole(): void {
    const { camera, places, byDegree } = this.scene;
    const points = Array.from(byDegree, (city) => places.of(city, this.layoutName));
    this.fly(camera.around(points, WHOLE), GO);
  }

  /** Come nearer to the middle, or go away from it with a factor below 1. */
  zoom(factor: number): void {
    const { view } = this.scene.camera;
    this.fly({ ...view, zoom: view.zoom * factor }, GO / 3);
  }

  whenChosen(then: (thing: Thing | null) => void): void {
    this.chosenThen = then;
  }

  /** Call a function when the picture has come to rest after a movement. */
  whenMoved(then: (view: View) => void): void {
    this.movedThen = then;
  }

  /** Call a function after each drawing. */
  whenDrawn(then: () => void): void {
    this.drawnThen = then;
  }

  /** Return what is seen as PNG, with its caption. */
  png(): Promise<Blob> {
    return pngOf(this.taking(), this.paths);
  }

  /** Return what is seen as SVG, with its caption. */
  svg(): string {
    return svgOf(this.taking());
  }

  private taking(): Taking {
    const { scene, painter, measure, family } = this;
    return { scene, painter, measure, family, caption: this.look.caption() };
  }

  // Communities are seen in the network only, and need not be made for each year on the map.
  private regroup(): void {
    const { scene } = this;
    const isSeen = scene.places.network > 0 || this.layoutName === "network";
    scene.communities = isSeen ? communitiesOf(scene.atlas, scene.byDegree) : [];
  }

  private emphasise(): void {
    const { scene } = this;
    const { emphasis } = scene.shown;
    scene.emphasis = emphasis ?? (scene.chosen === null ? null : surroundings(scene, scene.chosen));
  }

  private listen(): void {
    new ResizeObserver(() => this.draw()).observe(this.host);
    whenThemeChanges(() => this.recolour(false));
    addEventListener("beforeprint", () => this.recolour(true));
    addEventListener("afterprint", () => this.recolour(false));
    follow(this.host, {
      pan: (right, down) => this.moveBy((camera) => camera.pan(right, down)),
      zoom: (factor, at) => this.moveBy((camera) => camera.zoomAt(factor, at)),
      whole: () => this.whole(),
      point: (at) => this.point(at),
      leave: () => this.tip.say("", { x: 0, y: 0 }),
      press: (at) => this.chosenThen(this.thingAt(at)),
      scrolled: (by) => this.tip.explain(this.look.explain(by)),
    });
  }

  private thingAt(at: Point): Thing | null {
    return thingAt(this.scene, at, this.painter.cities, this.painter.distinct);
  }

  private point(at: Point): void {
    const thing = this.thingAt(at);
    this.host.classList.toggle("pointed", thing !== null);
    this.tip.say(thing ? this.look.describe(thing) : "", at);
  }

  private moveBy(how: (camera: Camera) => void): void {
    this.motion?.stop();
    how(this.scene.camera);
    this.tip.say("", { x: 0, y: 0 });
    this.moved();
  }

  private fly(to: View, milliseconds: number): void {
    this.motion?.stop();
    const from = this.scene.camera.view;
    this.motion = move(prefersStillness() ? 0 : milliseconds, (share) => {
      this.scene.camera.view = share < 1 ? between(from, to, share) : to;
      this.moved();
    });
  }

  private moved(): void {
    this.draw();
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => this.movedThen(this.scene.camera.view), REST);
  }

  // At once: a page that is being printed has no further frames.
  private recolour(isForPaper: boolean): void {
    this.sharpness = isForPaper ? PAPER : 0;
    this.scene.colours = isForPaper ? coloursOfPaper() : coloursOf(this.host);
    this.frame(false);
  }

  private draw(): void {
    this.request ||= requestAnimationFrame(() => this.frame(true));
  }

  private frame(isQuick: boolean): void {
    cancelAnimationFrame(this.request);
    clearTimeout(this.sharpen);
    this.request = 0;
    const { clientWidth, clientHeight } = this.host;
    if (!clientWidth || !clientHeight) return;
    this.scene.camera.resize(clientWidth, clientHeight);
    this.painter.look(isQuick ? QUICK : CAREFUL, coveredParts(this.host));
    const sharpness = this.sharpness || devicePixelRatio;
    const isSharp = this.surface.paint(this.painter, clientWidth, clientHeight, sharpness);
    if (!isSharp) this.sharpen = window.setTimeout(() => this.frame(false), REST);
    this.drawnThen();
  }
}

/** Return the parts of the picture on which other things of the page lie: those beside it in there. */
function coveredParts(host: HTMLElement): Box[] {
  const { left, top } = host.getBoundingClientRect();
  const others = Array.from(host.parentElement?.children ?? []).filter((other) => other !== host);
  return others
    .map((other) => other.getBoundingClientRect())
    .filter(({ width, height }) => width > 1 && height > 1)
    .map((box) => ({
      left: box.left - left,
      top: box.top - top,
      right: box.right - left,
      bottom: box.bottom - top,
    }));
}
