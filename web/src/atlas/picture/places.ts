// Where each city is drawn: on the map, in the network, or on the way from one to the other.

import { filledBy } from "../../lists";
import type { Atlas, Cities, LayoutName, Spots } from "../model";
import { type Frame, frameBetween } from "./camera";

const MARGIN = 0.08; // Beside what a frame is to show, of its size.
const FAR = 0.02; // The share of the ends of lines that lie too far on each side to be seen at first.
const MOST = 0.85; // The share of the ends of lines whose communities are seen at first.

export class Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** How far the cities are on their way: 0 on the map, 1 in the network. */
  network = 0;
  /** What is to be seen of each layout at first. */
  readonly frames: Readonly<Record<LayoutName, Frame>>;
  private readonly cities: Cities;

  constructor(atlas: Atlas) {
    this.cities = atlas.cities;
    this.x = this.cities.map.x.slice();
    this.y = this.cities.map.y.slice();
    this.frames = { map: mapFrame(atlas), network: networkFrame(atlas) };
  }

  /** What is to be seen at first of what is there now. */
  get frame(): Frame {
    return frameBetween(this.frames.map, this.frames.network, this.network);
  }

  /** Move all cities to a share of their way from the map to the network. */
  move(share: number): void {
    const { map, network } = this.cities;
    this.network = share;
    mix(this.x, map.x, network.x, share);
    mix(this.y, map.y, network.y, share);
  }

  /** Return where a city is in a layout, whether or not it has arrived there. */
  of(city: number, layout: LayoutName): { x: number; y: number } {
    const spots = this.cities[layout];
    return { x: spots.x[city] ?? 0, y: spots.y[city] ?? 0 };
  }
}

function mix(into: Float32Array, from: Float32Array, to: Float32Array, share: number): void {
  for (let n = 0; n < into.length; n++)
    into[n] = (from[n] as number) * (1 - share) + (to[n] as number) * share;
}

/** Return the part of the map where lines end, without the few far ones and without the rim. */
function mapFrame({ cities, lines, radius }: Atlas): Frame {
  const ends = new Uint32Array(2 * lines.count);
  ends.set(lines.one);
  ends.set(lines.other, lines.count);
  return frameOf(
    cities.map,
    ends.filter((city) => !cities.rim[city]),
    FAR,
    radius,
  );
}

/** Return what shows the largest communities, without the many small ones around them. */
function networkFrame({ cities, lines, radius }: Atlas): Frame {
  const sizes = new Map<number, number>(); // How many ends of lines each community has.
  for (let line = 0; line < lines.count; line++)
    for (const ends of [lines.one, lines.other]) {
      const community = cities.community[ends[line] as number] as number;
      sizes.set(community, (sizes.get(community) ?? 0) + 1);
    }
  const seen = new Set<number>();
  let ends = 0;
  for (const [community, size] of [...sizes].sort(([, one], [, other]) => other - one)) {
    if (ends >= MOST * 2 * lines.count) break;
    seen.add(community);
    ends += size;
  }
  const all = filledBy(new Uint32Array(cities.count), (city) => city);
  const members = all.filter((city) => seen.has(cities.community[city] as number));
  return frameOf(cities.network, members, 0, radius);
}

/** Return what shows the places of cities, but for a share on each side; all if there are none. */
function frameOf(spots: Spots, cities: Uint32Array, far: number, radius: number): Frame {
  if (!cities.length) return { left: -radius, top: -radius, right: radius, bottom: radius };
  const [left, right] = span(spots.x, cities, far);
  const [top, bottom] = span(spots.y, cities, far);
  const beside = MARGIN * Math.max(right - left, bottom - top, radius / 20);
  return {
    left: left - beside,
    top: top - beside,
    right: right + beside,
    bottom: bottom + beside,
  };
}

function span(axis: Float32Array, cities: Uint32Array, far: number): [number, number] {
  const ends = new Float32Array(cities.length);
  const sorted = filledBy(ends, (place) => axis[cities[place] as number] as number).sort();
  const skipped = Math.floor(far * (sorted.length - 1));
  return [sorted[skipped] as number, sorted[sorted.length - 1 - skipped] as number];
}
