// All that the picture shows at a moment, and how it is to look.

import type { Atlas, Emphasis, Shown, Stroked } from "../model";
import type { Camera, Point } from "./camera";
import type { Colours } from "./colours";
import type { Community } from "./communities";
import type { Countries } from "./countries";
import type { Places } from "./places";

/** For each look of a line, strokes and gaps in pixels; empty for a plain line. */
export type Dashes = Readonly<Record<Stroked, readonly number[]>>;

export interface Scene {
  readonly atlas: Atlas;
  readonly places: Places;
  readonly camera: Camera;
  readonly countries: Countries;
  readonly dash: Dashes;
  /** The radius of the map, beyond which cities stand in its rim; 0 if there is no ground. */
  readonly rim: number;
  colours: Colours;
  shown: Shown;
  /** Cities that have a line now, those with most first. */
  byDegree: Uint32Array;
  communities: readonly Community[];
  emphasis: Emphasis | null;
  chosen: number | null;
}

const MANY = 2000; // From here on, countries say more than cities where the whole map is seen.
// The zoom from which there are countries only, and that from which there are cities only.
const OF_MANY = [1.5, 2] as const;
const OF_FEW = [0.25, 0.32] as const; // Where all cities are seen, the rim too, they are still told.
const LARGEST = 9;

/** Return how strongly countries stand for their cities: 1 from afar, 0 from near. */
export function countriesShare({ byDegree, countries, emphasis, camera, places }: Scene): number {
  if (emphasis || !countries.areTogether) return 0;
  const [only, none] = byDegree.length > MANY ? OF_MANY : OF_FEW;
  const afar = (none - camera.zoom) / (none - only);
  return Math.max(0, Math.min(1, afar)) * (1 - places.network);
}

/** Return whether communities stand for their cities, seen from afar. */
export function communitiesSpeak({ byDegree, camera, places }: Scene): boolean {
  return byDegree.length > MANY && camera.zoom < OF_MANY[0] && places.network > 0.5;
}

/** Return where a city is on the screen. */
export function screenPoint({ camera, places }: Scene, city: number): Point {
  const { origin, scale } = camera;
  return {
    x: (places.x[city] as number) * scale + origin.x,
    y: (places.y[city] as number) * scale + origin.y,
  };
}

/** Return how much larger letters, dots and strokes are than on a desk: a wall is read from afar. */
export function magnification({ width, height }: Camera): number {
  return Math.max(1, Math.min(2, Math.min(width, height) / 760));
}

/** Return a function that gives the radius of a city's dot in pixels: smaller among many, larger from near. */
export function radii({ shown, byDegree, camera }: Scene): (city: number) => number {
  const crowd = Math.max(0.3, Math.min(1, (600 / Math.max(1, byDegree.length)) ** 0.4));
  const small = Math.max(0.8, Math.min(1, Math.min(camera.width, camera.height) / 600));
  const screen = small * magnification(camera);
  const near = screen * crowd * Math.max(0.7, camera.zoom) ** 0.35;
  return (city) =>
    Math.min(LARGEST * screen, (1.7 + 0.55 * Math.sqrt(shown.degree[city] as number)) * near);
}

/** Return the colour of a city: its community's in the network, that of ink on the map. */
export function cityColour({ atlas, colours, places }: Scene, city: number): string {
  const { community } = colours;
  const number = atlas.cities.community[city] as number;
  return places.network > 0.5 ? (community[number % community.length] as string) : colours.ink;
}

/** Return the cities in sight that have a line, those with most first. */
export function citiesInSight(scene: Scene, margin: number): number[] {
  const { camera, places, byDegree } = scene;
  const { origin, scale, width, height } = camera;
  const seen: number[] = [];
  for (const city of byDegree) {
    const x = (places.x[city] as number) * scale + origin.x;
    const y = (places.y[city] as number) * scale + origin.y;
    if (x > -margin && y > -margin && x < width + margin && y < height + margin) seen.push(city);
  }
  return seen;
}
