/** A segment as its line claims it, before anything is computed. */

import type { Expr, FlagName, Segment, Span, Term } from "../language/ast.js";
import { PlainSum } from "../language/nodes.js";
import { payloadOctets } from "../language/text.js";
import { type Num, plain, ZERO } from "../tcp/number.js";
import { ACK, FIN, FLAG_BITS, PSH, RST, SYN, URG } from "../tcp/segment.js";
import { evaluate } from "./symbols.js";
import { writeExpr } from "./words.js";
import type { World } from "./world.js";

export interface Written {
  /** Flags that are claimed to be set. */
  readonly flags: number;
  /** Flags that are claimed not to be set. */
  readonly cleared: number;
  /** A flag word (or NONE) is written. */
  readonly explicit: boolean;
  readonly seq: Expr | null;
  readonly ack: Expr | null;
  /** Octets; null where nothing is said of them. */
  readonly len: Num | null;
  /** `len=?`: as much as fits, or nothing. */
  readonly openLen: boolean;
  readonly payload: string | null;
  readonly win: number | null;
  readonly old: boolean;
  /** Something in it is left open by a `?`. */
  readonly blanks: boolean;
  /** Span of the whole line. */
  readonly span: Span;
  /** The line itself, for its options; null for one that nobody wrote. */
  readonly line: Segment | null;
  /** Read without what comes to mind first: seq and ack are not swapped, the data of a SYN is not counted. */
  readonly plainly?: boolean;
  /** Put in by the check for one that is missing: makes no claims. */
  readonly supplied: boolean;
}

/** Where to point for a mistake in the field: the line where it is not written. */
export function fieldSpan({ line, span }: Written, field: "seq" | "ack" | "len"): Span {
  return line?.[field]?.span ?? span;
}

/** Where to point for a mistake in the flags. */
export function flagsSpan({ line, span }: Written): Span {
  return line === null ? span : (line.flags.span ?? line.flags.none ?? line.arrow.span);
}

/**
 * Only a capture says when segments were seen (of some it does not: when those left that were overtaken), and from which
 * address to which. Times alone are what a teacher writes, too.
 */
export function isCaptured(world: World, line: Segment | null): boolean {
  return line !== null && world.hasAddresses && (world.time > 0 || line.at !== null);
}

/** The flags of a segment line as bits. */
export function flagBits(names: readonly FlagName[]): number {
  let bits = 0;
  for (const name of names) bits |= FLAG_BITS[name];
  return bits;
}

/** A segment that nobody wrote. */
export function supplied(flags: number, len: Num | null, span: Span): Written {
  return {
    flags,
    cleared: 0,
    explicit: true,
    seq: null,
    ack: null,
    len,
    openLen: false,
    payload: null,
    win: null,
    old: false,
    blanks: false,
    span,
    line: null,
    supplied: true,
  };
}

/**
 * What the line says. Defines a new length symbol, and reports a length that is none or that does
 * not fit its payload.
 */
export function readSegment(world: World, line: Segment, text: string): Written {
  const { cleared, names, none, blank } = line.flags;
  const flags = flagBits(names);
  const payload = line.payload === null ? null : text.slice(line.payload.span.start, line.payload.span.end);
  // Read once: the nodes make these anew each time they are asked.
  const { span, win } = line;
  const seq = line.sum("seq");
  const ack = line.sum("ack");
  const len = line.sum("len");
  return {
    flags,
    cleared: cleared.length === 0 ? 0 : flagBits(cleared.map(({ flag }) => flag)),
    explicit: flags !== 0 || none !== null,
    seq: seq === null || seq.blank ? null : seq,
    ack: ack === null || ack.blank ? null : ack,
    len: readLength(world, line, len, payload),
    openLen: payload === null && len?.blank === true,
    blanks: seq?.blank === true || ack?.blank === true || blank !== null || len?.blank === true,
    payload,
    win: win === null ? null : win.value,
    old: line.old !== null,
    span,
    line,
    supplied: false,
  };
}

function readLength(world: World, line: Segment, expr: Expr | null, payload: string | null): Num | null {
  const octets = payload === null ? null : plain(payloadOctets(payload));
  if (expr === null || expr.blank) return octets;
  if (octets === null && expr instanceof PlainSum && expr.symbol === null) return plain(expr.amount);
  const { numbers, symbols } = world;
  const misused = sequenceIn(symbols, expr) ?? numberIn(symbols, line, expr);
  if (misused !== undefined) {
    world.report("symbol-as-length", misused.span, { symbol: misused.name });
    return octets;
  }
  let evaluated = evaluate(numbers, symbols, expr);
  if (evaluated.second !== "") {
    world.report("symbol-two-new", expr.span, { first: evaluated.unknown, second: evaluated.second });
    return octets;
  }
  if (evaluated.unknown !== "") {
    const value = octets !== null && evaluated.bare ? octets : numbers.atom("length");
    world.define({
      name: evaluated.unknown,
      kind: "length",
      value,
      span: expr.span,
      how: octets === null ? "chosen" : "solved",
      endpoint: line.from.name,
    });
    evaluated = evaluate(numbers, symbols, expr);
  }
  if (octets !== null && numbers.equal(evaluated.value, octets) !== true) {
    world.report("len-wrong", (line.len as { span: Span }).span, {
      written: writeExpr(expr),
      expected: world.say(octets),
      reason: "payload",
    });
    return octets;
  }
  return evaluated.value;
}

/** A name in it that stands for a sequence number, and so for no amount. */
function sequenceIn({ all }: World["symbols"], expr: Expr): Extract<Term, { kind: "symbol" }> | undefined {
  if (expr instanceof PlainSum && expr.symbol === null) return undefined;
  return expr.terms
    .filter((term) => term.kind === "symbol")
    .find(({ name }) => all.get(name)?.kind === "sequence");
}

/** A new letter in it that is a number of the header on the same line. */
function numberIn(
  { all }: World["symbols"],
  { seq, ack }: Segment,
  expr: Expr,
): Extract<Term, { kind: "symbol" }> | undefined {
  if (expr instanceof PlainSum && expr.symbol === null) return undefined;
  const alone = [seq, ack].flatMap((field) => {
    const letters = field?.value.terms.filter((term) => term.kind === "symbol") ?? [];
    return letters.length === 1 ? letters.map(({ name }) => name) : [];
  });
  return expr.terms
    .filter((term) => term.kind === "symbol")
    .find(({ name }) => !all.has(name) && alone.includes(name));
}

/** Data, as far as the line says: a length other than 0, or PSH without one. */
export function carriesData(written: Written): boolean {
  if (written.len !== null) return written.len !== ZERO;
  return (written.flags & PSH) !== 0 && (written.flags & (SYN | RST)) === 0;
}

/** The flags read as TCP means them: data or `ack=` alone is an ACK; FIN, PSH, URG or data want one. */
export function effectiveFlags(written: Written, synchronized: boolean): { flags: number; omitted: boolean } {
  const { flags } = written;
  if ((flags & (ACK | RST | SYN)) !== 0) return { flags, omitted: false };
  if (!written.explicit) return { flags: ACK, omitted: false };
  const wants = (flags & (FIN | PSH | URG)) !== 0 || carriesData(written);
  if (synchronized && wants && (written.cleared & ACK) === 0) return { flags: flags | ACK, omitted: true };
  return { flags, omitted: false };
}

/** Both, and what stands between them, in whichever order they stand. */
export function spanning(one: Span, other: Span): Span {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}
