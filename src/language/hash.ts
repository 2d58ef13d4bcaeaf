const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a: 32 bits of a text. */
export function hashOf(text: string, seed = FNV_OFFSET): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}

/** One number out of several: words of a name, a seed, the number of the attempt. */
export function mixSeed(seed: number, ...parts: readonly (string | number)[]): number {
  return parts.reduce<number>((hash, part) => hashOf(`${part}|`, hash), FNV_OFFSET ^ seed) >>> 0;
}
