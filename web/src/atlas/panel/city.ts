// A city in the panel: its partners first, then networks, and last its other names.

import { make } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import { HIDDEN } from "../knowledge";
import type { Selection } from "../selection";
import type { State } from "../state";
import { partnerEntry } from "./partnerships";
import { folded, longList, name, pageLink } from "./pieces";

type Change = (part: Partial<State>) => void;

const UNKNOWN = 2; // In the rim, because its place is not known.
const MOST = 100; // Partners that are listed before somebody asks for all.

/** Return what is known of a city. */
export function cityBody(
  facts: Facts,
  selection: Selection,
  state: State,
  city: number,
  change: Change,
): HTMLElement[] {
  const { wording } = facts;
  const all = facts.byDate(facts.partnershipsOf(city));
  const shown = all.filter((n) => selection.standing[n] !== HIDDEN);
  const others = all.filter((n) => selection.standing[n] === HIDDEN);
  const entry = (n: number) => partnerEntry(facts, selection, city, n, change);
  const more = (number: number) => wording.count("more_partnerships", number);
  return [
    steps(facts, state, change),
    ...rim(facts, city),
    make("h3", "", wording.count("shown_partnerships", shown.length)),
    ...longList(shown, MOST, entry, more),
    ...(others.length
      ? [
          folded(wording.count("hidden_partnerships", others.length), () =>
            longList(others, MOST, entry, more),
          ),
        ]
      : []),
    ...networks(facts, city),
    ...pageLink(facts, "city", at(facts.knowledge.cities.id, city)),
    ...otherNames(facts, city),
  ];
}

/** Return the choice of how much of the neighbourhood stands out. */
function steps(facts: Facts, { depth }: State, change: Change): HTMLElement {
  const group = make("div", "toggle");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", facts.wording.say("neighbourhood"));
  for (const each of [1, 2] as const) {
    const button = make(
      "button",
      "",
      facts.wording.say(each === 1 ? "partners_only" : "partners_of_partners"),
    );
    button.type = "button";
    button.setAttribute("aria-pressed", String(each === depth));
    button.addEventListener("click", () => change({ depth: each }));
    group.append(button);
  }
  return group;
}

/** Say why a city stands in the rim of the map. */
function rim({ knowledge, wording }: Facts, city: number): HTMLElement[] {
  const place = at(knowledge.cities.rim, city);
  if (!place) return [];
  return [make("p", "quiet", wording.say(place === UNKNOWN ? "place_unknown" : "beyond_map"))];
}

function networks(facts: Facts, city: number): HTMLElement[] {
  const { memberships, networks } = facts.knowledge;
  const rows = [...memberships.city.keys()].filter((row) => memberships.city[row] === city);
  if (!rows.length) return [];
  const items = rows.map((row) => {
    const since = facts.date(at(memberships.start, row));
    const until = facts.date(at(memberships.end, row));
    const told = [
      since && facts.wording.say("since", { date: since }),
      until && facts.wording.say("until", { date: until }),
    ].filter(Boolean);
    const label = name(at(networks.label, at(memberships.network, row)));
    return make("li", "", label, make("span", "quiet", told.map((each) => ` · ${each}`).join("")));
  });
  return [make("h3", "", facts.wording.say("member_of")), make("ul", "entries", ...items)];
}

function otherNames(facts: Facts, city: number): HTMLElement[] {
  const names = at(facts.knowledge.cities.names, city);
  if (!names.length) return [];
  const inside = names.flatMap((each, n) => [n ? ", " : "", name(each)]);
  return [make("h3", "", facts.wording.say("other_names")), make("p", "names", ...inside)];
}
