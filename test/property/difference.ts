/** Whether two analyses can be told apart by anything that a feature reads of them. */

import { KEPT_OF_SEGMENT } from "../language/support.js";

/** Where they differ first, as a path with both values; "" where they do not. */
export function difference(a: unknown, b: unknown, path = ""): string {
  if (Object.is(a, b)) return "";
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return told(a, b, path);
  if (a instanceof Map && b instanceof Map) return difference([...a], [...b], path);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length)
      return `${told(a, b, path)} (length)`;
    for (let i = 0; i < a.length; i++) {
      const found = difference(a[i], b[i], `${path}[${i}]`);
      if (found !== "") return found;
    }
    return "";
  }
  const keys = keysOf(a);
  const others = keysOf(b);
  if (keys.length !== others.length) return `${path}: ${keys} | ${others}`;
  for (const key of keys) {
    if (!others.includes(key)) return `${path}: ${keys} | ${others}`;
    const found = difference(a[key as keyof typeof a], b[key as keyof typeof b], `${path}.${key}`);
    if (found !== "") return found;
  }
  return "";
}

/** Written down only where they do differ: what is compared is large, and all of it is in something larger. */
function told(a: unknown, b: unknown, path: string): string {
  return `${path}: ${JSON.stringify(a)?.slice(0, SHOWN)} | ${JSON.stringify(b)?.slice(0, SHOWN)}`;
}

const SHOWN = 200;

/** What nodes keep for themselves, in one way or another. */
const PACKED = new Set(["start", "end", "symbol", "amount", "base", "shift"]);
const made = new Map<object, readonly string[]>();

function keysOf(value: object): readonly string[] {
  const prototype: object = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return Object.keys(value);
  let getters = made.get(prototype);
  if (getters === undefined) {
    getters = gettersOf(prototype);
    made.set(prototype, getters);
  }
  return [...Object.keys(value).filter((key) => !PACKED.has(key) && !KEPT_OF_SEGMENT.test(key)), ...getters];
}

/** Those it inherits as well. */
function gettersOf(prototype: object | null): readonly string[] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  const getters = own.flatMap(([key, { get }]) => (get === undefined ? [] : [key]));
  return [...getters, ...gettersOf(Object.getPrototypeOf(prototype))];
}
