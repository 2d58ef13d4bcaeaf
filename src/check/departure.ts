/**
 * The departure of a segment: may the sender send it in its state, and are its numbers the ones it
 * must have (RFC 9293 §3.10; rule 23).
 *
 * `judge` records what the claims teach (symbols, settled unknowns), which `World.forget` takes back;
 * `depart` (in `apply.ts`) carries the judgement out.
 */

import { FIN, flagsText, RST, SYN } from "../tcp/segment.js";
import { isSynchronized } from "../tcp/state.js";
import type { Context } from "./claims.js";
import type { Connection, Side } from "./connection.js";
import { judgePlain } from "./departure-data.js";
import { judgeReset } from "./departure-reset.js";
import { judgeSyn } from "./departure-syn.js";
import { Judgement } from "./judgement.js";
import { judgeOptions } from "./options.js";
import { mayHaveUnread, reportUnread } from "./unread.js";
import { judgeWindow } from "./windows.js";
import type { World } from "./world.js";
import { effectiveFlags, flagsSpan, type Written } from "./written.js";

/**
 * Judges a segment that `side` sends. `flags`, where given, are read instead of the written ones
 * (a trial of a reading); `nameWhole` see `Judgement`.
 */
export function judge(
  world: World,
  connection: Connection,
  side: Side,
  written: Written,
  flags: number | null = null,
  nameWhole = false,
): Judgement {
  const end = connection.ends[side];
  const { state } = end.tcb;
  const established = isSynchronized(state) || state === "SYN-RECEIVED";
  const effective = flags === null ? effectiveFlags(written, established) : { flags, omitted: false };
  const judgement = new Judgement(effective.flags, world.line);
  judgement.nameWhole = nameWhole;
  const context: Context = { world, connection, side, judgement };
  if (effective.omitted)
    judgement.report("flag-ack-omitted", flagsSpan(written), { flags: flagsText(written.flags) });
  if (!checkFlags(context, written, flags === null)) return judgement;
  const bits = judgement.flags;
  if ((bits & RST) !== 0) judgeReset(context, written);
  else if ((bits & SYN) !== 0) judgeSyn(context, written);
  else judgePlain(context, written);
  if (judgement.illegal) return judgement;
  if (mayHaveUnread(written, bits)) judgeUnread(context, written);
  judgeWindow(context, written);
  judgeOptions(context, written);
  return judgement;
}

function judgeUnread({ world, judgement }: Context, written: Written): void {
  reportUnread(world, written, judgement.flags, (code, span, args) => judgement.report(code, span, args));
}

/** Flags that never stand together, and flags claimed not to be set. */
function checkFlags(context: Context, written: Written, original: boolean): boolean {
  const { judgement } = context;
  const bits = judgement.flags;
  for (const [first, second] of CONFLICTS) {
    if ((bits & first) === 0 || (bits & second) === 0) continue;
    judgement.forbid("flag-conflict", flagsSpan(written), {
      flags: flagsText(bits),
      first: flagsText(first),
      second: flagsText(second),
    });
    return false;
  }
  const cleared = written.cleared & bits;
  if (cleared !== 0 && original) {
    judgement.report("flag-cleared", flagsSpan(written), {
      flag: flagsText(cleared),
      segment: flagsText(bits),
    });
  }
  return true;
}

const CONFLICTS: readonly (readonly [number, number])[] = [
  [SYN, FIN],
  [SYN, RST],
  [FIN, RST],
];
