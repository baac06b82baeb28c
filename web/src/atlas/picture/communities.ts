// The communities of the network: where they lie, and the cities by which they are known.

import { grouped } from "../../lists";
import type { Atlas } from "../model";
import type { Point } from "./camera";

export interface Community {
  readonly number: number;
  readonly centre: Point;
  /** Nine cities of ten lie within it. */
  readonly radius: number;
  /** The cities that have most lines, at most three. */
  readonly known: readonly number[];
}

const LEAST = 4; // Fewer cities need no name of their own.
const KNOWN = 3;
const MOST = 40;

/** Return the largest communities among the cities that have a line now. */
export function communitiesOf(atlas: Atlas, byDegree: Uint32Array): Community[] {
  const { community } = atlas.cities;
  const groups = grouped(byDegree, (city) => String(community[city]));
  return Array.from(groups.values())
    .filter((cities) => cities.length >= LEAST)
    .sort((one, other) => other.length - one.length)
    .slice(0, MOST)
    .map((cities) => communityOf(atlas, cities));
}

function communityOf({ cities }: Atlas, members: readonly number[]): Community {
  const points = members.map((city) => ({
    x: cities.network.x[city] as number,
    y: cities.network.y[city] as number,
  }));
  const centre = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const away = points
    .map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y))
    .sort((a, b) => a - b);
  return {
    number: cities.community[members[0] as number] as number,
    centre,
    radius: away[Math.floor(0.9 * (away.length - 1))] ?? 0,
    known: members.slice(0, KNOWN),
  };
}

/** Return the cities that have a line, those with most first; equal ones in the order of the atlas. */
export function citiesByDegree(degree: Uint16Array): Uint32Array {
  const starts = new Uint32Array(65537);
  for (const count of degree) starts[65536 - count] = (starts[65536 - count] as number) + 1;
  for (let n = 1, before = 0; n <= 65536; n++) {
    const here = starts[n] as number;
    starts[n] = before;
    before += here;
  }
  const order = new Uint32Array(degree.length);
  degree.forEach((count, city) => {
    const place = starts[65536 - count] as number;
    starts[65536 - count] = place + 1;
    order[place] = city;
  });
  const withLines = degree.reduce((sum, count) => sum + (count ? 1 : 0), 0);
  return order.subarray(0, withLines);
}
