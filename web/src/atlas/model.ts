// The atlas as typed arrays: what is drawn, listed, searched and filtered.

/** How a line may stand; what `Shown.line` holds are places in this list. */
export const LINE_STANDINGS = [
  "hidden",
  "active",
  "dormant",
  "suspended",
  "ended",
  "planned",
  "undated",
  "unknown",
] as const;
export type LineStanding = (typeof LINE_STANDINGS)[number];

/** What lines look like: how they stand, or that they join two of several members. */
export type Stroked = Exclude<LineStanding, "hidden"> | "derived";
export const STROKED: readonly Stroked[] = [
  ...LINE_STANDINGS.filter((standing) => standing !== "hidden"),
  "derived",
];
const IN_FORCE: readonly LineStanding[] = ["active", "undated", "unknown"];

/**
 * Return what a line looks like: that it is not in force is told first, then that it is derived.
 *
 * @param standing A number of LINE_STANDINGS.
 */
export function appearance(standing: number, isDerived: boolean): Stroked | "hidden" {
  const stands = LINE_STANDINGS[standing] ?? "hidden";
  return isDerived && IN_FORCE.includes(stands) ? "derived" : stands;
}

/** The two positions of each city. */
export type LayoutName = "map" | "network";

/** Places in the unit of the plane, from -radius to radius, y downwards. */
export interface Spots {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export interface Cities {
  readonly count: number;
  readonly id: readonly string[];
  readonly label: readonly string[];
  /** A number of `Atlas.countries`. */
  readonly country: Uint16Array;
  readonly map: Spots;
  readonly network: Spots;
  readonly community: Uint16Array;
  /** 1: shown at the rim because it lies beyond the map; 2: no place is known. */
  readonly rim: Uint8Array;
}

/** A line joins two members of a partnership; n members have n(n-1)/2 lines. */
export interface Lines {
  readonly count: number;
  readonly one: Uint16Array | Uint32Array;
  readonly other: Uint16Array | Uint32Array;
  readonly partnership: Uint16Array | Uint32Array;
  /** 1: two of three or more members. */
  readonly derived: Uint8Array;
}

/** Rings and lines of the map: x and y in turn, in the unit of the plane. */
export interface Ground {
  readonly land: readonly Int16Array[];
  readonly borders: readonly Int16Array[];
}

/** What the picture draws, read once from the data. */
export interface Atlas {
  readonly cities: Cities;
  readonly lines: Lines;
  readonly countries: { readonly id: readonly string[]; readonly label: readonly string[] };
  readonly ground: Ground;
  readonly radius: number;
}

/** How each line is to be drawn now. */
export interface Shown {
  /** For each line, a number of LINE_STANDINGS; 0 is hidden. */
  readonly line: Uint8Array;
  /** For each line, 1 if its dates only allow it in the span, 0 if it was there for certain. */
  readonly possible: Uint8Array;
  /** For each city, how many shown lines it has. */
  readonly degree: Uint16Array;
  /** What stands out: a city with its partners, a way, the surroundings of a city. */
  readonly emphasis: Emphasis | null;
}

export interface Emphasis {
  readonly cities: ReadonlySet<number>;
  readonly lines: ReadonlySet<number>;
}
