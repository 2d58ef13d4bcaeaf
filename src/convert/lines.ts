/** Lines as readers are given them: without the marks of a mail or a comment around them, and without what is not TCP. */

/** `> ` of a mail; `// ` and ` * ` of a comment in a program; `+` of what a patch adds. */
const MARKS: readonly RegExp[] = [/^\s*>(?:\s>)*(?:\s|$)/, /^\s*\/\/\s?/, /^\s*\*(?!\/)\s?/, /^\+/];
/** A `+` may be that of a time: in a patch some lines have nothing, or another sign, behind it. */
const PATCHED = /^\+(?:\s|$|\+|\/\/)/;
/** A line of a text that stands in a program: `'  | --- SYN ---> |',`. */
const QUOTED = /^\s*(['"`])((?:(?!\1).)*?)(?:\\n)?\1\s*[,+;\\]?\s*$/;
/** A line alone that begins so may just as well be an arrow. */
const LEAST_MARKED = 2;

/** Every run of marked lines without its marks; null where nothing is marked. */
export function withoutMarks(lines: readonly string[]): readonly string[] | null {
  const plain = [...lines];
  let changed = false;
  for (const mark of MARKS) {
    for (let first = 0; first < lines.length; first++) {
      let end = first;
      // A patch may be quoted.
      const given = mark === MARKS[3] ? plain : lines;
      while (end < lines.length && mark.test(given[end] ?? "")) end++;
      if (mark === MARKS[3] && !given.slice(first, end).some((line) => PATCHED.test(line))) {
        first = Math.max(first, end - 1);
        continue;
      }
      const bullets = mark === MARKS[2] && !/^\s*\/\*/.test(lines[first - 1] ?? "");
      if (end - first >= LEAST_MARKED && !bullets) {
        for (let at = first; at < end; at++) plain[at] = (given[at] ?? "").replace(mark, "");
        changed = true;
      }
      first = Math.max(first, end - 1);
    }
  }
  for (let first = 0; first < lines.length; first++) {
    let end = first;
    while (end < lines.length && QUOTED.test(plain[end] ?? "")) end++;
    if (end - first >= LEAST_MARKED) {
      for (let at = first; at < end; at++) plain[at] = (plain[at] ?? "").replace(QUOTED, "$2");
      changed = true;
    }
    first = Math.max(first, end - 1);
  }
  return changed ? plain : null;
}

/** What a page in HTML was copied with. */
const ENTITIES: Readonly<Record<string, string>> = { gt: ">", lt: "<", amp: "&", quot: '"', nbsp: " " };
const ENTITY = /&(?:(gt|lt|amp|quot|nbsp)|#(\d{2,5}));/g;
/** Around words, code and the parts of a page; the lines stay as they are. */
const TAG =
  /<\/?(?:html|body|article|section|pre|code|span|div|p|h[1-6]|blockquote|font|tt|samp|b|i|em|strong|li|ul|ol)(?:\s[^<>]*)?>/gi;
const OWN_READER = /<\/?t(?:able|r|d|h)\b|^\s*sequenceDiagram\b/i;

const END_OF_LINE = /\s*<br\s*\/?>\s*$/i;

/** A page of HTML as it is shown; its tables, and what Mermaid draws in it, have readers of their own. */
export function withoutEntities(lines: readonly string[]): readonly string[] {
  if (lines.filter((line) => END_OF_LINE.test(line)).length >= LEAST_MARKED)
    return withoutEntities(lines.map((line) => line.replace(END_OF_LINE, "")));
  if (!lines.some((line) => line.includes("&gt;") || line.includes("&lt;") || line.includes("</")))
    return lines;
  if (lines.some((line) => OWN_READER.test(line))) return lines;
  return lines.map((line) =>
    line
      .replace(TAG, "")
      .replace(ENTITY, (_, name: string | undefined, code: string) =>
        name === undefined ? String.fromCharCode(Number(code)) : (ENTITIES[name] ?? ""),
      ),
  );
}

/** A mail breaks long lines behind a `=`. */
const SOFT_BREAK = /(?:^|[^=\s-])\s?=$/;

/** Lines that were broken on their way, whole again where they begin; null where there are none. */
export function rejoined(lines: readonly string[]): {
  readonly lines: readonly string[];
  /** Of each line that has gone into another: which. */
  readonly into: ReadonlyMap<number, number>;
} | null {
  if (lines.filter((line) => SOFT_BREAK.test(line)).length < LEAST_MARKED) return null;
  const result = lines.map((line) => line.replaceAll("=3D", "="));
  const into = new Map<number, number>();
  for (let first = 0; first < lines.length; first++) {
    let last = first;
    while (SOFT_BREAK.test(lines[last] ?? "") && last + 1 < lines.length) {
      last++;
      result[first] = (result[first] ?? "").slice(0, -1) + (lines[last] ?? "");
      result[last] = "";
      into.set(last, first);
    }
    first = last;
  }
  return { lines: result, into };
}

/** `[...]`, `<snip>`: something is left out here. */
export function isElision(line: string): boolean {
  return line.length < SHORT && /^\W*(?:\.{3,}|…+|snip(?:ped)?|cut|omitted|省略)\W*$/iu.test(line);
}

const SHORT = 40;

const OTHERS =
  "ICMP(?:v?6)?|ICMPv6|UDP|UDPLite|ARP|SCTP|DCCP|IGMP(?:v[123])?|DHCP(?:v6)?|BOOTP|MDNS|LLMNR|QUIC|GQUIC|DTLS|NTP|SSDP|STUN|OSPF|VRRP|GRE|ESP";
/** A quick look, before the careful ones. */
const NAMED = new RegExp(`\\b(?:${OTHERS})\\b`, "i");
const PRINTED = new RegExp(`\\bIP6? \\S+ > \\S+: (?:${OTHERS})\\b`, "i");
const ADDRESS = "(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)";
const LISTED = new RegExp(
  `${ADDRESS}["\\s,;]*(?:→|->|>)?["\\s,;]*${ADDRESS}["\\s,;]+(?:${OTHERS})["\\s,;]`,
  "i",
);

/** A packet in a capture, of a protocol that has numbers and ACKs of its own. */
export function isOfAnotherProtocol(line: string): boolean {
  return NAMED.test(line) && (PRINTED.test(line) || LISTED.test(line));
}

const STATE =
  "(?:CLOSED|LISTEN|SYN[-_](?:SENT|RCVD|RECV|RECEIVED)|ESTAB(?:LISHED)?|FIN[-_]WAIT[-_][12]|CLOSE[-_]WAIT|CLOSING|LAST[-_]ACK|TIME[-_]WAIT)";
const CAUSE = "(?:send|snd|recv|rcv|receive|发送|收到)";
/** From a state to a state: an end goes there, by what it sends and gets. */
const TRANSITION = new RegExp(`^\\W*${STATE}\\s*-+\\W*${CAUSE}\\b.*-+>\\s*${STATE}`, "i");
/** From one on to the next, or by what comes and goes at once, as between two ends nothing does. */
const SURE_TRANSITION = new RegExp(
  `${TRANSITION.source}\\W+${CAUSE}|-\\W*(?:recv|rcv|receive)\\b.*\\b(?:send|snd)\\b.*-+>\\s*${STATE}`,
  "i",
);

/** The lines of a drawing of states, which shows no exchange. */
export function transitionsIn(lines: readonly string[]): readonly number[] {
  if (!lines.some((line) => line.includes("->") && SURE_TRANSITION.test(line))) return [];
  return lines.flatMap((line, at) => (TRANSITION.test(line) || SURE_TRANSITION.test(line) ? [at] : []));
}

/** Words that only an exchange of this protocol has, beside an ACK that is its own. */
const OWN_ACKS: readonly RegExp[] = [
  /\bINVITE\b/,
  /\bSETTINGS\b/,
  /\bDISCOVER\b|\bOFFER\b|\bDHCP\W?(?:DISCOVER|OFFER)\b/,
  /\bCOOKIE[ _-]?(?:ECHO|ACK)\b|\bINIT[ _-]?ACK\b/i,
];

/** SIP, HTTP/2, DHCP and SCTP acknowledge too: where nothing is said of TCP but that, it is theirs. */
export function hasOwnAcks(lines: readonly string[]): boolean {
  return OWN_ACKS.some((sign) => lines.some((line) => sign.test(line)));
}
