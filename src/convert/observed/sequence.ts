/** Arithmetic modulo 2^32 (RFC 9293 §3.4). */

/** How far `a` is beyond `b`; negative where it lies before. */
export function beyond(a: number, b: number): number {
  return (a - b) | 0;
}

export function wrapped(n: number): number {
  return n >>> 0;
}
