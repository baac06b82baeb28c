// The slider of the years: two thumbs for a span, one for a single year.

import { byId } from "../dom";
import { type Scale, shareOf, yearAt } from "./scale";
import type { State, Store } from "./state";
import type { Wording } from "./wording";

type Thumb = "from" | "to";
type Span = Pick<State, Thumb>;

const DECADE = 10;

/** Return the span after a thumb has been moved to a year: thumbs stop at each other. */
export function moved(span: Span, thumb: Thumb, to: number, single: boolean, scale: Scale): Span {
  const year = Math.min(scale.last, Math.max(scale.first, to));
  if (single) return { from: year, to: year };
  return thumb === "from"
    ? { from: Math.min(year, span.to), to: span.to }
    : { from: span.from, to: Math.max(year, span.from) };
}

/** Return the year to which a key moves a thumb; null if it moves none. */
export function yearAfter(key: string, year: number, scale: Scale): number | null {
  if (key === "ArrowRight" || key === "ArrowUp") return year + 1;
  if (key === "ArrowLeft" || key === "ArrowDown") return year - 1;
  if (key === "PageUp") return year + DECADE;
  if (key === "PageDown") return year - DECADE;
  if (key === "Home") return scale.first;
  return key === "End" ? scale.last : null;
}

export class TimeSlider {
  private readonly track = byId("track");
  private readonly between = byId("between");
  private readonly thumbs = { from: byId("from"), to: byId("to") };
  private readonly modes = { year: byId("one-year"), span: byId("whole-span") };
  private single: boolean;
  private dragged: Thumb | null = null;

  constructor(
    private readonly store: Store,
    private readonly scale: Scale,
    private readonly wording: Wording,
  ) {
    this.single = isYear(store.state);
    for (const thumb of ["from", "to"] as const) this.listen(thumb);
    this.track.addEventListener("pointerdown", (event) => this.press(event));
    this.track.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"] as const)
      this.track.addEventListener(end, () => this.release());
    this.modes.year.addEventListener("click", () => this.setSingle(true));
    this.modes.span.addEventListener("click", () => this.setSingle(false));
    store.follow(({ from, to }) => {
      if (from !== to) this.single = false;
      this.draw();
    });
    this.draw();
  }

  /** Whether one year is shown, and not a span. */
  get isSingle(): boolean {
    return this.single;
  }

  private listen(thumb: Thumb): void {
    this.thumbs[thumb].addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const year = yearAfter(event.key, this.store.state[thumb], this.scale);
      if (year === null) return;
      event.preventDefault();
      this.move(thumb, year);
    });
  }

  private move(thumb: Thumb, year: number): void {
    this.store.change(moved(this.store.state, thumb, year, this.single, this.scale));
  }

  private setSingle(single: boolean): void {
    this.single = single;
    const { from, to } = this.store.state;
    const { first, last } = this.scale;
    if (single) this.store.change({ from: to, to });
    else if (from === to) this.store.change({ from: first, to: to === first ? last : to });
    this.draw();
  }

  private press(event: PointerEvent): void {
    if (event.button) return;
    const year = this.yearOf(event);
    const { from, to } = this.store.state;
    const nearer = Math.abs(year - from) < Math.abs(year - to) || (from === to && year < from);
    this.dragged = !this.single && nearer ? "from" : "to";
    this.track.setPointerCapture(event.pointerId);
    this.move(this.dragged, year);
    this.thumbs[this.dragged].focus();
    event.preventDefault();
  }

  private drag(event: PointerEvent): void {
    if (this.dragged) this.move(this.dragged, this.yearOf(event));
  }

  private release(): void {
    this.dragged = null;
  }

  private yearOf({ clientX }: PointerEvent): number {
    const { left, width } = this.track.getBoundingClientRect();
    return yearAt(this.scale, (clientX - left) / width);
  }

  private draw(): void {
    const { from, to } = this.store.state;
    const shares = { from: shareOf(this.scale, from), to: shareOf(this.scale, to) };
    for (const thumb of ["from", "to"] as const) this.place(thumb, shares[thumb]);
    this.thumbs.from.hidden = this.single;
    this.thumbs.to.setAttribute("aria-label", this.wording.say(this.single ? "year" : "last_year"));
    this.between.style.left = `${100 * shares.from}%`;
    this.between.style.width = `${100 * (shares.to - shares.from)}%`;
    this.modes.year.setAttribute("aria-pressed", String(this.single));
    this.modes.span.setAttribute("aria-pressed", String(!this.single));
  }

  private place(thumb: Thumb, share: number): void {
    const { from, to } = this.store.state;
    const element = this.thumbs[thumb];
    const { first, last } = this.scale;
    const year = thumb === "from" ? from : to;
    element.style.left = `${100 * share}%`;
    element.setAttribute("aria-valuemin", String(thumb === "to" && !this.single ? from : first));
    element.setAttribute("aria-valuemax", String(thumb === "from" ? to : last));
    element.setAttribute("aria-valuenow", String(year));
    element.setAttribute(
      "aria-valuetext",
      this.single ? String(year) : spanText(this.wording, from, to, thumb),
    );
  }
}

function isYear({ from, to }: Span): boolean {
  return from === to;
}

/** Return what a thumb means: its year, and the span of which it is an end. */
function spanText(wording: Wording, from: number, to: number, thumb: Thumb): string {
  return wording.say("thumb", { year: thumb === "from" ? from : to, from, to });
}
