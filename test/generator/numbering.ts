/** The numbers of one connection as its writer gives them: with which letters, out of which sums. */

import type { Side } from "./endpoint.js";
import type { SegmentEvent } from "./exchange.js";
import { modulo, type Sum, type Term } from "./lines.js";
import type { Random } from "./random.js";
import type { Style } from "./style.js";

const ISN_LETTERS = [
  ["x", "y"],
  ["x", "y"],
  ["isn_c", "isn_s"],
  ["J", "K"],
] as const;
const CLOSE_LETTERS = ["u", "v", "w", "p", "q"] as const;
const LENGTH_LETTERS = ["n", "m", "k", "L"] as const;

/** A stretch of sequence space: so many octets, or a symbol's. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly symbol: string | null;
}

interface Name {
  readonly symbol: string;
  readonly offset: number;
}

interface Space {
  readonly pieces: Piece[];
  readonly names: Name[];
  /** Where what is known of this space ends: at an amount nobody has told. */
  blurred: number | null;
  /** A number of it is written. */
  written: boolean;
  /** Some amount of it was not told. */
  gaps: boolean;
  /** The offset where it begins. */
  readonly start: number;
  /** Of an `old` segment: its sender is not there. */
  readonly old: boolean;
}

/** Mutable: it learns from what is written. */
export class Numbering {
  /** A space for each connection that a side opened, and for each old SYN. */
  private readonly spaces: readonly [Space[], Space[]];

  constructor(
    private readonly r: Random,
    private readonly style: Style,
    /** Offset of the first number of the flow: 0 is a SYN. */
    private readonly first: 0 | 1,
    /** Letters stand for one number throughout a flow. */
    private readonly letters: Map<string, number | null>,
  ) {
    this.spaces = [[newSpace(first, false)], [newSpace(first, false)]];
  }

  /** No number of either side depends on one that is nowhere written. */
  get firstAreWritten(): boolean {
    return this.spaces.every((spaces) => spaces.every((space) => space.written));
  }

  /** A SYN chooses its number: a connection, or a stray segment of one that is over. */
  open(side: Side, offset: number, old: boolean): void {
    const first = this.spaces[side][0] as Space;
    if (!old && offset === first.start) return;
    this.spaces[side].push(newSpace(offset, old));
  }

  /** The latest connection of a side. */
  private current(side: Side): Space {
    return this.spaces[side].findLast((space) => !space.old) as Space;
  }

  /** The connection that an offset belongs to: it lies in it, or near. */
  private spaceAt(side: Side, offset: number): Space {
    const distance = (space: Space): number =>
      Math.max(0, space.start - offset, offset - Math.max(endOf(space), space.start + 1));
    return this.spaces[side].reduce((best, space) => (distance(space) <= distance(best) ? space : best));
  }

  anchored(side: Side): boolean {
    const space = this.current(side);
    return space.written && space.blurred === null;
  }

  /** Whether an unknown amount may come in: one at a time can be settled by the next number. */
  mayBlur(side: Side): boolean {
    return this.anchored(side) || (this.style.density === 0 && !this.current(side).written);
  }

  /** An amount that the text does not tell. */
  blur(side: Side, amount: number): void {
    const space = this.current(side);
    const start = endOf(space);
    if (amount > 0) space.pieces.push({ start, end: start + amount, symbol: null });
    space.blurred ??= start;
  }

  /** `naming`: here a writer likes to take a new letter (the close). */
  sum(side: Side, offset: number, naming = false): Sum {
    const space = this.spaceAt(side, offset);
    const symbolic = this.style.symbolic[side];
    const wasWritten = space.written;
    const unknown = space.blurred !== null && offset >= space.blurred;
    space.written = true;
    if (unknown) space.blurred = null;
    const fits = naming && this.firstNameAt(space, offset);
    if (fits && (symbolic || (wasWritten && !unknown && this.r.chance(0.1)))) {
      return unknown ? this.newNameAfterGap(space, offset) : this.newName(space, offset, CLOSE_LETTERS);
    }
    if (unknown) space.gaps = true;
    const turns = this.style.turns && space.names.length > 0 && !space.gaps && this.r.chance(0.3);
    if (!symbolic || turns) return this.plain(side, offset);
    if (space.names.length === 0) return this.firstName(side, offset);
    if (unknown && wasWritten && this.r.chance(0.6)) return this.newNameAfterGap(space, offset);
    const before = space.names.filter((name) => name.offset <= offset);
    const usual = before[before.length - 1] ?? (space.names[0] as Name);
    const name = this.r.chance(0.85) ? usual : this.r.pick(space.names);
    return [symbolTerm(name.symbol), ...this.between(space, name.offset, offset)];
  }

  length(event: SegmentEvent): Sum {
    const { len } = event;
    if (event.again) return this.lengthAgain(event);
    const symbols = this.style.lengths;
    if (symbols === "numbers" || (symbols === "some symbols" && this.r.chance(0.5))) return [numberTerm(len)];
    const known = [...this.letters].filter(([, value]) => value === len).map(([symbol]) => symbol);
    const symbol =
      known.length > 0 && this.r.chance(0.4) ? this.r.pick(known) : this.letter(LENGTH_LETTERS, len);
    return [symbolTerm(symbol)];
  }

