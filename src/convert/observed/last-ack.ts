/**
 * Whose FIN answers that of its peer is in LAST-ACK, and once that FIN is acknowledged it is CLOSED and acknowledges nothing more
 * (RFC 9293 §3.10.7.4). So what it still says shows that the ACK of its FIN had not come.
 */

import { other } from "../../check/connection.js";
import { eraOf, type Placed } from "./places.js";

/** The segments that ends send in LAST-ACK behind their FIN. */
export function sentInLastAck(items: readonly Placed[], forged: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set<number>();
  /** The place behind the FIN of each side, and whether it answered one. */
  const fins: [number, number] = [Number.NaN, Number.NaN];
  const answering: [boolean, boolean] = [false, false];
  items.forEach((item, index) => {
    const { seen } = item;
    const { way } = seen;
    if (seen.fin) {
      if (forged.has(index) || !Number.isNaN(fins[way])) return;
      fins[way] = item.end;
      answering[way] = item.ack >= fins[other(way)];
    } else if (seen.syn) {
      if (forged.has(index)) return;
      fins[way] = Number.NaN;
      answering[way] = false;
    } else if (answering[way] && !seen.rst && !forged.has(index)) {
      if (item.start === fins[way] && item.start === item.end) found.add(index);
    }
  });
  return found;
}

/** Whether a segment acknowledges the FIN behind which another one was sent. */
export function acknowledgesFin({ ack }: Placed, behind: Placed): boolean {
  return ack >= behind.start && eraOf(ack) === eraOf(behind.start);
}
