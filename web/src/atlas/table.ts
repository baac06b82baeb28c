// The table of what is shown. Only rows in sight are in the page; a screen reader is told of all.

import { byId, make, within } from "../dom";
import { at } from "../lists";
import type { Facts } from "./facts";
import { COLUMNS, type Column, cellsOf, type Order, sorted } from "./rows";
import type { Selection } from "./selection";
import { NOTHING_CHOSEN, type Store } from "./state";

const ROW = 40; // Pixels, as in the style sheet.
const AROUND = 8; // Rows above and below those in sight.
const PRINTED = 3000;

export class Table {
  private readonly box = byId("table-box");
  private readonly head = within(this.box, "thead tr");
  private readonly body = within(this.box, "tbody");
  private readonly spacers = { above: spacer(), below: spacer() };
  private order: Order = { column: "since", descending: false };
  private rows: readonly number[] = [];
  private selection: Selection | null = null;
  private focused = 0;
  private height = 0; // Of the box; 0 until the browser has laid it out, and while it is not shown.

  constructor(
    private readonly store: Store,
    private readonly facts: Facts,
  ) {
    this.head.replaceChildren(...COLUMNS.map((column) => this.header(column)));
    this.box.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => {
      this.height = this.box.clientHeight;
      this.draw();
    }).observe(this.box);
    this.body.addEventListener("click", ({ target }) => this.press(target));
    this.body.addEventListener("keydown", (event) => this.move(event));
    addEventListener("beforeprint", () => this.print());
    addEventListener("afterprint", () => this.draw());
    store.follow(({ partnership }, before) => {
      if (partnership !== before.partnership) this.draw();
    });
  }

  /** Show the partnerships of a selection. */
  show(selection: Selection): void {
    this.selection = selection;
    this.sort();
  }

  private header(column: Column): HTMLElement {
    const button = make("button", "", this.facts.wording.say(`column_${column}`));
    button.type = "button";
    button.addEventListener("click", () => {
      const { order } = this;
      this.order = { column, descending: order.column === column && !order.descending };
      this.sort();
    });
    const cell = make("th", column === "sources" ? "number" : "", button);
    cell.scope = "col";
    cell.dataset.column = column;
    return cell;
  }

  private sort(): void {
    const { column, descending } = this.order;
    for (const cell of this.head.children) {
      const own = cell instanceof HTMLElement && cell.dataset.column === column;
      if (own) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    if (this.selection) this.rows = sorted(this.facts, this.selection, this.order);
    this.focused = 0;
    byId("table-empty").hidden = this.rows.length > 0;
    within(this.box, "table").setAttribute("aria-rowcount", String(this.rows.length + 1));
    this.draw();
  }

  private draw(): void {
    if (!this.height) return;
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - AROUND);
    const count = Math.ceil(this.height / ROW) + 2 * AROUND;
    this.fill(first, Math.min(this.rows.length, first + count));
  }

  /** Put all rows on paper, or as many as a browser can lay out, and say how many are left out. */
  private print(): void {
    const { length } = this.rows;
    const { wording } = this.facts;
    const values = { shown: wording.number(PRINTED), number: wording.number(length) };
    byId("table-printed").textContent = length > PRINTED ? wording.say("printed", values) : "";
    this.fill(0, Math.min(length, PRINTED));
  }

  private fill(from: number, to: number): void {
    const hadFocus = this.body.contains(document.activeElement);
    this.spacers.above.style.height = `${from * ROW}px`;
    this.spacers.below.style.height = `${(this.rows.length - to) * ROW}px`;
    const rows = this.rows.slice(from, to).map((n, place) => this.row(n, from + place));
    this.body.replaceChildren(this.spacers.above, ...rows, this.spacers.below);
    if (this.focused < from || this.focused >= to)
      rows[0]?.querySelector("button")?.setAttribute("tabindex", "0");
    if (hadFocus) this.button(this.focused)?.focus({ preventScroll: true });
  }

  private row(partnership: number, place: number): HTMLElement {
    const { facts, selection } = this;
    const row = make("tr", "");
    if (!selection) return row;
    const { cities, ...others } = cellsOf(facts, selection, partnership);
    const button = make("button", "choice", make("bdi", "", cities));
    button.type = "button";
    button.tabIndex = place === this.focused ? 0 : -1;
    button.dataset.row = String(place);
    const title = make("th", "", button);
    title.scope = "row";
    row.append(title, ...Object.entries(others).map(([column, text]) => cell(column, text)));
    row.setAttribute("aria-rowindex", String(place + 2));
    if (this.store.state.partnership === partnership) row.setAttribute("aria-current", "true");
    return row;
  }

  private button(place: number): HTMLElement | null {
    return this.body.querySelector(`[data-row="${place}"]`);
  }

  private press(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    if (!button) return;
    this.focused = Number(button.dataset.row);
    this.store.change({ ...NOTHING_CHOSEN, partnership: at(this.rows, this.focused) });
    byId("panel-title").focus();
  }

  private move(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.height / ROW) - 2);
    const last = this.rows.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -last,
      End: last,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.focused = Math.min(last, Math.max(0, this.currentRow() + step));
    this.reveal();
  }

  private currentRow(): number {
    const active = document.activeElement;
    return active instanceof HTMLElement
      ? Number(active.dataset.row ?? this.focused)
      : this.focused;
  }

  private reveal(): void {
    const top = this.focused * ROW;
    const height = this.height - 2 * ROW; // The header stays in sight.
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    if (top > this.box.scrollTop + height) this.box.scrollTop = top - height;
    this.draw();
    this.button(this.focused)?.focus({ preventScroll: true });
  }
}

function cell(column: string, text: string): HTMLElement {
  const made = make("td", column === "sources" ? "number" : "", make("bdi", "", text));
  made.dataset.column = column;
  return made;
}

function spacer(): HTMLElement {
  const row = make("tr", "spacer");
  row.setAttribute("aria-hidden", "true");
  return row;
}
