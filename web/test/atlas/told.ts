// Words for tests: each is its key and what fills it, so that tests hold what is said, not how.

import { Facts } from "../../src/atlas/facts";
import type { Knowledge } from "../../src/atlas/knowledge";
import { Wording } from "../../src/atlas/wording";

const PLACES =
  "{citation} {view} {number} {year} {one} {other} {source} {date} {claims} {reason} {since} {until}";

/** Return what is known of the things of an atlas, in these words. */
export function factsOf(knowledge: Knowledge): Facts {
  const words = (form: (key: string) => unknown) =>
    new Proxy({}, { get: (_, key) => (typeof key === "string" ? form(key) : undefined) });
  const said = (key: string) => `${key} ${PLACES}`;
  const wording = new Wording(
    "en",
    words(said),
    words((key) => ({ other: said(key) })),
  );
  const say = wording.say.bind(wording);
  const count = wording.count.bind(wording);
  wording.say = (key, values) => filled(say(key, values));
  wording.count = (key, number, values) => filled(count(key, number, values));
  return new Facts(knowledge, wording);
}

/** Leave out what was not filled. */
function filled(text: string): string {
  return text.replace(/ \{\w+\}/g, "");
}
