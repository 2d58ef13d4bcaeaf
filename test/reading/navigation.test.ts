import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { finishLine } from "../../src/editing/typing.js";
import { applyEdits } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { folds } from "../../src/reading/folding.js";
import { type LensKinds, lenses } from "../../src/reading/lenses.js";
import { links } from "../../src/reading/links.js";
import { selectionRanges } from "../../src/reading/selection.js";
import { semanticTokens, TOKEN_TYPES } from "../../src/reading/semantic.js";
import { workspaceItems } from "../../src/reading/workspace-symbols.js";

interface Manifest {
  readonly contributes: {
    readonly semanticTokenTypes: readonly { readonly id: string; readonly superType: string }[];
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, readonly string[]>> }[];
  };
}

const MANIFEST: Manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

describe("what can be folded", () => {
  const cases: [title: string, text: string, folds: string[]][] = [
    [
      "flows and their sections, not segments",
      'flow "a"\n== one ==\nC -> S: SYN\n  C: SYN-SENT\n\n== two ==\nS -> C: SYN+ACK\n\nflow "b"\nC -> S: SYN\n',
      ["section 0-6", "section 1-3", "section 5-6", "section 8-9"],
    ],
    [
      "comments of several lines",
      "# a\n # b\n\n# c\n＃ d\nC -> S: SYN # e\n# f\n",
      ["comment 0-1", "comment 3-4", "section 5-6"],
    ],
    [
      "regions, one in another",
      "# region a\nC -> S: SYN\n# region\nS -> C: SYN+ACK\n# endregion\n#endregion\n# endregion\n",
      ["region 0-5", "section 1-6", "region 2-4"],
    ],
    ["nothing in one line", "C -> S: SYN\n", []],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    expect(folds(parse(text)).map(({ kind, first, last }) => `${kind} ${first}-${last}`)).toEqual(expected);
  });
});

