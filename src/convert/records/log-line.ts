/** One line of a log: when, who, which way, and what. */

import { timeAhead } from "../prose/ahead.js";
import { saidIn } from "../said/said.js";
import { namedStates } from "../said/states.js";

export interface LogEntry {
  /** Milliseconds on the log's own clock. */
  readonly time: number | null;
  /** Empty where the log is that of one end. */
  readonly who: string;
  /** Sent, received; null for what only happens. */
  readonly way: "out" | "in" | null;
  readonly label: string;
}

const SECONDS = /^\s*\[?\s*(?<n>\d+\.\d+)\s*\]?\s+/;
const LEVEL = /^\s*\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR)\]?\s*[:|-]?\s+/;
const WHO =
  /^\s*(?:\[(?<tag>[^[\]]{1,24})\]|(?<name>[\p{L}_][\p{L}\p{N}_.#-]{0,23}?)\s*(?:[:>|]|\s(?=\s*(?:TX|RX|SEND|RECV|SENT|RCVD|tx|rx|send|recv|sent|received|发送|发出|收到|接收|(?:open|listen|close|connect|[A-Z_0-9-]+)\s*(?:->|→)))))\s*/u;
/** `--> SYN seq=1` at the margin, with nothing behind it that goes on drawing. */
const ARROW_OUT = /^(?:[-=]+>+|→)\s+(?=\S)(?!.*[-=<>→←]{2,}\s*\S*\s*$)/u;
const ARROW_IN = /^(?:<+[-=]+|←)\s+(?=\S)(?!.*[-=<>→←]{2,}\s*\S*\s*$)/u;
const OUT =
  /^\s*(?:>{2,}(?=\s)|TX|SEND(?:ING)?|SENT|OUT(?:PUT)?|tx|sen[dt]s?|sending|out(?:put)?|transmit(?:s|ted)?|发送|发出|发)(?![A-Za-z])\s*[:>|-]*\s*/u;
const IN =
  /^\s*(?:<{2,}(?=\s)|RX|RECV|RECEIVED?|RCVD|IN(?:PUT)?|rx|recv|received?s?|rcvd|got|in(?:put)?|收到|接收|收)(?![A-Za-z])\s*[:<|-]*\s*/u;
/** `Client sends SYN to the server`: a verb in the third person; what a log says of itself has none. */
const TELLS = /^(?:sends|sent|receives|received|gets|got|transmits|transmitted)\s/;
const SEPARATED = /^\s*[\p{L}_][\p{L}\p{N}_.#-]*\s*[:>|]/u;
/** A line of a log is one act, and no line stands far from the margin; `recv SYN, send SYN+ACK` is somebody's summary. */
export function isSummary(line: string): boolean {
  return (OUT.test(line) || IN.test(line)) && (FAR.test(line) || ACTS_AGAIN.test(line));
}

const FAR = /^\s{16,}/;
const ACTS_AGAIN =
  /[,;，；]\s*(?:then\s+|and\s+)?(?:TX|RX|sen[dt]s?|recv|received?s?|rcvd|transmits?|发送|发出|回复|收到|接收)(?![A-Za-z])/iu;
const FLAGS = /^(?:\[?\s*(?:SYN|ACK|FIN|RST|PSH|URG)(?![A-Za-z])|\[[SFPRUEW.]{1,5}\]|seq\s*=)/iu;

/** null where the line tells of no segment and of no state. */
export function entryIn(line: string): LogEntry | null {
  const { time, rest } = timed(line);
  const plain = rest.replace(LEVEL, "").replace(ARROW_OUT, ">> ").replace(ARROW_IN, "<< ");
  const named = WHO.exec(plain)?.groups;
  const bare = OUT.test(plain) || IN.test(plain);
  const who = bare ? "" : (named?.tag ?? named?.name ?? "").trim();
  // `note: sends …` is a line of ours.
  if (/^note$/i.test(who)) return null;
  const words = bare || named === undefined ? plain : plain.replace(WHO, "");
  const way = OUT.test(words) ? "out" : IN.test(words) ? "in" : null;
  const label = way === "out" ? words.replace(OUT, "") : way === "in" ? words.replace(IN, "") : words.trim();
  // `客户端 发送 SYN` is a sentence.
  const sentence = !/^[A-Za-z]/.test(words) || TELLS.test(words);
  if (time === null && named?.name !== undefined && !bare && !SEPARATED.test(plain) && sentence) return null;
  if (way !== null) return FLAGS.test(label) && isNumbered(label) ? { time, who, way, label } : null;
  if (time === null && who === "") return null;
  return isTransition(label) ? { time, who, way, label } : null;
}

function timed(line: string): { readonly time: number | null; readonly rest: string } {
  const { n } = SECONDS.exec(line)?.groups ?? {};
  if (n !== undefined) return { time: Number(n) * 1000, rest: line.replace(SECONDS, "") };
  const ahead = timeAhead(line);
  return ahead === null ? { time: null, rest: line } : { time: ahead.ms, rest: ahead.rest };
}

function isNumbered(label: string): boolean {
  const { flags, seq, ack } = saidIn(label);
  return flags.length > 0 || seq !== null || ack !== null;
}

/** `SYN_SENT -> ESTABLISHED`, `open -> SYN_SENT` */
function isTransition(label: string): boolean {
  const states = namedStates(label);
  const [first] = states;
  if (first === undefined) return false;
  const before = label
    .slice(0, first.index)
    .replace(/(?:state|状态|->|→|[:=])/giu, "")
    .trim();
  return before === "" || /^(?:active\s+|passive\s+)?(?:open|listen|close|connect)$/i.test(before);
}
