/** A packet as tcpdump printed it before 4.0, and books still do: `SRC > DST: S 1:1(0) ack 1 win 4096 <mss 1024>`. */

import type { FlagName } from "../../language/ast.js";
import { textAt } from "../../language/at.js";
import { wrap } from "../../tcp/sequence.js";
import { endOf, flagsOf, optionsOf, otherOptions, type TcpdumpPacket } from "./tcpdump-packet.js";

const OLD =
  /^(.*?)(\S+\.\S+) > (\S+\.\S+): ([SFPRUWE.]{1,6})(?:, cksum 0x[0-9a-f]+ \([^)]*\)?\),)? (?:\[([^\]]*)\] *)?(?:(\d+):(\d+)\((\d+)\) *)?(?:ack +(\d+) *)?(?:win +(\d+) *)?(?:urg +(\d+) *)?(?:<([^>]*)>?)?(.*)$/;

export function isOldForm(line: string): boolean {
  return line.includes(" > ") && OLD_SIGN.test(line);
}

const OLD_SIGN =
  /\S+\.\S+ > \S+\.\S+: [SFPRUWE.]{1,6}(?:, cksum 0x[0-9a-f]+ \([^)]*\)?\),)? (?:\[[^\]]*\] )?(?:\d+:\d+\(\d+\)|ack \d|win \d)/;

export function readOldForm(line: string): TcpdumpPacket | null {
  const found = OLD.exec(line);
  if (found === null) return null;
  const [
    ,
    before = "",
    from = "",
    to = "",
    letters = "",
    congestion = "",
    seq,
    end,
    octets,
    ack,
    win,
    urg,
    options,
  ] = found;
  const rest = textAt(found, 13);
  const set = letters === "." ? [] : flagsOf(letters);
  const listed = options === undefined ? {} : optionsOf(options);
  if (set === null || listed === null || !REST.test(rest)) return null;
  const flags: FlagName[] = [...set];
  if (ack !== undefined) flags.push("ACK");
  // It prints the pointer instead of the flag.
  if (urg !== undefined) flags.push("URG");
  if (/ECN-Echo/.test(congestion)) flags.push("ECE");
  if (/CWR/.test(congestion)) flags.push("CWR");
  const number = (text: string | undefined): number | null =>
    text === undefined ? null : wrap(Number(text));
  const range = seq === undefined || end === undefined ? null : wrap(Number(end) - Number(seq));
  const len = octets === undefined ? 0 : Number(octets);
  return {
    before,
    segment: {
      line: -1,
      time: null,
      from: endOf(from),
      to: endOf(to),
      flags: [...new Set(flags)],
      seq: number(seq),
      ack: number(ack),
      len: range ?? len,
      win: win === undefined ? null : Number(win),
      urg: urg === undefined ? null : Number(urg),
      options: listed,
      remark: options === undefined ? null : otherOptions(options),
      unread: range !== null && range !== len ? [`length=${len}`] : [],
    },
  };
}

/** Remarks on the IP header. */
const REST = /^\s*(?:\([^)]*\)|\[[^\]]*\]|\s)*$/;
