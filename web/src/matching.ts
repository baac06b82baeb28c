// Finds things by any of their names.

import { at } from "./lists";

/** A thing that can be found. */
export interface Named {
  readonly label: string;
  /** All its names, folded. */
  readonly names: readonly string[];
}

/** Return the numbers of the things that a folded text finds: by a whole name, a beginning, a part. */
export function matching(text: string, things: readonly Named[], language: string): number[] {
  if (!text) return [];
  const collator = new Intl.Collator(language);
  const fits = things.map(({ names }) => Math.max(...names.map((name) => fit(name, text))));
  return [...things.keys()]
    .filter((n) => at(fits, n) > 0)
    .sort(
      (a, b) =>
        at(fits, b) - at(fits, a) || collator.compare(at(things, a).label, at(things, b).label),
    );
}

/** Return how well a text fits a name: 3 all of it, 2 its beginning, 1 a part, 0 not at all. */
function fit(name: string, text: string): number {
  if (name === text) return 3;
  if (name.startsWith(text)) return 2;
  return name.includes(text) ? 1 : 0;
}
