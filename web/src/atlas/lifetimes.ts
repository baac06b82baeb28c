// When each partnership existed: from the beginning of a run of phases to its ending.

import { ENDED, type Knowledge } from "./knowledge";

/** A day that is not known, and that lies in no year. */
export const OPEN = 99999999;

/** Days as yyyymmdd between which a beginning or an ending lies. */
export interface Bounds {
  readonly earliest: number;
  readonly latest: number;
}

/** A time in which a partnership existed, without a break. */
export interface Lifetime {
  /** Null if no source gives a date. */
  readonly begin: Bounds | null;
  /** Whether it had begun before, on a day that no source gives: only a later phase has a date. */
  readonly isOlder: boolean;
  /** Null if it has not ended. */
  readonly end: Bounds | null;
}

const UNTOLD: Lifetime = { begin: null, isOlder: false, end: null };

/** Return the lifetimes of each partnership. One without phases exists, and nobody says when. */
export function lifetimesOf(knowledge: Knowledge): Lifetime[][] {
  const { count, firstPhase } = knowledge.partnerships;
  return Array.from({ length: count }, (_, n) => {
    const [from, to] = [firstPhase[n] ?? 0, firstPhase[n + 1] ?? 0];
    return from < to ? runs(knowledge, from, to) : [UNTOLD];
  });
}

/** Divide the phases of one partnership where it ended. */
function runs(knowledge: Knowledge, from: number, to: number): Lifetime[] {
  const { phases } = knowledge;
  const found: Lifetime[] = [];
  let first = from;
  for (let phase = from; phase <= to; phase += 1) {
    if (phase < to && phases.standing[phase] !== ENDED) continue;
    if (phase > first) found.push(lifetime(knowledge, first, phase, phase < to));
    first = phase + 1;
  }
  return found;
}

function lifetime(knowledge: Knowledge, from: number, to: number, ended: boolean): Lifetime {
  const { phases, dataset } = knowledge;
  const own = boundsOf(knowledge, phases.end[to - 1] ?? -1);
  // That a partnership has ended is known today; so it ended today or before.
  const unknown = { earliest: 0, latest: dataset.today };
  const followed = ended ? (boundsOf(knowledge, phases.start[to] ?? -1) ?? unknown) : null;
  return { ...beginning(knowledge, from, to), end: own ?? followed };
}

/** It began with its first phase, and had begun by the start of every other one. */
function beginning(
  knowledge: Knowledge,
  from: number,
  to: number,
): Pick<Lifetime, "begin" | "isOlder"> {
  const start = (phase: number) => boundsOf(knowledge, knowledge.phases.start[phase] ?? -1);
  let isDated = false;
  let latest = OPEN;
  for (let phase = from; phase < to; phase += 1) {
    const day = start(phase);
    isDated ||= day !== null;
    latest = Math.min(latest, day?.latest ?? OPEN);
  }
  const first = start(from);
  if (first) return { begin: { earliest: first.earliest, latest }, isOlder: false };
  return { begin: isDated ? { earliest: latest, latest } : null, isOlder: isDated };
}

/** Return between which days a date lies; null if it is not known. */
export function boundsOf({ days }: Knowledge, day: number): Bounds | null {
  const earliest = days.earliest[day];
  const latest = days.latest[day];
  return earliest === undefined || latest === undefined ? null : { earliest, latest };
}
