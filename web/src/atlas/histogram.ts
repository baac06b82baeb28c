// How many partnerships began and ended in each year.

import { HIDDEN } from "./knowledge";
import type { Bounds, Lifetime } from "./lifetimes";
import { type Range, yearOf } from "./state";

export interface Histogram extends Range {
  /** How many began in each year, from the first one on. */
  readonly begun: readonly number[];
  readonly ended: readonly number[];
  /** How many began in a year that no source says exactly. */
  readonly imprecise: number;
}

/**
 * Count the beginnings and endings of partnerships.
 *
 * @param standing For each partnership a number of LINE_STANDINGS; what is hidden does not count.
 */
export function histogramOf(
  lifetimes: readonly (readonly Lifetime[])[],
  standing: Uint8Array,
  { first, last }: Range,
): Histogram {
  const begun = new Array<number>(last - first + 1).fill(0);
  const ended = begun.slice();
  let imprecise = 0;
  const note = (years: number[], day: Bounds | null) => {
    if (!day) return;
    const year = yearOf(day.earliest);
    if (year !== yearOf(day.latest)) imprecise += Number(years === begun);
    else if (year >= first && year <= last) years[year - first] = (years[year - first] ?? 0) + 1;
  };
  for (const [n, each] of lifetimes.entries()) {
    if (standing[n] === HIDDEN) continue;
    for (const { begin, isOlder, end } of each) {
      note(begun, isOlder ? null : begin);
      note(ended, end);
    }
  }
  return { first, last, begun, ended, imprecise };
}

/** Return the year with the most, and how many; null if there are none. */
export function peakOf(
  { first }: Range,
  years: readonly number[],
): { year: number; number: number } | null {
  const number = years.reduce((most, each) => Math.max(most, each), 0);
  return number ? { year: first + years.indexOf(number), number } : null;
}
