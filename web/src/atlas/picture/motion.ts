// Movements that the picture makes by itself, for those who want to see them.

export interface Motion {
  /** Stop where it is. */
  stop(): void;
}

/** Return whether the reader has asked for less motion. */
export function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Call a step with shares from 0 to 1, slow at both ends; at once with 1 if it takes no time. */
export function move(milliseconds: number, step: (share: number) => void): Motion {
  if (!milliseconds) {
    step(1);
    return { stop: () => undefined };
  }
  const begin = performance.now();
  let request = requestAnimationFrame(function frame(now) {
    const share = Math.max(0, Math.min(1, (now - begin) / milliseconds));
    if (share < 1) request = requestAnimationFrame(frame);
    step(eased(share));
  });
  return { stop: () => cancelAnimationFrame(request) };
}

/** Return the share of the way at a share of the time. */
export function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}
