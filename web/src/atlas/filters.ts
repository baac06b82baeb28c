// The filters: which partnerships are shown, and how many of how many.

import { byId, closeOnEscape } from "../dom";
import { foldingBy } from "../fold";
import { at } from "../lists";
import type { Knowledge } from "./knowledge";
import { LINE_STANDINGS } from "./model";
import { type Option, PickList } from "./picklist";
import type { Selection } from "./selection";
import { KINDS, type Kind, openingState, type Range, type State, type Store } from "./state";
import type { Wording } from "./wording";

export class Filters {
  private readonly lists: Map<Kind, PickList>;
  private readonly partners = byId("partners") as HTMLInputElement;
  private readonly undated = byId("undated") as HTMLInputElement;
  private readonly clear = byId("clear");

  constructor(
    private readonly store: Store,
    private readonly knowledge: Knowledge,
    private readonly range: Range,
    private readonly wording: Wording,
    letters: Readonly<Record<string, string>>,
  ) {
    const fold = foldingBy(letters);
    const used = KINDS.filter((kind) => kind === "status" || named(knowledge, kind).label.length);
    this.lists = new Map(used.map((kind) => [kind, this.listOf(kind, fold)]));
    byId("picks").replaceChildren(...[...this.lists.values()].map(({ element }) => element));
    this.partners.addEventListener("change", () => this.setPartners());
    this.undated.addEventListener("change", () => store.change({ undated: this.undated.checked }));
    this.clear.addEventListener("click", () => this.reset());
    closeOnEscape(byId("more") as HTMLDetailsElement);
    document.addEventListener("click", ({ target }) => this.leave(target));
    store.follow((state) => this.draw(state));
    this.draw(store.state);
  }

  /** Say how many of all partnerships are shown, and tell certain from possible. */
  tell(selection: Selection): void {
    const { wording } = this;
    const { certain, possible, undated, planned } = selection.counts;
    const shown = wording.number(selection.partnerships.length);
    const all = this.knowledge.partnerships.count;
    byId("counted").textContent = wording.count("shown", all, { shown });
    const told = [
      wording.count("certain", certain),
      possible && wording.count("possible", possible),
      undated && wording.count("undated", undated),
      planned && wording.count("planned", planned),
    ];
    byId("time-counts").textContent = told.filter(Boolean).join(" · ");
  }

  private listOf(kind: Kind, fold: (text: string) => string): PickList {
    const { store, wording } = this;
    const options = () => optionsOf(this.knowledge, wording, kind);
    return new PickList(wording.say(kind), options, wording, fold, (numbers) =>
      store.change({ only: { ...store.state.only, [kind]: numbers } }),
    );
  }

  private setPartners(): void {
    const partners = Math.round(Number(this.partners.value));
    this.store.change({ partners: partners >= 1 && partners <= 99999 ? partners : 1 });
    this.partners.value = String(this.store.state.partners);
  }

  private reset(): void {
    const { from, to, only, partners, undated } = openingState(this.range);
    this.store.change({ from, to, only, partners, undated });
  }

  private leave(target: EventTarget | null): void {
    for (const list of document.querySelectorAll<HTMLDetailsElement>(".pick"))
      if (target instanceof Node && !list.contains(target)) list.open = false;
  }

  private draw(state: State): void {
    for (const [kind, list] of this.lists) list.show(state.only[kind]);
    this.partners.value = String(state.partners);
    this.undated.checked = state.undated;
    const opening = openingState(this.range);
    const isFiltered =
      KINDS.some((kind) => state.only[kind].length) ||
      (["from", "to", "partners", "undated"] as const).some((key) => state[key] !== opening[key]);
    this.clear.hidden = !isFiltered;
    const isUsed = state.partners !== opening.partners || state.undated !== opening.undated;
    byId("more").classList.toggle("used", isUsed);
  }
}

/** Return what a kind of filter offers: the commonest first, standings in their own order. */
function optionsOf(knowledge: Knowledge, wording: Wording, kind: Kind): Option[] {
  if (kind === "status") return standings(knowledge);
  const counts = COUNTS[kind](knowledge);
  return [...named(knowledge, kind).label.entries()]
    .map(([number, label]) => ({ number, label, count: counts.get(number) ?? 0 }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count || wording.collator.compare(a.label, b.label));
}

function named(knowledge: Knowledge, kind: Exclude<Kind, "status">): { label: readonly string[] } {
  const { countries, fields, kinds, networks, sources } = knowledge;
  const source = { label: sources.title };
  return { country: countries, field: fields, kind: kinds, network: networks, source }[kind];
}

function standings({ standings, partnerships }: Knowledge): Option[] {
  const counts = tally(Array.from(partnerships.standing, (standing) => [standing]));
  return [...standings.id.entries()]
    .map(([place, id]) => ({ id, label: at(standings.label, place) }))
    .map(({ id, label }) => ({ label, number: (LINE_STANDINGS as readonly string[]).indexOf(id) }))
    .filter(({ number }) => number > 0)
    .map((option) => ({ ...option, count: counts.get(option.number) ?? 0 }));
}

type Counter = (knowledge: Knowledge) => Map<number, number>;
const COUNTS: Readonly<Record<Exclude<Kind, "status">, Counter>> = {
  country: ({ cities, partnerships }) =>
    tally(partnerships.members.map((members) => members.map((city) => cities.country[city] ?? -1))),
  kind: ({ partnerships }) => tally(Array.from(partnerships.kind, (kind) => [kind])),
  field: ({ partnerships }) => tally(partnerships.fields),
  network: ({ memberships, partnerships }) => {
    const networks = groupedBy(memberships.city, memberships.network);
    return tally(
      partnerships.members.map((members) => members.flatMap((city) => networks.get(city) ?? [])),
    );
  },
  source: ({ evidence }) => tally([...groupedBy(evidence.partnership, evidence.source).values()]),
};

function tally(values: Iterable<readonly number[]>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const each of values)
    for (const value of new Set(each)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function groupedBy(owners: Int32Array, values: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [row, owner] of owners.entries()) {
    const group = groups.get(owner) ?? [];
    group.push(values[row] ?? -1);
    groups.set(owner, group);
  }
  return groups;
}
