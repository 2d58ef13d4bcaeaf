import { describe, expect, it } from "vitest";
import { parse } from "../../src/language/parser.js";
import { printExpr } from "../../src/language/print.js";
import { segment, statement, under } from "./support.js";

describe("segments", () => {
  const arrows = [
    ["C -> S: SYN", "C", "S", "->", false],
    ["C->S:SYN", "C", "S", "->", false],
    ["C -x S: SYN", "C", "S", "-x", false],
    ["C ~> S: SYN", "C", "S", "~>", false],
    ["C <- S: SYN", "S", "C", "->", true],
    ["C x- S: SYN", "S", "C", "-x", true],
    ["C <~ S: SYN", "S", "C", "~>", true],
    ["client -> server: SYN", "client", "server", "->", false],
    ["note -> flow: SYN", "note", "flow", "->", false],
    ["x x- x: SYN", "x", "x", "-x", true],
    ["客户端 -> 服务器_1: SYN", "客户端", "服务器_1", "->", false],
    ["old -> S: SYN", "old", "S", "->", false],
  ] as const;
  it.each(arrows)("%s", (text, from, to, kind, reversed) => {
    expect(segment(text)).toMatchObject({
      from: { name: from },
      to: { name: to },
      arrow: { kind, reversed },
      old: null,
    });
  });

  it("reads old only before a name", () => {
    expect(segment("old A -> B: SYN")).toMatchObject({ old: { start: 0, end: 3 }, from: { name: "A" } });
    expect(segment("old old -> B: SYN")).toMatchObject({ from: { name: "old" } });
  });

  const flags = [
    ["SYN", ["SYN"], []],
    ["SYN+ACK", ["SYN", "ACK"], []],
    ["seq=x SYN+ACK", ["SYN", "ACK"], []],
    ["AE+NS=0", null, null],
    ["AE", ["NS"], []],
    ["SYN ACK=0", ["SYN"], ["ACK"]],
    ["SYN=0 ACK", ["ACK"], ["SYN"]],
    ["FIN+SYN+RST+PSH+URG+ECE+CWR+NS", ["FIN", "SYN", "RST", "PSH", "URG", "ECE", "CWR", "NS"], []],
  ] as const;
  it.each(flags)("flags %s", (body, words, cleared) => {
    const line = statement(`C -> S: ${body}`);
    if (words === null) {
      expect(line.type).toBe("broken");
      return;
    }
    const found = segment(`C -> S: ${body}`).flags;
    expect(found.words.map(({ flag }) => flag)).toEqual(words);
    expect(found.cleared.map(({ flag }) => flag)).toEqual(cleared);
  });

  it("tells no flags, NONE and a blank apart", () => {
    expect(segment("C -> S: seq=1").flags).toMatchObject({ words: [], none: null, blank: null, span: null });
    expect(segment("C -> S: NONE").flags).toMatchObject({
      words: [],
      none: { start: 8, end: 12 },
      blank: null,
    });
    expect(segment("C -> S: ?").flags).toMatchObject({ words: [], none: null, blank: { start: 8, end: 9 } });
  });

  const sums = [
    ["100", "100", [100]],
    ["0x10", "16", [16]],
    ["100+1", "100+1", [100, 1]],
    ["x + 1", "x+1", ["x", 1]],
    ["x+1+n", "x+1+n", ["x", 1, "n"]],
    ["y-1", "y-1", ["y", -1]],
    ["?", "?", []],
    ["f=v+1", "f=v+1", ["v", 1]],
    ["4294967295", "4294967295", [4294967295]],
  ] as const;
  it.each(sums)("seq=%s", (sum, printed, terms) => {
    const value = segment(`C -> S: ACK seq = ${sum}, ack=1`).seq?.value;
    expect(value && printExpr(value)).toBe(printed);
    expect(value?.terms.map((t) => (t.kind === "symbol" ? t.name : t.sign * t.value))).toEqual(terms);
  });

  it("reads every field, in any order", () => {
    const text =
      'C -> S: (hi (there)) as q tfo=0aF ts=1:2 sack=1..2, 3..x+4, sackok wscale=7 mss=1460 urg=? win=0 "a#b" len=3 ack=y ACK seq=x';
    expect(segment(text)).toMatchObject({
      caption: { value: "hi (there)" },
      id: { name: "q" },
      tfo: { cookie: "0aF" },
      ts: { value: 1, echo: 2 },
      sackok: {},
      wscale: { value: 7 },
      mss: { value: 1460 },
      urg: { value: null },
      win: { value: 0 },
      payload: { value: "a#b" },
      len: { value: { terms: [{ value: 3 }] } },
    });
    expect(
      segment(text).sack?.blocks.map(({ left, right }) => `${printExpr(left)}..${printExpr(right)}`),
    ).toEqual(["1..2", "3..x+4"]);
    expect(segment("C -> S: SYN tfo").tfo).toMatchObject({ cookie: null });
    expect(segment("C -> S: ACK sack=1..2, win=5").win).toMatchObject({ value: 5 });
  });

  it("knows where everything stands", () => {
    const text = "  @1.5s C <- S: SYN+ACK seq=x + 1 as q  # why";
    const found = segment(text);
    expect(under(text, found.span)).toBe("@1.5s C <- S: SYN+ACK seq=x + 1 as q");
    expect(found.at).toMatchObject({ ms: 1500, span: { start: 2, end: 7 } });
    expect(under(text, found.arrow.span)).toBe("<-");
    expect(under(text, found.from.span)).toBe("S");
    expect(found.flags.span && under(text, found.flags.span)).toBe("SYN+ACK");
    expect(found.flags.words.map(({ span }) => under(text, span))).toEqual(["SYN", "ACK"]);
    expect(found.seq && under(text, found.seq.span)).toBe("seq=x + 1");
    expect(found.seq && under(text, found.seq.key)).toBe("seq");
    expect(found.seq?.value.terms.map(({ span }) => under(text, span))).toEqual(["x", "1"]);
    expect(found.id && under(text, found.id.span)).toBe("q");
  });

  const placed = [
    ["ACK seq=x", "seq=x", "x", ["x"]],
    ["ACK seq=100,", "seq=100", "100", ["100"]],
    ["ACK seq=名+201 ack=1", "seq=名+201", "名+201", ["名", "201"]],
    ["ACK seq = y-1", "seq = y-1", "y-1", ["y", "1"]],
    ["ACK seq=y -1", "seq=y -1", "y -1", ["y", "1"]],
    ["ACK seq=y  - 1", "seq=y  - 1", "y  - 1", ["y", "1"]],
    ["ACK seq=y+n+1", "seq=y+n+1", "y+n+1", ["y", "n", "1"]],
    ["ACK seq=y+0x10 # c", "seq=y+0x10", "y+0x10", ["y", "0x10"]],
    ["ACK seq=1+y", "seq=1+y", "1+y", ["1", "y"]],
    ["ACK seq＝y＋1", "seq＝y＋1", "y＋1", ["y", "1"]],
  ] as const;
  it.each(placed)("knows where the sum of %s stands", (body, field, sum, terms) => {
    const text = `C -> S: ${body}`;
    const { seq } = segment(text);
    if (seq === null) throw new Error("no seq");
    const places = [seq.key, seq.span, seq.value.span, ...seq.value.terms.map(({ span }) => span)];
    expect(places.map((span) => under(text, span))).toEqual(["seq", field, sum, ...terms]);
  });

  const lists = [
    ["SYN", ["SYN"]],
    ["SYN+AE+CWR+ECE", ["SYN", "AE", "CWR", "ECE"]],
    ["SYN+NS ACK=0", ["SYN", "NS"]],
    ["ACK=0 SYN+NS", ["SYN", "NS"]],
    ["syn，Ack", ["syn", "Ack"]],
  ] as const;
  it.each(lists)("knows where the flags of %s stand", (body, words) => {
    const text = `C -> S: ${body}`;
    expect(segment(text).flags.words.map(({ span }) => under(text, span))).toEqual(words);
  });
});

