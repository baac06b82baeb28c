// The scene as it is before anything is shown.

import type { Atlas } from "../model";
import { Camera } from "./camera";
import type { Colours } from "./colours";
import { Countries } from "./countries";
import { Places } from "./places";
import type { Dashes, Scene } from "./scene";

/** Return the scene of an atlas, with no line shown. */
export function sceneOf(atlas: Atlas, colours: Colours, dash: Dashes): Scene {
  const { cities, lines } = atlas;
  const places = new Places(atlas);
  return {
    atlas,
    dash,
    places,
    camera: new Camera(atlas.radius, places.frame),
    countries: new Countries(atlas),
    rim: reachOf(atlas.ground.land),
    colours,
    shown: {
      line: new Uint8Array(lines.count),
      possible: new Uint8Array(lines.count),
      degree: new Uint16Array(cities.count),
      emphasis: null,
    },
    byDegree: new Uint32Array(0),
    communities: [],
    emphasis: null,
    chosen: null,
  };
}

/** Return how far rings of land reach from the middle of the plane. */
function reachOf(rings: readonly Int16Array[]): number {
  let reach = 0;
  for (const ring of rings)
    for (let n = 0; n + 1 < ring.length; n += 2)
      reach = Math.max(reach, Math.hypot(ring[n] as number, ring[n + 1] as number));
  return reach;
}
