import assert from "node:assert/strict";
import { test } from "node:test";
import { between, Camera, frameBetween, homeOf } from "../../src/atlas/picture/camera";

const FRAME = { left: -400, top: -300, right: 600, bottom: 300 };
const HOME = { x: 100, y: 0, zoom: 1 };

function camera(width = 800, height = 600): Camera {
  const seen = new Camera(1000, FRAME);
  seen.resize(width, height);
  return seen;
}

function near(one: number, other: number): void {
  assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);
}

test("the frame is seen at first, as large as the screen allows", () => {
  const seen = camera();
  assert.deepEqual(seen.view, HOME);
  assert.deepEqual(seen.plane({ x: 0, y: 300 }), { x: -400, y: 0 });
  assert.deepEqual(seen.plane({ x: 800, y: 300 }), { x: 600, y: 0 });
});

test("a frame without extent is seen too", () => {
  const seen = new Camera(1000, { left: 5, top: 5, right: 5, bottom: 5 });
  seen.resize(800, 600);
  assert.deepEqual(seen.plane({ x: 400, y: 300 }), { x: 5, y: 5 });
});

test("frames change from one to another", () => {
  const to = { left: 0, top: 0, right: 10, bottom: 10 };
  assert.deepEqual(frameBetween(FRAME, to, 0), FRAME);
  assert.deepEqual(frameBetween(FRAME, to, 1), to);
  assert.deepEqual(homeOf(to), { x: 5, y: 5, zoom: 1 });
});

test("what lies at the pointer stays there while one comes nearer", () => {
  const seen = camera();
  const at = { x: 123, y: 456 };
  const before = seen.plane(at);
  seen.zoomAt(3, at);
  const after = seen.plane(at);
  near(seen.zoom, 3);
  near(after.x, before.x);
  near(after.y, before.y);
});

test("cities that are gone to do not lie under what lies on the picture", () => {
  const seen = camera();
  const ends = [
    { x: -100, y: 100 },
    { x: 200, y: -50 },
  ];
  const corner = { left: 0, top: 400, right: 170, bottom: 600 };
  const spots = (boxes: (typeof corner)[]) =>
    ends.map((point) => seen.spot(point, seen.beside(ends, boxes)));
  assert.ok((spots([])[0]?.x ?? 0) < corner.right);
  assert.ok((spots([corner])[0]?.x ?? 0) > corner.right);
  const everything = { left: 0, top: 0, right: 800, bottom: 600 };
  assert.deepEqual(seen.beside(ends, [everything]), seen.around(ends));
});

test("another size of the screen keeps what is seen", () => {
  const seen = camera();
  seen.view = { x: 100, y: -200, zoom: 5 };
  seen.resize(390, 844);
  const middle = seen.plane({ x: 195, y: 422 });
  near(middle.x, 100);
  near(middle.y, -200);
});

test("a view from an address is kept within the plane", () => {
  const seen = camera();
  seen.view = { x: 1e9, y: Number.NaN, zoom: Number.POSITIVE_INFINITY };
  assert.deepEqual(seen.view, { ...HOME, x: 1000 });
  seen.view = { x: 0, y: 0, zoom: 1e12 };
  assert.ok(seen.zoom < 1000);
});

test("a screen without room has a scale", () => {
  const seen = camera(0, 0);
  assert.ok(seen.scale > 0);
});

test("the plane follows the hand", () => {
  const seen = camera();
  const before = seen.plane({ x: 400, y: 300 });
  seen.pan(50, -20);
  const after = seen.plane({ x: 450, y: 280 });
  near(after.x, before.x);
  near(after.y, before.y);
});

test("all cities that are gone to are in sight", () => {
  const seen = camera();
  const cities = [
    { x: -300, y: 10 },
    { x: 200, y: 50 },
    { x: 0, y: 400 },
  ];
  seen.view = seen.around(cities);
  for (const { x, y } of cities) {
    const [right, down] = [x * seen.scale + seen.origin.x, y * seen.scale + seen.origin.y];
    assert.ok(right > 0 && right < 800 && down > 0 && down < 600);
  }
});

test("a single city is gone to with what lies around it", () => {
  const seen = camera();
  seen.view = seen.within(100, { x: 7, y: 8 });
  near(seen.plane({ x: 400, y: 300 }).x, 7);
  near(seen.plane({ x: 400, y: 300 }).y, 8);
  const edge = seen.plane({ x: 400, y: 0 });
  assert.ok(8 - edge.y > 100 && 8 - edge.y < 200);
});

test("cities in one place are not gone to without end, and none not at all", () => {
  const seen = camera();
  const place = { x: 5, y: 5 };
  assert.ok(seen.around([place, place]).zoom < 20);
  assert.ok(seen.within(0, place).zoom < 20);
  assert.deepEqual(seen.around([]), seen.view);
});

test("a flight begins and ends where it should", () => {
  const to = { x: 500, y: -100, zoom: 16 };
  assert.deepEqual(between(HOME, to, 0), HOME);
  const end = between(HOME, to, 1);
  near(end.x, 500);
  near(end.y, -100);
  near(end.zoom, 16);
  assert.deepEqual(between(to, { ...to, x: 0 }, 0.5), { ...to, x: 250 });
});
