// From where the picture is seen: plane to screen and back.

import type { Box } from "../../boxes";

/** What is seen: the point in the middle of the screen, and how near. */
export interface View {
  readonly x: number;
  readonly y: number;
  /** 1 shows the frame of the layout. */
  readonly zoom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the plane. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const FARTHEST = 0.2;
const NEAREST = 120;
const FIT = 0.74; // How much of the screen is filled by cities that are gone to.
const SMALLER = [FIT, 0.6, 0.48, 0.36]; // The same, where something lies on the picture.
const APART = 20; // Pixels from such a thing to a city, so that its name has room.
const NEAR_ENOUGH = 10; // Cities that lie together are not gone to any nearer.

/** A view of the plane on a screen, which survives a change of the screen's size. */
export class Camera {
  width = 1;
  height = 1;
  private seen: View;

  /**
   * @param radius The plane reaches from -radius to radius.
   * @param frame What is seen at first.
   */
  constructor(
    readonly radius: number,
    public frame: Frame,
  ) {
    this.seen = homeOf(frame);
  }

  get view(): View {
    return this.seen;
  }

  /** See something else, as far as the plane goes; what is no number is left as it is. */
  set view({ x, y, zoom }: View) {
    const inside = (place: number, now: number) =>
      Number.isFinite(place) ? clamp(place, -this.radius, this.radius) : now;
    this.seen = {
      x: inside(x, this.seen.x),
      y: inside(y, this.seen.y),
      zoom: Number.isFinite(zoom) ? clamp(zoom, FARTHEST, NEAREST) : this.seen.zoom,
    };
  }

  get zoom(): number {
    return this.seen.zoom;
  }

  /** Pixels for each unit of the plane. */
  get scale(): number {
    const { left, top, right, bottom } = this.frame;
    const across = this.width / Math.max(1, right - left);
    const down = this.height / Math.max(1, bottom - top);
    return this.seen.zoom * Math.min(across, down);
  }

  /** Where the middle of the plane is on the screen. */
  get origin(): Point {
    const { scale, seen } = this;
    return { x: this.width / 2 - seen.x * scale, y: this.height / 2 - seen.y * scale };
  }

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  /** Move the picture by pixels. */
  pan(right: number, down: number): void {
    const { scale, seen } = this;
    this.view = { x: seen.x - right / scale, y: seen.y - down / scale, zoom: seen.zoom };
  }

  /** Come nearer, so that what lies at a point of the screen stays there. */
  zoomAt(factor: number, at: Point): void {
    const before = this.plane(at);
    this.view = { ...this.seen, zoom: this.seen.zoom * factor };
    const after = this.plane(at);
    const { x, y, zoom } = this.seen;
    this.view = { x: x + before.x - after.x, y: y + before.y - after.y, zoom };
  }

  /** Return the point of the plane at a point of the screen. */
  plane(at: Point): Point {
    const { origin, scale } = this;
    return { x: (at.x - origin.x) / scale, y: (at.y - origin.y) / scale };
  }

  /** Return a view with all points in sight, which fill a share of the screen. */
  around(points: readonly Point[], share = FIT): View {
    if (!points.length) return this.seen;
    const [left, right] = ends(points.map(({ x }) => x));
    const [top, bottom] = ends(points.map(({ y }) => y));
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    return { ...middle, zoom: this.fitting(right - left, bottom - top, share) };
  }

  /** Return the nearest view with all points in sight and under none of these boxes, if one has. */
  beside(points: readonly Point[], boxes: readonly Box[]): View {
    const views = SMALLER.map((share) => this.around(points, share));
    const isFree = (view: View) =>
      points.every((point) => boxes.every((box) => !holds(box, this.spot(point, view))));
    return views.find(isFree) ?? this.around(points);
  }

  /** Return where a point of the plane is on the screen, seen from a view. */
  spot({ x, y }: Point, view: View): Point {
    const scale = (this.scale / this.seen.zoom) * view.zoom;
    const across = (x - view.x) * scale;
    const down = (y - view.y) * scale;
    return { x: this.width / 2 + across, y: this.height / 2 + down };
  }

  /** Return a view with a point in the middle, and what lies within a distance of it. */
  within(distance: number, { x, y }: Point): View {
    return { x, y, zoom: this.fitting(2 * distance, 2 * distance, FIT) };
  }

  private fitting(right: number, down: number, share: number): number {
    const whole = this.scale / this.seen.zoom;
    const across = (this.width * share) / whole / Math.max(1, right);
    const along = (this.height * share) / whole / Math.max(1, down);
    return clamp(Math.min(across, along), FARTHEST, NEAR_ENOUGH);
  }
}

function holds({ left, top, right, bottom }: Box, { x, y }: Point): boolean {
  const isBeside = x < left - APART || x > right + APART;
  return !isBeside && y >= top - APART && y <= bottom + APART;
}

function ends(numbers: readonly number[]): [number, number] {
  return [
    numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
}

/** Return the view that shows a frame. */
export function homeOf({ left, top, right, bottom }: Frame): View {
  return { x: (left + right) / 2, y: (top + bottom) / 2, zoom: 1 };
}

/** Return the frame on the way from one to another. */
export function frameBetween(from: Frame, to: Frame, share: number): Frame {
  const mix = (edge: keyof Frame) => from[edge] + (to[edge] - from[edge]) * share;
  return { left: mix("left"), top: mix("top"), right: mix("right"), bottom: mix("bottom") };
}

/** Return the view on the way from one to another; the zoom changes by the same factor in each step. */
export function between(from: View, to: View, share: number): View {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  // Both middles move so that the way looks straight at every zoom.
  const moved =
    Math.abs(to.zoom - from.zoom) < 1e-6
      ? share
      : (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom);
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, zoom };
}

function clamp(number: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, number));
}
