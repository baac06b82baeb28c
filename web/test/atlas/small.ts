// A small atlas for tests, told in a few words.

import type { AtlasData, Story } from "../../src/atlas/data";
import type { Knowledge } from "../../src/atlas/knowledge";
import { knowledgeOf } from "../../src/atlas/reading";

/** Days: a year, the two days between which a date lies, or nothing. */
export type Told = number | readonly [number, number] | null;

export interface ToldPhase {
  readonly standing: string;
  readonly start: Told;
  readonly end?: Told;
}

export interface ToldPartnership {
  readonly members: string;
  readonly phases: readonly ToldPhase[];
  readonly kind?: string;
  readonly fields?: readonly string[];
  readonly sources?: readonly string[];
}

export const TODAY = 20261126;
const STANDINGS = "active undated planned dormant suspended ended unknown derived".split(" ");
const KINDS = ["twin-town", "cooperation"];
const FIELDS = ["culture", "sport"];
const SOURCES = ["Archive", "Website"];
const NETWORKS = ["eurocities"];
const SAID = { questions: ["twin-towns"], sources: [] };
const STORIES: Story[] = [
  {
    id: "tour",
    title: "A tour",
    steps: [
      { text: "It begins.", state: "city=leipzig&to=1980", ...SAID },
      { text: "It goes on.", state: "layout=network", ...SAID },
      { text: "It ends.", state: "city=krakow&kind=twin-town", ...SAID },
    ],
  },
];

/** Return a partnership that is active since a year, or undated. */
export function active(members: string, start: Told): ToldPartnership {
  return { members, phases: [{ standing: "active", start }] };
}

/**
 * Return what an atlas knows.
 *
 * @param cities Their ids with their countries, such as "leipzig DE".
 * @param told Partnerships; members are ids with spaces between.
 * @param memberships Ids of cities that are in a network.
 */
export function knows(
  cities: readonly string[],
  told: readonly ToldPartnership[],
  memberships: readonly string[] = [],
): Knowledge {
  return knowledgeOf(dataOf(cities, told, memberships));
}

function dataOf(
  cities: readonly string[],
  told: readonly ToldPartnership[],
  memberships: readonly string[],
): AtlasData {
  const texts = [""];
  const text = (words: string) =>
    texts.includes(words) ? texts.indexOf(words) : texts.push(words) - 1;
  const named = (id: readonly string[]) => ({ id: [...id], label: id.map(text) });
  const ids = cities.map((city) => city.split(" ")[0] ?? "");
  const countries = [...new Set(cities.map((city) => city.split(" ")[1] ?? ""))];
  const days = { label: [] as number[], earliest: [] as number[], latest: [] as number[] };
  const day = (date: Told | undefined) => {
    if (date === null || date === undefined) return -1;
    const [earliest, latest] =
      typeof date === "number" ? [date * 10000 + 101, date * 10000 + 1231] : date;
    days.earliest.push(earliest);
    days.latest.push(latest);
    return days.label.push(text(typeof date === "number" ? String(date) : date.join(" to "))) - 1;
  };
  const phases = told.flatMap((each, n) => each.phases.map((phase) => ({ ...phase, n })));
  const evidence = told.flatMap((each, n) => (each.sources ?? []).map((source) => ({ source, n })));
  const place = cities.map((_, n) => 10 * n);
  const members = told.map((each): [number, number, ...number[]] => {
    const [one = -1, other = -1, ...more] = each.members.split(" ").map((id) => ids.indexOf(id));
    return [one, other, ...more];
  });
  return {
    language: "en",
    dataset: {
      title: "Small",
      release: "0.1",
      today: TODAY,
      licence: "CC0",
      citation: "Small atlas, 0.1",
      pages: "",
    },
    words: {},
    counted: {},
    letters: {},
    texts,
    standings: { ...named(STANDINGS), dash: STANDINGS.map(() => []) },
    kinds: named(KINDS),
    fields: named(FIELDS),
    countries: named(countries),
    networks: named(NETWORKS),
    sources: {
      id: SOURCES.map((title) => title.toLowerCase()),
      title: SOURCES.map(text),
      address: SOURCES.map((title) => text(`https://example.org/${title}`)),
      read: SOURCES.map(() => -1),
    },
    cities: {
      id: ids,
      label: ids,
      names: ids.map(() => []),
      country: cities.map((city) => countries.indexOf(city.split(" ")[1] ?? "")),
      east: place,
      south: place,
      x: place,
      y: place,
      community: cities.map(() => 0),
      rim: cities.map(() => 0),
    },
    partnerships: {
      id: told.map(() => ""),
      members,
      kind: told.map(({ kind }) => KINDS.indexOf(kind ?? "twin-town")),
      standing: told.map((each) => STANDINGS.indexOf(each.phases.at(-1)?.standing ?? "unknown")),
      fields: told.map(({ fields }) => (fields ?? []).map((field) => FIELDS.indexOf(field))),
    },
    phases: {
      partnership: steps(phases.map(({ n }) => n)),
      standing: phases.map(({ standing }) => STANDINGS.indexOf(standing)),
      start: phases.map(({ start }) => day(start)),
      end: phases.map(({ end }) => day(end)),
    },
    evidence: {
      partnership: steps(evidence.map(({ n }) => n)),
      source: evidence.map(({ source }) => SOURCES.indexOf(source)),
      start: evidence.map(() => -1),
      mark: evidence.map(() => 0),
      reason: evidence.map(() => 0),
      quote: evidence.map(() => 0),
      address: evidence.map(() => 0),
    },
    memberships: {
      city: memberships.map((id) => ids.indexOf(id)),
      network: memberships.map(() => 0),
      start: memberships.map(() => -1),
      end: memberships.map(() => -1),
    },
    days,
    plane: { radius: 1000 },
    ground: { land: [], borders: [] },
    stories: STORIES,
  };
}

function steps(numbers: readonly number[]): number[] {
  return numbers.map((number, n) => number - (numbers[n - 1] ?? 0));
}
