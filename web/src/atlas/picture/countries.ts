// The picture from afar: a node for each country, and how many lines join each two of them.

import type { Atlas, Shown } from "../model";
import type { Point } from "./camera";

/** Lines between the cities of two countries. */
export interface Flow {
  readonly one: number;
  readonly other: number;
  readonly lines: number;
}

const TOGETHER = 0.6;

export class Countries {
  /** Whether its cities lie together, so that a country can stand for them. */
  readonly areTogether: boolean;
  /** Where each country is drawn; null if none of its cities has a place. */
  readonly places: readonly (Point | null)[];
  /** How many shown lines each country has, those within it counted once. */
  lines: Uint32Array;
  /** The flows, the widest first. */
  flows: readonly Flow[] = [];

  constructor(private readonly atlas: Atlas) {
    this.places = placesOf(atlas);
    this.areTogether = spreadWithin(atlas, this.places) < TOGETHER;
    this.lines = new Uint32Array(this.places.length);
  }

  /** Count what is shown now. */
  count({ line }: Shown): void {
    const { cities, lines } = this.atlas;
    const all = this.places.length;
    const pairs = new Uint32Array(all * all);
    for (let n = 0; n < lines.count; n++) {
      if (!line[n]) continue;
      const one = cities.country[lines.one[n] as number] as number;
      const other = cities.country[lines.other[n] as number] as number;
      const pair = one < other ? one * all + other : other * all + one;
      pairs[pair] = (pairs[pair] as number) + 1;
    }
    this.lines = linesOf(pairs, all);
    this.flows = flowsOf(pairs, all);
  }
}

function linesOf(pairs: Uint32Array, all: number): Uint32Array {
  const lines = new Uint32Array(all);
  pairs.forEach((count, pair) => {
    const [one, other] = [Math.floor(pair / all), pair % all];
    lines[one] = (lines[one] ?? 0) + count;
    if (other !== one) lines[other] = (lines[other] ?? 0) + count;
  });
  return lines;
}

function flowsOf(pairs: Uint32Array, all: number): Flow[] {
  const flows: Flow[] = [];
  pairs.forEach((lines, pair) => {
    const [one, other] = [Math.floor(pair / all), pair % all];
    if (lines && one !== other) flows.push({ one, other, lines });
  });
  return flows.sort((a, b) => b.lines - a.lines || a.one - b.one || a.other - b.other);
}

/** Return the mean place of each country's cities: of those on the map, else of those at its rim. */
function placesOf({ cities, countries }: Atlas): (Point | null)[] {
  const sums: Sum[][] = [0, 1].map(() =>
    countries.label.map(() => ({ x: 0, y: 0, away: 0, cities: 0 })),
  );
  for (let city = 0; city < cities.count; city++) {
    const sum = sums[Math.min(1, cities.rim[city] as number)]?.[cities.country[city] as number];
    if (!sum || cities.rim[city] === 2) continue;
    sum.x += cities.map.x[city] as number;
    sum.y += cities.map.y[city] as number;
    sum.away += Math.hypot(cities.map.x[city] as number, cities.map.y[city] as number);
    sum.cities += 1;
  }
  const [onMap, atRim] = sums as [Sum[], Sum[]];
  return countries.label.map((_, n) => meanOf(onMap[n]) ?? directionOf(atRim[n]));
}

interface Sum {
  x: number;
  y: number;
  /** From the middle of the plane. */
  away: number;
  cities: number;
}

function meanOf(sum: Sum | undefined): Point | null {
  return sum?.cities ? { x: sum.x / sum.cities, y: sum.y / sum.cities } : null;
}

/** Return the mean direction of cities at the rim, as far away as they are. */
function directionOf(sum: Sum | undefined): Point | null {
  const mean = meanOf(sum);
  const length = mean && Math.hypot(mean.x, mean.y);
  if (!sum || !mean || !length) return mean;
  const away = sum.away / sum.cities / length;
  return { x: mean.x * away, y: mean.y * away };
}

/** Return which part of the spread of all cities on the map is that within their countries. */
function spreadWithin({ cities }: Atlas, places: readonly (Point | null)[]): number {
  const onMap = Array.from(cities.rim.keys()).filter((city) => !cities.rim[city]);
  const spread = (middle: (city: number) => Point | null | undefined) =>
    onMap.reduce((sum, city) => {
      const { x, y } = middle(city) ?? { x: 0, y: 0 };
      return (
        sum + ((cities.map.x[city] as number) - x) ** 2 + ((cities.map.y[city] as number) - y) ** 2
      );
    }, 0);
  const mean = (axis: Float32Array) =>
    onMap.reduce((sum, city) => sum + (axis[city] as number), 0) / Math.max(1, onMap.length);
  const middle = { x: mean(cities.map.x), y: mean(cities.map.y) };
  const all = spread(() => middle);
  return all ? spread((city) => places[cities.country[city] as number]) / all : 1;
}
