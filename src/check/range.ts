/** `seq=1-100`: the numbers of all octets of a segment, of which seq is the first; as a sum it would be below 0. */

import { plain } from "../tcp/number.js";
import { carryOut } from "./carry-out.js";
import { other } from "./connection.js";
import { judge } from "./departure.js";
import type { Walk } from "./record.js";
import { tellOnce } from "./recovery.js";
import type { StepSegment } from "./trace.js";
import { writeExpr } from "./words.js";
import { fieldSpan, type Written } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** The line with the first number of its range, and as many octets; null where its seq is no range. */
export function withoutRange(world: Walk["world"], written: Written): Written | null {
  const [first, last] = written.seq?.terms ?? [];
  if (written.seq === null || written.seq.terms.length !== 2 || written.seq.alias !== null) return null;
  if (first?.kind !== "number" || last?.kind !== "number" || last.sign !== -1 || first.sign !== 1)
    return null;
  if (last.value <= first.value) return null;
  const len = plain(last.value - first.value + 1);
  if (written.len !== null && world.numbers.equal(written.len, len) !== true) return null;
  return { ...written, seq: { span: written.seq.span, blank: false, alias: null, terms: [first] }, len };
}

/** Reads the line so, and says once what seq is. */
export function asRange(walk: Walk, wrong: WrongSegment, written: Written): StepSegment | null {
  const { world } = walk;
  const { connection, side, line } = wrong;
  const again = judge(world, connection, side, written, wrong.flags);
  if (again.illegal || again.errors > 0 || written.seq === null || wrong.written.seq === null) return null;
  again.corrected = true;
  if (tellOnce(connection, "range"))
    world.report("seq-wrong", fieldSpan(wrong.written, "seq"), {
      from: connection.names[side],
      to: connection.names[other(side)],
      written: writeExpr(wrong.written.seq),
      expected: writeExpr(written.seq),
      reason: "range",
      octets: world.say(written.len),
    });
  return carryOut(walk, connection, side, written, again, line);
}