  /** After `send N`, `len` may be left out and is known all the same. */
  sayLength(len: number): void {
    this.told = len;
  }

  private told: number | null = null;

  /** A segment is written: its octets are part of the space now. */
  passed(event: SegmentEvent, len: Sum | null, unsaid: boolean): void {
    const told = this.told === event.len;
    this.told = null;
    if (event.again) return;
    const space = this.current(event.from);
    let at = event.seq;
    if (event.flags.includes("SYN")) at = push(space, at, 1, null);
    if (event.len > 0) {
      const symbol = len?.[0]?.symbol ?? null;
      if (unsaid && !told) space.blurred ??= at;
      at = push(space, at, event.len, symbol);
    }
    if (event.flags.includes("FIN")) push(space, at, 1, null);
  }

  private lengthAgain(event: SegmentEvent): Sum {
    const piece = this.current(event.from).pieces.find(
      (p) => p.start === event.seq && p.end === event.seq + event.len,
    );
    return [piece?.symbol != null ? symbolTerm(piece.symbol) : numberTerm(event.len)];
  }

  private firstNameAt(space: Space, offset: number): boolean {
    return space.names.every((name) => name.offset !== offset);
  }

  private firstName(side: Side, offset: number): Sum {
    const space = this.spaceAt(side, offset);
    const at = this.spaces[side].indexOf(space);
    if (space.old) return this.newName(space, offset, ["z", "Z", "old"]);
    if (this.first === 1 && at === 0)
      return this.newName(space, offset, side === 0 ? ["u", "p", "s"] : ["v", "q", "t"]);
    const pair = this.r.pick(ISN_LETTERS);
    const symbol = this.letter([at === 0 ? pair[side] : `${pair[side]}${at + 1}`], null);
    space.names.push({ symbol, offset: space.start });
    return [symbolTerm(symbol), ...this.between(space, space.start, offset)];
  }

  private newName(space: Space, offset: number, letters: readonly string[]): Sum {
    const symbol = this.letter(letters, null);
    space.names.push({ symbol, offset });
    return [symbolTerm(symbol)];
  }

  /** Across an amount that stays unknown, the older names are no help. */
  private newNameAfterGap(space: Space, offset: number): Sum {
    space.names.length = 0;
    return this.newName(space, offset, CLOSE_LETTERS);
  }

  /** The first of the letters that is free, else the first with a number. */
  private letter(choices: readonly string[], length: number | null): string {
    const { letters } = this;
    let symbol = choices.find((c) => !letters.has(c));
    for (let i = 1; symbol === undefined; i++) {
      const numbered = `${choices[0]}${i}`;
      if (!letters.has(numbered)) symbol = numbered;
    }
    letters.set(symbol, length);
    return symbol;
  }

  private plain(side: Side, offset: number): Sum {
    const space = this.spaceAt(side, offset);
    const symbols = space.pieces.filter((p) => p.symbol !== null && p.end <= offset);
    const unknown = symbols.reduce((n, p) => n + p.end - p.start, 0);
    const value = modulo((this.style.bases[side] as number) + offset - unknown);
    const rest = symbols.map((p) => symbolTerm(p.symbol as string));
    const split = this.r.chance(0.03) ? this.r.int(1, 9) : 0;
    if (split > 0 && value >= split) return [numberTerm(value - split), numberTerm(split), ...rest];
    return [numberTerm(value), ...rest];
  }

  /** The terms from one offset to another, which may lie before it. */
  private between(space: Space, from: number, to: number): Term[] {
    const sign = to >= from ? 1 : -1;
    const [low, high] = sign === 1 ? [from, to] : [to, from];
    const covered = space.pieces.filter((p) => p.start >= low && p.end <= high);
    const symbols = covered.filter((p) => p.symbol !== null);
    const constant = high - low - symbols.reduce((n, p) => n + p.end - p.start, 0);
    const terms: Term[] = [];
    if (constant > 1 && covered.length > 1 && this.r.chance(0.2)) {
      terms.push(numberTerm(1, sign), numberTerm(constant - 1, sign));
    } else if (constant > 0) {
      terms.push(numberTerm(constant, sign));
    }
    return [...terms, ...symbols.map((p) => symbolTerm(p.symbol as string, sign))];
  }
}

const newSpace = (start: number, old: boolean): Space => ({
  ...{ pieces: [], names: [], blurred: null, written: false, gaps: false },
  start,
  old,
});

const endOf = (space: Space): number => space.pieces[space.pieces.length - 1]?.end ?? space.start;

function push(space: Space, start: number, octets: number, symbol: string | null): number {
  space.pieces.push({ start, end: start + octets, symbol });
  return start + octets;
}

const symbolTerm = (symbol: string, sign: 1 | -1 = 1): Term => ({ sign, symbol, value: 0 });
const numberTerm = (value: number, sign: 1 | -1 = 1): Term => ({ sign, symbol: null, value });
