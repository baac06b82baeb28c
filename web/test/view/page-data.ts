// A page of two cities and a partnership, small enough to be read here.

import type { PageData } from "../../src/view/data";

export function pageData(): PageData {
  const texts: string[] = [];
  const numbers = (...words: string[]) =>
    words.map((word) => {
      if (!texts.includes(word)) texts.push(word);
      return texts.indexOf(word);
    });
  return {
    language: "en",
    words: {
      copied: "The link has been copied.",
      as_of: "as of",
      missing: "not found again on",
      deprecated: "rejected",
      identifier: "Identifier",
      matches: { one: "{number} match", other: "{number} matches" },
      network: "Network",
      no_match: "No match",
      no_source: "no source",
      no_statements: "No statements.",
      own_page: "Page of its own",
      partners: "Partners",
      preferred: "preferred",
      reason: "Reason",
      rival: "differs",
      start: "Since",
    },
    texts,
    letters: { o: "ó" },
    nodes: {
      id: numbers("city/leipzig", "city/krakow"),
      label: numbers("Leipzig", "Kraków"),
      page: numbers("", "krakow.html"),
      kind: numbers("City", "City"),
      names: [
        ["leipzig", "lipsk"],
        ["krakau", "krakow"],
      ],
      first_entry: [0, 0],
      entries: [0, 0],
    },
    relations: {
      subject: numbers("partnership/krakow--leipzig"),
      label: numbers("Leipzig – Kraków"),
      page: numbers(""),
      kind: numbers("Twin town"),
      start: numbers("1973"),
      status: numbers(""),
      from: [0],
      to: [1],
      first_entry: [0],
      entries: [1],
    },
    entries: {
      section: numbers("Partnership"),
      part: numbers(""),
      property: numbers("Start"),
      dispute: numbers("The city says 1973, a newspaper says 1974; the first is used."),
      first_statement: [0],
      statements: [3],
    },
    statements: {
      value: numbers("1973", "1973", "1974"),
      source: numbers("The city", "An archive", "A newspaper"),
      address: numbers("", "", ""),
      quote: numbers("", "", ""),
      mark: numbers("preferred", "preferred", "rival"),
      reason: numbers("", "", ""),
      as_of: numbers("", "", ""),
      missing: numbers("", "", ""),
    },
    lines: ["standing-active"],
    drawing: {
      nodes: [],
      edges: [{ id: 0, from: 0, to: 1, line: 0 }],
      options: { nodes: {}, edges: {} },
    },
    ground: null,
    frame: { left: 0, top: 0, right: 100, bottom: 50 },
    start: { left: 0, top: 0, right: 100, bottom: 50 },
    crowded: false,
    centre: 0,
  };
}
