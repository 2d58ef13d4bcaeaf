import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { FlowTrace } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import type { Locale } from "../../src/messages/locale.js";
import type { Told } from "../../src/preview/narrative/told.js";
import { narrative } from "../../src/preview/narrative.js";
import { machineView, sceneView, TRANSCRIPT_STEPS, transcriptView } from "../../src/preview/panels.js";
import { scenes } from "../../src/preview/scenes.js";

const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
const MIDDLE = "client C state=ESTABLISHED snd=100 rcv=300\nserver S state=ESTABLISHED\n";

describe("the handshake", () => {
  test("in English", () => {
    expect(sentences(OPEN, "en")).toEqual([
      "The beginning | C is in CLOSED, S is in LISTEN.",
      "C → S: SYN seq=x | C asks S for a connection; its own numbers begin at x. C goes from CLOSED to SYN-SENT, S from LISTEN to SYN-RECEIVED.",
      "S → C: SYN+ACK seq=y ack=x+1 | S agrees: it acknowledges C's SYN (ack=x+1), and its own numbers begin at y. C goes from SYN-SENT to ESTABLISHED.",
      "C → S: ACK seq=x+1 ack=y+1 | ack=y+1 acknowledges S's SYN: C expects y+1 next. S goes from SYN-RECEIVED to ESTABLISHED. Both ends are ESTABLISHED: the connection is open.",
    ]);
  });

  test("in Chinese", () => {
    expect(sentences(OPEN, "zh-cn")).toEqual([
      "开始 | C 处于 CLOSED，S 处于 LISTEN。",
      "C → S: SYN seq=x | C 请求与 S 建立连接，自己的序号从 x 开始。 C 从 CLOSED 进入 SYN-SENT，S 从 LISTEN 进入 SYN-RECEIVED。",
      "S → C: SYN+ACK seq=y ack=x+1 | S 同意建立连接：确认 C 的 SYN（ack=x+1），自己的序号从 y 开始。 C 从 SYN-SENT 进入 ESTABLISHED。",
      "C → S: ACK seq=x+1 ack=y+1 | ack=y+1 确认了 S 的 SYN，C 期望收到的下一个序号是 y+1。 S 从 SYN-RECEIVED 进入 ESTABLISHED。 双方都是 ESTABLISHED，连接已建立。",
    ]);
  });

  test("for those who listen: who sends what, which numbers, and the states after it", () => {
    const told = tellAll(OPEN, "en")[2];
    expect(told?.words).toBe("S sends SYN+ACK to C, sequence number y, acknowledgment number x+1.");
    expect(told?.sentences.at(-1)).toBe("C goes from SYN-SENT to ESTABLISHED.");
    expect(told?.states).toBe("S is in SYN-RECEIVED.");
  });
});

describe("each kind of line", () => {
  test.each([
    ["data", "C -> S: PSH+ACK len=5\n", "C sends 5 octets of data, 100 to 104."],
    ["one octet", "C -> S: PSH+ACK len=1\n", "C sends 1 octet of data, number 100."],
    ["loss", "C -x S: PSH+ACK len=5\n", "It is lost on the way: S learns nothing of it."],
    [
      "in flight",
      "C ~> S: PSH+ACK len=5 as a\nnote: later\ndeliver a\n",
      "It stays on its way and arrives on line 5.",
    ],
    ["never", "C ~> S: PSH+ACK len=5\n", "It leaves and never arrives."],
    ["a FIN", "C -> S: FIN+ACK\n", "C has nothing more to send: its FIN takes number 100."],
    ["a reset", "C -> S: RST seq=100\n", "C breaks off: it resets the connection with S."],
    ["an old one", "old C -> S: RST seq=99\n", "It is an old or forged segment: C knows nothing of it."],
    ["a pure ACK", "C -> S: ACK\n", "C acknowledges nothing new of S: it still expects 300."],
  ])("%s", (_, line, expected) => {
    expect(tellAll(MIDDLE + line, "en")[1]?.sentences).toContain(expected);
  });

  test.each([
    ["deliver", "C ~> S: ACK len=5 as a\ndeliver a\n", 2, "The ACK that C sent on line 3 arrives at S."],
    ["an event", "C: close\n", 1, "C's application has no more to send (CLOSE)."],
    [
      "a timer",
      "C -x S: ACK len=5\nC: timeout rto\n",
      2,
      "C's retransmission timer expires: what is not acknowledged must be sent again.",
    ],
    [
      "data not shown",
      '... C -> S "a page"\n',
      1,
      "Data from C to S that is not shown (a page): all of it arrives and is acknowledged.",
    ],
    ["a note", "note C, S: look\n", 1, "Note for C and S: look"],
    ["a line that cannot be read", "what is\n", 1, "Line 3 could not be read: what is"],
    [
      "window and options",
      "C -> S: ACK win=0\n",
      1,
      "C sends ACK to S, sequence number 100, acknowledgment number 300, win=0.",
    ],
  ])("%s", (_, lines, at, expected) => {
    expect(tellAll(MIDDLE + lines, "en")[at]?.words).toBe(expected);
  });

  test("a retransmission says so, and does not tell its data once more", () => {
    const told = tellAll(`${MIDDLE}C -x S: ACK len=5\nC: timeout rto\nC -> S: ACK len=5\n`, "en")[3];
    expect(told?.findings.map(({ text }) => text)).toEqual(["C sends data again."]);
    expect(told?.sentences).toEqual([]);
  });

  test("a SYN+ACK of a simultaneous open repeats its SYN (Figure 7)", () => {
    const text = readFileSync(
      "examples/rfc9293/figure-07-simultaneous-connection-synchronization.tcpflow",
      "utf8",
    );
    expect(tellAll(text, "en")[4]?.sentences[0]).toBe(
      "A acknowledges B's SYN (ack=301), and repeats its own SYN, number 100.",
    );
  });

  test("a wrong line is told as it is written, why it is wrong, and how it is read", () => {
    const told = tellAll(OPEN.replace("ack=x+1\n", "ack=x\n"), "en")[2];
    expect(told?.title).toBe("S → C: SYN+ACK seq=y ack=x");
    expect(told?.sentences[0]).toBe("It is read as what it should have been: SYN+ACK seq=y ack=x+1.");
    expect(told?.findings[0]).toMatchObject({
      tone: "error",
      text: expect.stringMatching(/^Error: .*RFC 9293/),
    });
  });

  test("of several clients each is told from the others", () => {
    const text = `client C1\nclient C2\nserver S\n${OPEN.replaceAll("C", "C1").replaceAll("SYN+AC1K", "SYN+ACK").replaceAll("AC1K", "ACK")}C2 -> S: SYN seq=u\n`;
    expect(tellAll(text, "en")[4]?.sentences.at(-1)).toBe(
      "C2 goes from CLOSED to SYN-SENT, S(C2) from LISTEN to SYN-RECEIVED.",
    );
  });
});

