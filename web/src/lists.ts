// Lists, read so that a wrong number is an error where it is used, and not `undefined` later on.

/** Return an entry of a list. */
export function at<T>(list: ArrayLike<T>, place: number): T {
  const entry = list[place];
  if (entry === undefined) throw new RangeError(`no entry ${place} in a list of ${list.length}`);
  return entry;
}

/** Fill an array with a number for each of its places; `from` would take an iterator's steps for it. */
export function filledBy<T extends Numbers>(array: T, numberOf: (place: number) => number): T {
  for (let place = 0; place < array.length; place += 1) array[place] = numberOf(place);
  return array;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float32Array;

/** Group entries by a key, in the order in which the keys are met. */
export function grouped<T>(entries: Iterable<T>, key: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const name = key(entry);
    const group = groups.get(name);
    if (group) group.push(entry);
    else groups.set(name, [entry]);
  }
  return groups;
}
