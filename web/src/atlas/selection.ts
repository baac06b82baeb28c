// What is shown: partnerships that pass the filters and existed in the span.

import { type Existence, existence, type Span, spanOf, standingIn } from "./existence";
import { HIDDEN, type Knowledge } from "./knowledge";
import { type Lifetime, lifetimesOf } from "./lifetimes";
import type { State } from "./state";

/** What is shown of the atlas, before anything is emphasised. */
export interface Selection {
  /** For each line a number of LINE_STANDINGS. */
  readonly line: Uint8Array;
  readonly possible: Uint8Array;
  /** For each city, how many of its lines are shown. */
  readonly degree: Uint16Array;
  /** The partnerships that are shown, in their order. */
  readonly partnerships: readonly number[];
  /** For each partnership a number of LINE_STANDINGS. */
  readonly standing: Uint8Array;
  readonly existence: readonly Existence[];
  /** How many of the shown partnerships are certain, possible, undated and planned. */
  readonly counts: Readonly<Record<Exclude<Existence, "not">, number>>;
}

/** Selects partnerships; what does not depend on the span is worked out once for each filter. */
export class Selector {
  readonly lifetimes: readonly Lifetime[][];
  private degree: Uint16Array | null = null;
  private filtered: { state: State; passes: Uint8Array } | null = null;

  constructor(private readonly knowledge: Knowledge) {
    this.lifetimes = lifetimesOf(knowledge);
  }

  /** Return what a state shows. */
  select(state: State): Selection {
    return this.within(this.passing(state), state, spanOf(state.from, state.to));
  }

  /** Return for each partnership 1 if it passes all filters but those of time and standing. */
  private passing(state: State): Uint8Array {
    const known = this.filtered;
    const same = known?.state.only === state.only && known.state.partners === state.partners;
    if (known && same) return known.passes;
    const passes = this.filter(state);
    this.filtered = { state, passes };
    return passes;
  }

  private filter({ only, partners }: State): Uint8Array {
    const { cities, evidence, memberships, partnerships } = this.knowledge;
    const sources = ownersOf(evidence.partnership, evidence.source, only.source);
    const members = ownersOf(memberships.city, memberships.network, only.network);
    const countries = new Set(only.country);
    const kinds = new Set(only.kind);
    const fields = new Set(only.field);
    return Uint8Array.from(partnerships.members, (cities_, n) => {
      const inside =
        (!kinds.size || kinds.has(partnerships.kind[n] ?? -1)) &&
        (!countries.size || cities_.some((city) => countries.has(cities.country[city] ?? -1))) &&
        (!fields.size || (partnerships.fields[n] ?? []).some((field) => fields.has(field))) &&
        (!only.network.length || cities_.some((city) => members.has(city))) &&
        (!only.source.length || sources.has(n)) &&
        (partners < 2 || cities_.every((city) => this.partnersOf(city) >= partners));
      return Number(inside);
    });
  }

  private partnersOf(city: number): number {
    const { knowledge } = this;
    this.degree ??= Uint16Array.from(
      { length: knowledge.cities.count },
      (_, n) => partnersOf(knowledge, n).size,
    );
    return this.degree[city] ?? 0;
  }

  private within(passes: Uint8Array, state: State, span: Span): Selection {
    const { knowledge } = this;
    const { count } = knowledge.partnerships;
    const standing = new Uint8Array(count);
    const found: Existence[] = new Array(count).fill("not");
    const counts = { certain: 0, possible: 0, undated: 0, planned: 0 };
    const standings = new Set(state.only.status);
    const shown: number[] = [];
    for (let n = 0; n < count; n += 1) {
      if (!passes[n]) continue;
      const how = existence(this.lifetimes[n] ?? [], span, knowledge.dataset.today);
      if (how === "not" || (how === "undated" && !state.undated)) continue;
      const stood = standingIn(knowledge, n, how, span);
      if (standings.size && !standings.has(stood)) continue;
      standing[n] = stood;
      found[n] = how;
      counts[how] += 1;
      shown.push(n);
    }
    return {
      ...this.drawn(standing, found),
      partnerships: shown,
      standing,
      existence: found,
      counts,
    };
  }

  private drawn(standing: Uint8Array, found: readonly Existence[]) {
    const { cities, lines } = this.knowledge;
    const line = new Uint8Array(lines.count);
    const possible = new Uint8Array(lines.count);
    const degree = new Uint16Array(cities.count);
    for (let n = 0; n < lines.count; n += 1) {
      const partnership = lines.partnership[n] ?? 0;
      line[n] = standing[partnership] ?? HIDDEN;
      if (line[n] === HIDDEN) continue;
      possible[n] = Number(found[partnership] === "possible");
      for (const city of [lines.one[n] ?? 0, lines.other[n] ?? 0])
        degree[city] = (degree[city] ?? 0) + 1;
    }
    return { line, possible, degree };
  }
}

/** Return the partners of a city, at any time. */
export function partnersOf({ cities, lines }: Knowledge, city: number): Set<number> {
  const own = cities.lines.subarray(cities.firstLine[city], cities.firstLine[city + 1]);
  return new Set(
    Array.from(
      own,
      (line) => (lines.one[line] === city ? lines.other[line] : lines.one[line]) ?? 0,
    ),
  );
}

function ownersOf(owners: Int32Array, values: Int32Array, wanted: readonly number[]): Set<number> {
  const set = new Set(wanted);
  const found = new Set<number>();
  if (!set.size) return found;
  for (const [row, owner] of owners.entries()) if (set.has(values[row] ?? -1)) found.add(owner);
  return found;
}
