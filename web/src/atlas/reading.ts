// Makes typed arrays of the tables in the data, and what can be found in them quickly.

import { at, filledBy } from "../lists";
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
      source: new Int32Array(data.evidence.source),
      start: new Int32Array(data.evidence.start),
      mark: new Uint8Array(data.evidence.mark.map((mark) => (mark < MARKS.length ? mark : 0))),
      reason: texts(data.evidence.reason),
      quote: texts(data.evidence.quote),
      address: texts(data.evidence.address).map((own, row) => own || addressOf(row)),
    },
    memberships: {
      count: data.memberships.city.length,
      city: new Int32Array(data.memberships.city),
      network: new Int32Array(data.memberships.network),
      start: new Int32Array(data.memberships.start),
      end: new Int32Array(data.memberships.end),
    },
    days: {
      label: texts(data.days.label),
      earliest: new Int32Array(data.days.earliest),
      latest: new Int32Array(data.days.latest),
    },
    sources: {
      id: data.sources.id,
      title: texts(data.sources.title),
      address: addresses,
      read: new Int32Array(data.sources.read),
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
  const count = members.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const [one, other] = [new Uint32Array(count), new Uint32Array(count)];
  const [partnership, derived] = [new Uint32Array(count), new Uint8Array(count)];
  let line = 0;
  members.forEach((cities, n) => {
    for (let first = 0; first < cities.length; first += 1)
      for (let second = first + 1; second < cities.length; second += 1) {
        one[line] = at(cities, first);
        other[line] = at(cities, second);
        partnership[line] = n;
        derived[line] = Number(cities.length > 2);
        line += 1;
      }
  });
  return { count, one, other, partnership, derived };
}

function citiesOf(table: AtlasData["cities"], lines: Lines): KnownCities {
  return {
    count: table.id.length,
    id: table.id,
    label: table.label,
    names: table.names,
    country: new Uint16Array(table.country),
    map: spots(table.east, table.south),
    network: spots(table.x, table.y),
    community: new Uint16Array(table.community),
    rim: new Uint8Array(table.rim),
    ...incidence(table.id.length, lines),
  };
}

function spots(x: readonly number[], y: readonly number[]): Spots {
  return { x: new Float32Array(x), y: new Float32Array(y) };
}

/** Return the lines of each city, one city after the other. */
function incidence(count: number, { one, other }: Lines) {
  const firstLine = starts(count, one, other);
  const next = firstLine.slice();
  const lines = new Uint32Array(one.length + other.length);
  const note = (city: number, line: number) => {
    const place = next[city] ?? 0;
    lines[place] = line;
    next[city] = place + 1;
  };
  for (let line = 0; line < one.length; line += 1) {
    note(one[line] ?? 0, line);
    note(other[line] ?? 0, line);
  }
  return { firstLine, lines };
}

function partnershipsOf(data: AtlasData, lines: Lines): Knowledge["partnerships"] {
  const { id, members, kind, standing, fields } = data.partnerships;
  const count = members.length;
  let ids: string[] | undefined;
  const pair = (cities: readonly number[]) =>
    cities
      .map((city) => at(data.cities.id, city))
      .sort()
      .join("--");
  return {
    count,
    get id() {
      ids ??= id.map((own, n) => own || pair(at(members, n)));
      return ids;
    },
    members,
    kind: new Int16Array(kind),
    standing: new Uint8Array(standing.map(standingNumbers(data))),
    fields,
    firstLine: starts(count, lines.partnership),
    firstPhase: starts(count, summed(data.phases.partnership)),
    firstEvidence: starts(count, summed(data.evidence.partnership)),
  };
}

/** Return the function that turns numbers of the data's standings into those of LINE_STANDINGS. */
function standingNumbers({ standings }: AtlasData): (number: number) => number {
  const known: readonly string[] = LINE_STANDINGS;
  const numbers = standings.id.map((id) => {
    const found = known.indexOf(id);
    return found > HIDDEN ? found : UNKNOWN;
  });
  return (number) => numbers[number] ?? UNKNOWN;
}

function phasesOf(data: AtlasData): Knowledge["phases"] {
  const table = data.phases;
  return {
    count: table.partnership.length,
    partnership: summed(table.partnership),
    standing: new Uint8Array(table.standing.map(standingNumbers(data))),
    start: new Int32Array(table.start),
    end: new Int32Array(table.end),
  };
}

/** Return where the rows of each owner begin in a table that is in the order of its owners. */
export function starts(count: number, ...tables: ArrayLike<number>[]): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (const owners of tables)
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
  return filledBy(new Int32Array(steps.length), (row) => {
    sum += at(steps, row);
    return sum;
  });
}

/** Return the points of a line of which the first point and the steps to each next one are given. */
export function unfold(steps: readonly number[]): Int16Array {
  const points = new Int16Array(steps);
  for (let n = 2; n < points.length; n += 1) points[n] = (points[n] ?? 0) + (points[n - 2] ?? 0);
  return points;
}
