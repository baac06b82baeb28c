// The state in the address of the page, and back and forward through its history.

import type { Fragments, Ignored } from "./fragment";
import type { State, Store } from "./state";

const REST = 300; // Browsers refuse to write an address more often than this for long.
// What somebody can go back from; years and places are too many for that.
const STEPS = [
  "layout",
  "only",
  "partners",
  "undated",
  "city",
  "partnership",
  "nation",
  "depth",
  "other",
  "search",
  "story",
  "step",
] as const;

export class AddressBar {
  private timer: number | undefined;
  private isReading = false;

  /**
   * @param whenRead Called with what meant nothing whenever the address has been read.
   */
  constructor(
    private readonly store: Store,
    private readonly fragments: Fragments,
    private readonly whenRead: (ignored: readonly Ignored[]) => void,
    private readonly whenWritten: () => void,
  ) {
    addEventListener("popstate", () => this.read());
    store.follow((state, before) => {
      if (!this.isReading) this.follow(state, before);
    });
  }

  private read(): void {
    window.clearTimeout(this.timer);
    const { state, ignored } = this.fragments.read(location.hash);
    this.isReading = true;
    this.store.change(state);
    this.isReading = false;
    this.whenRead(ignored);
    this.whenWritten();
  }

  private follow(state: State, before: State): void {
    if (STEPS.some((key) => state[key] !== before[key])) {
      window.clearTimeout(this.timer);
      this.write(state, "pushState");
      return;
    }
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write(this.store.state, "replaceState"), REST);
  }

  private write(state: State, how: "pushState" | "replaceState"): void {
    const fragment = this.fragments.write(state);
    history[how](null, "", fragment ? `#${fragment}` : location.pathname + location.search);
    this.whenWritten();
  }
}
