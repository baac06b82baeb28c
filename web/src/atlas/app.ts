// The parts of the page, and how they follow the state.

import { byId } from "../dom";
import { keepViewInLanguages } from "../languages";
import { AddressBar } from "./addressbar";
import type { AtlasData } from "./data";
import { Facts } from "./facts";
import { Filters } from "./filters";
import { Finder } from "./finder";
import { foldOnPhones, keepStageInSight, leaveLegendTo } from "./fitting";
import { Fragments, type Ignored } from "./fragment";
import { captionOf, lookOf } from "./look";
import { Panel } from "./panel/panel";
import { knowledgeOf } from "./reading";
import { Saver } from "./saving/saver";
import { type Selection, Selector } from "./selection";
import { Stage } from "./stage";
import { rangeOf, type State, Store } from "./state";
import { Stories } from "./stories";
import { Table } from "./table";
import { Time } from "./time";
import { Wording } from "./wording";

const REST = 150; // Milliseconds after which what is not the picture follows.

export class App {
  private readonly facts: Facts;
  private readonly store: Store;
  private readonly selector: Selector;
  private readonly stage: Stage;
  private readonly time: Time;
  private readonly filters: Filters;
  private readonly panel: Panel;
  private readonly table: Table;
  private readonly saver: Saver;
  private readonly stories: Stories;
  private selection: Selection;
  private timer: number | undefined;

  constructor(data: AtlasData) {
    const knowledge = knowledgeOf(data);
    const wording = new Wording(data.language, data.words, data.counted);
    this.selector = new Selector(knowledge);
    const range = rangeOf(this.selector.lifetimes, knowledge.dataset.today);
    const fragments = new Fragments(knowledge, range);
    const { state, ignored } = fragments.read(location.hash);
    this.facts = new Facts(knowledge, wording);
    this.store = new Store(state);
    this.selection = this.selector.select(state);
    const selection = () => this.selection;
    this.saver = new Saver(this.store, this.facts, selection, () => this.stage.picture);
    const caption = () =>
      captionOf(this.facts, this.selection, this.store.state, ...this.saver.caption());
    this.stage = new Stage(this.store, knowledge, lookOf(this.facts, selection, caption));
    this.time = new Time(this.store, this.selector, range, wording);
    this.filters = new Filters(this.store, knowledge, range, wording, data.letters);
    this.panel = new Panel(this.store, this.facts);
    this.table = new Table(this.store, this.facts);
    new Finder(this.store, this.facts, data, selection);
    this.stories = new Stories(this.store, this.facts, fragments, () => this.stage.picture.whole());
    this.store.follow((now, before) => this.follow(now, before));
    new AddressBar(
      this.store,
      fragments,
      (unread) => {
        this.stage.look(this.store.state);
        this.warn(unread);
      },
      () => this.saver.cite(),
    );
    // What lies above the picture has its height before the page scrolls to what is chosen.
    foldOnPhones("filters", "legend");
    leaveLegendTo(knowledge, this.selector);
    byId("from-afar").hidden = !this.stage.picture.hasCountries;
    this.open(state, ignored);
    keepStageInSight();
    keepViewInLanguages();
  }

  /** Call a function once, when the picture has been drawn. */
  whenReady(then: () => void): void {
    let isReady = false;
    this.stage.picture.whenDrawn(() => {
      if (!isReady) then();
      isReady = true;
    });
  }

  private open(state: State, ignored: readonly Ignored[]): void {
    this.stage.open(state, this.selection);
    this.tell(state);
    this.stories.show(state);
    this.complete();
    this.saver.cite();
    this.warn(ignored);
  }

  private follow(state: State, before: State): void {
    const keys = ["from", "to", "only", "partners", "undated"] as const;
    const isOther = keys.some((key) => state[key] !== before[key]);
    if (isOther) this.selection = this.selector.select(state);
    const { view, ...rest } = state;
    if (Object.entries(rest).every(([key, value]) => before[key as keyof State] === value)) return;
    this.stage.follow(state, before, this.selection);
    this.stories.show(state, before);
    this.tell(state);
    window.clearTimeout(this.timer);
    if (isOther) this.timer = window.setTimeout(() => this.complete(), REST);
    else this.panel.fill(state, this.selection);
  }

  /** Show what must follow at once. */
  private tell(state: State): void {
    this.time.show(state, this.selection);
    this.filters.tell(this.selection);
  }

  /** Show what may follow when the years have come to rest. */
  private complete(): void {
    this.panel.fill(this.store.state, this.selection);
    this.table.show(this.selection);
  }

  private warn(ignored: readonly Ignored[]): void {
    const parts = ignored.map(({ name, value }) => `\u2068${name}=${value}\u2069`).join(", ");
    byId("notice").textContent = ignored.length
      ? this.facts.wording.count("ignored", ignored.length, { parts })
      : "";
  }
}
