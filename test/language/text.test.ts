import { describe, expect, it } from "vitest";
import { parse } from "../../src/language/parser.js";
import { quoted, quotedOctets } from "../../src/language/print.js";
import { suggest } from "../../src/language/suggest.js";
import {
  flowAt,
  lineEnd,
  offsetAt,
  payloadOctets,
  positionAt,
  statementAt,
  tokenAt,
} from "../../src/language/text.js";
import { segment, under } from "./support.js";

describe("places", () => {
  const doc = parse("C: open\r\n\nS: listen\rC: close");

  it.each([
    [0, 0, 0],
    [7, 0, 7],
    [9, 1, 0],
    [10, 2, 0],
    [20, 3, 0],
    [28, 3, 8],
    [99, 3, 8],
    [-1, 0, 0],
  ])("offset %i is line %i, character %i", (offset, line, character) => {
    expect(positionAt(doc, offset)).toEqual({ line, character });
  });

  it.each([
    [0, 3, 3],
    [0, 99, 7],
    [2, 1, 11],
    [9, 0, 28],
    [-1, 4, 0],
  ])("line %i, character %i is offset %i", (line, character, offset) => {
    expect(offsetAt(doc, { line, character })).toBe(offset);
  });

  it("knows where lines end", () => {
    expect([0, 1, 2, 3].map((line) => lineEnd(doc, line))).toEqual([7, 9, 19, 28]);
  });

  it("finds the statement and the flow", () => {
    const two = parse('C: open\nflow "A"\n\nC: close\n');
    expect(statementAt(two, 3)).toBe(two.flows[0]?.statements[0]);
    expect(statementAt(two, 10)).toBeNull();
    expect(statementAt(two, 17)).toBeNull();
    expect(statementAt(two, 20)).toBe(two.flows[1]?.statements[0]);
    expect([0, 8, 20].map((offset) => flowAt(two, offset))).toEqual([
      two.flows[0],
      two.flows[1],
      two.flows[1],
    ]);
    expect(flowAt(parse(""), 0)).toBeNull();
  });
});

describe("tokenAt", () => {
  /** The cursor is at `|`. */
  const cases = [
    ["|C -> S: SYN", "endpoint", "C"],
    ["C |-> S: SYN", "arrow", "->"],
    ["C -> S: S|YN+ACK", "flag", "SYN"],
    ["C -> S: SYN+A|CK", "flag", "ACK"],
    ["C -> S: ACK SY|N=0", "flag", "SYN=0"],
    ["C -> S: NO|NE", "none", "NONE"],
    ["C -> S: |? seq=x", "blank", "?"],
    ["C -> S: SYN s|eq=x", "field", "seq"],
    ["C -> S: SYN seq=|x+1", "symbol", "x"],
    ["C -> S: SYN seq=x+1|", "number", "1"],
    ["C -> S: SYN w|in=5", "field", "win"],
    ["C -> S: SYN win=|5", "value", "5"],
    ["C -> S: SYN m|ss=5", "option", "mss"],
    ["C -> S: SYN ts = |1:2", "value", "1:2"],
    ["C -> S: SYN sac|kok", "option", "sackok"],
    ["C -> S: ACK sack=1..|9", "number", "9"],
    ['C -> S: PSH "h|i"', "text", '"hi"'],
    ["C -> S: SYN (h|i)", "text", "(hi)"],
    ["C -> S: SYN as i|d", "id", "id"],
    ["o|ld C -> S: SYN", "keyword", "old"],
    ["@1|s C -> S: SYN", "time", "@1s"],
    ["C: CLO|SED -> SYN-SENT", "state", "CLOSED"],
    ["C: SYN|_SENT", "state", "SYN_SENT"],
    ["C: clo|se", "event", "close"],
    ["C: time|out rto", "event", "timeout"],
    ["C: timeout r|to", "timer", "rto"],
    ["C: send |n", "symbol", "n"],
    ["S(|C2): CLOSED", "endpoint", "C2"],
    ["cli|ent C", "keyword", "client"],
    ["client C is|n=x", "attribute", "isn"],
    ["client C state=LIS|TEN", "state", "LISTEN"],
    ["== H|i ==", "text", "Hi"],
    ["note C: h|i", "text", "hi"],
    ["del|iver a", "keyword", "deliver"],
    ["..|. C -> S", "keyword", "..."],
    ["... C |-> S", null, null],
    ["C ->| S", null, null],
  ] as const;
  it.each(cases)("%s", (marked, kind, word) => {
    const offset = marked.indexOf("|");
    const text = marked.replace("|", "");
    const token = tokenAt(parse(text), offset);
    expect(token && [token.kind, under(text, token.span)]).toEqual(kind && [kind, word]);
  });
});

describe("octets of a payload", () => {
  it.each([
    ['""', 0],
    ['"abc"', 3],
    ['"é"', 2],
    ['"中"', 3],
    ['"😀"', 4],
    ['"\\r\\n"', 2],
    ['"\\x41\\xff"', 2],
    ['"\\u00e9\\u4e2d"', 5],
    ['"\\ud83d\\ude00"', 4],
    ['"say \\"hi\\""', 8],
  ])("%s has %i", (quotedText, octets) => {
    expect(payloadOctets(quotedText)).toBe(octets);
  });
});

describe("quoted", () => {
  it.each(["a", 'a"b\\c', "line\r\n\t\u0001", "中"])("%j is read back as it was", (value) => {
    expect(segment(`C -> S: PSH ${quoted(value)}`).payload?.value).toBe(value);
  });
});

describe("did you mean", () => {
  it.each([
    ["SNY", ["SYN", "FIN"], "SYN"],
    ["find", ["seq", "FIN"], "FIN"],
    ["xyz", ["SYN", "FIN"], ""],
    ["ESTABLISED", ["ESTABLISHED"], "ESTABLISHED"],
    ["SYN报文", ["SYN"], "SYN"],
    ["SYN", ["SYN"], ""],
    ["c", ["C", "S"], "C"],
    ["q", ["C", "S"], ""],
    ["包", ["SYN"], ""],
  ])("%s", (word, candidates, meant) => {
    expect(suggest(word, candidates)).toBe(meant);
  });
});

it.each([
  ["世界", '"世界"'],
  ['a"b\n', '"a\\"b\\n"'],
])("octets of %s are written as text", (value, written) => {
  expect(quotedOctets([...new TextEncoder().encode(value)])).toBe(written);
});

it("octets that are no text are written one by one, a zero among them", () => {
  expect(quotedOctets([0x41, 0, 0xe4, 0xb8, 0x22])).toBe('"A\\x00\\xe4\\xb8\\""');
});
