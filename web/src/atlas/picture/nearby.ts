// What surrounds a city.

import type { Emphasis, LayoutName } from "../model";
import type { Scene } from "./scene";

const MOST_PARTNERS = 0.67;

/** Return how far from a city most of its shown partners stand, those at the rim apart. */
export function partnersReach(scene: Scene, city: number, layout: LayoutName): number {
  const { cities } = surroundings(scene, city);
  const { rim } = scene.atlas.cities;
  const middle = scene.places.of(city, layout);
  const away = Array.from(cities, (partner) => {
    const { x, y } = scene.places.of(partner, layout);
    return rim[partner] && layout === "map" ? 0 : Math.hypot(x - middle.x, y - middle.y);
  });
  const sorted = away.filter(Boolean).sort((a, b) => a - b);
  return sorted[Math.floor(MOST_PARTNERS * sorted.length)] ?? sorted.at(-1) ?? 0;
}

/** Return a city with its shown lines and partners. */
export function surroundings({ atlas, shown }: Scene, city: number): Emphasis {
  const { one, other, count } = atlas.lines;
  const cities = new Set([city]);
  const lines = new Set<number>();
  for (let line = 0; line < count; line++) {
    if (!shown.line[line] || (one[line] !== city && other[line] !== city)) continue;
    lines.add(line);
    cities.add((one[line] === city ? other[line] : one[line]) as number);
  }
  return { cities, lines };
}
