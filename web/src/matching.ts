// Finds nodes by any of their names.

import { at } from "./lists";
import type { Node } from "./scene";

/** Return the numbers of the nodes that a folded text finds: by a whole name, a beginning, a part. */
export function matching(text: string, nodes: readonly Node[], language: string): number[] {
  if (!text) return [];
  const collator = new Intl.Collator(language);
  const fits = nodes.map(({ names }) => Math.max(...names.map((name) => fit(name, text))));
  return [...nodes.keys()]
    .filter((n) => at(fits, n) > 0)
    .sort(
      (a, b) =>
        at(fits, b) - at(fits, a) || collator.compare(at(nodes, a).label, at(nodes, b).label),
    );
}

/** Return how well a text fits a name: 3 all of it, 2 its beginning, 1 a part, 0 not at all. */
function fit(name: string, text: string): number {
  if (name === text) return 3;
  if (name.startsWith(text)) return 2;
  return name.includes(text) ? 1 : 0;
}
