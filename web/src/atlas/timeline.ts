// Draws the beginnings and endings above and below the track, with years beneath.

import { byId, make } from "../dom";
import { type Histogram, peakOf } from "./histogram";
import { type Scale, shareOf, ticksOf } from "./scale";
import type { Wording } from "./wording";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 48; // Of the drawing, in its own unit; its width is 1000.
const WIDTH = 1000;
const BELOW = 12;
const CLOSEST = 56; // Pixels between the labels of two years.

/** Draw a histogram, and tell in words what it shows. */
export function drawHistogram(histogram: Histogram, scale: Scale, wording: Wording): void {
  const { begun, ended } = histogram;
  const most = Math.max(1, ...begun, ...ended);
  byId("histogram").replaceChildren(
    bars("begun", begun, scale, (number) => ((HEIGHT - BELOW) * number) / most, HEIGHT - BELOW),
    bars(
      "ended",
      ended,
      scale,
      (number) => -Math.min(BELOW, ((HEIGHT - BELOW) * number) / most),
      HEIGHT - BELOW,
    ),
  );
  byId("histogram-text").textContent = told(histogram, wording);
  const peak = peakOf(histogram, begun);
  const label = byId("histogram-peak");
  label.textContent = peak ? wording.number(peak.number) : "";
  label.style.left = `${100 * shareOf(scale, peak?.year ?? scale.last)}%`;
}

/** Draw the bars of each year as one path; heights below zero go downwards. */
function bars(
  name: string,
  years: readonly number[],
  scale: Scale,
  height: (number: number) => number,
  base: number,
): SVGPathElement {
  const path = document.createElementNS(SVG, "path");
  const middle = (year: number) => shareOf(scale, year) * WIDTH;
  const parts = years.flatMap((number, n) => {
    if (!number) return [];
    const year = scale.first + n;
    const width = Math.max(2.5, 0.8 * Math.abs(middle(year + 1) - middle(year)));
    const left = middle(year) - width / 2;
    return `M${left.toFixed(1)} ${base}v${(-height(number)).toFixed(1)}h${width.toFixed(1)}V${base}z`;
  });
  path.setAttribute("d", parts.join(""));
  path.setAttribute("class", name);
  return path;
}

function told(histogram: Histogram, wording: Wording): string {
  const begun = peakOf(histogram, histogram.begun);
  const ended = peakOf(histogram, histogram.ended);
  const sum = (years: readonly number[]) => years.reduce((all, each) => all + each, 0);
  return [
    wording.count("begun", sum(histogram.begun)),
    begun && wording.count("peak", begun.number, { year: begun.year }),
    wording.count("ended", sum(histogram.ended)),
    ended && wording.count("peak_ended", ended.number, { year: ended.year }),
    histogram.imprecise && wording.count("imprecise", histogram.imprecise),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Write years beneath the track, as many as have room, now and whenever its width changes. */
export function keepTicks(scale: Scale): void {
  const place = byId("ticks");
  new ResizeObserver(() => {
    const ticks = ticksOf(scale, CLOSEST / Math.max(1, place.clientWidth));
    place.replaceChildren(...ticks.map((year) => tick(year, scale)));
  }).observe(place);
}

function tick(year: number, scale: Scale): HTMLElement {
  const label = make("span", "", String(year));
  label.style.left = `${100 * shareOf(scale, year)}%`;
  return label;
}
