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
  const partners = partnersOfCountry(facts, selection, nation);
  const cities = [...knowledge.cities.country.keys()]
    .filter((city) => knowledge.cities.country[city] === nation && selection.degree[city])
    .sort((a, b) => at(selection.degree, b) - at(selection.degree, a) || a - b);
  const countries = partners.map(([country, count]) =>
    entry(at(knowledge.countries.label, country), count, { ...NOTHING_CHOSEN, nation: country }),
  );
  const largest = cities
    .slice(0, MOST)
    .map((city) =>
      entry(facts.city(city), at(selection.degree, city), { ...NOTHING_CHOSEN, city }),
    );
  function entry(label: string, count: number, part: Partial<State>): HTMLElement {
    const number = make("span", "quiet", ` ${wording.count("partnerships", count)}`);
    return make("li", "", chooser(label, part, change), number);
  }
  return [
    make("p", "quiet", wording.count("cities_shown", cities.length)),
    make("h3", "", wording.say("partner_countries")),
    make("ul", "entries", ...countries),
    make("h3", "", wording.say("cities_with_most")),
    make("ul", "entries", ...largest),
  ];
}
