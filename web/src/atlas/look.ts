// What the picture is told: how lines look, and words for what it shows.

import { at } from "../lists";
import type { Facts } from "./facts";
import { HIDDEN } from "./knowledge";
import { STROKED, type Stroked } from "./model";
import { looksLike } from "./picture/lines";
import type { Look } from "./picture/picture";
import type { Selection } from "./selection";
import type { State } from "./state";
import { spanWords } from "./time";

type Caption = ReturnType<Look["caption"]>;

/** Return what the picture is told. */
export function lookOf(facts: Facts, selection: () => Selection, caption: () => Caption): Look {
  const { standings } = facts.knowledge;
  const dash = (name: string) => standings.dash[standings.id.indexOf(name)] ?? [];
  const dashes = Object.fromEntries(STROKED.map((name) => [name, dash(name)]));
  return {
    dash: dashes as Look["dash"],
    describe: (thing) => describe(thing, facts, selection()),
    explain: (scrolledBy) => facts.wording.say(`explain_${scrolledBy}`),
    caption,
  };
}

function describe(
  thing: Parameters<Look["describe"]>[0],
  facts: Facts,
  selection: Selection,
): string {
  const { knowledge, wording } = facts;
  if ("line" in thing) {
    const n = at(knowledge.lines.partnership, thing.line);
    const standing = facts.standing(at(selection.standing, n));
    return [facts.title(n), facts.kind(n), facts.period(n), standing].filter(Boolean).join(" · ");
  }
  if ("city" in thing) {
    const count = wording.count("partnerships", facts.shownOf(selection, thing.city));
    return [facts.city(thing.city), facts.countryOf(thing.city), count].filter(Boolean).join(" · ");
  }
  return at(knowledge.countries.label, thing.country);
}

/** Return what stands below a picture that is saved. */
export function captionOf(
  facts: Facts,
  selection: Selection,
  state: State,
  title: string,
  citation: string,
): Caption {
  const { knowledge, wording } = facts;
  const shown = wording.number(selection.partnerships.length);
  const drawn = new Set<Stroked>();
  selection.line.forEach((standing, line) => {
    if (standing !== HIDDEN) drawn.add(looksLike(knowledge, selection.line, line));
  });
  const label = (name: string) =>
    knowledge.standings.label[knowledge.standings.id.indexOf(name)] ?? "";
  return {
    title,
    span: `${spanWords(state, wording)} · ${wording.count("shown", knowledge.partnerships.count, { shown })}`,
    legend: STROKED.filter((look) => drawn.has(look)).map((look) => ({ look, label: label(look) })),
    citation,
  };
}