describe("an exercise", () => {
  const text = `exercise "e"\ntask: do it\nC -> S: SYN seq=4711\nS -> C: ? seq=y ack=?\nC: ?\n?\nC -> S: ACK seq=1 ack=2\n`;

  test("is read out as it is written", () => {
    expect(tellAll(text, "en").map(({ words }) => words)).toEqual([
      "The beginning",
      "C to S: SYN seq=4711",
      "S to C: ? seq=y ack=?",
      "C: ?",
      "A line that is still to be written.",
      "C to S: ACK seq=1 ack=2",
    ]);
  });

  test("tells no number, state or mistake that is not written, in any view", () => {
    const analysis = analyze(parse(text));
    const views = [
      ...[0, 2, 3, 4, 5, 6].map((line) => sceneView(analysis, 0, { line }, "1", "en")),
      transcriptView(analysis, 0, 0, "1", "en"),
      { ...machineView(analysis, 0, "1", "en"), source: "", nodes: [], edges: [] },
    ];
    // The machine's own boxes and the fixed words are the same for all; what is left must be silent.
    const said = JSON.stringify(views.map((view) => ({ ...view, texts: null })));
    expect(said).not.toMatch(/4712|SYN\+ACK|SYN-SENT|SYN-RECEIVED|ESTABLISHED|Error|expected/);
    // The same in a plain flow says all of it: the search can find something.
    const open = JSON.stringify(
      transcriptView(analyze(parse(text.replace("exercise", "flow"))), 0, 0, "1", "en"),
    );
    for (const answer of ["4712", "SYN+ACK", "SYN-SENT", "SYN-RECEIVED", "Error"])
      expect(open).toContain(answer);
  });
});

describe("ten thousand segments", () => {
  const analysis = analyze(parse(OPEN + "C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(5000)));

  test("are sent some at a time, from wherever one is", () => {
    const transcript = transcriptView(analysis, 0, 9000, "1", "en");
    expect([transcript?.count, transcript?.from, transcript?.told.length]).toEqual([
      10_004,
      9000,
      TRANSCRIPT_STEPS,
    ]);
    expect(transcript?.told[0]?.scene).toBe(9000);
    expect(transcript?.shown).toBe(`Steps 9000 to ${9000 + TRANSCRIPT_STEPS - 1} of 10003`);
  });

  test("a place beyond the end is the end", () => {
    expect(transcriptView(analysis, 0, 99_999, "1", "en")?.told.map(({ scene }) => scene)).toEqual([10_003]);
    expect(sceneView(analysis, 0, { line: 99_999 }, "1", "en")?.index).toBe(10_003);
  });

  test("one step says no more than in a short flow", () => {
    expect(JSON.stringify(sceneView(analysis, 0, { index: 9000 }, "1", "en")).length).toBeLessThan(6000);
  });
});

test("of no example anything is said that is no sentence", () => {
  let count = 0;
  for (const file of readdirSync("examples", { recursive: true }).map(String)) {
    if (!file.endsWith(".tcpflow")) continue;
    const text = readFileSync(path.join("examples", file), "utf8");
    for (const locale of ["en", "zh-cn"] as const) {
      const analysis = analyze(parse(text));
      for (const trace of analysis.flows) {
        for (const told of all(analysis, trace, locale)) {
          const said = [told.title, told.words, ...told.sentences, ...told.findings.map((f) => f.text)];
          for (const sentence of said) {
            expect(sentence, file).not.toMatch(/undefined|null|NaN|\[object|=\?/);
            expect(sentence.trim(), file).not.toBe("");
            count++;
          }
        }
      }
    }
  }
  expect(count).toBeGreaterThan(1000);
});

function tellAll(text: string, locale: Locale): readonly Told[] {
  const analysis = analyze(parse(text));
  return all(analysis, analysis.flows[0] as FlowTrace, locale);
}

function all(analysis: ReturnType<typeof analyze>, trace: FlowTrace, locale: Locale): readonly Told[] {
  return narrative(analysis, trace, 0, scenes(trace).length, locale);
}

function sentences(text: string, locale: Locale): string[] {
  return tellAll(text, locale).map((told) => `${told.title} | ${told.sentences.join(" ")}`);
}
