// The picture on the page: it follows the state, and what is chosen in it changes the state.

import { byId } from "../dom";
import { at } from "../lists";
import { emphasisOf } from "./emphasis";
import { showPictureOnPhones } from "./fitting";
import type { Knowledge } from "./knowledge";
import { type Look, Picture } from "./picture/picture";
import type { Selection } from "./selection";
import { LAYOUTS, NOTHING_CHOSEN, type State, type Store } from "./state";

const CLOSER = 1.6;

export class Stage {
  readonly picture: Picture;
  private isFromPicture = false;

  constructor(
    private readonly store: Store,
    private readonly knowledge: Knowledge,
    look: Look,
  ) {
    this.picture = new Picture(byId("picture"), knowledge, look);
    this.picture.whenChosen((thing) => this.choose(thing));
    this.picture.whenMoved((view) => store.change({ view: this.picture.isAtHome ? null : view }));
    byId("nearer").addEventListener("click", () => this.picture.zoom(CLOSER));
    byId("farther").addEventListener("click", () => this.picture.zoom(1 / CLOSER));
    byId("all").addEventListener("click", () => this.picture.whole());
    for (const layout of LAYOUTS)
      byId(`layout-${layout}`).addEventListener("click", () => store.change({ layout }));
  }

  /** Show a state for the first time. */
  open(state: State, selection: Selection): void {
    this.picture.layout(state.layout, false);
    this.showLayout(state);
    this.draw(state, selection);
    this.picture.choose(state.city);
    if (state.view) this.picture.view(state.view);
    else if (isChosen(state)) this.goToChosen(state, selection);
    if (isChosen(state)) showPictureOnPhones();
  }

  /** Show what has changed; the picture does not move to what was chosen in it. */
  follow(state: State, before: State, selection: Selection): void {
    this.draw(state, selection);
    // First, for a new layout is seen from what is chosen.
    if (state.city !== before.city) this.picture.choose(state.city);
    if (state.layout !== before.layout) {
      this.picture.layout(state.layout, true);
      this.showLayout(state);
    }
    if (!isOtherChoice(state, before)) return;
    if (!this.isFromPicture) this.goToChosen(state, selection);
    showPictureOnPhones();
  }

  /** See the picture as a state that was read from the address says. */
  look(state: State): void {
    if (state.view) this.picture.view(state.view);
    else if (!isChosen(state)) this.picture.home();
  }

  private draw(state: State, selection: Selection): void {
    const emphasis = emphasisOf(this.knowledge, selection, state);
    this.picture.show({ ...selection, emphasis });
  }

  private choose(thing: Parameters<Look["describe"]>[0] | null): void {
    this.isFromPicture = true;
    this.store.change({ ...NOTHING_CHOSEN, ...this.choiceOf(thing) });
    this.isFromPicture = false;
  }

  private choiceOf(thing: Parameters<Look["describe"]>[0] | null): Partial<State> {
    if (!thing) return {};
    if ("city" in thing) return { city: thing.city };
    if ("country" in thing) return { nation: thing.country };
    return { partnership: at(this.knowledge.lines.partnership, thing.line) };
  }

  private goToChosen(state: State, selection: Selection): void {
    const { rim } = this.knowledge.cities;
    const cities = [...(emphasisOf(this.knowledge, selection, state)?.cities ?? [])];
    const isNear = (city: number) => state.layout === "network" || !rim[city];
    const near = cities.filter((city) => city === state.city || isNear(city));
    this.picture.goTo(near.length ? near : cities);
  }

  private showLayout(state: State): void {
    for (const layout of LAYOUTS)
      byId(`layout-${layout}`).setAttribute("aria-pressed", String(layout === state.layout));
  }
}

function isChosen({ city, partnership, nation }: State): boolean {
  return city !== null || partnership !== null || nation !== null;
}

function isOtherChoice(state: State, before: State): boolean {
  const keys = ["city", "other", "partnership", "nation", "search"] as const;
  return isChosen(state) && keys.some((key) => state[key] !== before[key]);
}
