/**
 * `old A -> B: …`: a segment out of an earlier connection, or forged. A knows nothing of it; its numbers
 * are chosen, its flags literal (rule 11).
 */

import type { Expr } from "../language/ast.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, PSH, type TcpSegment } from "../tcp/segment.js";
import type { Connection, Side } from "./connection.js";
import { offerOf, timestampsOf } from "./options.js";
import { evaluate } from "./symbols.js";
import type { World } from "./world.js";
import type { Written } from "./written.js";

export function readOld(world: World, connection: Connection, side: Side, written: Written): TcpSegment {
  const { explicit } = written;
  const flags = explicit ? written.flags : ACK;
  const owner = connection.names[side];
  const seq = chosen(world, written.seq, owner);
  const ack = (flags & ACK) === 0 ? null : chosen(world, written.ack, owner);
  const len = written.len ?? ((flags & PSH) !== 0 ? world.numbers.atom("unsaid") : ZERO);
  const timestamps = timestampsOf(connection, side, written.line, { flags, findings: [] });
  const { win, payload, line } = written;
  // Of what an earlier connection agreed on nothing is known, unless the line says it.
  const says = line?.mss ?? line?.wscale ?? line?.sackok ?? line?.ts ?? null;
  const offer = says === null ? null : offerOf(connection, side, written, { flags, retransmission: false });
  return { flags, seq, ack, len, win, payload, tsval: timestamps?.value, tsecr: timestamps?.echo, offer };
}

/** What is written; a new symbol in it, or nothing at all, is a free constant. */
function chosen(world: World, expr: Expr | null, owner: string): Num {
  const { numbers } = world;
  if (expr === null) return numbers.atom("base");
  const { value, unknown, second, sign } = evaluate(numbers, world.symbols, expr);
  if (second !== "") world.report("symbol-two-new", expr.span, { first: unknown, second });
  if (unknown === "") return value;
  const free = numbers.atom("base");
  world.define({
    name: unknown,
    kind: "sequence",
    value: free,
    span: expr.span,
    how: "chosen",
    endpoint: owner,
  });
  return sign === 1 ? numbers.add(value, free) : numbers.subtract(value, free);
}
