/** The label of a segment: flags, numbers, options, data. */

import type { FlowTrace, Step } from "../check/trace.js";
import type { Expr, NumberField, SackField, Segment, Span } from "../language/ast.js";
import { previewTexts } from "../messages/preview.js";
import { flagsText } from "../tcp/segment.js";
import { type ArrowRow, type ArrowShape, type RowOptions, reasons, type Tone } from "./row.js";

export function segmentRow(step: Step, flow: FlowTrace, options: RowOptions): ArrowRow {
  const segment = step.statement as Segment;
  const wrong = reasons(step, options);
  const fate = step.segment?.fate ?? "delivered";
  const tone: Tone = wrong.length > 0 ? "wrong" : fate === "void" ? "dimmed" : "plain";
  const texts = previewTexts(options.locale);
  const words: string[] = [];
  if (step.segment?.retransmission === true && flow.flow.kind !== "exercise") words.push(texts.sentAgain);
  if (fate === "lost") words.push(texts.lost);
  if (fate === "stray") words.push(texts.stray);
  if (fate === "in-flight") {
    const never = step.segment?.arrivals.length === 0;
    words.push(never ? texts.neverArrives : texts.departs(segment.id?.name ?? "").trim());
  }
  if (fate === "void" && wrong.length === 0) words.push(texts.noEffect);
  const head = segmentLabel(step, segment, flow, options);
  if (words.length > 0) head[0] += ` · ${words.join(" · ")}`;
  return {
    id: `${step.line}:segment`,
    line: step.line,
    kind: "segment",
    from: segment.from.name,
    to: segment.to.name,
    arrow: shapeOf(segment, step),
    tone,
    text: [...head, ...wrong],
  };
}

/** The arrival of `departure`, which the step `at` delivers. */
export function arrivalRow(
  departure: Step,
  at: Step,
  place: number,
  flow: FlowTrace,
  options: RowOptions,
): ArrowRow {
  const segment = departure.statement as Segment;
  const texts = previewTexts(options.locale);
  const again = departure.segment?.arrivals[0] !== at.index || departure.segment?.fate === "delivered";
  const name = segment.id?.name ?? "";
  const label = segmentLabel(departure, segment, flow, options)[0] ?? "";
  const said = (again ? texts.duplicateArrives(name) : texts.arrives(name)).trim();
  return {
    id: `${at.line}:arrival:${place}`,
    line: at.line,
    kind: "arrival",
    from: segment.from.name,
    to: segment.to.name,
    arrow: "arrives",
    departure: `${departure.line}:segment`,
    tone: "plain",
    text: [`${label} · ${said}`],
  };
}

/** Of `RowOptions`, what a label needs. */
export type LabelOptions = Pick<RowOptions, "text" | "express" | "restate">;

/** Lines of the label. In an exercise only what is written; else what is not written is worked out. */
export function segmentLabel(step: Step, segment: Segment, flow: FlowTrace, options: LabelOptions): string[] {
  const open = flow.flow.kind !== "exercise";
  const first = [flagWords(step, segment, open)];
  const seq = numberText("seq", segment.seq, step, open, options);
  const ack = numberText("ack", segment.ack, step, open, options);
  if (seq !== null) first.push(seq);
  if (ack !== null) first.push(ack);
  const len = lengthText(step, segment, open, options);
  if (len !== null) first.push(len);
  const out = [first.join(" ")];
  const sack = segment.sack === null ? null : sackText(segment.sack, step, options);
  const extra = optionWords(segment, sack);
  if (extra.length > 0) out.push(extra.join(" "));
  if (segment.payload !== null) out.push(shorten(slice(segment.payload.span, options)));
  if (segment.caption !== null) out.push(`(${segment.caption.value})`);
  return out;
}

function flagWords(step: Step, segment: Segment, open: boolean): string {
  const flags = segment.flags;
  if (flags.blank !== null && !open) return "?";
  if (flags.names.length > 0) return flags.names.join("+");
  if (step.segment !== null && open) return flagsText(step.segment.flags);
  return flags.none !== null ? "NONE" : segment.ack !== null || segment.len !== null ? "ACK" : "?";
}

function numberText(
  which: "seq" | "ack",
  field: NumberField | null,
  step: Step,
  open: boolean,
  options: LabelOptions,
): string | null {
  if (field !== null && !(field.value.blank && open)) return writtenText(which, field, step, options);
  if (!open || step.segment === null) return null;
  const value = options.express(step, which);
  return value === null ? null : `${which}=${value}`;
}

function lengthText(step: Step, segment: Segment, open: boolean, options: LabelOptions): string | null {
  const field = segment.len;
  if (field !== null && !(field.value.blank && open)) return writtenText("len", field, step, options);
  if (!open || step.segment === null) return null;
  const value = options.express(step, "len");
  return value === null || value === "0" ? null : `len=${value}`;
}

function writtenText(
  which: "seq" | "ack" | "len",
  field: NumberField,
  step: Step,
  options: LabelOptions,
): string {
  return `${which}=${options.restate?.(step, which, field) ?? expressionText(field.value)}`;
}

/** `x+1`, without blanks, in ASCII. */
export function expressionText(expr: Expr): string {
  return expr.alias === null ? sumText(expr) : `${expr.alias.name}=${sumText(expr)}`;
}

/** The same without the name that is given to the number. */
export function sumText(expr: Expr): string {
  if (expr.blank) return "?";
  return expr.terms
    .map((term, i) => {
      const sign = term.sign < 0 ? "-" : i > 0 ? "+" : "";
      return sign + (term.kind === "number" ? String(term.value) : term.name);
    })
    .join("");
}

/** Window, urgent pointer and options, as they are written; the blocks of a SACK in the words given. */
export function optionWords(segment: Segment, sack: string | null): string[] {
  const out: string[] = [];
  for (const key of ["win", "urg", "mss", "wscale"] as const) {
    const field = segment[key];
    if (field !== null) out.push(`${key}=${field.value ?? "?"}`);
  }
  if (segment.sackok !== null) out.push("sackok");
  if (sack !== null) out.push(sack);
  if (segment.ts !== null) out.push(`ts=${segment.ts.value}:${segment.ts.echo}`);
  if (segment.tfo !== null) out.push(segment.tfo.cookie === null ? "tfo" : `tfo=${segment.tfo.cookie}`);
  return out;
}

/** A SACK block counts what its receiver has sent, as the acknowledgment number does. */
function sackText(sack: SackField, step: Step, options: LabelOptions): string {
  const restated = sack.blocks.map(({ left, right }) =>
    [left, right].map((value) => options.restate?.(step, "ack", { span: sack.span, value }) ?? null),
  );
  if (restated.flat().includes(null)) return slice(sack.span, options);
  return `sack=${restated.map((edges) => edges.join("..")).join(",")}`;
}

function shapeOf(segment: Segment, step: Step): ArrowShape {
  if (segment.old !== null) return "stray";
  if (segment.arrow.kind === "-x") return "lost";
  if (segment.arrow.kind === "~>") return "departs";
  return step.segment?.fate === "lost" ? "lost" : "delivered";
}

const PAYLOAD_LENGTH = 48;

function shorten(text: string): string {
  return text.length <= PAYLOAD_LENGTH ? text : `${text.slice(0, PAYLOAD_LENGTH - 2)}…${text.slice(-1)}`;
}

function slice(span: Span, options: Pick<RowOptions, "text">): string {
  return options.text.slice(span.start, span.end);
}
