/** Texts that nobody would write, and texts that somebody might: whatever may stand in a `.tcpflow` file. */

import type { Random } from "../generator/random.js";
import { edited } from "../property/edits.js";
import { anyLine } from "./lines.js";

export const KINDS = ["bytes", "words", "lines", "edited", "exercise"] as const;
export type Kind = (typeof KINDS)[number];

/** `seeds` are whole texts to start from. */
export function anyText(random: Random, seeds: readonly string[]): { kind: Kind; text: string } {
  const kind = random.weigh<Kind>([
    [1, "bytes"],
    [2, "words"],
    [6, "lines"],
    [11, "edited"],
    [0.5, "exercise"],
  ]);
  return { kind, text: textOf(kind, random, seeds) };
}

function textOf(kind: Kind, random: Random, seeds: readonly string[]): string {
  switch (kind) {
    case "bytes":
      return characters(random, random.int(0, 120));
    case "words":
      return Array.from({ length: random.int(1, 30) }, () => random.pick(WORDS)).join(
        random.pick(["", " ", " ", "\n"]),
      );
    case "lines":
      return lines(random);
    case "edited":
      return scrambled(random, random.pick(seeds));
    case "exercise":
      return withBlanks(random, lines(random));
  }
}

function lines(random: Random): string {
  const head = random.chance(0.5) ? [`client ${"C"}`, "server S"] : [];
  const body = Array.from({ length: random.int(1, 14) }, () => anyLine(random));
  const ending = random.weigh([
    [9, "\n"],
    [1, "\r\n"],
    [0.3, "\r"],
  ]);
  return [...head, ...body].join(ending) + (random.chance(0.7) ? ending : "");
}

/** A handful of edits, lines of any kind among them. */
function scrambled(random: Random, text: string): string {
  let after = text;
  for (let i = random.int(0, 4); i > 0; i--) {
    after = random.chance(0.6) ? withLine(random, after) : edited(after, random);
  }
  return after;
}

function withLine(random: Random, text: string): string {
  const all = text.split("\n");
  const at = random.int(0, all.length);
  return [...all.slice(0, at), anyLine(random), ...all.slice(at + random.int(0, 1))].join("\n");
}

function withBlanks(random: Random, text: string): string {
  const open = text
    .split("\n")
    .map((line) => (random.chance(0.3) ? line.replace(/(?<==)[\w+]+|\b[A-Z][A-Z+-]{2,}\b/, "?") : line));
  return [`exercise "e"`, ...(random.chance(0.5) ? ["kind: fill", "task: t"] : []), ...open].join("\n");
}

function characters(random: Random, count: number): string {
  let text = "";
  for (let i = 0; i < count; i++) {
    text += random.weigh<() => string>([
      [8, () => String.fromCharCode(random.int(32, 126))],
      [1, () => String.fromCharCode(random.int(0, 31))],
      [2, () => String.fromCharCode(random.int(0x80, 0xffff))],
      [1, () => String.fromCodePoint(random.int(0x1_0000, 0x10_ffff))],
      [3, () => random.pick(WORDS)],
    ])();
  }
  return text;
}

const WORDS = [
  ...[
    "C",
    "S",
    "D",
    "client",
    "server",
    "peer",
    "flow",
    "exercise",
    "note",
    "old",
    "deliver",
    "as",
    "answers",
  ],
  ..."-> <- -x x- ~> <~ --> => → … ... ：，；（）“”「」？＝＋".split(/(?<=[：，；（）“”「」？＝＋])| /),
  ...["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS", "AE", "NONE", "SYN+ACK", "SYN=1", "[S.]"],
  ...[
    "seq=",
    "ack=",
    "len=",
    "win=",
    "urg=",
    "mss=",
    "wscale=",
    "sackok",
    "sack=",
    "ts=",
    "tfo",
    "tfo=",
    "seq",
  ],
  ...[
    "x",
    "y",
    "x+1",
    "0",
    "1",
    "4294967295",
    "0xffffffff",
    "99999999999999999999",
    "?",
    "-1",
    "+",
    "..",
    ":",
  ],
  ...[
    "timeout rto",
    "timeout 2msl",
    "close",
    "abort",
    "crash",
    "listen",
    "open",
    "send",
    "receive",
    "unlisten",
  ],
  ...["CLOSED", "LISTEN", "ESTABLISHED", "TIME-WAIT", "FIN_WAIT_1", "时间等待", "三次握手", "客户端", "双方"],
  ...[
    '"',
    '"a"',
    '"\\x41\\u4f60\\n"',
    "(",
    ")",
    "(caption)",
    "#",
    "# c",
    "==",
    "== A ==",
    "@1",
    "@-1",
    "@1ms",
  ],
  ...[
    "state=",
    "isn=",
    "snd=",
    "rcv=",
    "window=",
    "inorder",
    "syncookies",
    "ecn",
    "addr=",
    "kind: fill",
    "```",
  ],
  ...["sequenceDiagram", "participant C as A", "C->>S: SYN", "Note over C,S: x", "|", "|--- SYN --->|", "%%"],
];
