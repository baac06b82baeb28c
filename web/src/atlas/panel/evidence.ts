// Who says so: the sources of a partnership, and in one sentence where they differ.

import { make } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import { MARKS } from "../knowledge";
import { outside } from "./pieces";

const [, PREFERRED, RIVAL, REJECTED] = MARKS.keys();

/** Return the sources of a partnership, each with its date and its words. */
export function sourcesOf(facts: Facts, partnership: number): HTMLElement[] {
  const rows = facts.evidence(partnership);
  const { wording } = facts;
  if (!rows.length) return [make("p", "quiet", wording.say("no_source"))];
  const differ = contradiction(facts, rows);
  const list = make("ul", "sources", ...rows.map((row) => source(facts, row)));
  return differ ? [make("p", "differ", differ), list] : [list];
}

function source(facts: Facts, row: number): HTMLElement {
  const { wording, knowledge } = facts;
  const { evidence, sources } = knowledge;
  const number = at(evidence.source, row);
  const item = make("li", "", outside(at(sources.title, number), at(evidence.address, row)));
  const stated = facts.date(at(evidence.start, row));
  const read = facts.date(at(sources.read, number));
  const told = [
    stated && wording.say("says", { date: stated }),
    read && wording.say("read_on", { date: read }),
  ].filter(Boolean);
  if (told.length) item.append(make("span", "quiet", ` · ${told.join(" · ")}`));
  const mark = at(MARKS, at(evidence.mark, row));
  if (mark !== "normal") item.append(" ", make("span", `mark mark-${mark}`, wording.say(mark)));
  const quote = at(evidence.quote, row);
  if (quote) item.append(quoted(quote));
  return item;
}

function quoted(words: string): HTMLElement {
  const quote = make("q", "", words);
  quote.dir = "auto";
  return quote;
}

/** Return what the sources say that differ, and which is used and why; empty if none differ. */
export function contradiction(facts: Facts, rows: readonly number[]): string {
  const { wording, knowledge } = facts;
  const { evidence, sources } = knowledge;
  const dated = rows.filter((row) => at(evidence.start, row) >= 0);
  const isOutdone = (row: number) => [RIVAL, REJECTED].includes(at(evidence.mark, row));
  if (!dated.some(isOutdone)) return "";
  const claims = dated.map((row) => {
    const title = at(sources.title, at(evidence.source, row));
    return wording.say("claim", {
      source: `\u2068${title}\u2069`,
      date: facts.date(at(evidence.start, row)),
    });
  });
  const used =
    dated.find((row) => at(evidence.mark, row) === PREFERRED) ??
    dated.find((row) => !isOutdone(row));
  const sentence = wording.say("differ", { claims: [...new Set(claims)].join("; ") });
  return used === undefined ? sentence : `${sentence} ${usedSentence(facts, used)}`;
}

function usedSentence({ wording, knowledge }: Facts, row: number): string {
  const { days, evidence } = knowledge;
  const date = days.label[at(evidence.start, row)] ?? "";
  const reason = at(evidence.reason, row);
  return reason ? wording.say("used_because", { date, reason }) : wording.say("used", { date });
}
