// Writes the ground of the atlas: coast and borders, on the plane on which its cities stand.
//
//   node ground.mjs FILE
//
// They are Natural Earth's (public domain), 1:50 million, as the package world-atlas has them. The
// map is that of `core/geo` and `pages/atlas/geographic.py`; a test holds one against the other.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoAzimuthalEqualArea, geoPath } from "d3-geo";
import { feature, mesh, neighbors } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const MIDDLE = [10, 52]; // degrees east and north
const EDGE = 14_400; // radius of the map, in the unit of the plane
const REACH = 0.56; // the same in Earth radii
const DETAIL = 2e-7; // steradians, some 8 square kilometres: a bend that is smaller is not seen
const SMALLEST = 2_000; // square units, some 130 square kilometres: smaller islands are specks

// Natural Earth shows who rules where. These of its borders are left out; docs/atlas.md says why.
const LEFT_OUT = [
  { states: "Russia, Ukraine", south: 46.5 }, // the isthmus of Perekop
  { states: "Cyprus, N. Cyprus" },
  { states: "Israel, Syria" }, // east of the Golan Heights
  { states: "Morocco, W. Sahara" }, // the sand wall
];

const file = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const world = JSON.parse(readFileSync(file, "utf8"));
const seen = simplify(presimplify(world, sphericalTriangleArea), DETAIL);
const projection = geoAzimuthalEqualArea()
  .rotate([-MIDDLE[0], -MIDDLE[1]])
  .translate([0, 0])
  .scale(EDGE / REACH)
  .clipAngle((180 / Math.PI) * 2 * Math.asin(REACH / 2))
  .precision(0);

const land = drawn(feature(seen, seen.objects.land)).filter((ring) => area(ring) >= SMALLEST);
const borders = bordersShown().flatMap(drawn);
const ground = { land: land.map(steps), borders: borders.map(steps) };
writeFileSync(process.argv[2], `${JSON.stringify(ground)}\n`);

/** Return the borders between states, a shape for each two of them. */
function bordersShown() {
  const states = seen.objects.countries.geometries;
  return neighbors(states).flatMap((others, n) =>
    others.filter((other) => other > n).map((other) => border(states[n], states[other])),
  );
}

/** Return the border of two states, or what is not left out of it. */
function border(one, other) {
  const shape = mesh(
    seen,
    seen.objects.countries,
    (a, b) => a !== b && [a, b].every((each) => each === one || each === other),
  );
  const names = [one, other].map((state) => state.properties.name).sort();
  const left = LEFT_OUT.find(({ states }) => states === names.join(", "));
  const kept = shape.coordinates.filter((line) => line.some(([, north]) => north > left?.south));
  return left ? { ...shape, coordinates: kept } : shape;
}

/** Return what is seen of a shape: its lines, as points of the plane. */
function drawn(shape) {
  const lines = [];
  const point = (x, y) => [Math.round(x), Math.round(y)];
  const pen = {
    moveTo: (x, y) => lines.push([point(x, y)]),
    lineTo: (x, y) => lines.at(-1).push(point(x, y)),
    closePath: () => {},
  };
  geoPath(projection, pen)(shape);
  return lines;
}

/** Return the area that a ring encloses, by the shoelace formula. */
function area(ring) {
  const twice = ring.map(([x, y], n) => {
    const [nextX, nextY] = ring[(n + 1) % ring.length];
    return x * nextY - nextX * y;
  });
  return Math.abs(twice.reduce((sum, each) => sum + each, 0)) / 2;
}

/** Return the first point of a line, and the step to each next one, all in one list. */
function steps(line) {
  const found = [...line[0]];
  for (const [n, [x, y]] of line.slice(1).entries()) {
    const [dx, dy] = [x - line[n][0], y - line[n][1]];
    if (dx || dy) found.push(dx, dy);
  }
  return found;
}
