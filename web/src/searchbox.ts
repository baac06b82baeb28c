// The search: a combobox that lists the things with a name like what is typed.

import { make, within } from "./dom";
import { foldingBy } from "./fold";
import { at } from "./lists";
import { matching, type Named } from "./matching";
import { type Counted, counted } from "./plurals";

const SHOWN = 12;

/** A thing that can be found, and what it is, such as "City". */
export interface Findable extends Named {
  readonly kind: string;
}

export interface Wording {
  readonly language: string;
  readonly words: { readonly matches: Counted; readonly no_match: string };
  /** For each folded form the letters that have it. */
  readonly letters: Readonly<Record<string, string>>;
}

export class SearchBox {
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly fold: (text: string) => string;
  private active = -1;

  /**
   * @param box The element that has the combobox, its list, and a place to say how many there are.
   * @param taken Called with the number of the thing that somebody takes.
   */
  constructor(
    box: HTMLElement,
    private readonly wording: Wording,
    private readonly things: readonly Findable[],
    private readonly taken: (thing: number) => void,
  ) {
    this.input = within(box, "[role=combobox]") as HTMLInputElement;
    this.list = within(box, "[role=listbox]");
    this.status = within(box, "[role=status]");
    this.fold = foldingBy(wording.letters);
    this.input.addEventListener("input", () => this.lookUp());
    this.input.addEventListener("focusout", () => this.open(false));
    this.input.addEventListener("keydown", (event) => {
      if (this.press(event.key)) event.preventDefault();
    });
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // Keeps the focus.
    this.list.addEventListener("click", ({ target }) => {
      if (target instanceof Element) this.take(target.closest("li"));
    });
  }

  private lookUp(): void {
    const { language, words } = this.wording;
    const text = this.fold(this.input.value);
    const found = matching(text, this.things, language);
    this.list.replaceChildren(...found.slice(0, SHOWN).map((n, place) => this.option(n, place)));
    this.open(found.length > 0);
    if (found.length) this.activate(0);
    const said = found.length ? counted(words.matches, found.length, language) : words.no_match;
    this.status.textContent = this.input.value.trim() ? said : "";
  }

  private option(number: number, place: number): HTMLElement {
    const { label, kind } = at(this.things, number);
    const item = make("li", "", make("b", "", label), make("span", "", kind));
    item.id = `${this.list.id}-${place}`;
    item.setAttribute("role", "option");
    item.dataset.match = String(number);
    return item;
  }

  private activate(place: number): void {
    this.active = place;
    const items = [...this.list.children];
    for (const [n, item] of items.entries()) item.setAttribute("aria-selected", `${n === place}`);
    items[place]?.scrollIntoView({ block: "nearest" });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  private open(shown: boolean): void {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    if (!shown) this.activate(-1);
  }

  /** Return whether the key meant something here. */
  private press(key: string): boolean {
    const count = this.list.children.length;
    if (this.list.hidden) {
      if (key === "ArrowDown") this.lookUp();
      return key === "ArrowDown";
    }
    if (key === "ArrowDown") this.activate((this.active + 1) % count);
    else if (key === "ArrowUp") this.activate((this.active - 1 + count) % count);
    else if (key === "Enter") this.take(this.list.children[Math.max(this.active, 0)]);
    else if (key === "Escape") this.open(false);
    else return false;
    return true;
  }

  private take(item: Element | null | undefined): void {
    if (!(item instanceof HTMLElement)) return;
    const number = Number(item.dataset.match);
    this.input.value = at(this.things, number).label;
    this.status.textContent = "";
    this.open(false);
    this.taken(number);
  }
}
