// The shown partnerships as rows of a table, which are sorted by a column.

import { at } from "../lists";
import type { Facts } from "./facts";
import type { Selection } from "./selection";

export const COLUMNS = [
  "cities",
  "countries",
  "kind",
  "status",
  "since",
  "until",
  "sources",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** Return the cells of a partnership. */
export function cellsOf(
  facts: Facts,
  selection: Selection,
  partnership: number,
): Record<Column, string> {
  const countries = facts.members(partnership).map((city) => facts.countryOf(city));
  return {
    cities: facts.title(partnership),
    countries: [...new Set(countries)].filter(Boolean).join(", "),
    kind: facts.kind(partnership),
    status: facts.standing(at(selection.standing, partnership)),
    since: facts.date(facts.start(partnership)),
    until: facts.date(facts.end(partnership)),
    sources: String(facts.evidence(partnership).length),
  };
}

/** Return partnerships in an order; what has no date comes last in both directions. */
export function sorted(
  facts: Facts,
  selection: Selection,
  { column, descending }: Order,
): number[] {
  const { collator } = facts.wording;
  const sign = descending ? -1 : 1;
  const keyed = selection.partnerships.map((n) => ({ n, key: keyOf(facts, selection, n, column) }));
  keyed.sort(({ n: a, key: one }, { n: b, key: other }) => {
    if (one === other) return a - b;
    if (one === "" || other === "") return one === "" ? 1 : -1;
    const both = typeof one === "number" && typeof other === "number";
    return sign * (both ? one - other : collator.compare(String(one), String(other))) || a - b;
  });
  return keyed.map(({ n }) => n);
}

function keyOf(facts: Facts, selection: Selection, n: number, column: Column): string | number {
  const dated = (day: number) => (day < 0 ? "" : facts.order(day));
  if (column === "since") return dated(facts.start(n));
  if (column === "until") return dated(facts.end(n));
  if (column === "sources") return facts.evidence(n).length;
  if (column === "status") return at(selection.standing, n);
  return cellsOf(facts, selection, n)[column];
}
