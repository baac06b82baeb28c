// A picture of how many lines pass through each pixel: thousands of lines become a glow.
//
// Typed arrays are read within their length only; `as number` says so where every step counts.

/** Where lines are too many for strokes: 0 for those that live, 1 for those that are gone. */
export type Channel = 0 | 1;

/** What a line adds to a pixel that it passes in the middle, a whole number: 4,000 of them fit. */
export const WEIGHT = 16;
/** Counts above this are drawn alike. */
export const DEEPEST = 4096;
const RARE = 3; // Lines that are gone are few, and are to be seen among the others.
const FINE = 0.3; // Pieces of a curve, so that none leaves it by more than half a pixel.

/** The colours of a channel by the count of a pixel, as 0xAABBGGRR. */
export type Tones = readonly [Uint32Array, Uint32Array];

export class Raster {
  private width = 0;
  private height = 0;
  private counts: [Uint16Array, Uint16Array] = [none(), none()];

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    const pixels = () => new Uint16Array(width * height);
    this.counts = [pixels(), pixels()];
  }

  /** Add a quadratic curve from one point over another to a third. */
  curve(
    channel: Channel,
    weight: number,
    x0: number,
    y0: number,
    cx: number,
    cy: number,
    x1: number,
    y1: number,
  ): void {
    const pieces = 1 + Math.floor(FINE * Math.sqrt(Math.abs(x1 - x0) + Math.abs(y1 - y0)));
    let x = x0;
    let y = y0;
    for (let piece = 1; piece <= pieces; piece++) {
      const share = piece / pieces;
      const rest = 1 - share;
      const nextX = rest * rest * x0 + 2 * rest * share * cx + share * share * x1;
      const nextY = rest * rest * y0 + 2 * rest * share * cy + share * share * y1;
      this.line(channel, weight, x, y, nextX, nextY);
      x = nextX;
      y = nextY;
    }
  }

  /** Add a straight line, as far as it lies inside. */
  line(channel: Channel, weight: number, x0: number, y0: number, x1: number, y1: number): void {
    const [right, bottom] = [this.width - 2, this.height - 2];
    const isInside =
      Math.min(x0, x1) >= 0 &&
      Math.min(y0, y1) >= 0 &&
      Math.max(x0, x1) <= right &&
      Math.max(y0, y1) <= bottom;
    if (isInside) trace(this.counts[channel], this.width, weight, x0, y0, x1, y1);
    else if (Math.max(x0, x1) >= 0 && Math.max(y0, y1) >= 0 && Math.min(x0, x1) <= right)
      this.clipped(channel, weight, x0, y0, x1, y1);
  }

  /** Liang and Barsky's clipping. */
  private clipped(
    channel: Channel,
    weight: number,
    x0: number,
    y0: number,
    x1: number,
    y1: number,
  ): void {
    const across = x1 - x0;
    const down = y1 - y0;
    let enter = 0;
    let leave = 1;
    for (let edge = 0; edge < 4; edge++) {
      const toward = edge === 0 ? -across : edge === 1 ? across : edge === 2 ? -down : down;
      const room =
        edge === 0 ? x0 : edge === 1 ? this.width - 2 - x0 : edge === 2 ? y0 : this.height - 2 - y0;
      if (toward === 0 && room < 0) return;
      if (toward < 0) enter = Math.max(enter, room / toward);
      if (toward > 0) leave = Math.min(leave, room / toward);
    }
    if (!(enter < leave) || Number.isNaN(across + down)) return;
    const [startX, startY] = [x0 + enter * across, y0 + enter * down];
    const [endX, endY] = [x0 + leave * across, y0 + leave * down];
    trace(this.counts[channel], this.width, weight, startX, startY, endX, endY);
  }

  /** Write the colour of each pixel, and forget what was added. */
  develop(pixels: Uint32Array, tones: Tones): void {
    const [living, gone] = this.counts;
    const [plain, other] = tones;
    for (let place = 0; place < living.length; place++) {
      const a = living[place] as number;
      const b = gone[place] as number;
      const count = Math.min(a + b, DEEPEST - 1);
      const colour = plain[count] as number;
      pixels[place] = b ? mixed(colour, other[count] as number, partOf(b, a)) : colour;
    }
    for (const counts of this.counts) counts.fill(0);
  }
}

function none(): Uint16Array {
  return new Uint16Array(0);
}

