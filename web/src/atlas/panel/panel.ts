// The panel: what is known of what is chosen.

import { byId, make } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import type { Selection } from "../selection";
import { NOTHING_CHOSEN, type State, type Store } from "../state";
import { between, searches } from "./between";
import { cityBody } from "./city";
import { citiesWithMost, countryBody } from "./country";
import { partnershipBody } from "./partnerships";

const FEW = 8; // Cities from which one can begin.
const CHOICES = ["city", "partnership", "nation"] as const;

export class Panel {
  private readonly intro = [...byId("panel-body").children];
  private readonly change: (part: Partial<State>) => void;

  constructor(
    private readonly store: Store,
    private readonly facts: Facts,
  ) {
    // Whoever chooses something in the panel goes on reading there, from its title on.
    this.change = (part) => {
      store.change(part);
      if (CHOICES.some((key) => key in part)) byId("panel-title").focus({ preventScroll: true });
    };
    byId("forget").addEventListener("click", () => this.change(NOTHING_CHOSEN));
  }

  /** Fill the panel with what a state chooses. */
  fill(state: State, selection: Selection): void {
    const pressed = focusedButton();
    this.refill(state, selection);
    if (pressed)
      buttons()
        .find((button) => button.textContent === pressed)
        ?.focus();
  }

  private refill(state: State, selection: Selection): void {
    const { city, partnership, nation } = state;
    const isEmpty = city === null && partnership === null && nation === null;
    byId("forget").hidden = isEmpty;
    byId("panel").classList.toggle("chosen", !isEmpty);
    byId("two-cities").hidden = city === null;
    if (city !== null) this.fillWithCity(state, selection, city);
    else if (partnership !== null) this.fillWithPartnership(selection, partnership);
    else if (nation !== null) this.fillWithCountry(selection, nation);
    else this.fillWithBeginning(selection);
  }

  private fillWithBeginning(selection: Selection): void {
    const { facts } = this;
    const most = citiesWithMost(facts, selection, null, FEW, this.change);
    this.show("", facts.wording.say("details"), [...this.intro, ...most]);
  }

  private fillWithCity(state: State, selection: Selection, city: number): void {
    const { facts, change } = this;
    this.show(
      facts.countryOf(city),
      facts.city(city),
      cityBody(facts, selection, state, city, change),
    );
    if (state.other !== null) (byId("two-cities") as HTMLDetailsElement).open = true;
    byId("found").replaceChildren(
      searches(facts, state.search, (part) => this.store.change(part)),
      ...between(facts, selection, state, change),
    );
  }

  private fillWithPartnership(selection: Selection, partnership: number): void {
    const { facts } = this;
    const body = partnershipBody(facts, selection, partnership, this.change);
    this.show(facts.wording.say("partnership"), facts.title(partnership), body);
  }

  private fillWithCountry(selection: Selection, nation: number): void {
    const { facts } = this;
    const label = at(facts.knowledge.countries.label, nation);
    this.show(
      facts.wording.say("country"),
      label,
      countryBody(facts, selection, nation, this.change),
    );
  }

  private show(kind: string, title: string, inside: readonly Element[]): void {
    byId("panel-kind").replaceChildren(make("bdi", "", kind));
    byId("panel-title").replaceChildren(make("bdi", "", title));
    byId("panel-body").replaceChildren(...inside);
  }
}

function buttons(): HTMLButtonElement[] {
  return [...byId("panel").querySelectorAll("button")];
}

/** Return what stands on the button of the panel that has the focus. */
function focusedButton(): string | null {
  const focused = buttons().find((button) => button === document.activeElement);
  return focused?.textContent ?? null;
}
