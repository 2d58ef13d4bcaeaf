/** Fields that their flag makes valid, and that nobody reads without it (RFC 9293 §3.1). */

import type { Span } from "../language/ast.js";
import { ZERO } from "../tcp/number.js";
import { ACK, flagsText, URG } from "../tcp/segment.js";
import { isNumber } from "./claims.js";
import type { FindingArgs } from "./codes.js";
import { writeExpr } from "./words.js";
import type { World } from "./world.js";
import { fieldSpan, type Written } from "./written.js";

type UnreadCode = "ack-without-flag" | "urg-without-flag";

type Report = <C extends UnreadCode>(code: C, span: Span, args: FindingArgs[C]) => void;

/** Nearly no segment has such a field. */
export function mayHaveUnread({ ack, line }: Written, flags: number): boolean {
  return ((flags & ACK) === 0 && ack !== null) || ((flags & URG) === 0 && line !== null && line.urg !== null);
}

/** `ack=` and `urg=` on a segment that has not their flag: 0 is what the field holds then, any other number lacks it. */
export function reportUnread(world: World, written: Written, flags: number, report: Report): void {
  const { ack, line } = written;
  const text = flagsText(flags);
  // Where the flag itself is what is wrong, its number goes with it.
  const isUnread = (bit: number): boolean => (flags & bit) === 0 && (written.flags & bit) === 0;
  if (ack !== null && isUnread(ACK) && !isNumber(world, ack, ZERO))
    report("ack-without-flag", fieldSpan(written, "ack"), { flags: text, ack: writeExpr(ack) });
  const urg = line?.urg ?? null;
  if (urg !== null && isUnread(URG) && urg.value !== null && urg.value !== 0)
    report("urg-without-flag", urg.span, { flags: text, urg: String(urg.value) });
}

/** Whatever flags a segment from beyond the connection has, they are no mistake of anybody here. */
export function noteUnread(world: World, written: Written, flags: number): void {
  reportUnread(world, written, flags, (code, span, args) => {
    world.report(code, span, args);
    const told = world.found.pop();
    if (told !== undefined) world.found.push({ ...told, severity: "information" });
  });
}
