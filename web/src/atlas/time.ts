// The years: the slider with its histogram, what it shows in words, and playing.

import { byId } from "../dom";
import { type Histogram, histogramOf } from "./histogram";
import type { Knowledge } from "./knowledge";
import { Player } from "./player";
import { type Scale, scaleOf } from "./scale";
import type { Selector } from "./selection";
import { type Range, type State, type Store, yearOf } from "./state";
import { drawHistogram, keepTicks } from "./timeline";
import { TimeSlider } from "./timeslider";
import type { Wording } from "./wording";

export class Time {
  private readonly scale: Scale;
  private histogram: Histogram;
  private passes: Uint8Array | null = null;

  constructor(
    store: Store,
    knowledge: Knowledge,
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
    byId("time").hidden = !knowledge.partnerships.count;
  }

  /** Draw what began and ended of what passes the filters, and say which years are shown. */
  show(state: State): void {
    byId("years").textContent = spanWords(state, this.wording);
    const passes = this.selector.passing(state);
    if (passes === this.passes) return;
    this.passes = passes;
    this.histogram = histogramOf(this.selector.lifetimes, passes, this.range);
    drawHistogram(this.histogram, this.scale, this.wording);
  }
}

/** Return which years are shown: "1989" or "1960–1989". */
export function spanWords({ from, to }: Pick<State, "from" | "to">, wording: Wording): string {
  return from === to ? String(from) : wording.say("years", { from, to });
}
