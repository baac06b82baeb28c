// The panel: what is known of the chosen node or relation, and who says so.

import { byId, make } from "../dom";
import { at, grouped } from "../lists";
import type { Choice } from "./choice";
import { type Claim, claimsByProperty } from "./claims";
import type { Words } from "./data";
import type { Node, Relation, Scene, Statement } from "./scene";

export class Panel {
  constructor(
    private readonly scene: Scene,
    private readonly words: Words,
  ) {}

  /** Fill the panel with what is chosen. */
  fill({ what, number }: Choice): void {
    if (what === "node") this.fillWithNode(number);
    else this.fillWithRelation(at(this.scene.relations, number));
    byId("panel").scrollTop = 0;
  }

  private fillWithNode(number: number): void {
    const node = at(this.scene.nodes, number);
    this.show(node, node.id, [...this.statements(node), ...this.relationsOf(number)]);
  }

  private fillWithRelation(relation: Relation): void {
    const inside = [...this.endsOf(relation), ...this.statements(relation)];
    this.show(relation, relation.subject, inside);
  }

  private show({ kind, label }: Node | Relation, iri: string, inside: HTMLElement[]): void {
    byId("panel-kind").textContent = kind;
    byId("panel-title").textContent = label;
    byId("panel-body").replaceChildren(
      ...inside,
      make("h3", "", this.words.identifier),
      make("p", "code", iri),
    );
  }

  private statements(chosen: Node | Relation): HTMLElement[] {
    const properties = claimsByProperty(chosen.statements());
    if (!properties.size) return [make("p", "quiet", this.words.no_statements)];
    return [...properties].flatMap(([property, claims]) => [
      make("h3", "", property),
      make("ul", "", ...claims.map((claim) => this.claim(claim))),
    ]);
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
    return [...grouped(own, (n) => at(relations, n).kind)].flatMap(([kind, numbers]) => [
      make("h3", "", kind),
      make("ul", "", ...numbers.map((n) => this.relation(n))),
    ]);
  }

  private relation(number: number): HTMLElement {
    const { label, start } = at(this.scene.relations, number);
    const item = make("li", "", button({ what: "relation", number }, label));
    if (start) item.append(make("span", "quiet", ` · ${start}`));
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

function button({ what, number }: Choice, label: string): HTMLElement {
  const made = make("button", "choice", label);
  made.type = "button";
  made.dataset[what] = String(number);
  return made;
}
