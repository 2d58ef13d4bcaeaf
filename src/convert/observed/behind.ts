/**
 * What arrives behind each turn, in that order. One list runs through all of it: a list for each turn would be carried about by
 * the garbage collector (bench).
 */
export class Behind {
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly next: Int32Array;
  private readonly isThere: Uint8Array;

  constructor(turns: number, segments: number) {
    this.first = new Int32Array(turns + 1).fill(NONE);
    this.last = new Int32Array(turns + 1);
    this.next = new Int32Array(segments);
    this.isThere = new Uint8Array(segments);
  }

  /** Each segment arrives for the first time once. */
  add(turn: number, index: number): void {
    if (this.isThere[index] === 1) return;
    this.isThere[index] = 1;
    this.next[index] = NONE;
    if (this.firstOf(turn) === NONE) this.first[turn] = index;
    else this.next[this.last[turn] as number] = index;
    this.last[turn] = index;
  }

  /** The first segment behind a turn; `NONE` where nothing arrives there. */
  firstOf(turn: number): number {
    return this.first[turn] ?? NONE;
  }

  /** The one that arrives next behind the same turn. */
  after(index: number): number {
    return this.next[index] ?? NONE;
  }
}

export const NONE = -1;
