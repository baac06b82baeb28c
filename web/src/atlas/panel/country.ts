// A country in the panel: with which countries its cities are partners, and which have most.

import { make } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import type { Selection } from "../selection";
import { NOTHING_CHOSEN, type State } from "../state";
import { chooser } from "./pieces";

type Change = (part: Partial<State>) => void;

const MOST = 20; // Cities that are listed.

/** Return how many shown partnerships a country has with each country, the most first. */
export function partnersOfCountry(
  facts: Facts,
  selection: Selection,
  nation: number,
): [number, number][] {
  const { cities, countries: known, partnerships } = facts.knowledge;
  const counts = new Map<number, number>();
  for (const n of selection.partnerships) {
    const countries = at(partnerships.members, n)
      .map((city) => at(cities.country, city))
      .filter((country) => country < known.count);
    if (!countries.includes(nation)) continue;
    const own = countries.filter((country) => country === nation).length > 1;
    const others = new Set(countries.filter((country) => country !== nation));
    for (const country of own ? [...others, nation] : others)
      counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || a - b);
}

/** Return what is shown of a country. */
export function countryBody(
  facts: Facts,
  selection: Selection,
  nation: number,
  change: Change,
): HTMLElement[] {
  const { knowledge, wording } = facts;
  const countries = partnersOfCountry(facts, selection, nation).map(([country, count]) =>
    entry(facts, at(knowledge.countries.label, country), count, { nation: country }, change),
  );
  return [
    make("p", "quiet", wording.count("cities_shown", citiesOf(facts, selection, nation).length)),
    make("h3", "", wording.say("partner_countries")),
    make("ul", "entries", ...countries),
    ...citiesWithMost(facts, selection, nation, MOST, change),
  ];
}

/** Return the cities with most shown partnerships: of a country, or of all if it is null. */
export function citiesWithMost(
  facts: Facts,
  selection: Selection,
  nation: number | null,
  most: number,
  change: Change,
): HTMLElement[] {
  const cities = partnershipsByCity(facts, selection, nation).slice(0, most);
  if (!cities.length) return [];
  const entries = cities.map(([city, count]) =>
    entry(facts, facts.city(city), count, { city }, change),
  );
  return [make("h3", "", facts.wording.say("cities_with_most")), make("ul", "entries", ...entries)];
}

/** Return how many shown partnerships each city has, the most first: of a country, or of all. */
export function partnershipsByCity(
  facts: Facts,
  selection: Selection,
  nation: number | null,
): [number, number][] {
  const { members } = facts.knowledge.partnerships;
  const counts = new Uint32Array(facts.knowledge.cities.count);
  for (const n of selection.partnerships)
    for (const city of at(members, n)) counts[city] = at(counts, city) + 1;
  return citiesOf(facts, selection, nation)
    .map((city): [number, number] => [city, at(counts, city)])
    .sort(([a, one], [b, other]) => other - one || a - b);
}

function citiesOf({ knowledge }: Facts, { degree }: Selection, nation: number | null): number[] {
  const { country } = knowledge.cities;
  return [...degree.keys()].filter(
    (city) => degree[city] && (nation === null || country[city] === nation),
  );
}

function entry(
  { wording }: Facts,
  label: string,
  count: number,
  part: Partial<State>,
  change: Change,
): HTMLElement {
  const number = make("span", "quiet", ` ${wording.count("partnerships", count)}`);
  return make("li", "", chooser(label, { ...NOTHING_CHOSEN, ...part }, change), number);
}
