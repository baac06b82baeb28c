// Finds cities by all of their names: to choose one, a second one, or any.

import { byId } from "../dom";
import { foldingBy } from "../fold";
import { at } from "../lists";
import { type Findable, SearchBox } from "../searchbox";
import type { AtlasData } from "./data";
import type { Facts } from "./facts";
import { partnersOf, type Selection } from "./selection";
import { NOTHING_CHOSEN, type Store } from "./state";

export class Finder {
  private found: readonly Findable[] | null = null;

  constructor(
    private readonly store: Store,
    private readonly facts: Facts,
    private readonly data: Pick<AtlasData, "letters" | "words" | "counted" | "language">,
    selection: () => Selection,
  ) {
    this.prepare("find", (city) => store.change({ ...NOTHING_CHOSEN, city }));
    this.prepare("two-cities", (other) => {
      if (other !== store.state.city) store.change({ other });
    });
    byId("random").hidden = !facts.knowledge.partnerships.count;
    byId("random").addEventListener("click", () => this.takeAny(selection()));
  }

  /** The names are folded when somebody first wants to search. */
  private prepare(id: string, taken: (city: number) => void): void {
    const box = byId(id);
    const { language, letters } = this.data;
    const { matches } = this.data.counted;
    const no_match = this.facts.wording.say("no_match");
    if (!matches) throw new Error("the page has no words for matches");
    const open = () => {
      new SearchBox(box, { language, letters, words: { matches, no_match } }, this.things(), taken);
    };
    box.addEventListener("focusin", open, { once: true });
  }

  private things(): readonly Findable[] {
    const { knowledge, wording } = this.facts;
    const { cities } = knowledge;
    const fold = foldingBy(this.data.letters);
    this.found ??= cities.label.map((label, city) => {
      const partners = wording.count("partners", partnersOf(knowledge, city).size);
      return {
        label,
        names: [...new Set([label, ...at(cities.names, city)].map(fold))],
        kind: [this.facts.countryOf(city), partners].filter(Boolean).join(" · "),
      };
    });
    return this.found;
  }

  private takeAny({ degree }: Selection): void {
    const shown = [...degree.keys()].filter((city) => degree[city]);
    const city = shown[Math.floor(Math.random() * shown.length)];
    if (city !== undefined) this.store.change({ ...NOTHING_CHOSEN, city });
  }
}