describe("strings", () => {
  const strings = [
    ['"a b"', "a b"],
    [String.raw`"\n\r\t\\\""`, '\n\r\t\\"'],
    [String.raw`"\x41\u4e2d"`, "A中"],
    ['"“→ = ，”"', "“→ = ，”"],
    ['""', ""],
  ] as const;
  it.each(strings)("%s", (typed, value) => {
    expect(segment(`C -> S: PSH ${typed}`).payload?.value).toBe(value);
  });
});

describe("what happens at an endpoint", () => {
  const lines = [
    ["C: listen", { kind: "event", event: "listen" }],
    ["C: LISTEN", { kind: "state", from: null, to: { state: "LISTEN" } }],
    ["C: close", { kind: "event", event: "close" }],
    ["client: close", { kind: "event", event: "close" }],
    ["C: send 100", { kind: "event", event: "send", amount: { terms: [{ value: 100 }] }, payload: null }],
    ['C: send "hi"', { kind: "event", event: "send", amount: null, payload: { value: "hi" } }],
    ["C: send ?", { kind: "event", event: "send", amount: { blank: true } }],
    ["C: receive", { kind: "event", event: "receive", amount: null, payload: null }],
    ["C: receive n", { kind: "event", event: "receive", amount: { terms: [{ name: "n" }] } }],
    ["C: timeout 2msl", { kind: "event", event: "timeout", timer: "2msl" }],
    ["C: TIME-WAIT->CLOSED", { kind: "state", from: { state: "TIME-WAIT" }, to: { state: "CLOSED" } }],
    [
      "C: FIN-WAIT-1 -> FIN-WAIT-2",
      { kind: "state", from: { state: "FIN-WAIT-1" }, to: { state: "FIN-WAIT-2" } },
    ],
    ["C: ? -> CLOSED", { kind: "state", from: { state: null }, to: { state: "CLOSED" } }],
    ["C: CLOSED -> ?", { kind: "state", from: { state: "CLOSED" }, to: { state: null } }],
    ["C: ?", { kind: "blank" }],
  ] as const;
  it.each(lines)("%s", (text, what) => {
    expect(statement(text)).toMatchObject({ type: "local", what });
  });

  it("holds for several endpoints, and for one connection of one", () => {
    const text = "C, S(C2): ESTABLISHED";
    const found = statement(text);
    expect(found).toMatchObject({
      subjects: [
        { name: { name: "C" }, peer: null },
        { name: { name: "S" }, peer: { name: "C2" } },
      ],
    });
    expect(found.type === "local" && found.subjects.map(({ span }) => under(text, span))).toEqual([
      "C",
      "S(C2)",
    ]);
  });
});

