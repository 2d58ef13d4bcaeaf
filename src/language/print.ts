/** Canonical text of pieces of the tree. */

import type {
  Arrow,
  Attribute,
  Elision,
  EndpointDeclaration,
  Event,
  Expr,
  Flags,
  Local,
  LocalBlank,
  Name,
  Segment,
  Span,
  StateClaim,
  Statement,
  StateWord,
  Subject,
  Term,
} from "./ast.js";

const REVERSED: Readonly<Record<Arrow["kind"], string>> = { "->": "<-", "-x": "x-", "~>": "<~" };

/** `x+1`. With the document's text, numbers stay as they were written (`0x10`). */
export function printExpr(expr: Expr, text?: string): string {
  const sum = expr.blank ? "?" : expr.terms.map((term, index) => printTerm(term, index, text)).join("");
  return expr.alias === null ? sum : `${expr.alias.name}=${sum}`;
}

function printTerm(term: Term, index: number, text: string | undefined): string {
  const sign = term.sign < 0 ? "-" : index > 0 ? "+" : "";
  if (term.kind === "symbol") return sign + term.name;
  return sign + (text === undefined ? String(term.value) : text.slice(term.span.start, term.span.end));
}

export function printArrow(arrow: Arrow): string {
  return arrow.reversed ? REVERSED[arrow.kind] : arrow.kind;
}

export function printState(word: StateWord): string {
  return word.state ?? "?";
}

export function printSubject(subject: Subject): string {
  return subject.peer === null ? subject.name.name : `${subject.name.name}(${subject.peer.name})`;
}

/** `SYN+ACK`, with the flags claimed not to be set after it. */
export function printFlags(flags: Flags, text?: string): string {
  const words = flags.words
    .map(({ flag, span }) => (text === undefined ? flag : slice(text, span)))
    .join("+");
  const set = flags.none !== null ? "NONE" : flags.blank !== null ? "?" : words;
  return [set, ...flags.cleared.map(({ flag }) => `${flag}=0`)].filter((part) => part !== "").join(" ");
}

/** The columns of a segment line: the head up to the colon, flags, seq, ack, and all the rest. */
export interface SegmentColumns {
  readonly head: string;
  readonly flags: string;
  readonly seq: string;
  readonly ack: string;
  readonly rest: string;
}

export function printSegment(segment: Segment, text: string): SegmentColumns {
  const { arrow, from, to, seq, ack, len } = segment;
  const [left, right] = arrow.reversed ? [to, from] : [from, to];
  const old = segment.old === null ? "" : "old ";
  const rest = [
    len === null ? "" : `len=${printExpr(len.value, text)}`,
    segment.payload === null ? "" : slice(text, segment.payload.span),
    ...[segment.win, segment.urg, segment.mss, segment.wscale].map(
      (field) => field && assignment(text, field.span),
    ),
    segment.sackok === null ? "" : "sackok",
    segment.sack === null ? "" : `sack=${printBlocks(segment.sack.blocks, text)}`,
    segment.ts && assignment(text, segment.ts.span),
    segment.tfo && assignment(text, segment.tfo.span),
    segment.id === null ? "" : `as ${segment.id.name}`,
    segment.caption && slice(text, segment.caption.span),
  ];
  return {
    head: `${printTime(segment, text)}${old}${left.name} ${printArrow(arrow)} ${right.name}:`,
    flags: printFlags(segment.flags, text),
    seq: seq === null ? "" : `seq=${printExpr(seq.value, text)}`,
    ack: ack === null ? "" : `ack=${printExpr(ack.value, text)}`,
    rest: rest.filter((part) => part !== "" && part !== null).join(" "),
  };
}

function printBlocks(blocks: readonly { readonly left: Expr; readonly right: Expr }[], text: string): string {
  return blocks.map(({ left, right }) => `${printExpr(left, text)}..${printExpr(right, text)}`).join(",");
}

/** Any statement but a segment or a broken line, on one line. */
export function printStatement(
  statement: Exclude<Statement, { type: "segment" | "broken" }>,
  text: string,
): string {
  return printTime(statement, text) + printUntimed(statement, text);
}

