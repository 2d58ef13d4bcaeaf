import { describe, expect, it } from "vitest";
import { format } from "../../src/language/format.js";

const texts: readonly (readonly [string, string, string])[] = [
  ["one blank between words", "C  ->   S :SYN,seq = x +1", "C -> S: SYN seq=x+1\n"],
  ["blanks are not needed", "C->S:SYN", "C -> S: SYN\n"],
  [
    "fields in the order of the header",
    'C -> S: "a" ack=y seq=x PSH+ACK',
    'C -> S: PSH+ACK seq=x ack=y "a"\n',
  ],
  [
    "columns within a run",
    "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1 len=0\nC -> S: RST\n",
    "C -> S: SYN     seq=x\nS -> C: SYN+ACK seq=y   ack=x+1\nC -> S: ACK     seq=x+1 ack=y+1 len=0\nC -> S: RST\n",
  ],
  [
    "columns in names of two widths",
    "客户端 -> S: SYN seq=x\nSS -> C: ACK seq=y\n",
    "客户端 -> S: SYN seq=x\nSS -> C:     ACK seq=y\n",
  ],
  [
    "claims under what they follow, events not",
    "C: CLOSED\nC -> S: SYN\nC: SYN-SENT\n\n  S: LISTEN\n   C: timeout rto\nC: ?\n== A ==\nC: LISTEN\n",
    "C: CLOSED\nC -> S: SYN\n  C: SYN-SENT\n\n  S: LISTEN\nC: timeout rto\n  C: ?\n== A ==\nC: LISTEN\n",
  ],
  [
    "comments with what they precede",
    "C -> S: SYN\n# claim\nC: SYN-SENT\n   # next\nS -> C: ACK\n",
    "C -> S: SYN\n  # claim\n  C: SYN-SENT\n# next\nS -> C: ACK\n",
  ],
  [
    "comments one under the other",
    "C -> S: SYN # a\n C: SYN-SENT    # b\nS: LISTEN\nC: close # c\n",
    "C -> S: SYN    # a\n  C: SYN-SENT  # b\n  S: LISTEN\nC: close  # c\n",
  ],
  ["empty lines", "\n\nC: open\n\n\n\nC: close\n\n\n", "\nC: open\n\nC: close\n"],
  ["broken lines", "  C ->  S:  # c \n$  $\n", "  C ->  S:  # c\n$  $\n"],
  ["line ends", "C:open\r\nC:close\nC:?\r\n", "C: open\r\nC: close\n  C: ?\r\n"],
  ["a byte order mark", "\ufeff  C:open\n", "\ufeffC: open\n"],
  ["numbers and strings as written", 'C -> S: PSH seq=0x10 "\\x41"\n', 'C -> S: PSH seq=0x10 "\\x41"\n'],
  ["arrows as written", "C <- S : SYN\nC x- S: SYN\n", "C <- S: SYN\nC x- S: SYN\n"],
  [
    "declarations",
    'client   C  "客户端"  isn = x + 1 , window = 0x10\n',
    'client C "客户端" isn=x+1 window=0x10\n',
  ],
  [
    "headings, notes and titles",
    '===  A  ===\nnote  C ,S :  a  b\nflow   "T"\n',
    '== A ==\nnote C, S: a  b\nflow "T"\n',
  ],
  ["other lines", "deliver  a ,b\n...  C->S  (x)\n@1s   ?\n", "deliver a, b\n... C -> S (x)\n@1s ?\n"],
  [
    "notations",
    "S → C：SYN=1，ACK=1，seq＝y，ack＝x＋1　＃ 好\n双方：ESTAB\n",
    "S -> C: SYN+ACK seq=y ack=x+1  # 好\n  S, C: ESTABLISHED\n",
  ],
];

describe("format", () => {
  it.each(texts)("%s", (_title, typed, formatted) => {
    const ended = /[\r\n]$/.test(typed) ? typed : `${typed}\n`;
    expect(format(ended)).toBe(formatted);
    expect(format(formatted)).toBe(formatted);
  });

  it("adds no line end that was not there", () => {
    expect(format("C:open")).toBe("C: open");
    expect(format("")).toBe("");
  });
});