describe("what a selection grows to", () => {
  const cases: [before: string, ranges: string[]][] = [
    [
      'flow "a"\n== b ==\nC -> S: SYN seq=x+|1 len=2\n  C: SYN-SENT\n',
      [
        "1",
        "x+1",
        "seq=x+1",
        "SYN seq=x+1 len=2",
        "C -> S: SYN seq=x+1 len=2",
        "C -> S: SYN seq=x+1 len=2\n  C: SYN-SENT",
        "== b ==\nC -> S: SYN seq=x+1 len=2\n  C: SYN-SENT",
        'flow "a"\n== b ==\nC -> S: SYN seq=x+1 len=2\n  C: SYN-SENT',
        'flow "a"\n== b ==\nC -> S: SYN seq=x+1 len=2\n  C: SYN-SENT\n',
      ],
    ],
    ['C -> S: PSH+ACK "he|llo"', ["hello", '"hello"', 'PSH+ACK "hello"', 'C -> S: PSH+ACK "hello"']],
    ["C -> S: SYN+AC|K", ["ACK", "SYN+ACK", "C -> S: SYN+ACK"]],
    [
      "  S(|C): CLOSED -> LISTEN # why",
      ["C", "S(C)", "S(C): CLOSED -> LISTEN", "  S(C): CLOSED -> LISTEN # why"],
    ],
    [
      "  S: CLOSED -> LI|STEN",
      ["LISTEN", "CLOSED -> LISTEN", "S: CLOSED -> LISTEN", "  S: CLOSED -> LISTEN"],
    ],
    ['flow "ti|tle"\n', ["title", '"title"', 'flow "title"', 'flow "title"\n']],
    ["# com|ment", ["# comment"]],
    ["|", []],
  ];
  test.each(cases)("%j", (before, expected) => {
    const text = before.replace("|", "");
    const spans = selectionRanges(parse(text), before.indexOf("|"));
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe("links", () => {
  const text = `answers "template.tcpflow"
# error ack-behind: see RFC 9293 §3.4, or RFC 5961
# a notation of no-code, error notation，应报 error seq-wrong：见 RFC 9293 第 3.10.7 节
C -> S: SYN seq=isn-reused (RFC 793)
`;
  test.each(LOCALES)("to the template, the pages of codes, and RFCs (%s)", (locale) => {
    const page = locale === "en" ? "docs/diagnostics.md" : "docs/diagnostics.zh-cn.md";
    const rfc = "https://www.rfc-editor.org/rfc/";
    const found = links(analyze(parse(text)), locale).map(({ span, target }) => [
      text.slice(span.start, span.end),
      target.kind === "page" ? target.href : target.kind === "web" ? target.url : target.name,
    ]);
    expect(found).toEqual([
      ["template.tcpflow", "template.tcpflow"],
      ["ack-behind", `${page}#ack-behind`],
      ["RFC 9293 §3.4", `${rfc}rfc9293.html#section-3.4`],
      ["RFC 5961", `${rfc}rfc5961.html`],
      ["notation", `${page}#notation`],
      ["seq-wrong", `${page}#seq-wrong`],
      ["RFC 9293 第 3.10.7", `${rfc}rfc9293.html#section-3.10.7`],
      ["RFC 793", `${rfc}rfc793.html`],
    ]);
  });

  test.each([
    ["../../elsewhere/secret.tcpflow", "secret.tcpflow"],
    ["/etc/secret", "secret"],
    ["..\\\\up.tcpflow", "up.tcpflow"],
    ["folder/", null],
  ])("the template %s is looked for beside the answer, as judging does", (written, name) => {
    const found = links(analyze(parse(`answers "${written}"\nC -> S: SYN\n`)), "en");
    const names = found.flatMap(({ target }) => (target.kind === "template" ? [target.name] : []));
    expect(names).toEqual(name === null ? [] : [name]);
  });

  test.each([
    ['# Read it first: a-b.md\n\nexercise "e"\nC -> S: ?\n', "a-b.md"],
    ['answers "t.tcpflow"\n# 课程\n# 先读讲解：讲解-1.md。\nexercise "e"\nC -> S: ?\n', "讲解-1.md"],
    ['flow "f"\nC -> S: SYN # beside a.md\nexercise "e"\nC -> S: ?\n', "a.md"],
    // A path leads out of where the file is; a page is named, not searched.
    ['# ../a.md, https://x.example/b.md and c.mdx\nexercise "e"\nC -> S: ?\n', null],
    ['exercise "e"\n# a.md\nC -> S: ?\n', null],
    ['flow "f"\n# a.md\nC -> S: SYN\n', null],
  ])("%j names the page that teaches what its exercises ask: %s", (written, name) => {
    const analysis = analyze(parse(written));
    const found = links(analysis, "en").filter(({ target }) => target.kind === "theory");
    expect(found.map(({ span }) => written.slice(span.start, span.end))).toEqual(name === null ? [] : [name]);
    const above = lenses(analysis, { preview: true, exercise: true, summary: false }, "en");
    expect(above.flatMap(({ action, page }) => (action === "read" ? [page] : []))).toEqual(
      name === null ? [] : [name],
    );
  });
});

describe("what a word is, for its colour", () => {
  /** A word, or more of them in a row; `!` where it is declared. */
  const cases: [text: string, tokens: string][] = [
    ["client client state=LISTEN", "client:tcpEndpoint! state:tcpField LISTEN:tcpState"],
    [
      '@1s C -> S: SYN+ACK seq=x ack=x+1 win=9 sackok as s "hello"',
      "@1s:number C:tcpEndpoint! ->:tcpArrow S:tcpEndpoint! SYN:tcpFlag ACK:tcpFlag seq:tcpField x:tcpSymbol! " +
        "ack:tcpField x:tcpSymbol 1:number win:tcpField 9:number sackok:tcpField s:tcpSegmentId!",
    ],
    ["C: timeout rto", "C:tcpEndpoint! timeout:tcpEvent rto:tcpEvent"],
    ["S: close", "S:tcpEndpoint! close:tcpEvent"],
    [
      'exercise "e"\nC -> S: ? seq=?',
      "C:tcpEndpoint! ->:tcpArrow S:tcpEndpoint! ?:tcpBlank seq:tcpField ?:tcpBlank",
    ],
    [
      "C → S：syn，序号＝x",
      "C:tcpEndpoint! →:tcpArrow S:tcpEndpoint! syn:tcpFlag 序号:tcpField x:tcpSymbol!",
    ],
    ["deliver a", "a:tcpSegmentId"],
  ];
  test.each(cases)("%j", (text, expected) => {
    const found = semanticTokens(analyze(parse(text))).map(
      ({ span, type, modifiers }) =>
        `${text.slice(span.start, span.end)}:${type}${modifiers.includes("declaration") ? "!" : ""}`,
    );
    expect(found.join(" ")).toBe(expected);
  });

  test("is the same where only some lines are asked for", () => {
    const text = cases
      .map(([one]) => `flow "f"\n${one}\nC -x S: ACK seq=unknown\nC -> S: ACK ack=unknown`)
      .join("\n");
    const analysis = analyze(parse(text));
    const whole = semanticTokens(analysis);
    const { lineStarts } = analysis.document;
    const byLine = lineStarts.map((start, line) =>
      semanticTokens(analysis, { start, end: (lineStarts[line + 1] ?? text.length + 1) - 1 }),
    );
    expect(byLine.flat()).toEqual(whole);
    expect(whole.length).toBeGreaterThan(cases.length);
  });

  test("package.json says of each type what it is to a theme", () => {
    const { semanticTokenTypes, semanticTokenScopes } = MANIFEST.contributes;
    const own = TOKEN_TYPES.filter((type) => type.startsWith("tcp"));
    expect(semanticTokenTypes.map(({ id }) => id).sort()).toEqual([...own].sort());
    expect(semanticTokenTypes.filter(({ superType }) => !STANDARD.includes(superType))).toEqual([]);
    expect(Object.keys(semanticTokenScopes[0]?.scopes ?? {}).sort()).toEqual([...own].sort());
  });
});

/** Of VS Code's own token types, those that are used as super types. */
const STANDARD = ["type", "variable", "label", "enumMember", "function", "property", "operator", "keyword"];

describe("a line that is finished", () => {
  const cases: [title: string, before: string, after: string][] = [
    ["is written the usual way", "Ｃ → S：syn, SEQ=x", "C -> S: SYN, seq=x"],
    [
      "and stands under its segment, if it is a claim",
      "C -> S: SYN\nC：SYN_SENT",
      "C -> S: SYN\n  C: SYN-SENT",
    ],
    ["an event does not", "C -> S: SYN\nC: close", "C -> S: SYN\nC: close"],
    ["nor a claim before any segment", "C: established", "C: ESTABLISHED"],
    ["nothing else changes", "C → S: SYN\nS -> C: syn+ack", "C → S: SYN\nS -> C: SYN+ACK"],
    ["what cannot be read stays", "C -> S: SYM", "C -> S: SYM"],
    ["a comment stays", "# Ｃ → S", "# Ｃ → S"],
  ];
  test.each(cases)("%s", (_, before, after) => {
    const line = before.split("\n").length - 1;
    expect(applyEdits(before, finishLine(analyze(parse(`${before}\n`)), line))).toBe(after);
  });
});

describe("lenses", () => {
  const text = `flow "one"
C -> S: SYN
S -> C: SYN+ACK
exercise "two"
C -> S: ? seq=?
exercise "three"
C -> S: SYN
`;
  const all: LensKinds = { preview: true, exercise: true, summary: true };
  const shown = (kinds: LensKinds, locale: (typeof LOCALES)[number], of = text) =>
    lenses(analyze(parse(of)), kinds, locale).map(({ line, title, target }) => [
      line,
      title,
      target?.start ?? null,
    ]);

  test("to the picture, to the blanks, and where the flow ends", () => {
    expect(shown(all, "en")).toEqual([
      [0, "Preview", 0],
      [0, "2 segments · C: ESTABLISHED · S: SYN-RECEIVED", null],
      [3, "Preview", text.indexOf("exercise")],
      [3, "2 blanks to fill in", text.indexOf("?")],
      [3, "Start exercise", text.indexOf("exercise")],
      [5, "Preview", text.lastIndexOf("exercise")],
      [5, "Every blank is filled in", null],
      [5, "Start exercise", text.lastIndexOf("exercise")],
    ]);
    expect(shown(all, "zh-cn").map(([, title]) => title)).toEqual([
      "预览",
      "2 个报文段 · C：ESTABLISHED · S：SYN-RECEIVED",
      "预览",
      "还有 2 个空",
      "开始练习",
      "预览",
      "空已全部填上",
      "开始练习",
    ]);
  });

  test("an answer is checked, and its hints are shown; mistakes are counted in the template alone", () => {
    const find = 'exercise "two"\nkind: find\nhint: h\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\n';
    const titles = (of: string) => shown(all, "en", of).map(([, title]) => title);
    expect(titles(find)).toEqual(["Preview", "1 mistake to find", "Start exercise"]);
    expect(titles(`answers "a.tcpflow"\n${find}`)).toEqual(["Preview", "Check answers", "Hint"]);
  });

  test("of an answer, what is solved is explained, until its text is another one", () => {
    const answer = `answers "a.tcpflow"\nexercise "one"\nC -> S: SYN\n\nexercise "two"\nC -> S: SYN seq=x\n`;
    const solved = new Set(['exercise "two"\nC -> S: SYN seq=x']);
    const buttons = (of: string) =>
      lenses(analyze(parse(of)), { ...all, preview: false }, "en", (one) => solved.has(one)).map(
        ({ line, action }) => [line, action],
      );
    const one = [
      [1, undefined],
      [1, "check"],
      [1, "hint"],
    ];
    expect(buttons(answer)).toEqual([...one, [4, undefined], [4, "check"], [4, "explain"]]);
    expect(buttons(`${answer}\n\n`)).toEqual([...one, [4, undefined], [4, "check"], [4, "explain"]]);
    expect(buttons(answer.replace("seq=x", "seq=y"))).toEqual([
      ...one,
      [4, undefined],
      [4, "check"],
      [4, "hint"],
    ]);
  });

  test("one that begins an exercise says which one it is among the exercises", () => {
    const text = 'exercise "a"\nC -> S: ?\nflow "b"\nC -> S: SYN\nexercise "c"\nC -> S: ?\n';
    const starts = lenses(analyze(parse(text)), { preview: true, exercise: true, summary: true }, "en");
    expect(starts.flatMap(({ action, exercise }) => (action === "start" ? [exercise] : []))).toEqual([0, 1]);
  });

  test("each kind can be off", () => {
    expect(shown({ ...all, preview: false }, "en")).toHaveLength(5);
    expect(shown({ ...all, exercise: false }, "en")).toHaveLength(4);
    expect(shown({ ...all, summary: false }, "en")).toHaveLength(7);
  });

  test("above the first line of a flow without a heading, and nowhere in an empty text", () => {
    expect(shown({ ...all, summary: false }, "en", "\nC -> S: SYN\n")).toEqual([[1, "Preview", 1]]);
    expect(shown(all, "en", "\n# nothing\n")).toEqual([]);
  });
});

describe("flows and sections by name", () => {
  const text = 'flow "Open"\n== Handshake ==\nC -> S: SYN\n\nexercise "练习：三次握手"\nC -> S: ?\n';
  const cases: [query: string, found: string[]][] = [
    ["", ["flow Open in ", "section Handshake in Open", "exercise 练习：三次握手 in "]],
    ["hand", ["section Handshake in Open"]],
    ["hs", ["section Handshake in Open"]],
    ["sh", ["section Handshake in Open"]],
    ["握手", ["exercise 练习：三次握手 in "]],
    ["syn", []],
  ];
  test.each(cases)("%j", (query, found) => {
    const items = workspaceItems(parse(text), query);
    expect(items.map(({ kind, title, container }) => `${kind} ${title} in ${container}`)).toEqual(found);
  });

  test("a flow without a title is not found", () =>
    expect(workspaceItems(parse("C -> S: SYN\n"), "")).toEqual([]));
});
