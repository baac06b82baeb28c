// What the page shows now: one state, which everything on the page follows.

import { type Bounds, type Lifetime, OPEN } from "./lifetimes";
import type { LayoutName } from "./model";

export const LAYOUTS: readonly LayoutName[] = ["map", "network"];

export type Kind = "country" | "kind" | "status" | "field" | "network" | "source";
export const KINDS: readonly Kind[] = ["country", "kind", "status", "field", "network", "source"];

/** What is looked for between two cities. */
export type Search = "way" | "common";

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface State {
  readonly layout: LayoutName;
  /** The years of the span; the same if it is one year. */
  readonly from: number;
  readonly to: number;
  /** For each kind of filter the numbers of what is let through; none for everything. */
  readonly only: Readonly<Record<Kind, readonly number[]>>;
  /** Only cities with at least so many partners. */
  readonly partners: number;
  /** Whether partnerships without a date are shown. */
  readonly undated: boolean;
  /** What is chosen: at most one of city, partnership and nation. */
  readonly city: number | null;
  readonly partnership: number | null;
  readonly nation: number | null;
  /** How many steps of the neighbourhood of the chosen city stand out. */
  readonly depth: 1 | 2;
  /** The second city of a search, and what is looked for between both. */
  readonly other: number | null;
  readonly search: Search;
  readonly view: View | null;
  /** The story that is told, a number of `stories`, and its step, counted from 0. */
  readonly story: number | null;
  readonly step: number;
}

/** Which years the page has. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Return the years from the first partnership to today.
 *
 * @param today The day of the dataset, as yyyymmdd; if it is open, the last year that is known.
 */
export function rangeOf(lifetimes: readonly (readonly Lifetime[])[], today: number): Range {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, 1];
  const note = (day: Bounds | null) => {
    const year = yearOf(day?.earliest ?? 0);
    if (year <= 0) return;
    earliest = Math.min(earliest, year);
    latest = Math.max(latest, year);
  };
  for (const each of lifetimes)
    for (const { begin, end } of each) {
      note(begin);
      note(end);
    }
  const last = today < OPEN ? yearOf(today) : latest;
  return { first: Math.min(earliest, last), last };
}

/** Return the year of a day. */
export function yearOf(day: number): number {
  return Math.floor(day / 10000);
}

/** Return the state of a page that somebody has just opened. */
export function openingState({ first, last }: Range): State {
  return {
    layout: "map",
    from: first,
    to: last,
    only: { country: [], kind: [], status: [], field: [], network: [], source: [] },
    partners: 1,
    undated: true,
    city: null,
    partnership: null,
    nation: null,
    depth: 1,
    other: null,
    search: "way",
    view: null,
    story: null,
    step: 0,
  };
}

export const NOTHING_CHOSEN = { city: null, partnership: null, nation: null, other: null } as const;

/** What follows a change: what it was, what it is. */
export type Follower = (state: State, before: State) => void;

/** Holds the state, and tells everybody when it changes. */
export class Store {
  private readonly followers: Follower[] = [];

  constructor(private now: State) {}

  get state(): State {
    return this.now;
  }

  /** Change some of the state; nothing happens if all of it is so already. */
  change(part: Partial<State>): void {
    const before = this.now;
    const keys = Object.keys(part) as (keyof State)[];
    if (keys.every((key) => part[key] === before[key])) return;
    this.now = { ...before, ...part };
    for (const follower of this.followers) follower(this.now, before);
  }

  /** Follow all changes from now on. */
  follow(follower: Follower): void {
    this.followers.push(follower);
  }
}
