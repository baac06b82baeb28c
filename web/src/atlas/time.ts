// The years: the slider with its histogram, what it shows in words, and playing.

import { byId } from "../dom";
import { type Histogram, histogramOf } from "./histogram";
import { Player } from "./player";
import { type Scale, scaleOf } from "./scale";
import type { Selection, Selector } from "./selection";
import { type Range, type State, type Store, yearOf } from "./state";
import { drawHistogram, keepTicks } from "./timeline";
import { TimeSlider } from "./timeslider";
import type { Wording } from "./wording";

const FILTERS = ["only", "partners", "undated"] as const;

export class Time {
  private readonly scale: Scale;
  private histogram: Histogram;
  private counted: State | null = null;

  constructor(
    store: Store,
    private readonly selector: Selector,
    private readonly range: Range,
    private readonly wording: Wording,
  ) {
    const years: number[] = [];
    for (const each of selector.lifetimes)
      for (const { begin } of each) years.push(yearOf(begin?.earliest ?? 0));
    this.scale = scaleOf(range, years);
    this.histogram = { ...range, begun: [], ended: [], imprecise: 0 };
    const slider = new TimeSlider(store, this.scale, wording);
    new Player(
      store,
      this.scale,
      wording,
      () => this.histogram,
      () => slider.isSingle,
    );
    keepTicks(this.scale);
    byId("time").hidden = range.first === range.last;
  }

  /** Draw what began and ended of what the filters show at any time, and say which years are shown. */
  show(state: State, selection: Selection): void {
    byId("years").textContent = spanWords(state, this.wording);
    const { counted } = this;
    if (counted && FILTERS.every((key) => state[key] === counted[key])) return;
    this.counted = state;
    const { standing } = this.everWithin(state, selection);
    this.histogram = histogramOf(this.selector.lifetimes, standing, this.range);
    drawHistogram(this.histogram, this.scale, this.wording);
  }

  private everWithin(state: State, selection: Selection): Selection {
    const { first, last } = this.range;
    const isWhole = state.from === first && state.to === last;
    return isWhole ? selection : this.selector.select({ ...state, from: first, to: last });
  }
}

/** Return which years are shown: "1989" or "1960–1989". */
export function spanWords({ from, to }: Pick<State, "from" | "to">, wording: Wording): string {
  return from === to ? String(from) : wording.say("years", { from, to });
}