describe("other lines", () => {
  const lines = [
    ["== A b ==", { type: "section", text: { value: "A b" } }],
    ["note: see #5 # c", { type: "note", over: [], text: { value: "see" } }],
    ["note: a#5, “b”", { type: "note", over: [], text: { value: "a#5, “b”" } }],
    [
      "note C, S: hi: there",
      { type: "note", over: [{ name: "C" }, { name: "S" }], text: { value: "hi: there" } },
    ],
    ["deliver", { type: "deliver", ids: [] }],
    ["deliver a, b", { type: "deliver", ids: [{ name: "a" }, { name: "b" }] }],
    ["deliver: close", { type: "local", subjects: [{ name: { name: "deliver" } }] }],
    ["...", { type: "elision", from: null, to: null, text: null }],
    ["... C <- S", { type: "elision", from: { name: "S" }, to: { name: "C" } }],
    ['... "rest"', { type: "elision", from: null, text: { value: "rest" } }],
    ["... C -> S (rest)", { type: "elision", to: { name: "S" }, text: { value: "rest" } }],
    ["?", { type: "blank", at: null }],
    ["@3m ?", { type: "blank", at: { ms: 180_000 } }],
    ["@0 deliver", { type: "deliver", at: { ms: 0 } }],
    ["@12.5ms deliver", { type: "deliver", at: { ms: 12.5 } }],
    ["client C", { type: "endpoint", role: "client", name: { name: "C" }, label: null, attributes: [] }],
    ["peer server", { type: "endpoint", role: "peer", name: { name: "server" } }],
  ] as const;
  it.each(lines)("%s", (text, expected) => {
    expect(statement(text)).toMatchObject(expected);
  });

  it("reads the attributes of an endpoint", () => {
    const text =
      'server S "服务器" state=LISTEN isn=y snd=1+n rcv=? window=70000 mss=536 wscale=2 sackok ts ecn addr="::1" syncookies';
    expect(statement(text)).toMatchObject({
      label: { value: "服务器" },
      attributes: [
        { key: "state", state: { state: "LISTEN" } },
        { key: "isn", value: { terms: [{ name: "y" }] } },
        { key: "snd", value: { terms: [{ value: 1 }, { name: "n" }] } },
        { key: "rcv", value: { blank: true } },
        { key: "window", value: 70000 },
        { key: "mss", value: 536 },
        { key: "wscale", value: 2 },
        { key: "sackok" },
        { key: "ts" },
        { key: "ecn" },
        { key: "addr", value: { value: "::1" } },
        { key: "syncookies" },
      ],
    });
  });

  it("reads the lines of an exercise in an exercise only", () => {
    const doc = parse(
      'exercise "E"\ntask: do it\nkind: fill\nhint: think\nflow "F"\ntask: do it\nkind: ESTABLISHED',
    );
    expect(doc.flows[0]?.statements).toMatchObject([
      { type: "task", text: { value: "do it" } },
      { type: "kind", text: { value: "fill" } },
      { type: "hint", text: { value: "think" } },
    ]);
    expect(doc.flows[1]?.statements).toMatchObject([
      { type: "broken", problem: { code: "syntax-place" } },
      { type: "local" },
    ]);
  });
});

