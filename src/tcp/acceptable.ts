/** The four cases of RFC 9293 §3.10.7.4, Table 6: may this segment be processed at all? */

import { type Num, type Numbers, plus, ZERO } from "./number.js";

/** The window assumed where the flow does not say one, in octets. */
export const DEFAULT_WINDOW = 65535;

/**
 * Whether a segment of `length` octets (SEG.LEN, SYN and FIN counted) at `seq` overlaps the receive
 * window; `undefined` where unknown numbers decide.
 */
export function isAcceptable(
  numbers: Numbers,
  rcvNxt: Num,
  rcvWnd: number,
  seq: Num,
  length: Num,
): boolean | undefined {
  if (numbers.equal(seq, rcvNxt) === true) return rcvWnd > 0 || numbers.equal(length, ZERO) === true;
  if (rcvWnd === 0) return numbers.equal(length, ZERO) === true ? numbers.equal(seq, rcvNxt) : false;
  const right = plus(rcvNxt, rcvWnd);
  const starts = inWindow(numbers, rcvNxt, right, seq);
  if (starts !== false || numbers.equal(length, ZERO) === true) return starts;
  return inWindow(numbers, rcvNxt, right, plus(numbers.add(seq, length), -1));
}

/** left =< n < right */
function inWindow(numbers: Numbers, left: Num, right: Num, n: Num): boolean | undefined {
  const fromLeft = numbers.compare(n, left);
  if (fromLeft === -1) return false;
  const fromRight = numbers.compare(n, right);
  if (fromRight === 0 || fromRight === 1) return false;
  if (fromLeft === undefined) return undefined;
  // An amount that is not known is taken to fit.
  return fromRight === -1 ? true : undefined;
}
