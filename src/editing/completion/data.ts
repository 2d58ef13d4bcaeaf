/** The data that a proposed segment carries: as the flow writes data, else a request and its answer. */

import type { Segment } from "../../language/ast.js";
import type { TurnTaker } from "./move.js";
import { known } from "./names.js";

/** Short, so that the whole line is seen on the list. */
const REQUEST = '"GET /"';
const RESPONSE = '"200 OK"';
const GREETING = '"hello"';

/** How far back a segment with data is looked for, in lines. */
const LOOK_BACK = 50;

/** `"GET /"`, `len=100`, …: what is most like the flow first, one octet at last. */
export function dataTexts(a: TurnTaker): string[] {
  const { c, connection, side } = a;
  const usual = [payloadOf(a), "len=100", "len=1"];
  const last = c.before.slice(-LOOK_BACK).findLast(hasData);
  if (last === undefined || last.len === null || last.payload !== null) return usual;
  const written = lengthText(a, last);
  return written === null || connection.ends[side].queued !== null ? usual : [written, ...usual];
}

function payloadOf({ connection, side }: TurnTaker): string {
  const roles = connection.endpoints.map((e) => e.role);
  if (!roles.includes("client") && !roles.includes("server")) return GREETING;
  return side === 0 ? REQUEST : RESPONSE;
}

function hasData(statement: { readonly type: string }): statement is Segment {
  if (statement.type !== "segment") return false;
  const { len, payload } = statement as Segment;
  return len !== null || payload !== null;
}

/** The length as the flow wrote it last, if that is a plain number or a letter. */
function lengthText(a: TurnTaker, { len }: Segment): string | null {
  const terms = len?.value.terms ?? [];
  const [term] = terms;
  if (term === undefined || terms.length > 1) return null;
  if (term.kind === "number") return term.value === 0 ? null : `len=${term.value}`;
  const info = a.c.world.symbols.all.get(term.name);
  const value = info === undefined ? null : known(a.c, info.value);
  return value === null ? null : `len=${value}`;
}
