/**
 * The data of a SYN (RFC 9293 §3.4, RFC 7413 §4.2): its SYN,ACK may count none of it, some or all, and shows so what the
 * server has done with it.
 */

import type { Span } from "../language/ast.js";
import { type End, edit } from "../tcp/endpoint.js";
import { type Num, type Numbers, plus, ZERO } from "../tcp/number.js";
import type { Context } from "./claims.js";
import { writtenValue } from "./claims.js";
import type { Connection, Side } from "./connection.js";
import type { World } from "./world.js";
import type { Written } from "./written.js";

/** What the SYN,ACK acknowledges: all of the data where a cookie came with it, none without, unless the line says otherwise. */
export function countedByLine({ world, connection, side }: Context, written: Written): Num {
  const end = connection.ends[side];
  const { numbers } = world;
  const none = end.tcb.rcvNxt as Num;
  const all = endOfData(numbers, end);
  if (all === null) return none;
  const value = writtenValue(world, written.ack);
  const counts = value !== null && isBetween(numbers, value, none, all) ? value : null;
  return counts ?? (end.fastOpen && written.plainly !== true ? all : none);
}

/** Unless that is certain not to be so: a number of the other direction is none of these. */
function isBetween(numbers: Numbers, value: Num, low: Num, high: Num): boolean {
  if (numbers.hasBase(numbers.resolve(numbers.subtract(value, low)))) return false;
  return numbers.compare(value, low) !== -1 && numbers.compare(value, high) !== 1;
}

/** Once it is sent: what was not counted waits for the handshake, or is gone. */
export function settleSynData(
  world: World,
  connection: Connection,
  side: Side,
  counted: Num | null,
  span: Span,
): void {
  const end = connection.ends[side];
  const { numbers, course } = world;
  const all = endOfData(numbers, end);
  if (all === null || counted === null) return;
  const endpoint = connection.names[side];
  const isMore = numbers.compare(counted, end.tcb.rcvNxt as Num);
  // Of an amount that has a letter it may be none: what is written is what is acknowledged all the same.
  if (isMore === 1 || isMore === undefined) {
    if (!end.fastOpen && isMore === 1)
      world.report("stack-differs", span, { which: "syn-data-acknowledged", endpoint });
    edit(end).rcvNxt = counted;
  }
  const [text] = end.ahead;
  const rest = numbers.subtract(all, counted);
  if (text === undefined || numbers.equal(rest, ZERO) === true) {
    if (text?.fin !== true) end.ahead = [];
    return;
  }
  if (end.fastOpen ? !course.may("syn-data-kept") : course.may("syn-data-dropped")) {
    if (!end.fastOpen) world.report("stack-differs", span, { which: "syn-data-dropped", endpoint });
    end.ahead = [];
  } else end.ahead = [{ seq: counted, len: rest, fin: text.fin }];
}

/** The number behind the data that came with the SYN; null where none did. */
function endOfData(numbers: Numbers, { ahead, tcb }: End): Num | null {
  const [text] = ahead;
  if (text === undefined || tcb.irs === null || numbers.equal(text.seq, plus(tcb.irs, 1)) !== true)
    return null;
  return numbers.equal(text.len, ZERO) === true ? null : numbers.add(text.seq, text.len);
}