// Whole numbers are much quicker here: positions count in parts of a pixel.
const BITS = 16;
const ONE = 1 << BITS;
const [FRACTION, SIXTEENTHS] = [BITS - 4, 15];

/** Follow a line along its longer side, and share each step between the two pixels beside it. */
function trace(
  counts: Uint16Array,
  width: number,
  weight: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  const across = Math.abs(x1 - x0);
  const down = Math.abs(y1 - y0);
  if (across >= down) {
    const slope = across ? ((y1 - y0) / across) * ONE : 0;
    flat(counts, width, weight, x0 | 0, x1 > x0 ? 1 : -1, (y0 * ONE) | 0, slope | 0, across | 0);
  } else {
    const slope = ((x1 - x0) / down) * ONE;
    const forward = y1 > y0 ? width : -width;
    steep(counts, weight, (y0 | 0) * width, forward, (x0 * ONE) | 0, slope | 0, down | 0);
  }
}

function flat(
  counts: Uint16Array,
  width: number,
  weight: number,
  column: number,
  forward: number,
  row: number,
  slope: number,
  steps: number,
): void {
  for (let step = 0, x = column, y = row; step < steps; step++, x += forward, y += slope) {
    const place = (y >> BITS) * width + x;
    const low = (weight * ((y >> FRACTION) & SIXTEENTHS)) >> 4;
    counts[place] = (counts[place] as number) + weight - low;
    counts[place + width] = (counts[place + width] as number) + low;
  }
}

function steep(
  counts: Uint16Array,
  weight: number,
  row: number,
  forward: number,
  column: number,
  slope: number,
  steps: number,
): void {
  for (let step = 0, y = row, x = column; step < steps; step++, y += forward, x += slope) {
    const place = y + (x >> BITS);
    const right = (weight * ((x >> FRACTION) & SIXTEENTHS)) >> 4;
    counts[place] = (counts[place] as number) + weight - right;
    counts[place + 1] = (counts[place + 1] as number) + right;
  }
}

/** Return the part of lines that are gone in the colour of a pixel, of 256. */
function partOf(gone: number, living: number): number {
  return ((256 * RARE * gone) / (living + RARE * gone)) | 0;
}

/** Mix two colours of four bytes; the part of the other is of 256. */
function mixed(one: number, other: number, part: number): number {
  const rest = 256 - part;
  const even = ((one & 0xff00ff) * rest + (other & 0xff00ff) * part) >>> 8;
  const odd = ((one >>> 8) & 0xff00ff) * rest + ((other >>> 8) & 0xff00ff) * part;
  return ((even & 0xff00ff) | (odd & 0xff00ff00)) >>> 0;
}

/** Return the tones of a colour, 0xBBGGRR: faint where one line passes, glowing where many do. */
export function tonesOf(colour: number, glow: number, one: number, strongest: number): Uint32Array {
  const fall = Math.log(1 - one) / WEIGHT;
  return Uint32Array.from({ length: DEEPEST }, (_, count) => {
    const share = 1 - Math.exp(fall * count);
    const alpha = Math.round(255 * strongest * share);
    return ((alpha << 24) | mixed(colour, glow, Math.round(192 * share ** 3))) >>> 0;
  });
}

/** Draw a disc over the colours of pixels, with a smooth edge. */
export function stamp(
  pixels: Uint32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  radius: number,
  colour: number,
  opacity: number,
): void {
  const reach = radius + 0.5;
  const [left, right] = [
    Math.max(0, Math.ceil(x - reach)),
    Math.min(width - 1, Math.floor(x + reach)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.ceil(y - reach)),
    Math.min(height - 1, Math.floor(y + reach)),
  ];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const cover = reach - Math.sqrt((column - x) ** 2 + (row - y) ** 2);
      if (cover <= 0) continue;
      const place = row * width + column;
      pixels[place] = over(pixels[place] as number, colour, opacity * Math.min(1, cover));
    }
}

/** Put a colour, 0xBBGGRR, over a pixel that may let through what is below. */
function over(pixel: number, colour: number, opacity: number): number {
  if (opacity > 0.98) return (0xff000000 | colour) >>> 0;
  const alpha = opacity + ((pixel >>> 24) / 255) * (1 - opacity);
  const bytes = mixed(pixel & 0xffffff, colour, ((256 * opacity) / alpha) | 0);
  return ((Math.round(alpha * 255) << 24) | bytes) >>> 0;
}
