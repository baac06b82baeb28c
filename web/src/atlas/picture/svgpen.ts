// Writes what the picture shows as SVG.

import type { Ground } from "../model";
import type { Arc } from "./arcs";
import type { Camera } from "./camera";
import type { Colours } from "./colours";
import { BORDER, COAST, type Disc, EDGE, HALO, type Pen, type Stroke, type Words } from "./pen";

export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  constructor(
    private readonly shapes: Ground,
    private readonly family: string,
  ) {}

  fill(left: number, top: number, width: number, height: number, colour: string): void {
    const place = `x="${short(left)}" y="${short(top)}"`;
    const size = `width="${short(width)}" height="${short(height)}"`;
    this.parts.push(`<rect ${place} ${size} fill="${colour}"/>`);
  }

  ground({ origin, scale }: Camera, colours: Colours, opacity: number): void {
    const { land, borders } = this.shapes;
    const place = `translate(${short(origin.x)} ${short(origin.y)}) scale(${scale.toPrecision(6)})`;
    const fine = 'vector-effect="non-scaling-stroke" stroke-linejoin="round"';
    this.parts.push(
      `<g transform="${place}" opacity="${short(opacity)}" ${fine}>`,
      `<path d="${land.map((ring) => `${steps(ring)}Z`).join("")}" fill="${colours.land}" fill-rule="evenodd" stroke="${colours.coast}" stroke-width="${COAST}" vector-effect="non-scaling-stroke"/>`,
      `<path d="${borders.map(steps).join("")}" fill="none" stroke="${colours.border}" stroke-width="${BORDER}" vector-effect="non-scaling-stroke"/>`,
      "</g>",
    );
  }

  ring(x: number, y: number, radius: number, stroke: Stroke): void {
    const at = `cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"`;
    this.parts.push(`<circle ${at} fill="none" ${strokeOf(stroke)}/>`);
  }

  curve({ from, over, to }: Arc, stroke: Stroke): void {
    const path = `M${pair(from)}Q${pair(over)} ${pair(to)}`;
    this.parts.push(`<path d="${path}" fill="none" ${strokeOf(stroke)}/>`);
  }

  disc({ x, y, radius, fill, edge, opacity }: Disc): void {
    const at = `cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"`;
    const around = edge ? ` stroke="${edge}" stroke-width="${EDGE}"` : "";
    this.parts.push(`<circle ${at} fill="${fill}" opacity="${short(opacity)}"${around}/>`);
  }

  words({ text, x, y, size, bold, colour, halo }: Words): void {
    const around = halo
      ? ` stroke="${halo}" stroke-width="${HALO}" stroke-linejoin="round" paint-order="stroke"`
      : "";
    const weight = bold ? ' font-weight="600"' : "";
    this.parts.push(
      `<text x="${short(x)}" y="${short(y)}" font-size="${size}"${weight} fill="${colour}"${around} dominant-baseline="central" unicode-bidi="isolate">${escaped(text)}</text>`,
    );
  }

  /** Return the whole file. */
  written(width: number, height: number, title: string): string {
    const [across, down] = [Math.round(width), Math.round(height)];
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" viewBox="0 0 ${across} ${down}" font-family="${escaped(this.family)}" role="img">`,
      `<title>${escaped(title)}</title>`,
      ...this.parts,
      "</svg>\n",
    ].join("\n");
  }
}

function strokeOf({ colour, width, dash, opacity }: Stroke): string {
  const gaps = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return `stroke="${colour}" stroke-width="${short(width)}" stroke-opacity="${short(opacity)}"${gaps}`;
}

function steps(line: Int16Array): string {
  let path = "";
  for (let n = 0; n + 1 < line.length; n += 2) path += `${n ? "L" : "M"}${line[n]} ${line[n + 1]}`;
  return path;
}

function pair({ x, y }: { x: number; y: number }): string {
  return `${short(x)} ${short(y)}`;
}

function short(number: number): string {
  return String(Math.round(number * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Return a text as XML has it: without the control characters that XML does not know. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}")
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
