// Ways between cities and their neighbourhoods, through the lines that are shown.

import { at } from "../lists";
import { HIDDEN, type Knowledge } from "./knowledge";
import type { Emphasis } from "./model";

/** Go through the shown lines of a city and the cities to which they lead. */
export function* neighbours(
  { cities, lines }: Knowledge,
  shown: Uint8Array,
  city: number,
): Generator<{ line: number; city: number }> {
  const after = cities.firstLine[city + 1] ?? 0;
  for (let place = cities.firstLine[city] ?? 0; place < after; place += 1) {
    const line = cities.lines[place] ?? 0;
    if (shown[line] === HIDDEN) continue;
    const one = lines.one[line] ?? 0;
    yield { line, city: one === city ? (lines.other[line] ?? 0) : one };
  }
}

/** Return the cities of the shortest way from one city to another; null if there is none. */
export function shortestWay(
  knowledge: Knowledge,
  shown: Uint8Array,
  from: number,
  to: number,
): number[] | null {
  const reachedFrom = new Map<number, number | null>([[from, null]]);
  let edge = [from];
  while (edge.length && !reachedFrom.has(to)) {
    const next: number[] = [];
    for (const city of edge) {
      for (const step of neighbours(knowledge, shown, city)) {
        if (reachedFrom.has(step.city)) continue;
        reachedFrom.set(step.city, city);
        next.push(step.city);
      }
    }
    edge = next;
  }
  return reachedFrom.has(to) ? wayBack(reachedFrom, to) : null;
}

function wayBack(reachedFrom: ReadonlyMap<number, number | null>, to: number): number[] {
  const cities = [to];
  for (let city = reachedFrom.get(to) ?? null; city !== null; city = reachedFrom.get(city) ?? null)
    cities.unshift(city);
  return cities;
}

/** Return what is to be emphasised of a way: its cities, and all lines between each two of them. */
export function along(knowledge: Knowledge, shown: Uint8Array, way: readonly number[]): Emphasis {
  const lines = way.flatMap((city, place) =>
    place ? linesBetween(knowledge, shown, at(way, place - 1), city) : [],
  );
  return { cities: new Set(way), lines: new Set(lines) };
}

/** Return the cities that are partners of both, in the order of their numbers. */
export function commonPartners(
  knowledge: Knowledge,
  shown: Uint8Array,
  one: number,
  other: number,
): number[] {
  const partners = (city: number) =>
    new Set(Array.from(neighbours(knowledge, shown, city), (step) => step.city));
  const ofOther = partners(other);
  return [...partners(one)].filter((city) => ofOther.has(city)).sort((a, b) => a - b);
}

/** Return a city, what its lines reach in so many steps, and the lines among all of these. */
export function neighbourhood(
  knowledge: Knowledge,
  shown: Uint8Array,
  city: number,
  steps: number,
): Emphasis {
  const cities = new Set([city]);
  const lines = new Set<number>();
  let edge = [city];
  for (let step = 0; step < steps; step += 1) {
    const next: number[] = [];
    for (const from of edge) {
      for (const reached of neighbours(knowledge, shown, from)) {
        lines.add(reached.line);
        if (!cities.has(reached.city)) next.push(reached.city);
        cities.add(reached.city);
      }
    }
    edge = next;
  }
  return { cities, lines };
}

/** Return the lines between two cities that are shown. */
export function linesBetween(
  knowledge: Knowledge,
  shown: Uint8Array,
  one: number,
  other: number,
): number[] {
  return [...neighbours(knowledge, shown, one)]
    .filter(({ city }) => city === other)
    .map(({ line }) => line);
}

/** Return what is to be emphasised of two cities: both, the cities between, and their lines. */
export function triangle(
  knowledge: Knowledge,
  shown: Uint8Array,
  ends: readonly [number, number],
  between: readonly number[],
): Emphasis {
  const lines = between.flatMap((city) =>
    ends.flatMap((end) => linesBetween(knowledge, shown, end, city)),
  );
  return { cities: new Set([...ends, ...between]), lines: new Set(lines) };
}
