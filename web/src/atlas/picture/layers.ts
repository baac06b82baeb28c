// What the picture consists of, from the ground up. Each layer is drawn with any pen.

import { arcBetween, bendAt } from "./arcs";
import type { Point } from "./camera";
import type { Placed } from "./labels";
import { arcOf, type Chosen, strokeOf } from "./lines";
import type { Pen } from "./pen";
import { cityColour, countriesShare, magnification, radii, type Scene, screenPoint } from "./scene";

const FLOWS = 90;
const WIDEST_FLOW = 16;
const LARGEST_COUNTRY = 26;
const HULL = 1.15;

/** Sea, land and the rim; in the network, the discs on which communities lie. */
export function drawGround(pen: Pen, scene: Scene): void {
  const { camera, colours, places, communities } = scene;
  const { origin, scale } = camera;
  pen.fill(0, 0, camera.width, camera.height, colours.sea);
  if (places.network < 1) {
    const opacity = 1 - places.network;
    pen.ground(camera, colours, opacity);
    const rim = { colour: colours.border, width: 1, dash: [], opacity };
    if (scene.rim) pen.ring(origin.x, origin.y, scene.rim * scale, rim);
  }
  if (places.network)
    for (const { centre, radius, number } of communities)
      pen.disc({
        x: centre.x * scale + origin.x,
        y: centre.y * scale + origin.y,
        radius: radius * scale * HULL + 6,
        fill: colours.community[number % colours.community.length] as string,
        edge: null,
        opacity: 0.09 * places.network,
      });
}

/** Lines that are few enough for strokes. */
export function drawStrokes(
  pen: Pen,
  scene: Scene,
  lines: Chosen,
  width: number,
  opacity: number,
): void {
  for (let n = 0; n < lines.count; n++) {
    const line = lines.numbers[n] as number;
    pen.curve(arcOf(scene, line), strokeOf(scene, line, width, opacity));
  }
}

/** Cities that are few enough for discs; the most connected ones lie above. */
export function drawCities(
  pen: Pen,
  scene: Scene,
  cities: readonly number[],
  opacity: number,
): void {
  const radius = radii(scene);
  for (let n = cities.length - 1; n >= 0; n--) {
    const city = cities[n] as number;
    const isChosen = city === scene.chosen;
    pen.disc({
      ...screenPoint(scene, city),
      radius: radius(city) + (isChosen ? 2.5 : 0),
      fill: isChosen ? scene.colours.accent : cityColour(scene, city),
      edge: scene.colours.card,
      opacity,
    });
  }
}

/** Countries and the widest flows between them. */
export function drawCountries(pen: Pen, scene: Scene): void {
  const share = countriesShare(scene);
  if (!share) return;
  const { countries, colours } = scene;
  const most = countries.flows[0]?.lines ?? 1;
  const bend = bendAt(scene.places.network);
  for (const { one, other, lines } of countries.flows.slice(0, FLOWS).reverse()) {
    const [from, to] = [countryPoint(scene, one), countryPoint(scene, other)];
    if (!from || !to) continue;
    const desk = WIDEST_FLOW * Math.min(1, scene.camera.zoom) ** 0.7;
    const widest = desk * magnification(scene.camera);
    const width = Math.max(0.6, widest * Math.sqrt(lines / most));
    // Of no standing's colour: a flow joins lines that stand in different ways.
    const stroke = { colour: colours.ink, width, dash: [], opacity: 0.25 * share };
    pen.curve(arcBetween(from, to, bend), stroke);
  }
  countries.places.forEach((_, country) => {
    const at = countryPoint(scene, country);
    if (!at || !countries.lines[country]) return;
    const radius = countryRadius(scene, country);
    pen.disc({ ...at, radius, fill: colours.ink, edge: colours.card, opacity: share });
  });
}

/** Return where a country is on the screen, or null if it has no place. */
export function countryPoint({ countries, camera }: Scene, country: number): Point | null {
  const place = countries.places[country];
  const { origin, scale } = camera;
  return place ? { x: place.x * scale + origin.x, y: place.y * scale + origin.y } : null;
}

/** Return the radius of a country's dot in pixels, which grows with the square root of its lines. */
export function countryRadius({ countries, camera }: Scene, country: number): number {
  const most = countries.lines.reduce((a, b) => Math.max(a, b), 1);
  const room = Math.min(camera.width, camera.height) / 32;
  const desk = Math.min(LARGEST_COUNTRY, room) * Math.min(1, camera.zoom) ** 0.7;
  const largest = desk * magnification(camera);
  return Math.max(2, largest * Math.sqrt((countries.lines[country] as number) / most));
}

/** Labels in their places. */
export function drawLabels(pen: Pen, scene: Scene, labels: readonly Placed[]): void {
  const { ink, land } = scene.colours;
  for (const { text, x, y, wanted } of labels)
    pen.words({
      text,
      x,
      y,
      size: wanted.size,
      bold: wanted.bold,
      colour: wanted.colour ?? ink,
      halo: land,
    });
}
