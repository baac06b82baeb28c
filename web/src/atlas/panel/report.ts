// A mistake that somebody found: the text of a report, to send or to copy.

import { byId, make } from "../../dom";
import { at } from "../../lists";
import type { Facts } from "../facts";
import { folded } from "./pieces";

/** Return the text of a report on a partnership. */
export function reportText(facts: Facts, partnership: number, address: string): string {
  const { knowledge, wording } = facts;
  const { evidence, sources, dataset } = knowledge;
  const cited = facts.evidence(partnership).map((row) => {
    const title = at(sources.title, at(evidence.source, row));
    return `- ${title} ${at(evidence.address, row)}`.trim();
  });
  return [
    `${facts.title(partnership)} (${facts.period(partnership)})`,
    address,
    `${dataset.title} ${dataset.release}`.trim(),
    ...cited,
    "",
    wording.say("report_right"),
    "",
    wording.say("report_source"),
    "",
  ].join("\n");
}

/** Return the folded part that helps to report a mistake. */
export function reportOf(facts: Facts, partnership: number): HTMLElement {
  const { wording, knowledge } = facts;
  return folded(wording.say("report"), () => {
    const id = at(knowledge.partnerships.id, partnership);
    const address = `${byId("panel").dataset.address ?? ""}${encodeURIComponent(id)}`;
    const text = reportText(facts, partnership, address);
    const area = make("textarea", "");
    area.value = text;
    area.readOnly = true;
    area.rows = 8;
    area.setAttribute("aria-label", wording.say("report_text"));
    return [
      make("p", "quiet", wording.say("report_how")),
      area,
      mail(facts, partnership, text),
      copier(facts, area),
    ];
  });
}

function mail(facts: Facts, partnership: number, text: string): HTMLElement {
  const link = make("a", "button", facts.wording.say("report_mail"));
  const subject = `${facts.wording.say("report_subject")}: ${facts.title(partnership)}`;
  link.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return link;
}

function copier({ wording }: Facts, area: HTMLTextAreaElement): HTMLElement {
  const button = make("button", "", wording.say("copy"));
  button.type = "button";
  button.addEventListener("click", async () => {
    area.select();
    await navigator.clipboard.writeText(area.value);
    byId("said").textContent = wording.say("copied");
  });
  return button;
}
