// The lines in sight: which are drawn as strokes, and which are too many for it.

import { type Atlas, appearance, LINE_STANDINGS, type Stroked } from "../model";
import { type Arc, arcBetween, bendAt } from "./arcs";
import type { Stroke } from "./pen";
import { type Channel, WEIGHT } from "./raster";
import { type Scene, screenPoint } from "./scene";

const FAINT = 0.55; // How strongly a line is drawn whose dates only allow it in the span.

/** Numbers of lines, of which the first `count` are meant. */
export interface Chosen {
  readonly numbers: Uint32Array;
  count: number;
}

/** The shown lines of which some part may be in sight. */
export class Sight {
  /** Those that stand out. */
  readonly emphasised: Chosen;
  /** Those of the others that stand as few do: they ended, say. */
  readonly rare: Chosen;
  readonly common: Chosen;
  /** How long all of them are together on the screen, about, in pixels of the style sheet. */
  length = 0;

  constructor(lines: number) {
    const none = () => ({ numbers: new Uint32Array(lines), count: 0 });
    this.emphasised = none();
    this.rare = none();
    this.common = none();
  }

  look(scene: Scene): void {
    const { atlas, shown, emphasis } = scene;
    this.emphasised.count = 0;
    this.rare.count = 0;
    this.common.count = 0;
    this.length = 0;
    const lengthInSight = sightTest(scene);
    for (let line = 0; line < atlas.lines.count; line++) {
      const standing = shown.line[line] as number;
      const length = standing ? lengthInSight(line) : 0;
      if (!length) continue;
      this.length += length;
      const usual = IS_RARE[standing] ? this.rare : this.common;
      const side = emphasis?.lines.has(line) ? this.emphasised : usual;
      side.numbers[side.count++] = line;
    }
  }
}

/** Return a function that gives the length of a line on the screen; 0 if it lies off one side. */
function sightTest({ atlas, camera, places }: Scene): (line: number) => number {
  const { one, other } = atlas.lines;
  const { origin, scale, width, height } = camera;
  const bend = bendAt(places.network);
  return (line) => {
    const [a, b] = [one[line] as number, other[line] as number];
    const x0 = (places.x[a] as number) * scale + origin.x;
    const y0 = (places.y[a] as number) * scale + origin.y;
    const x1 = (places.x[b] as number) * scale + origin.x;
    const y1 = (places.y[b] as number) * scale + origin.y;
    const slack = (Math.abs(x1 - x0) + Math.abs(y1 - y0)) * bend;
    const isInSight =
      Math.max(x0, x1) + slack > 0 &&
      Math.max(y0, y1) + slack > 0 &&
      Math.min(x0, x1) - slack < width &&
      Math.min(y0, y1) - slack < height;
    const across = Math.min(width, Math.max(x0, x1)) - Math.max(0, Math.min(x0, x1));
    const down = Math.min(height, Math.max(y0, y1)) - Math.max(0, Math.min(y0, y1));
    return isInSight ? Math.max(1, across, down) : 0;
  };
}

/** Return the arc of a line on the screen. */
export function arcOf(scene: Scene, line: number): Arc {
  const { one, other } = scene.atlas.lines;
  const from = screenPoint(scene, one[line] as number);
  const to = screenPoint(scene, other[line] as number);
  return arcBetween(from, to, bendAt(scene.places.network));
}

/** Return what a line looks like that is shown. */
export function looksLike({ lines }: Atlas, shown: Uint8Array, line: number): Stroked {
  const look = appearance(shown[line] as number, lines.derived[line] === 1);
  if (look === "hidden") throw new RangeError(`line ${line} is not shown`);
  return look;
}

/** Return the stroke of a line. */
export function strokeOf(scene: Scene, line: number, width: number, opacity: number): Stroke {
  const look = looksLike(scene.atlas, scene.shown.line, line);
  return {
    colour: scene.colours.standing[look],
    width,
    dash: scene.dash[look],
    opacity: scene.shown.possible[line] ? opacity * FAINT : opacity,
  };
}

const RARE: readonly string[] = ["dormant", "suspended", "ended", "planned"];
const IS_RARE = LINE_STANDINGS.map((standing) => RARE.includes(standing));

/** Where a line is added in the raster, and how much it adds to each pixel. */
export interface Trace {
  readonly channel: Channel;
  readonly weight: number;
}

const [LIVING, GONE] = [0, 1] as const;
const TRACES: Readonly<Record<(typeof LINE_STANDINGS)[number], Trace>> = {
  hidden: { channel: LIVING, weight: 0 },
  active: { channel: LIVING, weight: WEIGHT },
  planned: { channel: LIVING, weight: WEIGHT },
  undated: { channel: LIVING, weight: 0.6 * WEIGHT },
  unknown: { channel: LIVING, weight: 0.4 * WEIGHT },
  dormant: { channel: LIVING, weight: 0.6 * WEIGHT },
  suspended: { channel: GONE, weight: WEIGHT },
  ended: { channel: GONE, weight: WEIGHT },
};

/** For each number of LINE_STANDINGS, its trace in the raster. */
export const TRACES_BY_STANDING: readonly Trace[] = LINE_STANDINGS.map((name) => TRACES[name]);
