import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Document, Span } from "../../src/language/ast.js";
import { format, withNotationsApplied } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { anyText, canonicalLine, canonicalText, typedText } from "./generate.js";
import { meaning, partsOf } from "./support.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
vi.setConfig({ testTimeout: LONG ? 600_000 : 20_000 });

const RUNS = { numRuns: LONG ? 20_000 : 300, seed: 9293 };

describe("parse", () => {
  it("reads every canonical line without a problem or a notation", () => {
    fc.assert(
      fc.property(canonicalLine, (line) => {
        const doc = parse(line);
        expect(doc.problems).toEqual([]);
        expect(doc.notations).toEqual([]);
      }),
      RUNS,
    );
  });

  it("makes one statement of each line at most, one problem of each that is broken, whatever is typed", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const doc = parse(text);
        const lines = doc.flows.flatMap(({ statements }) => statements.map(({ line }) => line));
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        const broken = doc.flows.flatMap(({ statements }) =>
          statements.filter(({ type }) => type === "broken"),
        );
        const headers = doc.flows.map(({ header }) => header?.line);
        expect(doc.problems.filter(({ line }) => !headers.includes(line)).map(({ line }) => line)).toEqual(
          broken.map(({ line }) => line),
        );
        expect(new Set(doc.problems.map(({ line }) => line)).size).toBe(doc.problems.length);
      }),
      RUNS,
    );
  });

  it("keeps every span within its line", () => {
    fc.assert(
      fc.property(fc.oneof(typedText, anyText), (text) => {
        const doc = parse(text);
        for (const { statements } of doc.flows) for (const one of statements) checkSpans(one, one.span);
        for (const { line, span } of [...doc.problems, ...doc.notations]) {
          expect(span.start).toBeGreaterThanOrEqual(doc.lineStarts[line] ?? -1);
          expect(span.end).toBeLessThanOrEqual(doc.lineStarts[line + 1] ?? text.length);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
        }
      }),
      RUNS,
    );
  });

  it("reads a text with its notations normalized as the same, and finds none in it", () => {
    fc.assert(
      fc.property(fc.oneof(typedText, anyText), (text) => {
        const doc = parse(text);
        const normalized = parse(withNotationsApplied(doc));
        expect(normalized.notations).toEqual([]);
        expect(meaning(normalized)).toEqual(meaning(doc));
      }),
      RUNS,
    );
  });
});

describe("format", () => {
  it("never changes what a text means", () => {
    fc.assert(
      fc.property(fc.oneof(canonicalText, typedText, anyText), (text) => {
        expect(meaning(parse(format(text)))).toEqual(meaning(parse(text)));
      }),
      RUNS,
    );
  });

  it("leaves what it has formatted", () => {
    fc.assert(
      fc.property(fc.oneof(canonicalText, typedText, anyText), (text) => {
        const once = format(text);
        expect(format(once)).toBe(once);
      }),
      RUNS,
    );
  });

  it("keeps every comment", () => {
    fc.assert(
      fc.property(fc.oneof(canonicalText, typedText), (text) => {
        expect(commentsOf(parse(format(text)))).toEqual(commentsOf(parse(withNotationsApplied(parse(text)))));
      }),
      RUNS,
    );
  });
});

function commentsOf({ text, lineStarts, flows }: Document): readonly string[] {
  const ends = new Map<number, number>();
  for (const { header, statements } of flows) {
    if (header !== null) ends.set(header.line, header.span.end);
    for (const { line, span } of statements) ends.set(line, span.end);
  }
  return lineStarts
    .map((start, line) => text.slice(ends.get(line) ?? start, lineStarts[line + 1] ?? text.length))
    .map((rest) => rest.replace("\ufeff", "").trim())
    .filter((rest) => rest !== "");
}

function checkSpans(value: unknown, within: Span): void {
  if (value === null || typeof value !== "object") return;
  if ("start" in value && "end" in value) {
    const { start, end } = value as Span;
    expect(start).toBeGreaterThanOrEqual(within.start);
    expect(end).toBeLessThanOrEqual(within.end);
    expect(end).toBeGreaterThanOrEqual(start);
  }
  for (const [, one] of Array.isArray(value) ? value.entries() : partsOf(value)) checkSpans(one, within);
}
