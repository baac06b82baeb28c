// A filter: a folded list of boxes to tick, with a search if there are many.

import { closeOnEscape, make } from "../dom";
import type { Wording } from "./wording";

const MANY = 12; // From here on there is a search.
const LISTED = 100;

/** What may be ticked: its number, what it is called, and how many partnerships it has. */
export interface Option {
  readonly number: number;
  readonly label: string;
  readonly count: number;
}

export class PickList {
  readonly element: HTMLDetailsElement;
  private readonly picked = make("span", "picked");
  private readonly list = make("ul", "boxes");
  private readonly more = make("p", "quiet");
  private readonly inside = make("div", "choices");
  private known: readonly Option[] | null = null;
  private ticked: ReadonlySet<number> = new Set();
  private query = "";

  constructor(
    private readonly name: string,
    private readonly options: () => readonly Option[],
    private readonly wording: Wording,
    private readonly fold: (text: string) => string,
    private readonly changed: (numbers: number[]) => void,
  ) {
    this.element = make(
      "details",
      "pick",
      make("summary", "", name, " ", this.picked),
      this.inside,
    );
    this.element.name = "pick";
    this.element.addEventListener("toggle", () => this.known || this.open());
    closeOnEscape(this.element);
    this.list.addEventListener("change", ({ target }) => this.tick(target));
  }

  /** Tick what is let through now. */
  show(numbers: readonly number[]): void {
    this.ticked = new Set(numbers);
    this.picked.textContent = numbers.length ? `(${numbers.length})` : "";
    this.element.classList.toggle("used", numbers.length > 0);
    if (this.known) this.fill(this.known);
  }

  /** List what may be ticked, which is counted when the list is opened first. */
  private open(): void {
    this.known = this.options();
    this.inside.append(this.list, this.more);
    if (this.known.length > MANY) this.inside.prepend(this.search(this.known));
    this.fill(this.known);
  }

  private search(options: readonly Option[]): HTMLElement {
    const input = make("input", "");
    input.type = "search";
    input.addEventListener("input", () => {
      this.query = this.fold(input.value);
      this.fill(options);
    });
    return make("label", "quiet", this.wording.say("find_among", { what: this.name }), input);
  }

  private fill(options: readonly Option[]): void {
    const fits = ({ label }: Option) => this.fold(label).includes(this.query);
    const found = options.filter(fits);
    const focused = document.activeElement?.id ?? "";
    this.list.replaceChildren(...found.slice(0, LISTED).map((option) => this.box(option)));
    this.more.textContent =
      found.length > LISTED ? this.wording.count("more", found.length - LISTED) : "";
    if (focused && this.list.querySelector(`#${CSS.escape(focused)}`))
      document.getElementById(focused)?.focus();
  }

  private box({ number, label, count }: Option): HTMLElement {
    const input = make("input", "");
    input.type = "checkbox";
    input.value = String(number);
    input.id = `${this.name}-${number}`;
    input.checked = this.ticked.has(number);
    const words = make("bdi", "", label);
    return make(
      "li",
      "",
      make("label", "", input, words, make("span", "quiet", this.wording.number(count))),
    );
  }

  private tick(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement)) return;
    const number = Number(target.value);
    const others = [...this.ticked].filter((each) => each !== number);
    this.changed((target.checked ? [...others, number] : others).sort((a, b) => a - b));
  }
}
