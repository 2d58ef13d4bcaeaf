/**
 * Nodes of a text in which something above them has changed: the same, so many characters and lines further
 * down. A segment and what happens at one end, which long texts are made of, stay as they were read, and are
 * moved when they are asked; everything else is copied.
 */

import type {
  Arrow,
  Expr,
  FastOpenField,
  FlagName,
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
export function movedStatements(statements: readonly Statement[], shift: TextShift): readonly Statement[] {
  if (isNone(shift)) return statements;
  // Moves add up: what has moved before is moved once, from where it was read. Few moves are met, so few are made.
  const sums = new Map<TextShift, TextShift>();
  const further = (before: TextShift): TextShift => {
    const known = sums.get(before);
    if (known !== undefined) return known;
    const sum = { by: before.by + shift.by, lines: before.lines + shift.lines };
    sums.set(before, sum);
    return sum;
  };
  return statements.map((statement) =>
    statement instanceof MovedStatement ? statement.further(further) : movedStatement(statement, shift),
  );
}

function movedStatement(statement: Statement, shift: TextShift): Statement {
  if (isNone(shift)) return statement;
  if (statement.type === "segment") return new MovedSegment(statement, shift);
  if (statement.type === "local") return new MovedLocal(statement, shift);
  return moved(statement, shift);
}

function isNone({ by, lines }: TextShift): boolean {
  return by === 0 && lines === 0;
}

/** Plain data with the places in it moved: `start` and `end` are characters, `line` is a line, wherever they are numbers. */
export function moved<T>(value: T, shift: TextShift): T {
  if (typeof value !== "object" || value === null || isNone(shift)) return value;
  if (Array.isArray(value)) return (value.length === 0 ? value : value.map((one) => moved(one, shift))) as T;
  if (isNode(value)) return value.moved(shift.by) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (typeof part !== "number") copy[key] = moved(part, shift);
    else if (key === "start" || key === "end") copy[key] = part + shift.by;
    else copy[key] = key === "line" ? part + shift.lines : part;
  }
  return copy as T;
}

/** One of the small nodes, which knows itself how it moves. */
function isNode(value: object): value is { moved(by: number): object } {
  return "moved" in value;
}

/** What nearly every segment has is moved without asking what else it might be: a walk asks every one of them. */
function movedName(name: Name, shift: TextShift): Name {
  return name instanceof NameNode ? name.moved(shift.by) : moved(name, shift);
}

function movedNumber(field: NumberField | null, shift: TextShift): NumberField | null {
  if (field === null) return null;
  return field instanceof PlainNumberField ? field.moved(shift.by) : moved(field, shift);
}

function movedSpan({ start, end }: Span, { by }: TextShift): Span {
  return { start: start + by, end: end + by };
}

/** A statement as it was read, which moves its parts when they are asked for. */
abstract class MovedStatement<T extends Segment | Local> {
  /** `shift` is one for all the statements that moved together. */
  constructor(
    protected readonly base: T,
    protected readonly shift: TextShift,
  ) {}

  further(by: (shift: TextShift) => TextShift): T {
    return movedStatement(this.base, by(this.shift)) as T;
  }

  get line(): number {
    return this.base.line + this.shift.lines;
  }

  get span(): Span {
    return movedSpan(this.base.span, this.shift);
  }

  get at(): Time | null {
    const { at } = this.base;
    return at === null ? null : moved(at, this.shift);
  }
}

class MovedSegment extends MovedStatement<Segment> implements Segment {
  readonly type = "segment";

  get old(): Span | null {
    const { old } = this.base;
    return old === null ? null : moved(old, this.shift);
  }

  get fromName(): string {
    return this.base.fromName;
  }

  get toName(): string {
    return this.base.toName;
  }

  get flagNames(): readonly FlagName[] {
    return this.base.flagNames;
  }

  sum(field: "seq" | "ack" | "len"): Expr | null {
    return this[field]?.value ?? null;
  }

  get from(): Name {
    return movedName(this.base.from, this.shift);
  }

  get to(): Name {
    return movedName(this.base.to, this.shift);
  }

  get arrow(): Arrow {
    const { arrow } = this.base;
    return arrow instanceof ArrowNode ? arrow.moved(this.shift.by) : moved(arrow, this.shift);
  }

  get flags(): Flags {
    const { flags } = this.base;
    return flags instanceof FlagList ? flags.moved(this.shift.by) : moved(flags, this.shift);
  }

  get seq(): NumberField | null {
    return movedNumber(this.base.seq, this.shift);
  }

  get ack(): NumberField | null {
    return movedNumber(this.base.ack, this.shift);
  }

  get len(): NumberField | null {
    return movedNumber(this.base.len, this.shift);
  }

  get payload(): Text | null {
    const { payload } = this.base;
    return payload === null ? null : moved(payload, this.shift);
  }

  get win(): IntegerField | null {
    const { win } = this.base;
    return win === null ? null : moved(win, this.shift);
  }

  get urg(): IntegerField | null {
    const { urg } = this.base;
    return urg === null ? null : moved(urg, this.shift);
  }

  get mss(): IntegerField | null {
    const { mss } = this.base;
    return mss === null ? null : moved(mss, this.shift);
  }

  get wscale(): IntegerField | null {
    const { wscale } = this.base;
    return wscale === null ? null : moved(wscale, this.shift);
  }

  get sackok(): Span | null {
    const { sackok } = this.base;
    return sackok === null ? null : moved(sackok, this.shift);
  }

  get sack(): SackField | null {
    const { sack } = this.base;
    return sack === null ? null : moved(sack, this.shift);
  }

  get ts(): TimestampField | null {
    const { ts } = this.base;
    return ts === null ? null : moved(ts, this.shift);
  }

  get tfo(): FastOpenField | null {
    const { tfo } = this.base;
    return tfo === null ? null : moved(tfo, this.shift);
  }

  get id(): Name | null {
    const { id } = this.base;
    return id === null ? null : moved(id, this.shift);
  }

  get caption(): Text | null {
    const { caption } = this.base;
    return caption === null ? null : moved(caption, this.shift);
  }
}

class MovedLocal extends MovedStatement<Local> implements Local {
  readonly type = "local";

  get subjects(): readonly Subject[] {
    return moved(this.base.subjects, this.shift);
  }

  get what(): Local["what"] {
    return moved(this.base.what, this.shift);
  }
}
