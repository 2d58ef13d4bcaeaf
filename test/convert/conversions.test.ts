/** Notes as they are pasted become flows without retyping: `test/fixtures/seeds` and `…/figures`. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Code } from "../../src/check/codes.js";
import { convertAll } from "../../src/convert/conversions.js";
import { conversions } from "../../src/editing/conversion-actions.js";
import { applyEdits } from "../../src/language/edits.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";

const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));

/** What is wrong in the notes themselves stays wrong, and is told. */
const MISTAKES_OF_THE_NOTES: Readonly<Record<string, readonly Code[]>> = {
  // FIN with the letter of the SYN.
  "2-numbered-list": ["flag-extra", "isn-reused"],
  // `ack = y + 1` in the third segment of the close, where u + 1 is meant.
  "4-sentences-with-letters": ["symbol-unknown"],
};

const filesIn = (folder: string): [string, string][] =>
  readdirSync(path.join(FIXTURES, folder))
    .filter((file) => file.endsWith(".txt"))
    .map((file) => [file.replace(/\.txt$/, ""), path.join(FIXTURES, folder, file)]);

describe.each([...filesIn("seeds"), ...filesIn("figures")])("%s", (name, file) => {
  const converted = convertAll(readFileSync(file, "utf8"));

  test("becomes what stands beside it", () => {
    expect(converted).toBe(readFileSync(file.replace(/\.txt$/, ".tcpflow"), "utf8"));
  });

  test("is read without a problem, in canonical notation", () => {
    const document = parse(converted);
    expect(document.problems).toEqual([]);
    expect(document.notations).toEqual([]);
  });

  test("has the mistakes that the notes have, and no other", () => {
    const allowed = MISTAKES_OF_THE_NOTES[name] ?? [];
    const errors = analyze(parse(converted)).findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code).filter((code) => !allowed.includes(code))).toEqual([]);
  });

  test("is told apart from a flow once it is one", () => {
    expect(convertAll(converted)).toBe(converted);
    expect(parse(format(converted)).problems).toEqual([]);
  });
});

