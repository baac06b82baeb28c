// Where years lie on the track of the slider. The few old ones share a short part at its beginning.

import type { Range } from "./state";

const FEW = 0.02; // The share of beginnings that counts as few.
const SHORT = 0.08; // The share of the track on which they lie.
const LONG = 30; // Years that they must span to be worth it.

export interface Scale extends Range {
  /** The year at which the long part of the track begins. */
  readonly pivot: number;
}

/** Return the scale for a range of years, by the years of all beginnings. */
export function scaleOf({ first, last }: Range, years: readonly number[]): Scale {
  const sorted = new Int32Array(years.filter((year) => year >= first)).sort();
  const decade = Math.floor((sorted[Math.floor(sorted.length * FEW)] ?? first) / 10) * 10;
  return { first, last, pivot: decade - first > LONG ? decade : first };
}

/** Return where a year lies, from 0 to 1. */
export function shareOf({ first, pivot, last }: Scale, year: number): number {
  if (last === first) return 1;
  if (pivot === first) return (year - first) / (last - first);
  return year < pivot
    ? (SHORT * (year - first)) / (pivot - first)
    : SHORT + ((1 - SHORT) * (year - pivot)) / (last - pivot);
}

/** Return the year that lies nearest to a place from 0 to 1. */
export function yearAt({ first, pivot, last }: Scale, share: number): number {
  const place = Math.min(1, Math.max(0, share));
  if (pivot === first) return Math.round(first + place * (last - first));
  return Math.round(
    place < SHORT
      ? first + (place / SHORT) * (pivot - first)
      : pivot + ((place - SHORT) / (1 - SHORT)) * (last - pivot),
  );
}

/** Return years for the labels of the track: round ones, no closer than a share of it. */
export function ticksOf(scale: Scale, closest: number): number[] {
  const { first, pivot, last } = scale;
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find(
    (years) => shareOf(scale, pivot + years) - shareOf(scale, pivot) >= closest,
  );
  const ticks = pivot > first ? [first] : [];
  const every = step ?? 500;
  const start = Math.ceil(pivot / every) * every;
  for (let year = start; year < last && step; year += every) ticks.push(year);
  return [...ticks.filter((year) => shareOf(scale, last) - shareOf(scale, year) >= closest), last];
}
