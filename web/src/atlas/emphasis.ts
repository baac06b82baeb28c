// What stands out over the rest: a way, partners of two, a neighbourhood, a partnership, a country.

import { at } from "../lists";
import { HIDDEN, type Knowledge } from "./knowledge";
import type { Emphasis } from "./model";
import { along, commonPartners, neighbourhood, shortestWay, triangle } from "./paths";
import type { Selection } from "./selection";
import type { State } from "./state";

/** Return what stands out in a state; null if nothing is chosen. */
export function emphasisOf(
  knowledge: Knowledge,
  selection: Selection,
  state: State,
): Emphasis | null {
  const { city, other, partnership, nation, depth } = state;
  if (city !== null && other !== null) return ofTwo(knowledge, selection, state, city, other);
  if (city !== null) return neighbourhood(knowledge, selection.line, city, depth);
  if (partnership !== null) return ofPartnership(knowledge, selection, partnership);
  return nation === null ? null : ofCountry(knowledge, selection, nation);
}

function ofTwo(
  knowledge: Knowledge,
  { line }: Selection,
  { search }: State,
  city: number,
  other: number,
): Emphasis {
  if (search === "common") {
    const found = commonPartners(knowledge, line, city, other);
    return triangle(knowledge, line, [city, other], found);
  }
  const way = shortestWay(knowledge, line, city, other);
  return way ? along(knowledge, line, way) : { cities: new Set([city, other]), lines: new Set() };
}

function ofPartnership(knowledge: Knowledge, { line }: Selection, partnership: number): Emphasis {
  const { firstLine, members } = knowledge.partnerships;
  const first = firstLine[partnership] ?? 0;
  const count = (firstLine[partnership + 1] ?? 0) - first;
  const own = Array.from({ length: count }, (_, n) => first + n);
  return {
    cities: new Set(at(members, partnership)),
    lines: new Set(own.filter((n) => line[n] !== HIDDEN)),
  };
}

function ofCountry({ cities, lines }: Knowledge, { line }: Selection, nation: number): Emphasis {
  const found = { cities: new Set<number>(), lines: new Set<number>() };
  for (let n = 0; n < lines.count; n += 1) {
    const ends = [at(lines.one, n), at(lines.other, n)];
    if (line[n] === HIDDEN || !ends.some((city) => cities.country[city] === nation)) continue;
    found.lines.add(n);
    for (const city of ends) found.cities.add(city);
  }
  return found;
}
