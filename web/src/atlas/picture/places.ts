// Where each city is drawn: on the map, in the network, or on the way from one to the other.

import type { Cities, LayoutName } from "../model";

export class Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** How far the cities are on their way: 0 on the map, 1 in the network. */
  network = 0;

  constructor(private readonly cities: Cities) {
    this.x = Float32Array.from(cities.map.x);
    this.y = Float32Array.from(cities.map.y);
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
