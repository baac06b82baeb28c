// Mouse, fingers and keys. The page scrolls unless the picture has the focus.

import type { Point } from "./camera";

/** What the reader does with the picture. */
export interface Gestures {
  pan(right: number, down: number): void;
  zoom(factor: number, at: Point): void;
  whole(): void;
  point(at: Point): void;
  leave(): void;
  press(at: Point): void;
  /** The page scrolls instead, because the picture has not got the focus. */
  scrolled(by: "wheel" | "touch"): void;
}

const STEP = 60;
const CLOSER = 1.35;
const STILL = 5; // A pointer that moves by fewer pixels has pressed.
const WHEEL = 0.0016;
const PINCH = 0.01; // What a touchpad sends for two fingers is finer.
const LINE = 16;

/** Follow what the reader does on an element. */
export function follow(host: HTMLElement, gestures: Gestures): void {
  new Pointers(host, gestures).listen();
  host.addEventListener("wheel", (event) => wheel(event, host, gestures), { passive: false });
  host.addEventListener("keydown", (event) => key(event, host, gestures));
  // The browser would scroll with two fingers, and end what they do here.
  host.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
}

class Pointers {
  private readonly down = new Map<number, Point>();
  private pressed: Point | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly gestures: Gestures,
  ) {}

  listen(): void {
    const { host } = this;
    host.addEventListener("pointerdown", (event) => this.begin(event));
    host.addEventListener("pointermove", (event) => this.move(event));
    host.addEventListener("pointerup", (event) => this.end(event, true));
    host.addEventListener("pointercancel", (event) => this.end(event, false));
    host.addEventListener("pointerleave", () => this.gestures.leave());
  }

  private begin(event: PointerEvent): void {
    if (event.button) return;
    this.host.setPointerCapture(event.pointerId);
    const at = pointOf(event, this.host);
    this.down.set(event.pointerId, at);
    this.pressed = this.down.size === 1 ? at : null;
  }

  private move(event: PointerEvent): void {
    const at = pointOf(event, this.host);
    const before = Array.from(this.down.values());
    if (!this.down.has(event.pointerId)) {
      if (event.pointerType !== "touch") this.gestures.point(at);
      return;
    }
    this.down.set(event.pointerId, at);
    if (this.pressed && apart(this.pressed, at) < STILL) return;
    this.pressed = null;
    this.drag(event, before, Array.from(this.down.values()));
  }

  private drag({ pointerType }: PointerEvent, before: Point[], now: Point[]): void {
    const [was, wasOther] = before;
    const [is, isOther] = now;
    if (!was || !is) return;
    if (wasOther && isOther) {
      const [from, to] = [middle(was, wasOther), middle(is, isOther)];
      this.gestures.pan(to.x - from.x, to.y - from.y);
      this.gestures.zoom(apart(is, isOther) / Math.max(1, apart(was, wasOther)), to);
    } else if (pointerType === "touch" && !hasFocus(this.host)) this.gestures.scrolled("touch");
    else this.gestures.pan(is.x - was.x, is.y - was.y);
  }

  private end(event: PointerEvent, isUp: boolean): void {
    if (!this.down.delete(event.pointerId)) return;
    if (isUp && this.pressed) this.gestures.press(this.pressed);
    this.pressed = null;
  }
}

function wheel(event: WheelEvent, host: HTMLElement, gestures: Gestures): void {
  const asked = event.ctrlKey || event.metaKey;
  if (!asked && !hasFocus(host) && pageScrolls()) {
    gestures.scrolled("wheel");
    return;
  }
  event.preventDefault();
  const pixels = event.deltaMode ? event.deltaY * LINE : event.deltaY;
  const speed = event.ctrlKey && Math.abs(pixels) < 40 ? PINCH : WHEEL;
  gestures.zoom(Math.exp(-pixels * speed), pointOf(event, host));
}

function key(event: KeyboardEvent, host: HTMLElement, gestures: Gestures): void {
  if (event.target !== host || event.ctrlKey || event.metaKey || event.altKey) return;
  const centre = { x: host.clientWidth / 2, y: host.clientHeight / 2 };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => gestures.pan(STEP, 0),
    ArrowRight: () => gestures.pan(-STEP, 0),
    ArrowUp: () => gestures.pan(0, STEP),
    ArrowDown: () => gestures.pan(0, -STEP),
    "+": () => gestures.zoom(CLOSER, centre),
    "=": () => gestures.zoom(CLOSER, centre),
    "-": () => gestures.zoom(1 / CLOSER, centre),
    "0": () => gestures.whole(),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

function hasFocus(host: HTMLElement): boolean {
  return host.contains(document.activeElement);
}

function pageScrolls(): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight > clientHeight + 1;
}

function pointOf(event: MouseEvent, host: HTMLElement): Point {
  const { left, top } = host.getBoundingClientRect();
  return { x: event.clientX - left - host.clientLeft, y: event.clientY - top - host.clientTop };
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
