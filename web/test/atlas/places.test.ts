import assert from "node:assert/strict";
import { test } from "node:test";
import { Places } from "../../src/atlas/picture/places";
import { active, knows } from "./small";

const CITIES = ["leipzig DE", "krakow PL", "kyiv UA", "houston US"];

function atlas() {
  const known = knows(CITIES, [active("leipzig krakow", 1973), active("leipzig houston", 1993)]);
  known.cities.map.x.set([0, 100, 300, 9000]);
  known.cities.map.y.set([0, 10, 20, 0]);
  known.cities.network.x.set([0, -50, 50, 0]);
  known.cities.network.y.set([0, 0, 0, 80]);
  known.cities.rim.set([0, 0, 0, 1]);
  return known;
}

test("what is seen at first of the map are the cities, without those at the rim", () => {
  const { left, right } = new Places(atlas()).frames.map;
  assert.ok(left < 0 && right > 100);
  assert.ok(right < 9000);
});

test("what is seen at first of the network is the largest community, not a pair far from it", () => {
  const stars = Array.from({ length: 9 }, (_, n) => active(`leipzig c${n}`, 1990));
  const names = ["leipzig DE", ...stars.map((_, n) => `c${n} PL`), "bucha UA", "bergamo IT"];
  const known = knows(names, [...stars, active("bucha bergamo", 2022)]);
  known.cities.network.x.set([0, -70, 70]);
  known.cities.network.x.set([5000, 5001], 10);
  known.cities.community.set([1, 1], 10);
  const { left, right } = new Places(known).frames.network;
  assert.ok(left < -70 && right > 70);
  assert.ok(right < 5000);
});

test("cities go straight from the map to the network, and back to where they were", () => {
  const places = new Places(atlas());
  places.move(0.5);
  assert.equal(places.x[1], 25);
  assert.deepEqual(places.of(1, "map"), { x: 100, y: 10 });
  places.move(0);
  assert.equal(places.x[1], 100);
});

test("without cities the whole plane is seen", () => {
  const empty = knows([], []);
  const { map, network } = new Places(empty).frames;
  assert.deepEqual(map, network);
  assert.equal(map.right, empty.radius);
});
