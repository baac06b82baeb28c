// What is said beside the pointer, and what is said when the page scrolls instead of the picture.

import { make } from "../../dom";
import type { Point } from "./camera";

const LONG = 2200;

/** A text over the picture, which never takes the pointer. */
export class Tip {
  private readonly tip = make("div", "tip");
  private readonly hint = make("div", "hint");
  private timer = 0;

  constructor(private readonly host: HTMLElement) {
    this.tip.hidden = true;
    this.hint.hidden = true;
    this.tip.dir = "auto";
    // What is pointed at is in the table as well; a screen reader need not hear it twice.
    this.tip.ariaHidden = "true";
    this.hint.ariaHidden = "true";
    host.append(this.tip, this.hint);
  }

  /** Say something beside a point, or nothing. */
  say(text: string, { x, y }: Point): void {
    this.tip.hidden = !text;
    if (!text) return;
    if (this.tip.textContent !== text) this.tip.textContent = text;
    const { clientWidth, clientHeight } = this.host;
    const { offsetWidth, offsetHeight } = this.tip;
    const left = x + 14 + offsetWidth > clientWidth ? x - 14 - offsetWidth : x + 14;
    const top = y + 14 + offsetHeight > clientHeight ? y - 10 - offsetHeight : y + 14;
    this.tip.style.left = `${Math.max(4, left)}px`;
    this.tip.style.top = `${Math.max(4, top)}px`;
  }

  /** Say for a moment how the picture can be moved. */
  explain(text: string): void {
    this.hint.textContent = text;
    this.hint.hidden = !text;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.hint.hidden = true;
    }, LONG);
  }
}
