// What is shown as a table of comma-separated values.

import { at } from "../../lists";
import type { Facts } from "../facts";
import { LINE_STANDINGS } from "../model";
import type { Selection } from "../selection";

const HEADER = "partnership,cities,countries,kind,status,existence,since,until,sources";

/** Return the shown partnerships as CSV: a header and a row each, lines end as RFC 4180 says. */
export function csvOf(facts: Facts, selection: Selection): string {
  const { knowledge } = facts;
  const { cities, countries, evidence, partnerships, sources } = knowledge;
  const rows = selection.partnerships.map((n) => {
    const members = at(partnerships.members, n);
    return [
      at(partnerships.id, n),
      members.map((city) => facts.city(city)).join("; "),
      members.map((city) => countries.id[at(cities.country, city)] ?? "").join("; "),
      facts.kind(n),
      at(LINE_STANDINGS, at(selection.standing, n)),
      at(selection.existence, n),
      facts.date(facts.start(n)),
      facts.date(facts.end(n)),
      facts
        .evidence(n)
        .map((row) => at(evidence.address, row) || at(sources.title, at(evidence.source, row)))
        .join("; "),
    ];
  });
  return [HEADER, ...rows.map((row) => row.map(quoted).join(",")), ""].join("\r\n");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
