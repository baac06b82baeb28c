// Partnerships in the panel: one in a list of a city's, and one that was chosen.

import { make } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import { HIDDEN, UNDATED } from "../knowledge";
import { appearance } from "../model";
import type { Selection } from "../selection";
import { NOTHING_CHOSEN, type State } from "../state";
import { sourcesOf } from "./evidence";
import { chooser, dash, folded, name, pageLink } from "./pieces";
import { reportOf } from "./report";

type Change = (part: Partial<State>) => void;

/** Return an entry of a city's partners: who, since when, how it stands, and who says so. */
export function partnerEntry(
  facts: Facts,
  selection: Selection,
  city: number,
  partnership: number,
  change: Change,
): HTMLElement {
  const { wording } = facts;
  const others = facts.members(partnership).filter((member) => member !== city);
  const names = others.flatMap((other, n) => {
    const button = chooser(facts.city(other), { ...NOTHING_CHOSEN, city: other }, change);
    const country = facts.countryOf(other);
    return [n ? ", " : "", button, country ? make("span", "quiet", " (", name(country), ")") : ""];
  });
  const standing = at(selection.standing, partnership);
  const look = appearance(standing, facts.members(partnership).length > 2);
  const item = make("li", "partner", dash(look, facts.knowledge.standings));
  item.append(make("span", "", ...names), summary(facts, selection, partnership));
  const sources = facts.evidence(partnership).length;
  item.append(
    folded(wording.count("sources", sources), () => [
      ...sourcesOf(facts, partnership),
      chooser(wording.say("details"), { ...NOTHING_CHOSEN, partnership }, change),
    ]),
  );
  return item;
}

function summary(facts: Facts, selection: Selection, partnership: number): HTMLElement {
  const standing = at(selection.standing, partnership);
  const possible = selection.existence[partnership] === "possible";
  const told = [
    standing === UNDATED ? "" : facts.period(partnership),
    facts.kind(partnership),
    standing === HIDDEN ? facts.wording.say("not_shown") : facts.standing(standing),
    possible ? facts.wording.say("possibly") : "",
  ];
  return make("span", "quiet told", told.filter(Boolean).join(" · "));
}

/** Return what is known of a partnership. */
export function partnershipBody(
  facts: Facts,
  selection: Selection,
  partnership: number,
  change: Change,
): HTMLElement[] {
  const { wording } = facts;
  const members = facts.members(partnership).map((city) => {
    const country = facts.countryOf(city);
    const button = chooser(facts.city(city), { ...NOTHING_CHOSEN, city }, change);
    return make("li", "", button, country ? make("span", "quiet", " (", name(country), ")") : "");
  });
  const fields = facts.fields(partnership);
  return [
    summary(facts, selection, partnership),
    make("ul", "entries", ...members),
    ...(members.length > 2 ? [make("p", "quiet", wording.say("of_several"))] : []),
    ...history(facts, partnership),
    ...(fields.length ? [make("p", "", `${wording.say("fields")}: ${wording.list(fields)}`)] : []),
    make("h3", "", wording.say("who_says_so")),
    ...sourcesOf(facts, partnership),
    ...pageLink(facts, "partnership", at(facts.knowledge.partnerships.id, partnership)),
    reportOf(facts, partnership),
  ];
}

/** Return the phases of a partnership, if it has more than one. */
function history(facts: Facts, partnership: number): HTMLElement[] {
  const { phases } = facts.knowledge;
  const rows = facts.phases(partnership);
  if (rows.length < 2) return [];
  const items = rows.map((phase) => {
    const date = facts.date(at(phases.start, phase)) || facts.wording.say("no_date");
    return make("li", "", `${date}: ${facts.standing(at(phases.standing, phase))}`);
  });
  return [make("h3", "", facts.wording.say("history")), make("ol", "entries", ...items)];
}
