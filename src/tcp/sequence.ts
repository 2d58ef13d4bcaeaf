/**
 * Arithmetic of sequence numbers: unsigned 32-bit, modulo 2^32 (RFC 9293 §3.4).
 *
 * Everything else in the project that adds or compares sequence numbers goes through here.
 */

const HALF = 2 ** 31;

/** `n` modulo 2^32, for any integer up to 2^53. */
export function wrap(n: number): number {
  return n >>> 0;
}

/**
 * The signed distance from `b` to `a`, in octets: negative where `a` comes before `b`.
 * Two numbers exactly 2^31 apart have no order; they count as `a` before `b`.
 */
export function distance(a: number, b: number): number {
  const d = (a - b) >>> 0;
  return d >= HALF ? d - 2 * HALF : d;
}

/** `d` modulo 2^32 read as a signed amount in [-2^31, 2^31). */
export function signed(d: number): number {
  return d | 0;
}
