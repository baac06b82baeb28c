import assert from "node:assert/strict";
import { test } from "node:test";
import { Raster, stamp, tonesOf, WEIGHT } from "../../src/atlas/picture/raster";

const BLUE = 0xff0000; // Bytes are blue, green, red.
const RED = 0x0000ff;
const SIZE = 40;

function developed(draw: (raster: Raster) => void): Uint32Array {
  const raster = new Raster();
  raster.resize(SIZE, SIZE);
  draw(raster);
  const pixels = new Uint32Array(SIZE * SIZE);
  const blue = tonesOf(BLUE, BLUE, 0.1, 1);
  raster.develop(pixels, [blue, tonesOf(RED, RED, 0.1, 1)]);
  return pixels;
}

const alpha = (pixels: Uint32Array, x: number, y: number) => (pixels[y * SIZE + x] ?? 0) >>> 24;

test("one line is faint, many on one another glow", () => {
  const once = developed((raster) => raster.line(0, WEIGHT, 2, 10, 30, 10));
  const often = developed((raster) => {
    for (let n = 0; n < 100; n++) raster.line(0, WEIGHT, 2, 10, 30, 10);
  });
  assert.ok(Math.abs(alpha(once, 15, 10) - 25) <= 2);
  assert.ok(alpha(often, 15, 10) > 250);
  assert.equal(alpha(often, 15, 20), 0);
});

test("a line between two rows is shared by them", () => {
  const pixels = developed((raster) => raster.line(0, WEIGHT, 2, 10.5, 30, 10.5));
  assert.equal(alpha(pixels, 15, 10), alpha(pixels, 15, 11));
  assert.ok(alpha(pixels, 15, 10) > 8 && alpha(pixels, 15, 10) < 20);
});

test("lines far beyond the raster are cut at its edge, in every direction", () => {
  const ends = [-1e6, -3, 0, 19.5, 39, 45, 1e6];
  const pixels = developed((raster) => {
    for (const x0 of ends)
      for (const y0 of ends)
        for (const x1 of ends) for (const y1 of ends) raster.line(0, WEIGHT, x0, y0, x1, y1);
  });
  assert.equal(pixels.length, SIZE * SIZE);
  assert.ok(alpha(pixels, 19, 19) > 0);
});

test("a line outside, or with an end that is no number, adds nothing", () => {
  const pixels = developed((raster) => {
    raster.line(0, WEIGHT, -10, -10, -5, 60);
    raster.line(0, WEIGHT, Number.NaN, 3, 20, 20);
    raster.curve(0, WEIGHT, Number.NaN, 3, 20, 20, 30, 30);
  });
  assert.ok(pixels.every((pixel) => pixel >>> 24 === 0));
});

test("lines that are gone are seen among many others", () => {
  const pixels = developed((raster) => {
    for (let n = 0; n < 5; n++) raster.line(0, WEIGHT, 2, 10, 30, 10);
    raster.line(1, WEIGHT, 2, 10, 30, 10);
  });
  const pixel = pixels[10 * SIZE + 15] ?? 0;
  assert.ok((pixel & 255) > 80, "red is in it");
  assert.ok(((pixel >>> 16) & 255) > 80, "blue is in it");
});

test("developing forgets what was added", () => {
  const raster = new Raster();
  raster.resize(SIZE, SIZE);
  raster.line(0, WEIGHT, 2, 10, 30, 10);
  const tones = tonesOf(BLUE, BLUE, 0.1, 1);
  const pixels = new Uint32Array(SIZE * SIZE);
  raster.develop(pixels, [tones, tones]);
  raster.develop(pixels, [tones, tones]);
  assert.ok(pixels.every((pixel) => pixel >>> 24 === 0));
});

test("a disc covers what is below it, with a smooth edge, also over the rim", () => {
  const pixels = new Uint32Array(SIZE * SIZE).fill((255 * 2 ** 24 + BLUE) >>> 0);
  stamp(pixels, SIZE, SIZE, 20, 20, 3, RED, 1);
  stamp(pixels, SIZE, SIZE, -1, 39, 3, RED, 1);
  const red = (x: number, y: number) => (pixels[y * SIZE + x] ?? 0) & 255;
  assert.equal(red(20, 20), 255);
  assert.ok(red(23, 20) > 0 && red(23, 20) < 255);
  assert.equal(red(25, 20), 0);
  assert.equal(red(0, 39), 255);
});
