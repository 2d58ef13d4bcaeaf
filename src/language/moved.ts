/**
 * Nodes of a text in which something above them has changed: the same, so many characters and lines further
 * down. A segment and what happens at one end, which long texts are made of, stay as they were read, and are
 * moved when they are asked; everything else is copied.
 */

import type {
  Arrow,
  FastOpenField,
  Flags,
  IntegerField,
  Local,
  Name,
  NumberField,
  SackField,
  Segment,
  Span,
  Statement,
  Subject,
  Text,
  Time,
  TimestampField,
} from "./ast.js";
import { ArrowNode, FlagList, NameNode, PlainNumberField } from "./nodes.js";

/** How far something has moved. */
export interface TextShift {
  /** Characters. */
  readonly by: number;
  readonly lines: number;
}

/** Moves the statements of a text, all as far. Those given stay what they are. */
export function movedStatements(statements: readonly Statement[], move: TextShift): readonly Statement[] {
  if (isNone(move)) return statements;
  // Moves add up: what has moved before is moved once, from where it was read. Few moves are met, so few are made.
  const sums = new Map<TextShift, TextShift>();
  const further = (before: TextShift): TextShift => {
    const known = sums.get(before);
    if (known !== undefined) return known;
    const sum = { by: before.by + move.by, lines: before.lines + move.lines };
    sums.set(before, sum);
    return sum;
  };
  return statements.map((statement) =>
    statement instanceof MovedSegment || statement instanceof MovedLocal
      ? statement.further(further)
      : movedStatement(statement, move),
  );
}

function movedStatement(statement: Statement, move: TextShift): Statement {
  if (isNone(move)) return statement;
  if (statement.type === "segment") return new MovedSegment(statement, move);
  if (statement.type === "local") return new MovedLocal(statement, move);
  return moved(statement, move);
}

function isNone({ by, lines }: TextShift): boolean {
  return by === 0 && lines === 0;
}

/** Plain data with the places in it moved: `start` and `end` are characters, `line` is a line, wherever they are numbers. */
export function moved<T>(value: T, move: TextShift): T {
  if (typeof value !== "object" || value === null || isNone(move)) return value;
  if (Array.isArray(value)) return (value.length === 0 ? value : value.map((one) => moved(one, move))) as T;
  if (isNode(value)) return value.moved(move.by) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (typeof part !== "number") copy[key] = moved(part, move);
    else if (key === "start" || key === "end") copy[key] = part + move.by;
    else copy[key] = key === "line" ? part + move.lines : part;
  }
  return copy as T;
}

function isNode(value: object): value is NameNode | ArrowNode | FlagList | PlainNumberField {
  return (
    value instanceof NameNode ||
    value instanceof ArrowNode ||
    value instanceof FlagList ||
    value instanceof PlainNumberField
  );
}

/** What nearly every segment has is moved without asking what else it might be: a walk asks every one of them. */
function movedName(name: Name, move: TextShift): Name {
  return name instanceof NameNode ? name.moved(move.by) : moved(name, move);
}

function movedNumber(field: NumberField | null, move: TextShift): NumberField | null {
  if (field === null) return null;
  return field instanceof PlainNumberField ? field.moved(move.by) : moved(field, move);
}

function movedSpan({ start, end }: Span, { by }: TextShift): Span {
  return { start: start + by, end: end + by };
}

class MovedSegment implements Segment {
  readonly type = "segment";
  private readonly base: Segment;
  private readonly move: TextShift;

  /** `move` is one for all the statements that moved together. */
  constructor(base: Segment, move: TextShift) {
    this.base = base;
    this.move = move;
  }

  further(by: (move: TextShift) => TextShift): Segment {
    return movedStatement(this.base, by(this.move)) as Segment;
  }

  get line(): number {
    return this.base.line + this.move.lines;
  }

  get span(): Span {
    return movedSpan(this.base.span, this.move);
  }

  get at(): Time | null {
    const { at } = this.base;
    return at === null ? null : moved(at, this.move);
  }

  get old(): Span | null {
    const { old } = this.base;
    return old === null ? null : moved(old, this.move);
  }

  get from(): Name {
    return movedName(this.base.from, this.move);
  }

  get to(): Name {
    return movedName(this.base.to, this.move);
  }

  get arrow(): Arrow {
    const { arrow } = this.base;
    return arrow instanceof ArrowNode ? arrow.moved(this.move.by) : moved(arrow, this.move);
  }

  get flags(): Flags {
    const { flags } = this.base;
    return flags instanceof FlagList ? flags.moved(this.move.by) : moved(flags, this.move);
  }

  get seq(): NumberField | null {
    return movedNumber(this.base.seq, this.move);
  }

  get ack(): NumberField | null {
    return movedNumber(this.base.ack, this.move);
  }

  get len(): NumberField | null {
    return movedNumber(this.base.len, this.move);
  }

  get payload(): Text | null {
    const { payload } = this.base;
    return payload === null ? null : moved(payload, this.move);
  }

  get win(): IntegerField | null {
    const { win } = this.base;
    return win === null ? null : moved(win, this.move);
  }

  get urg(): IntegerField | null {
    const { urg } = this.base;
    return urg === null ? null : moved(urg, this.move);
  }

  get mss(): IntegerField | null {
    const { mss } = this.base;
    return mss === null ? null : moved(mss, this.move);
  }

  get wscale(): IntegerField | null {
    const { wscale } = this.base;
    return wscale === null ? null : moved(wscale, this.move);
  }

  get sackok(): Span | null {
    const { sackok } = this.base;
    return sackok === null ? null : moved(sackok, this.move);
  }

  get sack(): SackField | null {
    const { sack } = this.base;
    return sack === null ? null : moved(sack, this.move);
  }

  get ts(): TimestampField | null {
    const { ts } = this.base;
    return ts === null ? null : moved(ts, this.move);
  }

  get tfo(): FastOpenField | null {
    const { tfo } = this.base;
    return tfo === null ? null : moved(tfo, this.move);
  }

  get id(): Name | null {
    const { id } = this.base;
    return id === null ? null : moved(id, this.move);
  }

  get caption(): Text | null {
    const { caption } = this.base;
    return caption === null ? null : moved(caption, this.move);
  }
}

class MovedLocal implements Local {
  readonly type = "local";
  private readonly base: Local;
  private readonly move: TextShift;

  constructor(base: Local, move: TextShift) {
    this.base = base;
    this.move = move;
  }

  further(by: (move: TextShift) => TextShift): Local {
    return movedStatement(this.base, by(this.move)) as Local;
  }

  get line(): number {
    return this.base.line + this.move.lines;
  }

  get span(): Span {
    return movedSpan(this.base.span, this.move);
  }

  get at(): Time | null {
    const { at } = this.base;
    return at === null ? null : moved(at, this.move);
  }

  get subjects(): readonly Subject[] {
    return moved(this.base.subjects, this.move);
  }

  get what(): Local["what"] {
    return moved(this.base.what, this.move);
  }
}