describe("documents", () => {
  it("is empty where there is no statement", () => {
    expect(parse("")).toMatchObject({
      flows: [],
      problems: [],
      notations: [],
      lineStarts: [0],
      answers: null,
    });
    expect(parse("\ufeff# a\r\n\r\n  # b")).toMatchObject({ flows: [], lineStarts: [0, 6, 8] });
  });

  it("knows its lines, whatever ends them", () => {
    const doc = parse("\ufeffC -> S: SYN\r\nC: close\rS: close\nC: open");
    expect(doc.lineStarts).toEqual([0, 14, 23, 32]);
    expect(doc.flows[0]?.statements.map(({ line, span }) => [line, under(doc.text, span)])).toEqual([
      [0, "C -> S: SYN"],
      [1, "C: close"],
      [2, "S: close"],
      [3, "C: open"],
    ]);
  });

  it("is divided into flows", () => {
    const text = 'C: open\nflow "A" # first\nC: close\n\nexercise "B"\n?\nflow';
    const doc = parse(text);
    expect(
      doc.flows.map(({ kind, line, header, statements }) => [
        kind,
        line,
        header?.title?.value,
        statements.length,
      ]),
    ).toEqual([
      ["flow", 0, undefined, 1],
      ["flow", 1, "A", 1],
      ["exercise", 4, "B", 1],
      ["flow", 6, undefined, 0],
    ]);
    expect(doc.flows.map(({ span }) => under(text, span)).join("")).toBe(text);
    expect(doc.problems).toMatchObject([{ code: "syntax-expected", line: 6, args: { expected: "title" } }]);
  });

  it("begins a flow even where its title cannot be read", () => {
    const doc = parse('C: open\nflow "A\nC: close');
    expect(doc.flows).toMatchObject([
      { header: null },
      { header: { title: null }, statements: [{ type: "local" }] },
    ]);
    expect(doc.problems).toMatchObject([{ code: "syntax-string" }]);
  });

  it("names the template of an answer on its first line only", () => {
    const doc = parse('answers "a.tcpflow"\nC: open\nanswers "b.tcpflow"');
    expect(doc.answers?.template.value).toBe("a.tcpflow");
    expect(doc.problems).toMatchObject([{ code: "syntax-place", line: 2, args: { statement: "answers" } }]);
  });
});
