// The colours of the picture: those of the style sheet, which knows the theme.

import { STROKED, type Stroked } from "../model";

export const COMMUNITY_COLOURS = 10;

export interface Colours {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly ink: string;
  readonly card: string;
  readonly accent: string;
  /** What crowded lines glow with. */
  readonly glow: string;
  readonly standing: Readonly<Record<Stroked, string>>;
  readonly community: readonly string[];
}

/** Read the colours that the style sheet gives to an element. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  return coloursFrom((name) => style.getPropertyValue(name).trim());
}

/** Read the colours for paper, whichever theme the screen has: a page is asked before it is one. */
export function coloursOfPaper(): Colours {
  const values = new Map<string, string>();
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      const isForPaper = rule instanceof CSSMediaRule && rule.media.mediaText === "print";
      for (const inner of isForPaper ? rule.cssRules : [rule])
        if (inner instanceof CSSStyleRule && inner.selectorText === ":root")
          for (const name of inner.style)
            values.set(name, inner.style.getPropertyValue(name).trim());
    }
  return coloursFrom((name) => values.get(name) ?? "");
}

function coloursFrom(wanted: (name: string) => string): Colours {
  const plain = resolver();
  const colour = (name: string) => plain(name, wanted(`--${name}`));
  const standing = Object.fromEntries(STROKED.map((name) => [name, colour(`standing-${name}`)]));
  return {
    sea: colour("sea"),
    land: colour("land"),
    coast: colour("coast"),
    border: colour("border"),
    ink: colour("ink"),
    card: colour("card"),
    accent: colour("accent"),
    glow: colour("glow"),
    standing: standing as Record<Stroked, string>,
    community: Array.from({ length: COMMUNITY_COLOURS }, (_, n) => colour(`community-${n}`)),
  };
}

/** Return a function that turns any colour of CSS, a system's included, into #rrggbb. */
function resolver(): (name: string, value: string) => string {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  return (name, value) => {
    if (!CSS.supports("color", value)) throw new Error(`the style sheet has no colour --${name}`);
    pen.fillStyle = value;
    return String(pen.fillStyle);
  };
}

/** Return #rrggbb as the number 0xBBGGRR, the order of bytes in a picture. */
export function packed(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) =>
    Number.parseInt(colour.slice(from, from + 2), 16),
  );
  return ((blue ?? 0) << 16) | ((green ?? 0) << 8) | (red ?? 0);
}

/** Call a function whenever the theme changes: the system's, or the one that the page has set. */
export function whenThemeChanges(then: () => void): void {
  for (const query of [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(forced-colors: active)",
  ])
    matchMedia(query).addEventListener("change", then);
  const page = { attributes: true, attributeFilter: ["class", "data-theme"] };
  new MutationObserver(then).observe(document.documentElement, page);
}
