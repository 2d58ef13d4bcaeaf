/**
 * Lines of other notations (the rows of language 2.5 that are converted by hand): they are told
 * apart so that their one problem can offer the conversion.
 */

import type { CapturingTool, SyntaxCode } from "./syntax-code.js";

/** What kind of foreign line a line that could not be read is; null for a slip in our own language. */
export function foreignLine(line: string, code: SyntaxCode): SyntaxCode | null {
  if (code === "syntax-field-as-symbol" || code === "syntax-place") return null;
  if (toolOf(line) !== null) return "syntax-captured";
  if (MERMAID.some((sign) => sign.test(line))) return "syntax-mermaid";
  if (LADDER.some((sign) => sign.test(line))) return "syntax-ladder";
  if (code !== "syntax-string" && PROSE.some((sign) => sign.test(line))) return "syntax-prose";
  return null;
}

/** The tool that printed a line; null where it bears the marks of none. */
export function toolOf(line: string): CapturingTool | null {
  return CAPTURED.find(([sign]) => sign.test(line))?.[1] ?? null;
}

const WIRE_FLAG = "(?:SYN|ACK|FIN|RST|PSH|URG|ECE|CWR)";
const CAPTURED: readonly (readonly [sign: RegExp, tool: CapturingTool])[] = [
  [/ > \S+: Flags \[/, "tcpdump"],
  [/\bIP6? \(.*(?:proto|next-header) TCP/, "tcpdump"],
  [/\S\.\S+ > \S+\.\S+: [SFPRWE.]{1,6} (?:\d+:\d+\(\d+\)|ack \d)/, "tcpdump"],
  [new RegExp(`\\[${WIRE_FLAG}(?:, ${WIRE_FLAG})*\\] .*\\b(?:Seq|Win|Len)=\\d`), "wireshark"],
  [/^Transmission Control Protocol, /, "wireshark"],
  [/^No\.\s+Time\s+Source\s+Destination\b/, "wireshark"],
  [/^[+\d.*~`]*\s*[<>] [SFPRWE.]+ \d+:\d+\(\d+\)/, "packetdrill"],
  [
    /^[+\d.*~]+\s+(?:socket|setsockopt|bind|listen|accept|connect|read|write|close|shutdown)\(.*=\s*-?\w+/,
    "packetdrill",
  ],
];

const MERMAID: readonly RegExp[] = [
  /^(?:sequenceDiagram|autonumber)\b/,
  /^(?:participant|actor)\s+\S+(?:\s+as\s|$)/,
  /^[Nn]ote\s+(?:over|left of|right of)\s/,
  /^(?:activate|deactivate)\s+\S+$/,
  /^%%/,
  /^```/,
  /<br\s*\/?>/,
  /^(\S+?)\s*-{1,2}(?:>>?|x|\))\s*\1\s*[:：]/,
  /-{1,2}>>[^:：]+[:：]\s*(?:状态|state\b)/i,
];

/** `--->`, `→`, or its mirror image, in a picture. */
const ARROW = "(?:[-=—─]+>+|<+[-=—─]+|[→←⟶⟵])";
const LADDER: readonly RegExp[] = [
  /<(?:SEQ|ACK|CTL|DATA)\b/i,
  new RegExp(`${ARROW}[^:：]*${ARROW}`, "u"),
  /^[|│｜].*[-=—─<>→←|│｜]/u,
  /^[|│｜](?:\s+[|│｜])*$/u,
  /^[\p{L}\p{N}_]+\s{4,}[\p{L}\p{N}_]+$/u,
];

const HAN_IN_PROSE = 7;
const WORDS_IN_PROSE = 4;
const PROSE: readonly RegExp[] = [
  /^(?:[-*•·>]|\d+[.)、．])\s/u,
  /^(?:\d+[、．)]|[*_]{2}|[（(]\d+[)）])/u,
  /[。！；”」]\s*$/u,
  /[。！]|？\s*$|\*\*|`/u,
  /^(?:[-*_]{3,}|={3,}|[![])/,
  /^\p{So}/u,
  new RegExp(`\\p{Script=Han}{${HAN_IN_PROSE},}`, "u"),
  new RegExp(`^(?!.*(?:[:：=]|${ARROW}))(?:\\S+\\s+){${WORDS_IN_PROSE - 1},}\\S+$`, "u"),
  new RegExp(`^[^:：=]+[:：]\\s*(?!.*(?:=|${ARROW}))(?:[\\p{L}'’,.]+\\s+){${WORDS_IN_PROSE - 1},}\\S+$`, "u"),
];
