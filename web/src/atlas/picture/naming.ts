// Which names the picture shows: the most connected cities first, and as many as have room.

import type { Box } from "../../boxes";
import type { Emphasis } from "../model";
import { type Arc, alongArc } from "./arcs";
import type { Community } from "./communities";
import { Labels, type Measure, type Placed } from "./labels";
import { countryPoint, countryRadius } from "./layers";
import { arcOf } from "./lines";
import {
  communitiesSpeak,
  countriesShare,
  magnification,
  radii,
  type Scene,
  screenPoint,
} from "./scene";

const [SMALL, MIDDLE, LARGE] = [12, 13, 15];
const ROOM = 7500; // Square pixels for each label of a city.
const TRIED = 3000; // Further cities have no chance of room.
const SPARED = 60; // So many cities are not hidden by the labels of others.
const LEAST_NAME = 120; // Pixels.
const LEAST_HULL = 16;
const MOST_LEAVING = 200; // Names of more lines that leave the picture would fill its edges.
const STEPS = 60; // Places on an arc that are tried for a name.
const ARROWS = "→↘↓↙←↖↑↗";
const FROM_NEAR = 3; // From here on, cities are named and no longer their communities.

/** Return the labels of the picture in their places. */
export function labelsOf(
  scene: Scene,
  inSight: readonly number[],
  measure: Measure,
  covered: readonly Box[],
): Placed[] {
  const labels = new Labels(scene.camera, measure, covered);
  const { emphasis, chosen } = scene;
  const named = emphasis ? inSight.filter((city) => emphasis.cities.has(city)) : inSight;
  spareDots(labels, scene, named);
  if (chosen !== null) addCity(labels, scene, chosen, LARGE, true);
  if (emphasis) {
    for (const city of named.slice(0, TRIED)) addCity(labels, scene, city, MIDDLE, true);
    if (emphasis.lines.size <= MOST_LEAVING) addLeaving(labels, scene, emphasis, new Set(named));
    return labels.placed;
  }
  if (countriesShare(scene) > 0.5) addCountries(labels, scene);
  else addCities(labels, scene, inSight);
  return labels.placed;
}

/** Name cities out of sight where the lines to them leave the picture, with their direction. */
function addLeaving(
  labels: Labels,
  scene: Scene,
  { lines }: Emphasis,
  inSight: ReadonlySet<number>,
): void {
  const { one, other } = scene.atlas.lines;
  const told = new Set(inSight);
  for (const line of lines) {
    const [from, to] = [one[line] as number, other[line] as number];
    const isOutward = inSight.has(from);
    const city = isOutward ? to : from;
    if (told.has(city) || !inSight.has(isOutward ? from : to)) continue;
    const { from: start, over, to: end } = arcOf(scene, line);
    const arc = isOutward ? { from: start, over, to: end } : { from: end, over, to: start };
    if (addOnArc(labels, scene, arc, scene.atlas.cities.label[city] ?? "")) told.add(city);
  }
}

/** Place a name as far along an arc as there is room in the picture; return whether there is. */
function addOnArc(labels: Labels, scene: Scene, arc: Arc, name: string): boolean {
  const size = magnified(scene, SMALL);
  for (let step = STEPS; step > 1; step--) {
    const at = alongArc(arc, step / STEPS);
    const before = alongArc(arc, (step - 1) / STEPS);
    const turn = Math.round(Math.atan2(at.y - before.y, at.x - before.x) / (Math.PI / 4));
    const text = `${name} ${ARROWS[(turn + 8) % 8]}`;
    if (labels.add({ text, at, gap: 0, size, bold: false, centred: true })) return true;
  }
  return false;
}

function spareDots(labels: Labels, scene: Scene, cities: readonly number[]): void {
  if (countriesShare(scene) > 0.5) return;
  const radius = radii(scene);
  for (const [rank, city] of cities.slice(0, SPARED).entries())
    labels.spare(screenPoint(scene, city), radius(city), 1 / (rank + 1));
}

function addCities(labels: Labels, scene: Scene, inSight: readonly number[]): void {
  const { camera, places } = scene;
  if (places.network > 0.5 && camera.zoom < FROM_NEAR) addCommunities(labels, scene);
  if (communitiesSpeak(scene)) return;
  const most =
    labels.placed.length +
    Math.ceil((camera.width * camera.height) / (ROOM * magnification(camera) ** 2));
  for (const [rank, city] of inSight.slice(0, TRIED).entries()) {
    if (labels.placed.length >= most) return;
    addCity(labels, scene, city, rank < 12 ? MIDDLE : SMALL, false);
  }
}

function addCity(labels: Labels, scene: Scene, city: number, size: number, bold: boolean): void {
  if (city === scene.chosen && labels.placed.length) return;
  const text = scene.atlas.cities.label[city] ?? "";
  const gap = radii(scene)(city) + 1;
  labels.add({ text, at: screenPoint(scene, city), gap, size: magnified(scene, size), bold });
}

function magnified({ camera }: Scene, size: number): number {
  return Math.round(size * magnification(camera));
}

function addCountries(labels: Labels, scene: Scene): void {
  const { countries, atlas } = scene;
  const byLines = Array.from(countries.lines.keys())
    .filter((country) => countries.lines[country])
    .sort((a, b) => (countries.lines[b] as number) - (countries.lines[a] as number) || a - b);
  for (const [rank, country] of byLines.slice(0, SPARED).entries()) {
    const at = countryPoint(scene, country);
    if (at) labels.spare(at, countryRadius(scene, country), 1 / (rank + 1));
  }
  byLines.forEach((country, rank) => {
    const at = countryPoint(scene, country);
    if (!at) return;
    const gap = countryRadius(scene, country);
    const text = atlas.countries.label[country] ?? "";
    const size = magnified(scene, rank < 8 ? LARGE : MIDDLE);
    labels.add({ text, at, gap, size, bold: rank < 8 });
  });
}

function addCommunities(labels: Labels, scene: Scene): void {
  const { camera, colours, communities } = scene;
  const { origin, scale } = camera;
  const size = magnified(scene, MIDDLE);
  for (const community of communities) {
    const { centre, radius, number } = community;
    if (radius * scale < LEAST_HULL) continue;
    const at = { x: centre.x * scale + origin.x, y: (centre.y - radius) * scale + origin.y - size };
    const room = Math.max(LEAST_NAME, 2 * radius * scale);
    const text = nameOf(scene, community, (name) => labels.measure(name, size, true) <= room);
    const colour = colours.community[number % colours.community.length] as string;
    labels.add({ text, at, gap: 0, size, bold: true, centred: true, colour });
  }
}

/** Name a community by as many of its most connected cities as fit; each keeps its direction. */
function nameOf({ atlas }: Scene, { known }: Community, fits: (name: string) => boolean): string {
  const names = known.map((city) => `\u2068${atlas.cities.label[city] ?? ""}\u2069`);
  while (names.length > 1 && !fits(names.join(" · "))) names.pop();
  return names.join(" · ");
}
