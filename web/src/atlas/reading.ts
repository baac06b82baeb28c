// Makes typed arrays of the tables in the data, and what can be found in them quickly.

import { at } from "../lists";
import type { AtlasData } from "./data";
import { HIDDEN, type Knowledge, type KnownCities, MARKS, type Named, UNKNOWN } from "./knowledge";
import { LINE_STANDINGS, type Lines, type Spots } from "./model";

/** Read the data of a page. */
export function knowledgeOf(data: AtlasData): Knowledge {
  const texts = (numbers: readonly number[]) => numbers.map((n) => at(data.texts, n));
  const named = (table: { id: string[]; label: number[] }): Named => ({
    count: table.id.length,
    id: table.id,
    label: texts(table.label),
  });
  const addresses = texts(data.sources.address);
  const addressOf = (row: number) => addresses[data.evidence.source[row] ?? -1] ?? "";
  const { members } = data.partnerships;
  const lines = linesOf(members);
  return {
    language: data.language,
    dataset: data.dataset,
    radius: data.plane.radius,
    cities: citiesOf(data.cities, lines),
    lines,
    partnerships: partnershipsOf(data, lines),
    phases: phasesOf(data),
    evidence: {
      count: data.evidence.partnership.length,
      partnership: summed(data.evidence.partnership),
      source: Int32Array.from(data.evidence.source),
      start: Int32Array.from(data.evidence.start),
      mark: Uint8Array.from(data.evidence.mark, (mark) => (mark < MARKS.length ? mark : 0)),
      reason: texts(data.evidence.reason),
      quote: texts(data.evidence.quote),
      address: texts(data.evidence.address).map((own, row) => own || addressOf(row)),
    },
    memberships: {
      count: data.memberships.city.length,
      city: Int32Array.from(data.memberships.city),
      network: Int32Array.from(data.memberships.network),
      start: Int32Array.from(data.memberships.start),
      end: Int32Array.from(data.memberships.end),
    },
    days: {
      label: texts(data.days.label),
      earliest: Int32Array.from(data.days.earliest),
      latest: Int32Array.from(data.days.latest),
    },
    sources: {
      id: data.sources.id,
      title: texts(data.sources.title),
      address: addresses,
      read: Int32Array.from(data.sources.read),
    },
    standings: { ...named(data.standings), dash: data.standings.dash },
    kinds: named(data.kinds),
    fields: named(data.fields),
    countries: named(data.countries),
    networks: named(data.networks),
    stories: data.stories,
    ground: { land: data.ground.land.map(unfold), borders: data.ground.borders.map(unfold) },
  };
}

/** Return the lines between the members of each partnership. */
export function linesOf(members: readonly (readonly number[])[]): Lines {
  const one: number[] = [];
  const other: number[] = [];
  const partnership: number[] = [];
  for (const [n, cities] of members.entries()) {
    for (const [place, city] of cities.entries()) {
      for (const later of cities.slice(place + 1)) {
        one.push(city);
        other.push(later);
        partnership.push(n);
      }
    }
  }
  return {
    count: one.length,
    one: Uint32Array.from(one),
    other: Uint32Array.from(other),
    partnership: Uint32Array.from(partnership),
    derived: Uint8Array.from(partnership, (n) => Number(at(members, n).length > 2)),
  };
}

function citiesOf(table: AtlasData["cities"], lines: Lines): KnownCities {
  return {
    count: table.id.length,
    id: table.id,
    label: table.label,
    names: table.names,
    country: Uint16Array.from(table.country),
    map: spots(table.east, table.south),
    network: spots(table.x, table.y),
    community: Uint16Array.from(table.community),
    rim: Uint8Array.from(table.rim),
    ...incidence(table.id.length, lines),
  };
}

function spots(x: readonly number[], y: readonly number[]): Spots {
  return { x: Float32Array.from(x), y: Float32Array.from(y) };
}

/** Return the lines of each city, one city after the other. */
function incidence(count: number, { one, other }: Lines) {
  const firstLine = starts(count, [...one, ...other]);
  const next = firstLine.slice();
  const found = new Uint32Array(one.length + other.length);
  for (let line = 0; line < one.length; line += 1) {
    for (const city of [one[line] ?? 0, other[line] ?? 0]) {
      const place = next[city] ?? 0;
      found[place] = line;
      next[city] = place + 1;
    }
  }
  return { firstLine, lines: found };
}

function partnershipsOf(data: AtlasData, lines: Lines): Knowledge["partnerships"] {
  const { id, members, kind, standing, fields } = data.partnerships;
  const count = members.length;
  const pair = (cities: readonly number[]) =>
    cities
      .map((city) => at(data.cities.id, city))
      .sort(byCode)
      .join("--");
  return {
    count,
    id: id.map((own, n) => own || pair(at(members, n))),
    members,
    kind: Int16Array.from(kind),
    standing: Uint8Array.from(standing, standingNumbers(data)),
    fields,
    firstLine: starts(count, lines.partnership),
    firstPhase: starts(count, summed(data.phases.partnership)),
    firstEvidence: starts(count, summed(data.evidence.partnership)),
  };
}

/** Return the function that turns numbers of the data's standings into those of LINE_STANDINGS. */
function standingNumbers({ standings }: AtlasData): (number: number) => number {
  const known: readonly string[] = LINE_STANDINGS;
  return (number) => {
    const found = known.indexOf(standings.id[number] ?? "");
    return found > HIDDEN ? found : UNKNOWN;
  };
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function phasesOf(data: AtlasData): Knowledge["phases"] {
  const table = data.phases;
  return {
    count: table.partnership.length,
    partnership: summed(table.partnership),
    standing: Uint8Array.from(table.standing, standingNumbers(data)),
    start: Int32Array.from(table.start),
    end: Int32Array.from(table.end),
  };
}

/** Return where the rows of each owner begin in a table that is in the order of its owners. */
export function starts(count: number, owners: ArrayLike<number>): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (let row = 0; row < owners.length; row += 1) {
    const after = (owners[row] ?? 0) + 1;
    first[after] = (first[after] ?? 0) + 1;
  }
  for (let n = 1; n <= count; n += 1) first[n] = (first[n] ?? 0) + (first[n - 1] ?? 0);
  return first;
}

/** Return the numbers of which the steps from each to the next are given. */
export function summed(steps: readonly number[]): Int32Array {
  let sum = 0;
  return Int32Array.from(steps, (step) => {
    sum += step;
    return sum;
  });
}

/** Return the points of a line of which the first point and the steps to each next one are given. */
export function unfold(steps: readonly number[]): Int16Array {
  const points = Int16Array.from(steps);
  for (let n = 2; n < points.length; n += 1) points[n] = (points[n] ?? 0) + (points[n - 2] ?? 0);
  return points;
}
