import assert from "node:assert/strict";
import { test } from "node:test";
import type { Atlas, Shown } from "../../src/atlas/model";
import { citiesByDegree, communitiesOf } from "../../src/atlas/picture/communities";
import { Countries } from "../../src/atlas/picture/countries";

/** Leipzig and Halle in one country, Kraków in another, and Houston at the rim of the map. */
function atlas(): Atlas {
  const spots = { x: Float32Array.of(0, 20, 300, -900), y: Float32Array.of(0, 10, 100, 0) };
  return {
    cities: {
      count: 4,
      id: ["leipzig", "halle", "krakow", "houston"],
      label: ["Leipzig", "Halle", "Kraków", "Houston"],
      country: Uint16Array.of(0, 0, 1, 2),
      map: spots,
      network: spots,
      community: Uint16Array.of(0, 0, 0, 0),
      rim: Uint8Array.of(0, 0, 0, 1),
    },
    lines: {
      count: 4,
      one: Uint16Array.of(0, 0, 2, 0),
      other: Uint16Array.of(1, 2, 1, 3),
      partnership: Uint16Array.of(0, 1, 2, 3),
      derived: new Uint8Array(4),
    },
    countries: { id: ["DE", "PL", "US"], label: ["Germany", "Poland", "United States"] },
    ground: { land: [], borders: [] },
    radius: 1000,
  };
}

function shown(...line: number[]): Shown {
  return {
    line: Uint8Array.from(line),
    possible: new Uint8Array(4),
    degree: Uint16Array.of(3, 2, 2, 1),
    emphasis: null,
  };
}

test("flows join countries, the widest first; lines within a country are no flow", () => {
  const countries = new Countries(atlas());
  countries.count(shown(1, 1, 4, 1));
  assert.deepEqual(countries.flows, [
    { one: 0, other: 1, lines: 2 },
    { one: 0, other: 2, lines: 1 },
  ]);
  assert.deepEqual(Array.from(countries.lines), [4, 2, 1]);
});

test("hidden lines do not flow", () => {
  const countries = new Countries(atlas());
  countries.count(shown(0, 0, 0, 1));
  assert.deepEqual(countries.flows, [{ one: 0, other: 2, lines: 1 }]);
});

test("a country stands at the mean place of its cities, at the rim if all are there", () => {
  assert.deepEqual(new Countries(atlas()).places, [
    { x: 10, y: 5 },
    { x: 300, y: 100 },
    { x: -900, y: 0 },
  ]);
});

test("a country whose cities have no known place has none", () => {
  const unknown = atlas();
  unknown.cities.rim[3] = 2;
  assert.equal(new Countries(unknown).places[2], null);
});

test("cities come by their lines, equal ones in the order of the atlas, those without not at all", () => {
  assert.deepEqual(Array.from(citiesByDegree(Uint16Array.of(0, 2, 65535, 2, 1, 0))), [2, 1, 3, 4]);
  assert.deepEqual(Array.from(citiesByDegree(new Uint16Array(0))), []);
});

test("a community is known by its most connected cities", () => {
  const all = communitiesOf(atlas(), Uint32Array.of(2, 0, 1, 3));
  assert.deepEqual(
    all.map(({ known }) => known),
    [[2, 0, 1]],
  );
  assert.deepEqual(communitiesOf(atlas(), Uint32Array.of(2, 0)), []);
});

test("countries stand for their cities only if these lie together", () => {
  assert.ok(new Countries(atlas()).areTogether);
  const mixed = atlas();
  mixed.cities.country.set([0, 1, 0, 1]);
  mixed.cities.map.x.set([0, 0, 100, 100]);
  mixed.cities.rim.fill(0);
  assert.ok(!new Countries(mixed).areTogether);
});

test("an atlas without cities has no countries to show", () => {
  const { lines } = atlas();
  const none = { x: new Float32Array(0), y: new Float32Array(0) };
  const cities = { ...atlas().cities, count: 0, map: none, network: none };
  const empty = { ...atlas(), lines: { ...lines, count: 0 } };
  const countries = new Countries({
    ...empty,
    cities: { ...cities, country: new Uint16Array(0), rim: new Uint8Array(0) },
  });
  assert.deepEqual(countries.places, [null, null, null]);
  assert.ok(!countries.areTogether);
});