describe("the action on a line", () => {
  const cases: readonly (readonly [
    title: string,
    before: readonly string[],
    line: number,
    action: string,
    after: readonly string[],
  ])[] = [
    [
      "converts the Mermaid block around it",
      [
        "# notes",
        "sequenceDiagram",
        "  participant C",
        "  participant S",
        "  C->>S: SYN, seq=x",
        "  S-xC: SYN+ACK",
        "  Note over C: waits",
      ],
      4,
      "Convert Mermaid",
      ["# notes", "client C", "server S", "", "C -> S: SYN seq=x", "S -x C: SYN+ACK", "note C: waits"],
    ],
    [
      "converts a ladder, lost segments and states beside it too",
      ["Alice          Bob", "  |---- SYN ---X   |", "  |---- SYN ----> | SYN_RCVD", "  |<-- SYN,ACK ---|"],
      2,
      "Convert ASCII ladder",
      [
        "client Alice",
        "server Bob",
        "",
        "Alice -x Bob: SYN",
        "Alice -> Bob: SYN",
        "Bob -> Alice: SYN+ACK",
        "  Bob: SYN-RECEIVED",
      ],
    ],
    [
      "converts a line of the RFC",
      ["    2.  SYN-SENT    --> <SEQ=100><CTL=SYN>   --> SYN-RECEIVED"],
      0,
      "Convert RFC figure",
      ["client A", "server B", "", "# 2", "A -> B: SYN seq=100", "  A: SYN-SENT", "  B: SYN-RECEIVED"],
    ],
    [
      "converts a described segment",
      ["1. 客户端发起一个syn=1 seq=x的tcp包"],
      0,
      "Convert the described segments",
      ['client C "客户端"', "server S", "", "note: 客户端发起一个syn=1 seq=x的tcp包", "C -> S: SYN seq=x"],
    ],
    [
      "makes notes of all prose at once",
      ["连接建立之前，双方都是关闭的状态。", "C -> S: SYN", "- 然后服务器就会回复一个应答。"],
      0,
      "Make 2 lines of prose notes",
      ["note: 连接建立之前，双方都是关闭的状态。", "C -> S: SYN", "note: 然后服务器就会回复一个应答。"],
    ],
    [
      "writes all notations at once",
      ["C → S: SYN", "S → C: SYN+ACK"],
      1,
      "Write all 2 notations of this file the canonical way",
      ["C -> S: SYN", "S -> C: SYN+ACK"],
    ],
  ];
  test.each(cases)("%s", (_, before, line, action, after) => {
    const text = [...before, ""].join("\n");
    const analysis = analyze(parse(text));
    const at = analysis.document.lineStarts[line] ?? 0;
    const found = conversions(analysis, { start: at, end: at }, "en").find(({ title }) => title === action);
    expect(found && applyEdits(text, found.edits)).toBe([...after, ""].join("\n"));
  });

  test("a second drawing of the handshake is a flow of its own, named after its heading", () => {
    const ladder = ["C        S", "| --- SYN(seq=x) ---> |"];
    const text = [...ladder, "", "## 总结图", ...ladder, ""].join("\n");
    expect(convertAll(text).split("\n").slice(4, 9)).toEqual([
      "",
      "## 总结图",
      'flow "总结图"',
      "client C",
      "server S",
    ]);
  });

  test("prose that only speaks of segments is left to be a note", () => {
    const text = "如果服务端收到 FIN 后不发送自己的 FIN=1，连接会停在 CLOSE_WAIT。\n";
    expect(convertAll(text)).toBe(text);
  });

  test("an essay that tells its segments in pieces gives none", () => {
    const essay =
      "客户端收到服务端发回的应答包以后，会先看其中的 SYN 是否为 1，再看确认号对不对，这些都没有问题才会继续往下走。" +
      "接着客户端开始准备自己的应答：先把 ACK=1 写好，再把 ack 设置为服务端给出的 y+1，表示前面的内容已经收到，后面从这里继续。" +
      "全部写好之后客户端把它封装起来发送给服务端，自己进入 ESTABLISHED 状态，服务端收到以后也进入 ESTABLISHED 状态。\n";
    expect(convertAll(essay)).toBe(essay);
  });

  test("a segment that was sent before is not sent again by whoever speaks of it", () => {
    const text = "客户端收到服务端发回的 SYN=1, ACK=1, seq=y 的报文。\n";
    expect(convertAll(text)).toBe(text);
  });
});

test("a whole page becomes a flow by its diagrams converted and its words made notes", () => {
  const page = [
    "# 三次握手",
    "先看一张表：",
    "",
    "| 状态       | 说明     |",
    "| ---------- | -------- |",
    "| **LISTEN** | 等待连接 |",
    "",
    "- SYN → SYN+ACK → ACK，一共三步",
    "- 现象：大量 CLOSE_WAIT → 资源用完",
    "",
    "---",
    "```",
    "Client                      Server",
    "   | ------ SYN(seq=x) -----> |",
    "   | <- SYN(seq=y), ACK=x+1 - |",
    "```",
    "",
  ];
  const drawn = convertAll(page.join("\n"));
  const analysis = analyze(parse(drawn));
  const at = analysis.document.lineStarts[1] ?? 0;
  const notes = conversions(analysis, { start: at, end: at }, "en").find(({ title }) =>
    title.includes("prose"),
  );
  const flow = notes === undefined ? "" : applyEdits(drawn, notes.edits);
  expect(flow.split("\n")).toEqual([
    "# 三次握手",
    "note: 先看一张表：",
    "",
    "# | 状态       | 说明     |",
    "# | ---------- | -------- |",
    "# | **LISTEN** | 等待连接 |",
    "",
    "note: SYN → SYN+ACK → ACK，一共三步",
    "note: 现象：大量 CLOSE_WAIT → 资源用完",
    "",
    "# ---",
    "client Client",
    "server Server",
    "",
    "Client -> Server: SYN seq=x",
    "Server -> Client: SYN+ACK seq=y ack=x+1",
    "",
  ]);
  expect(parse(flow).problems).toEqual([]);
});
