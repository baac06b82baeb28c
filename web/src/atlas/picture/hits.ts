// What lies at a point of the screen.

import { distanceTo } from "./arcs";
import type { Point } from "./camera";
import { countryPoint, countryRadius } from "./layers";
import { arcOf, type Chosen } from "./lines";
import { countriesShare, radii, type Scene, screenPoint } from "./scene";

/** What can be pointed at and chosen. */
export type Thing =
  | { readonly city: number }
  | { readonly country: number }
  | { readonly line: number };

const REACH = 9; // Pixels around a dot that still belong to it.
const BESIDE = 5;

/** Return what lies at a point: a city, a country, or one of the lines that can be told apart. */
export function thingAt(
  scene: Scene,
  point: Point,
  cities: readonly number[],
  lines: readonly Chosen[],
): Thing | null {
  const country = countriesShare(scene) > 0.5 ? countryAt(scene, point) : null;
  if (country !== null) return { country };
  const city = countriesShare(scene) > 0.5 ? null : cityAt(scene, point, cities);
  if (city !== null) return { city };
  const line = lineAt(scene, point, lines);
  return line === null ? null : { line };
}

function cityAt(scene: Scene, point: Point, cities: readonly number[]): number | null {
  const radius = radii(scene);
  const emphasised = scene.emphasis?.cities;
  let [found, nearest]: [number | null, number] = [null, REACH];
  for (const city of cities) {
    const { x, y } = screenPoint(scene, city);
    const favour = emphasised?.has(city) ? 3 : 0;
    const away = Math.hypot(x - point.x, y - point.y) - radius(city) - favour;
    if (away < nearest) [found, nearest] = [city, away];
  }
  return found;
}

function countryAt(scene: Scene, point: Point): number | null {
  let [found, nearest]: [number | null, number] = [null, REACH];
  for (const [country, lines] of scene.countries.lines.entries()) {
    const at = lines ? countryPoint(scene, country) : null;
    if (!at) continue;
    const away = Math.hypot(at.x - point.x, at.y - point.y) - countryRadius(scene, country);
    if (away < nearest) [found, nearest] = [country, away];
  }
  return found;
}

function lineAt(scene: Scene, point: Point, sets: readonly Chosen[]): number | null {
  let [found, nearest]: [number | null, number] = [null, BESIDE];
  for (const { numbers, count } of sets)
    for (let n = 0; n < count; n++) {
      const line = numbers[n] as number;
      const away = distanceTo(arcOf(scene, line), point);
      if (away < nearest) [found, nearest] = [line, away];
    }
  return found;
}
