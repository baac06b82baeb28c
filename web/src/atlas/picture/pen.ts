// What the picture is drawn with: a canvas on the screen, SVG in a file.

import type { Arc } from "./arcs";
import type { Camera } from "./camera";
import type { Colours } from "./colours";

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly opacity: number;
}

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: string;
  /** The colour around it, or none. */
  readonly edge: string | null;
  readonly opacity: number;
}

export interface Words {
  readonly text: string;
  /** The left end, and the middle of the height. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly colour: string;
  /** The colour around the letters, or none. */
  readonly halo: string | null;
}

export interface Pen {
  fill(left: number, top: number, width: number, height: number, colour: string): void;
  ground(camera: Camera, colours: Colours, opacity: number): void;
  ring(x: number, y: number, radius: number, stroke: Stroke): void;
  curve(arc: Arc, stroke: Stroke): void;
  disc(disc: Disc): void;
  words(words: Words): void;
}

export const HALO = 3;
export const EDGE = 1;
export const COAST = 0.8;
export const BORDER = 0.7;
