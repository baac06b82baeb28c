// Stories: short tours of the atlas. Each step is a state, with a text and its sources.

import { byId, closeOnEscape, make, within } from "../dom";
import { at } from "../lists";
import type { Story, StoryStep } from "./data";
import type { Facts } from "./facts";
import { showPictureOnPhones } from "./fitting";
import type { Fragments } from "./fragment";
import { outside } from "./panel/pieces";
import type { State, Store } from "./state";

export class Stories {
  private readonly list = byId("stories") as HTMLDetailsElement;
  private readonly card = byId("story");
  private readonly text = byId("story-text");
  private readonly next = byId("story-next");
  private readonly back = byId("story-back");
  private readonly stories: readonly Story[];

  /**
   * @param whole Shows the whole picture, where a step has chosen nothing.
   */
  constructor(
    private readonly store: Store,
    private readonly facts: Facts,
    private readonly fragments: Fragments,
    private readonly whole: () => void,
  ) {
    this.stories = facts.knowledge.stories;
    for (const button of this.list.querySelectorAll<HTMLElement>("[data-story]"))
      button.addEventListener("click", () => this.begin(button.dataset.story ?? ""));
    closeOnEscape(this.list);
    this.next.addEventListener("click", () => this.move(1));
    this.back.addEventListener("click", () => this.move(-1));
    byId("story-end").addEventListener("click", () => this.end());
    this.card.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.end();
    });
  }

  /** Show the step that is told now, if one is. */
  show(state: State, before?: State): void {
    if (before && state.story === before.story && state.step === before.step) return;
    this.card.hidden = state.story === null;
    this.list.classList.toggle("used", state.story !== null);
    if (state.story === null) return;
    const story = at(this.stories, state.story);
    byId("story-title").textContent = story.title;
    this.tell(story, state.step);
    if (state.story === before?.story) return;
    this.print(story);
    showPictureOnPhones();
  }

  private tell({ steps }: Story, step: number): void {
    const { wording } = this.facts;
    const { text, sources, questions } = at(steps, step);
    const progress = wording.say("story_progress", { step: step + 1, steps: steps.length });
    this.text.replaceChildren(make("p", "quiet", progress), make("p", "", text));
    byId("story-sources").replaceChildren(...sources.map(sourceOf));
    byId("story-questions").textContent = questions.join(", ");
    const isLast = step === steps.length - 1;
    this.next.textContent = wording.say(isLast ? "story_finish" : "story_next");
    this.back.setAttribute("aria-disabled", String(step === 0));
  }

  /** Write all texts of a story; they are only seen on paper. */
  private print({ steps }: Story): void {
    const told = steps.map(({ text, sources }: StoryStep) =>
      make("li", "", text, make("ul", "", ...sources.map(sourceOf))),
    );
    byId("story-print").replaceChildren(...told);
  }

  private begin(id: string): void {
    this.list.open = false;
    this.go(
      this.stories.findIndex((story) => story.id === id),
      0,
    );
    this.next.focus();
  }

  private move(by: number): void {
    const { story, step } = this.store.state;
    if (story === null) return;
    const { steps } = at(this.stories, story);
    if (step + by >= steps.length) this.end();
    else if (step + by >= 0) this.go(story, step + by);
  }

  private go(story: number, step: number): void {
    const state = this.fragments.at(story, step);
    this.store.change(state);
    if (state.city === null && state.partnership === null && state.nation === null) this.whole();
  }

  /** End the story; the atlas stays as it is, and the list of stories has the focus. */
  private end(): void {
    if (this.store.state.story === null) return;
    const hadFocus = this.card.contains(document.activeElement);
    this.store.change({ story: null, step: 0 });
    if (hadFocus) within(this.list, "summary").focus();
  }

  private press(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { story, step } = this.store.state;
    if (story !== null && step + by < at(this.stories, story).steps.length) this.move(by);
  }
}

function sourceOf({ title, address }: StoryStep["sources"][number]): HTMLElement {
  return make("li", "", outside(title, address));
}
