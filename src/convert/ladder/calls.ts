/** What a program or a timer did, in the words of the language. */

/** A call as the ladder words it (`SEND 18`, `CLOSE (shutdown SHUT_WR)`). */
export interface LadderCall {
  readonly word: CallWord;
  /** Of a SEND or a RECEIVE, where the ladder counts them. */
  readonly octets: number | null;
}

/** `end` is a RECEIVE that finds the other side closed; `told` is what no event of the language stands for. */
export type CallWord =
  | "listen"
  | "open"
  | "send"
  | "receive"
  | "receive-all"
  | "end"
  | "close"
  | "abort"
  | "crash"
  | "told";

/** The first that fits is meant; a count is the number in its group. */
const CALLS: readonly (readonly [pattern: RegExp, word: CallWord])[] = [
  [/^passive OPEN/i, "listen"],
  [/^active OPEN/i, "open"],
  [/^SEND (\d+)/i, "send"],
  [/^RECEIVE -> (\d+)/i, "receive"],
  [/^RECEIVE total/i, "receive-all"],
  [/^RECEIVE -> EOF/i, "end"],
  [/^CLOSE(?!.*listen)/i, "close"],
  [/^ABORT/i, "abort"],
  [/REBOOT|CRASH/i, "crash"],
];

export function readCall(text: string): LadderCall {
  for (const [pattern, word] of CALLS) {
    const found = pattern.exec(text);
    if (found !== null) return { word, octets: found[1] === undefined ? null : Number(found[1]) };
  }
  return { word: "told", octets: null };
}

const TIMERS: readonly (readonly [pattern: RegExp, timer: string])[] = [
  [/rto|retrans/i, "rto"],
  [/2\s*msl|time.?wait/i, "2msl"],
  [/keep/i, "keepalive"],
  [/persist|probe|window/i, "persist"],
  [/del(ayed)?.?ack/i, "delack"],
];

/**
 * The timer that a ladder speaks of. One that ended a connection by itself is 2MSL in TIME-WAIT, and elsewhere what the RFC
 * knows as the user timeout (§3.9.1): also where retransmissions or keep-alives were given up, or where a kernel
 * limits FIN-WAIT-2 of a closed socket.
 */
export function readTimer(text: string, before: string, ended: boolean): string {
  if (before === "TIME-WAIT") return "2msl";
  const named = ended ? undefined : TIMERS.find(([pattern]) => pattern.test(text));
  return named?.[1] ?? "user";
}
