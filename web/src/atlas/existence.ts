// The rule that says whether a partnership existed in a span of time, and how it stood.

import { ACTIVE, HIDDEN, type Knowledge, PLANNED, UNDATED, UNKNOWN } from "./knowledge";
import { boundsOf, type Lifetime } from "./lifetimes";

/** A span of time: its first and its last day, as yyyymmdd. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What is known of a partnership and a span. */
export type Existence = "not" | "planned" | "undated" | "possible" | "certain";

// What is said of a partnership that has existed twice.
const STRENGTH: Readonly<Record<Existence, number>> = {
  not: 0,
  planned: 1,
  undated: 2,
  possible: 3,
  certain: 4,
};

/** Return the span of whole years. */
export function spanOf(from: number, to: number): Span {
  return { first: from * 10000 + 101, last: to * 10000 + 1231 };
}

/**
 * Return whether something with these lifetimes existed in a span.
 *
 * It certainly did if it had begun by the last day and had not ended before the first one, on any
 * reading of the dates; it possibly did if that is so on one reading.
 *
 * @param today A partnership that begins later is planned, and shown in spans that reach today.
 */
export function existence(lifetimes: readonly Lifetime[], span: Span, today: number): Existence {
  let best: Existence = "not";
  for (const lifetime of lifetimes) {
    const how = existenceOf(lifetime, span, today);
    if (how === "certain") return how;
    if (STRENGTH[how] > STRENGTH[best]) best = how;
  }
  return best;
}

function existenceOf(
  { begin, isOlder, end }: Lifetime,
  { first, last }: Span,
  today: number,
): Existence {
  if (end && end.latest < first) return "not";
  if (!begin || (isOlder && begin.earliest > last)) return "undated";
  if (begin.earliest > today) return last >= today ? "planned" : "not";
  if (begin.earliest > last) return "not";
  const open = !end || end.earliest >= first;
  return begin.latest <= last && open ? "certain" : "possible";
}

/** Return how a partnership stood at the end of a span, a number of LINE_STANDINGS. */
export function standingIn(
  knowledge: Knowledge,
  partnership: number,
  how: Existence,
  { last }: Span,
): number {
  if (how === "not") return HIDDEN;
  if (how === "planned") return PLANNED;
  const stood =
    last >= knowledge.dataset.today
      ? (knowledge.partnerships.standing[partnership] ?? UNKNOWN)
      : standingOn(knowledge, partnership, last);
  const untold = stood === ACTIVE || stood === UNKNOWN;
  return how === "undated" && untold ? UNDATED : stood;
}

/** Return the standing of the last phase that had certainly begun on a day, else of the first. */
function standingOn(knowledge: Knowledge, partnership: number, day: number): number {
  const { partnerships, phases } = knowledge;
  const first = partnerships.firstPhase[partnership] ?? 0;
  const after = partnerships.firstPhase[partnership + 1] ?? 0;
  if (first === after) return UNKNOWN;
  for (let phase = after - 1; phase > first; phase -= 1) {
    const begun = boundsOf(knowledge, phases.start[phase] ?? -1);
    if (begun && begun.latest <= day) return phases.standing[phase] ?? UNKNOWN;
  }
  return phases.standing[first] ?? UNKNOWN;
}