function printUntimed(statement: Exclude<Statement, { type: "segment" | "broken" }>, text: string): string {
  switch (statement.type) {
    case "endpoint":
      return printEndpoint(statement, text);
    case "section":
      return `== ${statement.text.value} ==`;
    case "note": {
      const over = names(statement.over);
      return `note${over === "" ? "" : ` ${over}`}: ${statement.text.value}`;
    }
    case "deliver":
      return statement.ids.length === 0 ? "deliver" : `deliver ${names(statement.ids)}`;
    case "local":
      return `${statement.subjects.map(printSubject).join(", ")}: ${printWhat(statement.what, text)}`;
    case "elision":
      return printElision(statement, text);
    case "task":
    case "hint":
    case "kind":
    case "answer":
    case "right":
    case "wrong":
      return `${statement.type}: ${statement.text.value}`;
    case "option":
      return `option ${statement.name.name}: ${statement.text.value}`;
    case "blank":
      return "?";
  }
}

function names(list: readonly Name[]): string {
  return list.map(({ name }) => name).join(", ");
}

export function printWhat(what: Local["what"], text?: string): string {
  switch (what.kind) {
    case "blank":
      return printBlank(what);
    case "state":
      return printClaim(what);
    case "event":
      return printEvent(what, text);
  }
}

function printBlank(_blank: LocalBlank): string {
  return "?";
}

function printClaim({ from, to }: StateClaim): string {
  return from === null ? printState(to) : `${printState(from)} -> ${printState(to)}`;
}

function printEvent(event: Event, text: string | undefined): string {
  switch (event.event) {
    case "timeout":
      return `timeout ${event.timer}`;
    case "send":
    case "receive":
      if (event.payload !== null) {
        return `${event.event} ${text === undefined ? quoted(event.payload.value) : slice(text, event.payload.span)}`;
      }
      return event.amount === null ? event.event : `${event.event} ${printExpr(event.amount, text)}`;
    default:
      return event.event;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
  '"': '\\"',
};
const HEX_DIGITS = 2;

/** A string as it is written in the language. */
export function quoted(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  const escaped = value.replace(/["\\\u0000-\u001f\u007f]/g, (character) => {
    const hex = character.charCodeAt(0).toString(16).padStart(HEX_DIGITS, "0");
    return ESCAPES[character] ?? `\\x${hex}`;
  });
  return `"${escaped}"`;
}

/** Octets as a string of the language; half a character stays `\xHH`. */
export function quotedOctets(octets: readonly number[]): string {
  const hex = octets.map((octet) => octet.toString(16).padStart(HEX_DIGITS, "0"));
  try {
    return quoted(decodeURIComponent(hex.map((digits) => `%${digits}`).join("")));
  } catch {
    const parts = octets.map((octet, i) =>
      octet < ASCII_END ? quoted(String.fromCharCode(octet)).slice(1, -1) : `\\x${hex[i]}`,
    );
    return `"${parts.join("")}"`;
  }
}

const ASCII_END = 0x80;

function printElision({ from, to, text: shown }: Elision, text: string): string {
  const way = from === null || to === null ? "" : ` ${from.name} -> ${to.name}`;
  return `...${way}${shown === null ? "" : ` ${slice(text, shown.span)}`}`;
}

function printEndpoint({ role, name, label, attributes }: EndpointDeclaration, text: string): string {
  const parts = [role, name.name];
  if (label !== null) parts.push(slice(text, label.span));
  for (const attribute of attributes) parts.push(printAttribute(attribute, text));
  return parts.join(" ");
}

function printAttribute(attribute: Attribute, text: string): string {
  switch (attribute.key) {
    case "isn":
    case "snd":
    case "rcv":
      return `${attribute.key}=${printExpr(attribute.value, text)}`;
    default:
      return assignment(text, attribute.span);
  }
}

function printTime({ at }: Statement, text: string): string {
  return at === null ? "" : `${slice(text, at.span)} `;
}

/** `KEY=VALUE` as written, without the blanks round `=`. */
function assignment(text: string, span: Span): string {
  return slice(text, span).replace(/[ \t]*=[ \t]*/, "=");
}

function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
