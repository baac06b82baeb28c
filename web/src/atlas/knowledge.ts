// All that the page knows: what is drawn, and what is said of it. `reading.ts` makes it from the data.

import type { Dataset, Story } from "./data";
import { type Atlas, type Cities, LINE_STANDINGS, type Lines } from "./model";

export const HIDDEN = 0;
export const ACTIVE = LINE_STANDINGS.indexOf("active");
export const ENDED = LINE_STANDINGS.indexOf("ended");
export const PLANNED = LINE_STANDINGS.indexOf("planned");
export const UNDATED = LINE_STANDINGS.indexOf("undated");
export const UNKNOWN = LINE_STANDINGS.indexOf("unknown");

/** Things that have an id and, in the language of the page, a label. */
export interface Named {
  readonly count: number;
  readonly id: readonly string[];
  readonly label: readonly string[];
}

export interface KnownCities extends Cities {
  /** All other names, as they are written. */
  readonly names: readonly (readonly string[])[];
  /** The lines of city n are `lines[firstLine[n]]` to `lines[firstLine[n + 1] - 1]`. */
  readonly firstLine: Uint32Array;
  readonly lines: Uint32Array;
}

export interface Partnerships {
  readonly count: number;
  /** Made when they are asked for first. */
  readonly id: readonly string[];
  readonly members: readonly (readonly number[])[];
  /** A number of `kinds`, or -1. */
  readonly kind: Int16Array;
  /** How it stands today, a number of LINE_STANDINGS. */
  readonly standing: Uint8Array;
  readonly fields: readonly (readonly number[])[];
  /** The lines of partnership n are `firstLine[n]` to `firstLine[n + 1] - 1`; so for the others. */
  readonly firstLine: Uint32Array;
  readonly firstPhase: Uint32Array;
  readonly firstEvidence: Uint32Array;
}

export interface Phases {
  readonly count: number;
  readonly partnership: Int32Array;
  /** A number of LINE_STANDINGS. */
  readonly standing: Uint8Array;
  /** Numbers of `days`, or -1. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** Dates as the sources give them; days as yyyymmdd, 0 and 99999999 if they are open. */
export interface Days {
  readonly label: readonly string[];
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
}

export interface Sources {
  readonly id: readonly string[];
  readonly title: readonly string[];
  /** Empty, or an address of http or https. */
  readonly address: readonly string[];
  /** A number of `days`, or -1. */
  readonly read: Int32Array;
}

/** How the start that a source states stands among its rivals, by its number. */
export const MARKS = ["normal", "preferred", "rival", "rejected"] as const;

export interface Evidence {
  readonly count: number;
  readonly partnership: Int32Array;
  readonly source: Int32Array;
  readonly start: Int32Array;
  readonly mark: Uint8Array;
  readonly reason: readonly string[];
  readonly quote: readonly string[];
  /** Where it is said: empty, or an address of http or https. */
  readonly address: readonly string[];
}

export interface Memberships {
  readonly count: number;
  readonly city: Int32Array;
  readonly network: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** How a kind of line is drawn and called; `dash` are strokes and gaps in pixels. */
export interface Standings extends Named {
  readonly dash: readonly (readonly number[])[];
}

export interface Knowledge extends Atlas {
  readonly language: string;
  readonly dataset: Dataset;
  readonly cities: KnownCities;
  readonly lines: Lines;
  readonly partnerships: Partnerships;
  readonly phases: Phases;
  readonly evidence: Evidence;
  readonly memberships: Memberships;
  readonly days: Days;
  readonly sources: Sources;
  readonly standings: Standings;
  readonly kinds: Named;
  readonly fields: Named;
  readonly countries: Named;
  readonly networks: Named;
  /** Short tours; the state of a step is a fragment. */
  readonly stories: readonly Story[];
}
