/** The columns before Info, whichever a list has: number, time, source, destination, protocol, length, ports. */

import { textAt } from "../../language/at.js";
import { millisecondsOf, type PrintedTime } from "./clock.js";

export interface PacketColumns {
  readonly time: PrintedTime | null;
  readonly source: string;
  readonly target: string;
  readonly sourcePort: string;
  readonly targetPort: string;
  readonly protocol: string;
  readonly length: number | null;
  /** What stands behind the length: the Info of a row that is not TCP's. */
  readonly rest: string;
}

const ARROW = /^(?:→|->|➜|>|<->)$/;
const NUMBER = /^\d+$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/;
const IPV6 = /^(?=.*:.*:)[0-9A-Fa-f:.]+(?:%\w+)?$/;
const CLOCK = /^\d{1,2}:\d\d:\d\d(?:[.,]\d+)?$/;

export function columnsOf(parts: readonly string[]): PacketColumns {
  const cells = parts.map((part) => part.trim()).filter((part) => part !== "" && !ARROW.test(part));
  const found = cells.flatMap((cell, at) => (isAddress(cell) ? [at] : []));
  const [first = -1, second = -1] = found.length >= 2 ? found : byPlace(cells);
  if (first < 0 || second < 0) return NOTHING;
  const [source, ownPort] = withoutPort(textAt(cells, first));
  const [target, peerPort] = withoutPort(textAt(cells, second));
  const between = cells.slice(first + 1, second).find((cell) => NUMBER.test(cell));
  let at = second + 1;
  const behind = NUMBER.test(textAt(cells, at)) ? textAt(cells, at++) : "";
  const protocol = textAt(cells, at);
  const sized = NUMBER.test(textAt(cells, at + 1));
  return {
    time: timeIn(cells.slice(0, first)),
    source,
    target,
    sourcePort: ownPort || (between ?? ""),
    targetPort: peerPort || behind,
    protocol,
    length: sized ? Number(cells[at + 1]) : null,
    rest: cells.slice(at + (sized ? 2 : 1)).join(" "),
  };
}

const NOTHING: PacketColumns = {
  time: null,
  source: "",
  target: "",
  sourcePort: "",
  targetPort: "",
  protocol: "",
  length: null,
  rest: "",
};

function isAddress(cell: string): boolean {
  return IPV4.test(cell) || (IPV6.test(cell) && !CLOCK.test(cell));
}

function withoutPort(cell: string): readonly [string, string] {
  const port = /^(\d[\d.]*):(\d+)$/.exec(cell);
  return port === null ? [cell, ""] : [textAt(port, 1), textAt(port, 2)];
}

/** Names of hosts: the two words before the protocol. */
function byPlace(cells: readonly string[]): readonly number[] {
  const protocol = cells.findIndex(
    (cell, at) => at >= 2 && /^(?:TCP|HTTP|TLSv?[\d.]*|SSLv?\d*|SSH(?:v2)?)$/i.test(cell),
  );
  if (protocol < 0) return [];
  const names = cells.flatMap((cell, at) => (at < protocol && /[A-Za-z]/.test(cell) ? [at] : []));
  return names.slice(-2);
}

/** A row's number is no time. */
function timeIn(cells: readonly string[]): PrintedTime | null {
  const [first = "", ...rest] = cells;
  const times = NUMBER.test(first) ? rest : cells;
  const text = times.join(" ");
  return /^\d+$/.test(text) ? millisecondsOf(`${text}.0`) : millisecondsOf(text);
}
