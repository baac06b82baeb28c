// Plays the years, one after the other.

import { byId } from "../dom";
import type { Histogram } from "./histogram";
import type { Scale } from "./scale";
import type { Store } from "./state";
import type { Wording } from "./wording";

const QUICK = { years: 1, wait: 350 };
const CALM = { years: 10, wait: 2000 }; // For those who want less motion.

/** Return the next year to show: years before the pivot in which nothing happened are left out. */
export function nextYear(year: number, step: number, scale: Scale, happened: Histogram): number {
  let next = year + step;
  const isQuiet = (at: number) =>
    !happened.begun[at - scale.first] && !happened.ended[at - scale.first];
  while (next < scale.pivot && isQuiet(next)) next += 1;
  return Math.min(next, scale.last);
}

export class Player {
  private readonly button = byId("play");
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private timer: number | undefined;

  /**
   * @param isSingle Whether one year is shown; otherwise the span grows from its first year.
   */
  constructor(
    private readonly store: Store,
    private readonly scale: Scale,
    private readonly wording: Wording,
    private readonly happened: () => Histogram,
    private readonly isSingle: () => boolean,
  ) {
    this.button.addEventListener("click", () => {
      if (this.timer === undefined) this.start();
      else this.stop();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.stop();
    });
  }

  private start(): void {
    const { first, last, pivot } = this.scale;
    const { from, to } = this.store.state;
    if (to === last) {
      const begin = this.isSingle() ? first : from;
      this.show(begin === first ? Math.max(first, Math.min(pivot, last)) : begin);
    }
    this.button.textContent = this.wording.say("pause");
    this.timer = window.setInterval(() => this.step(), this.pace.wait);
  }

  private get pace() {
    return this.calm.matches ? CALM : QUICK;
  }

  private step(): void {
    const { to } = this.store.state;
    if (to >= this.scale.last) this.stop();
    else this.show(nextYear(to, this.pace.years, this.scale, this.happened()));
  }

  private show(year: number): void {
    this.store.change(this.isSingle() ? { from: year, to: year } : { to: year });
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = undefined;
    this.button.textContent = this.wording.say("play");
  }
}
