/** Whatever the text: no reader throws, no segment appears without a line that says it, and none that is said is left out. */

import { describe, expect, test } from "vitest";
import { conversionAt, convertAll } from "../../src/convert/conversions.js";
import { convert } from "../../src/convert/convert.js";
import { READERS } from "../../src/convert/readers.js";
import { parse } from "../../src/language/parser.js";

/** A small generator of its own, so that a seed gives the same text everywhere. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return (state >>> 8) % below;
  };
}

const SCRAPS = [
  "SYN",
  "ACK",
  "FIN",
  "RST",
  "SYN+ACK",
  "seq=x",
  "ack=x+1",
  "seq 100",
  "ACK=1",
  "SYN=1，",
  "len=5",
  "win=0",
  "->",
  "-->",
  "<--",
  "→",
  "←",
  "|",
  "│",
  "---",
  "======",
  "x",
  "X",
  "客户端",
  "服务器",
  "Client",
  "Server",
  "A",
  "B",
  "发送",
  "收到",
  "进入",
  "sends",
  "receives",
  "状态",
  "SYN_SENT",
  "ESTABLISHED",
  "CLOSED",
  "2MSL",
  "sequenceDiagram",
  "participant C",
  "Note over C,S:",
  "C->>S:",
  "```",
  "@startuml",
  "@enduml",
  "alt",
  "else",
  "end",
  "<SEQ=1>",
  "<CTL=SYN>",
  "...",
  "1.",
  "（2）",
  "③",
  "-",
  "| --- | --- |",
  "| Flags | Seq |",
  "\t",
  "  ",
  "      ",
  ":",
  "：",
  ",",
  "。",
  ";",
  "(",
  ")",
  "（",
  "）",
  "“",
  "”",
  "#",
  "丢失",
  "如果",
  "双方",
  "\u0000",
  "\ud800",
  "𝒳",
  "=",
  "+",
] as const;

const TEXTS = 120;
const MOST_LINES = 14;
const MOST_SCRAPS = 10;

function textOf(seed: number): string {
  const random = randomOf(seed);
  const lines = Array.from({ length: 1 + random(MOST_LINES) }, () =>
    Array.from(
      { length: random(MOST_SCRAPS) },
      () => `${SCRAPS[random(SCRAPS.length)]}${random(2) === 0 ? " " : ""}`,
    ).join(""),
  );
  return lines.join("\n");
}

const SAYS_SOMETHING = /SYN|ACK|FIN|RST|PSH|seq|ack|len|data|数据|序|http/iu;

describe("random text", () => {
  test("is read by every reader without harm, and each segment has its line", () => {
    for (let seed = 1; seed <= TEXTS; seed++) {
      const lines = textOf(seed).split("\n");
      for (const reader of READERS) {
        const reading = reader.read({ lines });
        for (const line of reading?.lines ?? []) expect(lines[line], `${seed} ${reader.name}`).toBeDefined();
        for (const flow of reading?.flows ?? []) {
          if (flow.kind !== "drawn") continue;
          for (const statement of flow.statements) {
            if (statement.type !== "segment") continue;
            const near = lines.slice(Math.max(0, statement.line - 3), statement.line + 4).join("\n");
            expect(near, `${seed} ${reader.name} ${JSON.stringify(statement)}`).toMatch(SAYS_SOMETHING);
          }
        }
      }
    }
  });

  test("converts, or is left alone", () => {
    for (let seed = 1; seed <= TEXTS; seed++) {
      const text = textOf(seed);
      const outcome = convert(text);
      if (outcome.kind === "converted") expect(typeof outcome.text).toBe("string");
      expect(typeof convertAll(text)).toBe("string");
      const document = parse(text);
      for (let line = 0; line < document.lineStarts.length; line += 3) conversionAt(document, line);
    }
  });
});

describe("one scrap again and again", () => {
  test.each(["SYN ", "SYN-", "客户端发送SYN，", "seq=x+1 ", "- ", "| a ", "A -> B ", "(", "a_", "="])(
    "%s",
    (scrap) => {
      for (const times of [10, 100, 400]) {
        const lines = [scrap.repeat(times)];
        for (const reader of READERS) expect(() => reader.read({ lines })).not.toThrow();
      }
    },
  );

  test("a line that nobody writes is left as it is", () => {
    const long = "SYN ".repeat(2000);
    const outcome = convert(`C        S\n|--- SYN seq=1 --->|\n${long}\n|<--- ACK ack=2 ---|\n`);
    expect(outcome.kind === "converted" && outcome.text).toContain(`# ${long.trim()}`);
  });
});

describe("segments drawn plainly", () => {
  const FORMS: readonly (readonly [string, (rows: readonly string[][]) => string])[] = [
    [
      "mermaid",
      (rows) =>
        ["sequenceDiagram", ...rows.map(([from, to, label]) => `  ${from}->>${to}: ${label}`)].join("\n"),
    ],
    [
      "plantuml",
      (rows) =>
        ["@startuml", ...rows.map(([from, to, label]) => `${from} -> ${to} : ${label}`), "@enduml"].join(
          "\n",
        ),
    ],
    [
      "ladder",
      (rows) =>
        [
          "C                              S",
          ...rows.map(([from, , label]) => (from === "C" ? `|--- ${label} --->|` : `|<--- ${label} ---|`)),
        ].join("\n"),
    ],
    [
      "table",
      (rows) =>
        [
          "| # | From | To | Segment |",
          "|---|---|---|---|",
          ...rows.map(([from, to, label], i) => `| ${i + 1} | ${from} | ${to} | ${label} |`),
        ].join("\n"),
    ],
    ["list", (rows) => rows.map(([from, to, label], i) => `${i + 1}. ${from} → ${to}：${label}`).join("\n")],
  ];
  const LABELS = [
    "SYN seq=x",
    "SYN+ACK, seq=y, ack=x+1",
    "ACK ack=y+1",
    "FIN=1，seq=u",
    "RST seq=5",
    "PSH+ACK（seq=1，len=9）",
    "ACK=1，ack=7",
  ];

  test.each(FORMS)("%s: as many come out as went in", (_, draw) => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed);
      const rows = Array.from({ length: 2 + random(8) }, () => {
        const [from, to] = random(2) === 0 ? ["C", "S"] : ["S", "C"];
        return [from ?? "", to ?? "", LABELS[random(LABELS.length)] ?? ""];
      });
      const outcome = convert(draw(rows));
      if (outcome.kind === "refused") throw new Error(draw(rows));
      const segments = parse(outcome.text).flows.flatMap(({ statements }) =>
        statements.filter(({ type }) => type === "segment"),
      );
      expect(segments.length, draw(rows)).toBe(rows.length);
    }
  });
});
