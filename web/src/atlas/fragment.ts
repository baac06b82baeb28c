// The state as the fragment of the address: only what differs from the page as it opens.

import { at } from "../lists";
import { HIDDEN, type Knowledge } from "./knowledge";
import { LINE_STANDINGS } from "./model";
import {
  KINDS,
  type Kind,
  LAYOUTS,
  openingState,
  type Range,
  type State,
  type View,
} from "./state";

/** A part of a fragment that means nothing here. */
export interface Ignored {
  readonly name: string;
  readonly value: string;
}

const LONGEST = 60; // Characters of a value that a message repeats.
const WHOLE = /^\d{1,5}$/;
const TOLD = ["story", "step"];
const DECIMAL = /^-?\d{1,7}(\.\d{1,6})?$/;

type Thing = "city" | "partnership" | "country";

/** Writes states as fragments and reads them. */
export class Fragments {
  private readonly opening: State;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly range: Range,
  ) {
    this.opening = openingState(range);
  }

  /** Return the fragment of a state, without the number sign. */
  write(state: State): string {
    const { opening } = this;
    const parts: [string, string][] = [];
    const put = (name: string, value: string | number, usual: unknown) => {
      if (value !== usual) parts.push([name, String(value)]);
    };
    put("layout", state.layout, opening.layout);
    put("from", state.from, opening.from);
    put("to", state.to, opening.to);
    for (const kind of KINDS) put(kind, this.listed(kind, state.only[kind]), "");
    put("partners", state.partners, opening.partners);
    put("undated", state.undated ? "yes" : "no", "yes");
    put("city", this.idOf("city", state.city), "");
    put("partnership", this.idOf("partnership", state.partnership), "");
    put("nation", this.idOf("country", state.nation), "");
    put("depth", state.depth, opening.depth);
    put("other", this.idOf("city", state.other), "");
    put("search", state.search, opening.search);
    const told = this.knowledge.stories[state.story ?? -1];
    if (told) parts.push(["story", told.id], ["step", String(state.step + 1)]);
    if (state.view) {
      const { x, y, zoom } = state.view;
      parts.push(["x", x.toFixed(0)], ["y", y.toFixed(0)], ["zoom", zoom.toFixed(3)]);
    }
    return parts.map(([name, value]) => `${name}=${escaped(value)}`).join("&");
  }

  /**
   * Read a fragment; what means nothing here is left as the page opens, and returned.
   *
   * A fragment that names a step of a story and nothing else means the state of that step.
   */
  read(fragment: string): { state: State; ignored: Ignored[] } {
    const given = new URLSearchParams(fragment.replace(/^#/, ""));
    const ignored: Ignored[] = [];
    let state = this.opening;
    for (const [name, value] of given) {
      const part = this.part(name, value, state);
      if (part) state = { ...state, ...part };
      else ignored.push({ name: cut(name), value: cut(value) });
    }
    const { story, step } = state;
    if (story !== null && [...given.keys()].every((name) => TOLD.includes(name)))
      return { state: this.at(story, step), ignored };
    if (state.from > state.to) state = { ...state, from: state.to, to: state.from };
    const view = viewOf(given);
    return { state: { ...state, view }, ignored };
  }

  /** Return the state of a step of a story. */
  at(story: number, step: number): State {
    const told = at(at(this.knowledge.stories, story).steps, step);
    return { ...this.read(told.state).state, story, step };
  }

  /** Return what a part of the fragment means; null if it means nothing. */
  private part(name: string, value: string, state: State): Partial<State> | null {
    const kind = KINDS.find((known) => known === name);
    if (kind) return this.filter(kind, value, state);
    if (name === "layout") return oneOf(LAYOUTS, value, (layout) => ({ layout }));
    if (name === "search") return oneOf(["way", "common"], value, (search) => ({ search }));
    if (name === "depth") return oneOf(["1", "2"], value, (d) => ({ depth: d === "1" ? 1 : 2 }));
    if (name === "undated") return oneOf(["yes", "no"], value, (v) => ({ undated: v === "yes" }));
    if (name === "from" || name === "to") return this.year(name, value);
    if (name === "partners") return WHOLE.test(value) ? { partners: Number(value) } : null;
    if (name === "nation") return this.thing("country", value, (nation) => ({ nation }));
    if (name === "city") return this.thing("city", value, (city) => ({ city }));
    if (name === "other") return this.thing("city", value, (other) => ({ other }));
    if (name === "partnership") return this.thing(name, value, (partnership) => ({ partnership }));
    if (name === "story") return this.story(value);
    if (name === "step") return this.step(value, state);
    return ["x", "y", "zoom"].includes(name) && DECIMAL.test(value) ? {} : null;
  }

  private story(id: string): Partial<State> | null {
    const story = this.knowledge.stories.findIndex((known) => known.id === id);
    return story < 0 ? null : { story };
  }

  private step(value: string, { story }: State): Partial<State> | null {
    const steps = this.knowledge.stories[story ?? -1]?.steps.length ?? 0;
    const number = Number(value);
    return WHOLE.test(value) && number >= 1 && number <= steps ? { step: number - 1 } : null;
  }

  private year(name: "from" | "to", value: string): Partial<State> | null {
    const { first, last } = this.range;
    const year = Number(value);
    return WHOLE.test(value) && year >= first && year <= last ? { [name]: year } : null;
  }

  private filter(kind: Kind, value: string, state: State): Partial<State> | null {
    const numbers = value.split(",").map((id) => this.numberOf(kind, id));
    const known = numbers.filter((number) => number !== null);
    const unique = [...new Set(known)].sort((a, b) => a - b);
    return known.length < numbers.length ? null : { only: { ...state.only, [kind]: unique } };
  }

  private thing(
    kind: Thing,
    id: string,
    part: (number: number) => Partial<State>,
  ): Partial<State> | null {
    const number = this.numberOf(kind, id);
    return number === null ? null : part(number);
  }

  private numberOf(kind: Kind | Thing, id: string): number | null {
    const number = this.ids(kind).indexOf(id);
    return number < 0 || (kind === "status" && number === HIDDEN) ? null : number;
  }

  private idOf(kind: Thing, number: number | null): string {
    return number === null ? "" : (this.ids(kind)[number] ?? "");
  }

  private listed(kind: Kind, numbers: readonly number[]): string {
    return numbers.map((number) => this.ids(kind)[number] ?? "").join(",");
  }

  private ids(kind: Kind | Thing): readonly string[] {
    if (kind === "status") return LINE_STANDINGS;
    const { cities, countries, fields, kinds, networks, partnerships, sources } = this.knowledge;
    const tables = { country: countries, field: fields, kind: kinds, network: networks };
    return { ...tables, source: sources, city: cities, partnership: partnerships }[kind].id;
  }
}

function oneOf<T extends string>(
  known: readonly T[],
  value: string,
  part: (value: T) => Partial<State>,
): Partial<State> | null {
  const found = known.find((name) => name === value);
  return found === undefined ? null : part(found);
}

function viewOf(given: URLSearchParams): View | null {
  const [x, y, zoom] = ["x", "y", "zoom"].map((name) => given.get(name) ?? "");
  if (![x, y, zoom].every((value) => DECIMAL.test(value ?? ""))) return null;
  return Number(zoom) > 0 ? { x: Number(x), y: Number(y), zoom: Number(zoom) } : null;
}

/** Write a value so that commas stay readable. */
function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll("%2C", ",");
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
