// Fingers: one scrolls the page, two move the picture. Where the picture has the focus, one does.

interface Finger {
  readonly clientX: number;
  readonly clientY: number;
}

/**
 * Let two fingers move the picture.
 *
 * The style sheet leaves one finger to the page (`touch-action`); two of them zoom, which
 * vis-network does itself.
 *
 * @param move Called with how far the fingers have gone, in pixels.
 */
export function moveByTwoFingers(
  element: HTMLElement,
  move: (right: number, down: number) => void,
): void {
  let last: Finger | undefined;
  element.addEventListener(
    "touchmove",
    (event) => {
      const [one, other] = [...event.touches];
      if (!one || !other) return;
      event.preventDefault(); // The page stays where it is.
      const now = between(one, other);
      if (last) move(now.clientX - last.clientX, now.clientY - last.clientY);
      last = now;
    },
    { passive: false },
  );
  for (const end of ["touchstart", "touchend", "touchcancel"] as const) {
    element.addEventListener(end, () => {
      last = undefined;
    });
  }
}

/** Return the point in the middle of two fingers. */
export function between(one: Finger, other: Finger): Finger {
  return {
    clientX: (one.clientX + other.clientX) / 2,
    clientY: (one.clientY + other.clientY) / 2,
  };
}
