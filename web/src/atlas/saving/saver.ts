// Saves what is shown in files, and says how to cite it.

import { byId } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import type { Picture } from "../picture/picture";
import type { Selection } from "../selection";
import type { State, Store } from "../state";
import { addressOf, citationOf } from "./citation";
import { csvOf } from "./csv";
import { gexfOf } from "./gexf";

const FORMATS = ["png", "svg", "csv", "gexf"] as const;
type Format = (typeof FORMATS)[number];
const TYPES = {
  png: "image/png",
  svg: "image/svg+xml",
  csv: "text/csv;charset=utf-8",
  gexf: "application/gexf+xml",
} as const;

export class Saver {
  constructor(
    private readonly store: Store,
    private readonly facts: Facts,
    private readonly selection: () => Selection,
    private readonly picture: () => Picture,
  ) {
    for (const format of FORMATS)
      byId(`save-${format}`).addEventListener("click", () => void this.save(format));
    byId("copy-citation").addEventListener("click", () => void this.copy());
  }

  /** Return the title of the view and how to cite it. */
  caption(): [string, string] {
    return [titleOf(this.store.state, this.facts), this.citation()];
  }

  /** Say how to cite the view that is shown now. */
  cite(): void {
    byId("citation").textContent = this.citation();
  }

  private citation(): string {
    const { wording, knowledge } = this.facts;
    const shown = shownIn(this.store.state, this.facts);
    return citationOf(knowledge.dataset.citation, shown, addressOf(location), wording, new Date());
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.citation());
    byId("said").textContent = this.facts.wording.say("copied");
  }

  private async save(format: Format): Promise<void> {
    const content = await this.content(format);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: TYPES[format] }));
    link.download = `${fileName(this.store.state, this.facts)}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    byId("said").textContent = this.facts.wording.say("saved", { file: link.download });
  }

  private content(format: Format): Promise<Blob> | string {
    const { state } = this.store;
    const { cities } = this.facts.knowledge;
    if (format === "csv") return csvOf(this.facts, this.selection());
    if (format === "gexf") return gexfOf(this.facts, this.selection(), cities[state.layout]);
    return format === "png" ? this.picture().png() : this.picture().svg();
  }
}

/** Return the title of a view: what is chosen in it, or the dataset. Its years stand below it. */
export function titleOf(state: State, facts: Facts): string {
  return chosenIn(state, facts) || facts.knowledge.dataset.title;
}

/** Return what a view shows, such as "Leipzig, 1960–1989", or only the years. */
export function shownIn(state: State, facts: Facts): string {
  const { from, to } = state;
  const years = from === to ? String(from) : `${from}–${to}`;
  return [chosenIn(state, facts), years].filter(Boolean).join(", ");
}

function chosenIn({ city, partnership, nation }: State, facts: Facts): string {
  if (city !== null) return facts.city(city);
  if (partnership !== null) return facts.title(partnership);
  return nation === null ? "" : at(facts.knowledge.countries.label, nation);
}

/** Return a name for a file that says what it shows, such as "atlas-leipzig-1960-1989". */
export function fileName(state: State, { knowledge }: Facts): string {
  const { from, to, city, partnership, nation, layout } = state;
  const parts = [
    "atlas",
    layout === "map" ? "" : layout,
    city === null ? "" : knowledge.cities.id[city],
    partnership === null ? "" : knowledge.partnerships.id[partnership],
    nation === null ? "" : knowledge.countries.id[nation],
    from === to ? from : `${from}-${to}`,
  ];
  return parts
    .filter(Boolean)
    .join("-")
    .replace(/[^\p{L}\p{N}-]+/gu, "-")
    .slice(0, 100);
}
