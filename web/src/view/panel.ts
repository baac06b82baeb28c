// The panel: what is known of the chosen node or relation, and who says so.

import { byId, make } from "../dom";
import { at, grouped } from "../lists";
import type { Choice } from "./choice";
import { type Claim, claimsOf } from "./claims";
import type { Words } from "./data";
import type { Entry, Node, Relation, Scene, Statement } from "./scene";

export class Panel {
  private readonly hint = [...byId("panel-body").childNodes];
  private readonly title = byId("panel-title").textContent ?? "";

  constructor(
    private readonly scene: Scene,
    private readonly words: Words,
  ) {}

  /** Fill the panel with what is chosen, or, if nothing is, with how to choose. */
  fill(choice: Choice | undefined): void {
    if (!choice) this.put("", this.title, this.hint);
    else if (choice.what === "node") this.fillWithNode(choice.number);
    else this.fillWithRelation(at(this.scene.relations, choice.number));
    byId("panel").scrollTop = 0;
  }

  private fillWithNode(number: number): void {
    const node = at(this.scene.nodes, number);
    this.show(node, node.id, [...this.relationsOf(number), ...this.account(node)]);
  }

  private fillWithRelation(relation: Relation): void {
    this.show(relation, relation.subject, [...this.endsOf(relation), ...this.account(relation)]);
  }

  private show({ kind, label, page }: Node | Relation, iri: string, inside: HTMLElement[]): void {
    this.put(kind, label, [
      ...(page ? [this.linkTo(page)] : []),
      ...inside,
      make("h3", "", this.words.identifier),
      make("p", "code", iri),
    ]);
  }

  private put(kind: string, title: string, body: readonly ChildNode[]): void {
    byId("panel-kind").textContent = kind;
    byId("panel-title").textContent = title;
    byId("panel-body").replaceChildren(...body);
  }

  private linkTo(page: string): HTMLElement {
    const link = make("a", "", this.words.own_page);
    link.href = page;
    return make("p", "", link);
  }

  private account(chosen: Node | Relation): HTMLElement[] {
    const entries = chosen.account();
    if (!entries.length) return [make("p", "quiet", this.words.no_statements)];
    return [...grouped(entries, ({ section }) => section)].flatMap(([section, inside]) => [
      make("h3", "", section),
      ...this.entries(inside),
    ]);
  }

  private entries(entries: readonly Entry[]): HTMLElement[] {
    return entries.flatMap((entry, n) => {
      const { part, property, dispute, statements } = entry;
      const told = make("div", "entry", make("p", "property", property));
      if (dispute) told.append(make("p", "dispute", dispute));
      told.append(make("ul", "", ...claimsOf(statements).map((claim) => this.claim(claim))));
      return part && part !== entries[n - 1]?.part ? [make("h4", "", part), told] : [told];
    });
  }

  private claim({ value, mark, statements }: Claim): HTMLElement {
    const item = make("li", `claim claim-${mark}`, make("span", `value value-${mark}`, value));
    if (mark !== "normal") item.append(make("span", `mark mark-${mark}`, this.words[mark]));
    item.append(...statements.map((statement) => this.evidence(statement)));
    return item;
  }

  private evidence(statement: Statement): HTMLElement {
    const { asOf, missing, quote, reason } = statement;
    const item = make("div", "evidence", this.sourceOf(statement));
    if (asOf) item.append(make("span", "quiet", ` · ${this.words.as_of} ${asOf}`));
    if (missing) item.append(make("span", "quiet", ` · ${this.words.missing} ${missing}`));
    if (quote) item.append(make("q", "", quote));
    if (reason) item.append(make("p", "quiet", `${this.words.reason}: ${reason}`));
    return item;
  }

  private sourceOf({ source, address }: Statement): HTMLElement {
    if (!address) return make("span", "", source || this.words.no_source);
    const link = make("a", "", source || address);
    link.href = address;
    link.rel = "noopener noreferrer";
    return link;
  }

  private relationsOf(node: number): HTMLElement[] {
    const { relations } = this.scene;
    const own = [...relations.keys()].filter((n) => {
      const { from, to } = at(relations, n);
      return from === node || to === node;
    });
    const title = (n: number) => {
      const { isPartnership, kind } = at(relations, n);
      return isPartnership ? this.words.partners : kind;
    };
    const { id } = at(this.scene.nodes, node);
    const hub = own.map((n) => at(relations, n)).find(({ subject }) => subject === id);
    const facts = hub?.isPartnership ? [make("p", "quiet", factsOf(hub))] : [];
    const groups = [...grouped(own, title)].flatMap(([heading, numbers]) => [
      make("h3", "", heading),
      make("ul", "partners", ...numbers.map((n) => this.relation(n, node))),
    ]);
    return [...facts, ...groups];
  }

  private relation(number: number, node: number): HTMLElement {
    const relation = at(this.scene.relations, number);
    const other = relation.from === node ? relation.to : relation.from;
    // The lines of a hub are about the hub itself: they lead to its members.
    if (relation.subject === at(this.scene.nodes, node).id) return make("li", "", this.node(other));
    const { label } = at(this.scene.nodes, other);
    const item = make("li", "", button({ what: "relation", number }, label));
    const facts = factsOf(relation);
    if (facts) item.append(" ", make("span", "quiet", facts));
    return item;
  }

  private endsOf({ from, to, start, status }: Relation): HTMLElement[] {
    const ends = make("p", "", this.node(from), " – ", this.node(to));
    const facts = [start && `${this.words.start} ${start}`, status].filter(Boolean).join(" · ");
    return facts ? [ends, make("p", "quiet", facts)] : [ends];
  }

  private node(number: number): HTMLElement {
    return button({ what: "node", number }, at(this.scene.nodes, number).label);
  }
}

/** Return since when a partnership is, its kind and how it stands; of what is none, its start. */
function factsOf({ start, kind, status, isPartnership }: Relation): string {
  return [start, isPartnership && kind, status].filter(Boolean).join(" · ");
}

function button({ what, number }: Choice, label: string): HTMLElement {
  const made = make("button", "choice", label);
  made.type = "button";
  made.dataset[what] = String(number);
  return made;
}
