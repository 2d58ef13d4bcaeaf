/** Every way to make one claim of a legal text wrong: a number one off, a flag, a state. */

import type {
  Document,
  Expr,
  FlagName,
  Flow,
  NumberField,
  Segment,
  Span,
  StateClaim,
  Statement,
} from "../../src/language/ast.js";
import { STATES } from "../../src/tcp/state.js";

export interface WrongClaim {
  readonly text: string;
  /** The line that is wrong, counted from 0. */
  readonly line: number;
  readonly what: string;
}

export function wrongClaims({ text, flows }: Document): WrongClaim[] {
  return flows.flatMap((flow) =>
    flow.statements.flatMap((statement) =>
      changesOf(flow, statement, text).map(([span, words]) => ({
        text: text.slice(0, span.start) + words + text.slice(span.end),
        line: statement.line,
        what: `${text.slice(span.start, span.end)} became ${words}`,
      })),
    ),
  );
}

type Change = readonly [Span, string];

function changesOf(flow: Flow, statement: Statement, text: string): Change[] {
  if (statement.type === "segment") return [...numbers(flow, statement, text), ...flags(statement)];
  if (statement.type === "local" && statement.what.kind === "state") {
    const server = flow.statements.find((s) => s.type === "endpoint" && s.role === "server");
    const name = server?.type === "endpoint" ? server.name.name : null;
    return states(statement.what, statement.subjects[0]?.name.name === name);
  }
  return [];
}

// Numbers

function numbers(flow: Flow, segment: Segment, text: string): Change[] {
  const seq = isChosen(flow, segment, text) ? [] : offByOne(flow, segment, segment.seq, text);
  return [...seq, ...offByOne(flow, segment, segment.ack, text)];
}

/** The seq of a SYN is chosen, unless the declaration has chosen it or the SYN was sent before; that of an `old` one always. */
function isChosen(flow: Flow, segment: Segment, text: string): boolean {
  if (segment.old !== null) return true;
  if (!isSyn(segment)) return false;
  const written = seqText(segment, text);
  const again = flow.statements.some(
    (s) =>
      s.type === "segment" &&
      s.line < segment.line &&
      s.old === null &&
      s.from.name === segment.from.name &&
      isSyn(s) &&
      seqText(s, text) === written,
  );
  return !again && !isDeclared(flow, segment);
}

const isSyn = (segment: Segment): boolean => segment.flags.words.some(({ flag }) => flag === "SYN");

const seqText = ({ seq }: Segment, text: string): string =>
  seq === null ? "" : text.slice(seq.value.span.start, seq.value.span.end);

function isDeclared(flow: Flow, segment: Segment): boolean {
  return flow.statements.some(
    (s) =>
      s.type === "endpoint" && s.name.name === segment.from.name && s.attributes.some((a) => a.key === "isn"),
  );
}

function offByOne(flow: Flow, segment: Segment, field: NumberField | null, text: string): Change[] {
  if (field === null) return [];
  const names = field.value.terms.flatMap((term) => (term.kind === "symbol" ? [term.name] : []));
  // A name is free where it stands first.
  if (names.some((name) => firstLine(flow, name) === segment.line)) return [];
  const { span } = field.value;
  const written = text.slice(span.start, span.end);
  return ["+1", "-1"].map((by) => [span, written + by]);
}

function firstLine(flow: Flow, name: string): number {
  const holds = (value: Expr | undefined): boolean =>
    value?.terms.some((term) => term.kind === "symbol" && term.name === name) ?? false;
  const first = flow.statements.find((s) =>
    s.type === "segment"
      ? holds(s.seq?.value) || holds(s.ack?.value) || holds(s.len?.value)
      : s.type === "endpoint" &&
        s.attributes.some(
          (a) => "value" in a && typeof a.value === "object" && "terms" in a.value && holds(a.value),
        ),
  );
  return first?.line ?? -1;
}

// Flags

function flags(segment: Segment): Change[] {
  const { words, span } = segment.flags;
  if (span === null || segment.old !== null) return [];
  const names = words.map(({ flag }) => flag);
  const without = (flag: FlagName): Change => [span, names.filter((name) => name !== flag).join("+")];
  if (names.includes("SYN")) return names.includes("ACK") ? [without("SYN"), without("ACK")] : [];
  const added: Change[] = [[span, ["SYN", ...names].join("+")]];
  // Whether the RST of an answer has ACK, stacks see differently: that is no mistake.
  if (names.includes("RST")) return added;
  return names.includes("FIN") ? [without("FIN"), ...added] : added;
}

// States

function states(claim: StateClaim, ofServer: boolean): Change[] {
  const wrong = (word: StateClaim["to"] | null, mayBeBoth: boolean): Change[] => {
    if (word === null || word.state === null) return [];
    // Once its connection is over, a server is CLOSED (the connection) and LISTEN (the listener).
    const right = mayBeBoth && word.state === "CLOSED" ? ["CLOSED", "LISTEN"] : [word.state];
    return STATES.filter((state) => !right.includes(state)).map((state) => [word.span, state]);
  };
  return [...wrong(claim.from, false), ...wrong(claim.to, ofServer)];
}
