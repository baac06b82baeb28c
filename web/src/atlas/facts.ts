// What is known of partnerships, in words.

import { at } from "../lists";
import { ENDED, HIDDEN, type Knowledge } from "./knowledge";
import { LINE_STANDINGS } from "./model";
import type { Selection } from "./selection";
import { yearOf } from "./state";
import type { Wording } from "./wording";

export class Facts {
  constructor(
    readonly knowledge: Knowledge,
    readonly wording: Wording,
  ) {}

  /** Return a date in words; empty if there is none. */
  date(day: number): string {
    return this.knowledge.days.label[day] ?? "";
  }

  city(city: number): string {
    return at(this.knowledge.cities.label, city);
  }

  countryOf(city: number): string {
    const { cities, countries } = this.knowledge;
    return countries.label[cities.country[city] ?? -1] ?? "";
  }

  /** Return what a partnership is called: its members in the order of their names. */
  title(partnership: number): string {
    return this.members(partnership)
      .map((city) => this.city(city))
      .join(" – ");
  }

  /** Return the partnerships of a city, in their order. */
  partnershipsOf(city: number): number[] {
    const { cities, lines } = this.knowledge;
    const own = cities.lines.subarray(cities.firstLine[city], cities.firstLine[city + 1]);
    return [...new Set(Array.from(own, (line) => at(lines.partnership, line)))];
  }

  /** Return how many partnerships of a city are shown. A partnership of several has more lines. */
  shownOf({ standing }: Selection, city: number): number {
    return this.partnershipsOf(city).filter((n) => standing[n] !== HIDDEN).length;
  }

  members(partnership: number): number[] {
    const { collator } = this.wording;
    const members = at(this.knowledge.partnerships.members, partnership);
    return [...members].sort((a, b) => collator.compare(this.city(a), this.city(b)));
  }

  kind(partnership: number): string {
    const { kinds, partnerships } = this.knowledge;
    return kinds.label[partnerships.kind[partnership] ?? -1] ?? "";
  }

  fields(partnership: number): string[] {
    const { fields, partnerships } = this.knowledge;
    return (partnerships.fields[partnership] ?? []).map((field) => at(fields.label, field));
  }

  /** Return how it stands, in words. */
  standing(standing: number): string {
    const { standings } = this.knowledge;
    return standings.label[standings.id.indexOf(LINE_STANDINGS[standing] ?? "")] ?? "";
  }

  phases(partnership: number): number[] {
    const { firstPhase } = this.knowledge.partnerships;
    return numbers(firstPhase, partnership);
  }

  /** Return the day on which it began, a number of `days`, or -1 if only a later phase has one. */
  start(partnership: number): number {
    const { partnerships, phases } = this.knowledge;
    const first = at(partnerships.firstPhase, partnership);
    const hasNone = first === at(partnerships.firstPhase, partnership + 1);
    return hasNone || phases.standing[first] === ENDED ? -1 : at(phases.start, first);
  }

  /** Return the day on which it ended for good, a number of `days` or -1. */
  end(partnership: number): number {
    const { phases } = this.knowledge;
    const last = this.phases(partnership).at(-1);
    if (last === undefined) return -1;
    return (phases.standing[last] === ENDED ? phases.start[last] : phases.end[last]) ?? -1;
  }

  /** Return "since 1973", "began between 1970 and 1979", "1973 to 2022", or "until 2022". */
  period(partnership: number): string {
    const { wording } = this;
    const day = this.start(partnership);
    const since = this.date(day);
    const until = this.date(this.end(partnership));
    if (since && until) return wording.say("from_to", { since, until });
    if (since) return wording.say(this.isExact(day) ? "since" : "began", { date: since });
    return until ? wording.say("until", { date: until }) : wording.say("no_date");
  }

  /** Whether a date lies within one year. */
  private isExact(day: number): boolean {
    const { earliest, latest } = this.knowledge.days;
    return yearOf(at(earliest, day)) === yearOf(at(latest, day));
  }

  evidence(partnership: number): number[] {
    return numbers(this.knowledge.partnerships.firstEvidence, partnership);
  }

  /** Return a day by which dates are ordered: the earliest one, or if that is open, the latest. */
  order(day: number): number {
    const { earliest, latest } = this.knowledge.days;
    return earliest[day] || (latest[day] ?? Number.POSITIVE_INFINITY);
  }

  /** Return partnerships by their beginning; those without one come last, by their titles. */
  byDate(partnerships: readonly number[]): number[] {
    const keyed = partnerships.map((n) => ({
      n,
      day: this.order(this.start(n)),
      title: this.title(n),
    }));
    const { collator } = this.wording;
    keyed.sort((a, b) =>
      a.day === b.day ? collator.compare(a.title, b.title) : a.day < b.day ? -1 : 1,
    );
    return keyed.map(({ n }) => n);
  }
}

function numbers(first: Uint32Array, owner: number): number[] {
  const from = first[owner] ?? 0;
  return Array.from({ length: (first[owner + 1] ?? 0) - from }, (_, n) => from + n);
}
