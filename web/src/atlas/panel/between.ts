// What lies between the chosen city and another: the shortest way, or the partners of both.

import { make } from "../../dom";
import type { Facts } from "../facts";
import { commonPartners, shortestWay } from "../paths";
import type { Selection } from "../selection";
import type { Search, State } from "../state";
import { chooser } from "./pieces";

type Change = (part: Partial<State>) => void;

/** Return what was found between two cities. */
export function between(
  facts: Facts,
  selection: Selection,
  state: State,
  change: Change,
): HTMLElement[] {
  const { city, other } = state;
  if (city === null || other === null) return [];
  const found = state.search === "way" ? way : common;
  return [...found(facts, selection, city, other, change), forget(facts, change)];
}

function way(
  facts: Facts,
  { line }: Selection,
  city: number,
  other: number,
  change: Change,
): HTMLElement[] {
  const found = shortestWay(facts.knowledge, line, city, other);
  const ends = { one: facts.city(city), other: facts.city(other) };
  const { wording } = facts;
  if (!found) return [make("p", "", wording.say("no_way", ends))];
  const steps = found.map((each) =>
    make("li", "", chooser(facts.city(each), { city: each, other: null }, change)),
  );
  return [
    make("p", "", wording.count("way", found.length - 1, ends)),
    make("ol", "entries", ...steps),
  ];
}

function common(
  facts: Facts,
  { line }: Selection,
  city: number,
  other: number,
  change: Change,
): HTMLElement[] {
  const { wording } = facts;
  const found = commonPartners(facts.knowledge, line, city, other);
  found.sort((a, b) => wording.collator.compare(facts.city(a), facts.city(b)));
  const ends = { one: facts.city(city), other: facts.city(other) };
  const items = found.map((each) =>
    make("li", "", chooser(facts.city(each), { city: each, other: null }, change)),
  );
  return [
    make("p", "", wording.count("common", found.length, ends)),
    make("ul", "entries", ...items),
  ];
}

function forget({ wording }: Facts, change: Change): HTMLElement {
  const button = make("button", "", wording.say("forget"));
  button.type = "button";
  button.addEventListener("click", () => change({ other: null }));
  return button;
}

/** Return the choice between the way and the common partners. */
export function searches(facts: Facts, now: Search, change: Change): HTMLElement {
  const group = make("div", "toggle");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", facts.wording.say("between"));
  for (const search of ["way", "common"] as const) {
    const button = make("button", "", facts.wording.say(`find_${search}`));
    button.type = "button";
    button.setAttribute("aria-pressed", String(search === now));
    button.addEventListener("click", () => change({ search }));
    group.append(button);
  }
  return group;
}
