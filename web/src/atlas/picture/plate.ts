// What stands below a picture that is taken away: its title, its span, its legend, and its source.

import type { Stroked } from "../model";
import type { Colours } from "./colours";
import type { Measure } from "./labels";
import type { Pen } from "./pen";
import type { Dashes } from "./scene";

export interface Caption {
  readonly title: string;
  /** Which years are shown, and what they were narrowed down to. */
  readonly span: string;
  readonly legend: readonly { readonly look: Stroked; readonly label: string }[];
  readonly citation: string;
}

const EDGE = 20;
const SAMPLE = 34;
const GAP = 8;
const BETWEEN = 22;
const [TITLE, TEXT, SMALL] = [20, 14, 12];

interface Line {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
}

interface Sample {
  readonly label: string;
  readonly look: Stroked;
  readonly x: number;
  readonly y: number;
}

/** A caption, set for a width. Pixels count from its upper end. */
export interface Plate {
  readonly height: number;
  readonly lines: readonly (Line & { readonly y: number })[];
  readonly samples: readonly Sample[];
}

/** Set a caption below a picture of a width. */
export function plateOf(caption: Caption, width: number, measure: Measure): Plate {
  const room = Math.max(80, width - 2 * EDGE);
  const wrap = (text: string, size: number, bold: boolean) =>
    wrapped(text, room, (part) => measure(part, size, bold)).map((line) => ({
      text: line,
      size,
      bold,
    }));
  const heads = [...wrap(caption.title, TITLE, true), ...wrap(caption.span, TEXT, false)];
  const above = stacked(heads, EDGE);
  const legend = setLegend(caption, above.end + GAP, width, measure);
  const below = stacked(wrap(caption.citation, SMALL, false), legend.end + GAP);
  return {
    height: below.end + EDGE,
    lines: [...above.lines, ...below.lines],
    samples: legend.samples,
  };
}

function stacked(lines: readonly Line[], top: number) {
  let end = top;
  const set = lines.map((line) => {
    const height = line.size * 1.4;
    end += height;
    return { ...line, y: end - height / 2 };
  });
  return { lines: set, end };
}

function setLegend({ legend }: Caption, top: number, width: number, measure: Measure) {
  const row = TEXT * 1.6;
  let [x, y] = [EDGE, top + row / 2];
  const samples = legend.map(({ look, label }) => {
    const wide = SAMPLE + GAP + measure(label, TEXT, false);
    if (x > EDGE && x + wide > width - EDGE) [x, y] = [EDGE, y + row];
    const sample = { look, label, x, y };
    x += wide + BETWEEN;
    return sample;
  });
  return { samples, end: legend.length ? y + row / 2 : top };
}

/** Break a text at its spaces. */
export function wrapped(text: string, room: number, width: (part: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && width(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Draw a plate below a picture. */
export function drawPlate(
  pen: Pen,
  plate: Plate,
  below: { readonly width: number; readonly height: number },
  colours: Colours,
  dash: Dashes,
): void {
  pen.fill(0, below.height, below.width, plate.height, colours.card);
  const plain = { halo: null, colour: colours.ink };
  for (const { text, size, bold, y } of plate.lines)
    pen.words({ text, x: EDGE, y: below.height + y, size, bold, ...plain });
  for (const { look, label, x, y } of plate.samples) {
    const [from, to] = [
      { x, y: below.height + y },
      { x: x + SAMPLE, y: below.height + y },
    ];
    const stroke = { colour: colours.standing[look], width: 2, dash: dash[look], opacity: 1 };
    pen.curve({ from, over: { x: x + SAMPLE / 2, y: from.y }, to }, stroke);
    pen.words({ text: label, x: to.x + GAP, y: from.y, size: TEXT, bold: false, ...plain });
  }
}
