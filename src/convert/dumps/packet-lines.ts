/** What other tools print, a line a packet: nmap's trace, iptables' LOG, Solaris' snoop, Microsoft's Network Monitor, scapy, ngrep, FortiGate. */

import type { FlagName } from "../../language/ast.js";
import type { DrawnEnd, DrawnFlow, DrawnSegment, DrawnStatement, Fate } from "../drawn.js";
import type { ObservedEnd, ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Clock, millisecondsOf, type PrintedTime } from "./clock.js";
import { scapyPacket } from "./scapy.js";
import { optionsOf, otherOptions } from "./tcpdump-packet.js";

const SURE = 0.93;

export const packetLines: Reader = { name: "packet-lines", atMost: SURE, read };

/** The packet of a line, and the time that is printed with it. */
interface Printed {
  readonly segment: Omit<ObservedSegment, "line" | "time">;
  readonly time: PrintedTime | null;
  /** What a firewall did with it. */
  readonly verdict?: { readonly fate: Fate; readonly words: string; readonly when: string | null };
  /** The time is that since the line before. */
  readonly delta?: boolean;
}

function read({ lines }: Source): SourceReading | null {
  const form = FORMS.find((one) => lines.some((line) => partsOf(line).some((part) => one(part) !== null)));
  if (form === undefined) return null;
  const clock = new Clock();
  const found: ObservedSegment[] = [];
  const verdicts: Printed["verdict"][] = [];
  let delta = false;
  lines.forEach((line, at) => {
    for (const part of partsOf(line)) {
      const printed = form(part);
      if (printed === null) continue;
      found.push({ ...printed.segment, line: at, time: null });
      clock.add(printed.time);
      verdicts.push(printed.verdict);
      delta ||= printed.delta === true;
    }
  });
  if (verdicts.some((verdict) => verdict !== undefined)) return judged(found, verdicts, clock);
  if (found.every(({ seq, ack }) => seq === null && ack === null))
    return form === iptables ? judged(found, verdicts, clock) : drawn(found);
  const times = delta ? clock.sums() : clock.times();
  const segments = found.map((segment, index) => ({ ...segment, time: times[index] ?? null }));
  return {
    sure: SURE,
    lines: new Set(segments.map(({ line }) => line)),
    flows: [{ kind: "observed", numbers: "absolute", segments }],
  };
}

/** scapy's `summary()` of what was sent and answered: `IP / TCP … S ==> IP / TCP … SA`. */
function partsOf(line: string): readonly string[] {
  return line.includes(" ==> ") ? line.split(" ==> ") : [line];
}

/** A firewall says of each packet what became of it, so that nothing has to be found out. */
function judged(
  segments: readonly ObservedSegment[],
  verdicts: readonly Printed["verdict"][],
  clock: Clock,
): SourceReading {
  const keys = segments.map(({ from, to }) => [hostAndPort(from), hostAndPort(to)] as const);
  const pairs = keys.map((pair) => [...pair].sort().join(" "));
  const times = clock.times();
  const flows = [...new Set(pairs)].map((pair): DrawnFlow => {
    const places = pairs.flatMap((one, at) => (one === pair ? [at] : []));
    const begin = times[places[0] ?? 0] ?? null;
    const ends = keys[places[0] ?? 0] ?? [];
    const began = verdicts[places[0] ?? 0]?.when ?? clock.textAt(places[0] ?? 0);
    const statements = places.flatMap((at): readonly DrawnSegment[] => {
      const segment = segments[at];
      const [from, to] = keys[at] ?? [];
      if (segment === undefined || from === undefined || to === undefined) return [];
      const { ack, flags, line, seq, win } = segment;
      const time = times[at] ?? null;
      const acks = flags?.includes("ACK") === true;
      return [
        {
          type: "segment",
          line,
          from,
          to,
          flags: ORDER.filter((flag) => flags?.includes(flag)),
          seq: seq === null ? null : String(seq),
          ack: ack === null || !acks ? null : String(ack),
          win: win === null ? null : String(win),
          time: time === null || begin === null ? null : time - begin,
          fate: verdicts[at]?.fate ?? "delivered",
          remark: verdicts[at]?.words ?? null,
        },
      ];
    });
    const [first] = statements;
    const comment: readonly DrawnStatement[] =
      began === null || first === undefined
        ? []
        : [{ type: "comment", line: first.line, text: `@0: ${began}` }];
    return {
      kind: "drawn",
      title: null,
      ends: ends.map((end) => (resets(first) ? { ...endOf(end), attributes: CONNECTED } : endOf(end))),
      statements: [...comment, ...statements],
    };
  });
  return { sure: SURE, lines: new Set(segments.map(({ line }) => line)), flows };
}

/** Nobody resets what is not connected. */
function resets(first: DrawnSegment | undefined): boolean {
  return first?.flags.includes("RST") === true;
}

const CONNECTED = ["state=ESTABLISHED"];

function hostAndPort({ address, port }: ObservedEnd): string {
  const host = address.includes(":") && !address.startsWith("[") ? `[${address}]` : address;
  return port === "" ? host : `${host}:${port}`;
}

function endOf(key: string): DrawnEnd {
  return { key, name: null, label: null, role: null, address: key };
}

/** Without a number nothing can be worked out: what is listed arrives. */
function drawn(segments: readonly ObservedSegment[]): SourceReading {
  const keys = [...new Set(segments.flatMap(({ from, to }) => [hostAndPort(from), hostAndPort(to)]))];
  const ends = keys.map(endOf);
  const statements = segments.map(
    ({ line, from, to, flags, words }): DrawnSegment => ({
      type: "segment",
      line,
      from: hostAndPort(from),
      to: hostAndPort(to),
      flags: ORDER.filter((flag) => flags?.includes(flag)),
      fate: "delivered",
      caption: words ?? null,
    }),
  );
  const lines = new Set(segments.map(({ line }) => line));
  return { sure: SURE, lines, flows: [{ kind: "drawn", title: null, ends, statements }] };
}

/** ACK last, as everybody says it. */
const ORDER: readonly FlagName[] = ["SYN", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS", "ACK"];

const LETTERS: Readonly<Record<string, FlagName>> = {
  S: "SYN",
  A: "ACK",
  F: "FIN",
  R: "RST",
  P: "PSH",
  U: "URG",
  E: "ECE",
  C: "CWR",
};

function flagsOf(letters: string): readonly FlagName[] {
  return [...letters].flatMap((letter) => LETTERS[letter] ?? []);
}

function number(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

function end(address: string, port: string | undefined): ObservedEnd {
  return { address, port: port ?? "" };
}

const SILENT = { seq: null, ack: null, len: null, win: null } as const;
const HOST = "(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:]+\\])";
const PAIR = `(?<from>${HOST}):(?<fromPort>[\\w-]+)\\s*(?:->|>)\\s*(?<to>${HOST}):(?<toPort>[\\w-]+)`;

/** `SENT (0.05s) TCP 192.0.2.7:57019 > 192.0.2.1:80 S ttl=53 id=1 iplen=44  seq=1 win=1024 <mss 1460>` */
function nmap(line: string): Printed | null {
  const { time = "", flags = "", rest = "", ...ends } = NMAP.exec(line)?.groups ?? {};
  if (flags === "") return null;
  const field = (name: string): number | null =>
    number(new RegExp(`(?:^|\\s)${name}=(\\d+)`).exec(rest)?.[1]);
  return {
    time: millisecondsOf(time),
    segment: {
      ...endsOf(ends),
      flags: flagsOf(flags),
      seq: field("seq"),
      ack: field("ack"),
      len: null,
      win: field("win"),
      ...listed(rest),
    },
  };
}

/** What stands between angle brackets. */
function listed(rest: string): Pick<ObservedSegment, "options" | "remark"> {
  const list = /<([^<>]+)>/.exec(rest)?.[1];
  const options = list === undefined ? null : optionsOf(list);
  if (list === undefined) return {};
  return options === null ? { remark: list } : { options, remark: otherOptions(list) };
}

const NMAP = new RegExp(
  `^\\s*(?:SENT|RCVD) \\((?<time>\\d+\\.\\d+)s\\) TCP ${PAIR} (?<flags>[SAFRPUEC]+)\\s(?<rest>.*)$`,
);

function endsOf({ from = "", fromPort, to = "", toPort }: Readonly<Record<string, string | undefined>>): {
  readonly from: ObservedEnd;
  readonly to: ObservedEnd;
} {
  return { from: end(from, fromPort), to: end(to, toPort) };
}

/** `… SRC=198.51.100.9 DST=192.0.2.1 LEN=60 … PROTO=TCP SPT=4 DPT=22 SEQ=1 ACK=0 WINDOW=64240 RES=0x00 SYN URGP=0` */
function iptables(line: string): Printed | null {
  if (!/\bPROTO=TCP\b.*\bSPT=\d+ DPT=\d+\b/.test(line)) return null;
  const field = (name: string): string | undefined => new RegExp(`\\b${name}=(\\S+)`).exec(line)?.[1];
  const flags = /\bRES=0x\w+ (?<words>(?:(?:CWR|ECE|URG|ACK|PSH|RST|SYN|FIN) )*)URGP=/.exec(line)?.groups
    ?.words;
  if (flags === undefined) return null;
  const uptime = /\[\s*(\d+\.\d{4,})\]/.exec(line)?.[1];
  const logged = line.slice(0, line.search(/\bIN=/));
  return {
    time: uptime === undefined ? millisecondsOf(logged) : millisecondsOf(uptime),
    ...verdictIn(line),
    segment: {
      from: end(field("SRC") ?? "", field("SPT")),
      to: end(field("DST") ?? "", field("DPT")),
      flags: flags
        .trim()
        .split(" ")
        .filter((word) => word !== "") as readonly FlagName[],
      seq: number(field("SEQ")),
      ack: number(field("ACK")),
      len: null,
      win: number(field("WINDOW")),
    },
  };
}

/** `ACCEPT`, `[UFW BLOCK]`, `refused connection:`, with the interfaces: what became of the packet. */
function verdictIn(line: string): Pick<Printed, "verdict"> {
  const words =
    VERDICT.exec(line)?.[1]
      ?.replace(/[[\]:]/g, "")
      .trim() ?? "";
  // The host's own name may stand before it.
  const said =
    [words.split(" ").at(-1) ?? "", words].find((one) => DROPS.test(one) || ACCEPTS.test(one)) ?? "";
  const fate = DROPS.test(said) ? "lost" : ACCEPTS.test(said) ? "delivered" : null;
  if (fate === null) return {};
  const ways = /\bIN=\S*(?: OUT=\S*)?/.exec(line)?.[0] ?? "";
  // With the day, which no clock of packets has.
  const when = /^\s*([A-Z][a-z]{2} +\d+ [\d:.]+)/.exec(line)?.[1] ?? null;
  return { verdict: { fate, words: `${words} ${ways}`, when } };
}

const VERDICT = /(\[[A-Za-z][\w -]*\]|(?:[A-Za-z][\w-]* )?[A-Za-z][\w-]*:?)\s*:?\s*IN=/;
const DROPS = /drop|block|reject|den(?:y|ied)|refuse/i;
const ACCEPTS = /accept|allow|pass|permit/i;

/** `3   0.00010   alpha -> beta    TCP D=23 S=1024 Push Ack=901 Seq=4401 Len=10 Win=8760` */
function snoop(line: string): Printed | null {
  const { time = "", from = "", to = "", target, source, rest = "" } = SNOOP.exec(line)?.groups ?? {};
  if (from === "") return null;
  const field = (name: string): number | null => number(new RegExp(`\\b${name}=(\\d+)`).exec(rest)?.[1]);
  const words = new Map<string, FlagName>([
    ["Syn", "SYN"],
    ["Fin", "FIN"],
    ["Rst", "RST"],
    ["Push", "PSH"],
    ["Urg", "URG"],
  ]);
  const flags = [...words].flatMap(([word, flag]) => (new RegExp(`\\b${word}\\b`).test(rest) ? [flag] : []));
  const ack = field("Ack");
  const mss = field("mss");
  return {
    time: millisecondsOf(time),
    delta: true,
    segment: {
      from: end(from, source),
      to: end(to, target),
      flags: ack === null ? flags : [...flags, "ACK"],
      seq: field("Seq"),
      ack,
      len: field("Len"),
      win: field("Win"),
      ...(mss === null ? listed(rest) : { options: { mss } }),
    },
  };
}

const SNOOP =
  /^\s*\d+\s+(?<time>\d+\.\d+)\s+(?<from>\S+) -> (?<to>\S+)\s+(?:\w+ )?TCP D=(?<target>\d+) S=(?<source>\d+)\s(?<rest>.*)$/;

/** `TCP:Flags=...A..S., SrcPort=HTTP(80), DstPort=50000, PayloadLen=0, Seq=500, Ack=101, Win=8192 ( Negotiated scale factor 0x8 ) = 8192` */
function networkMonitor(line: string): Printed | null {
  const { before = "", flags = "", source = "", target = "", rest = "" } = MONITOR.exec(line)?.groups ?? {};
  const hosts = [...before.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g)].map(([host]) => host);
  const [from, to] = hosts.slice(-2);
  if (flags === "" || from === undefined || to === undefined) return null;
  const field = (name: string): number | null => number(new RegExp(`\\b${name}=(\\d+)`).exec(rest)?.[1]);
  const scale = /Negotiat(?:ing|ed) scale factor 0x([0-9a-f]+)/i.exec(rest)?.[1];
  const set = flagsOf(flags);
  return {
    time: millisecondsOf(before.replace(from, "").replace(to, "")),
    segment: {
      from: end(from, portOf(source)),
      to: end(to, portOf(target)),
      flags: set,
      seq: field("Seq"),
      ack: field("Ack"),
      len: field("PayloadLen"),
      win: field("Win"),
      ...(scale !== undefined && set.includes("SYN")
        ? { options: { wscale: Number.parseInt(scale, 16) } }
        : {}),
    },
  };
}

const MONITOR =
  /^(?<before>.*?)TCP:(?:\[[^\]]*\])?\s*Flags=(?<flags>[.CEUAPRSF]{6,}), SrcPort=(?<source>[^,]+), DstPort=(?<target>[^,]+), (?<rest>.*)$/;

function portOf(text: string): string {
  return /\((\d+)\)/.exec(text)?.[1] ?? text.trim();
}

/** `Ether / IP / TCP 192.0.2.1:40001 > 192.0.2.2:http PA / Raw` */
function scapy(line: string): Printed | null {
  const { flags = "", words = "", ...ends } = SCAPY.exec(line)?.groups ?? {};
  if (flags === "") return null;
  const data = /Raw|Padding|HTTP/.test(words);
  return {
    time: null,
    segment: { ...endsOf(ends), flags: flagsOf(flags), ...SILENT, words: data ? words.trim() : null },
  };
}

const SCAPY = new RegExp(`(?:^|[\\s/])IP(?:v6)? / TCP ${PAIR} (?<flags>[SAFRPUEC]+)(?<words>(?: / .*)?)$`);

/** `T 192.0.2.1:50000 -> 192.0.2.2:80 [AP] #4` */
function ngrep(line: string): Printed | null {
  const { time = "", flags = "", ...ends } = NGREP.exec(line)?.groups ?? {};
  if (flags === "") return null;
  return { time: millisecondsOf(time), segment: { ...endsOf(ends), flags: flagsOf(flags), ...SILENT } };
}

const NGREP = new RegExp(
  `^T (?<time>(?:\\d{4}/\\d\\d/\\d\\d )?(?:[\\d:.+]+ )?)${PAIR} \\[(?<flags>[SAFRPUEC]+)\\](?: #\\d+)?\\s*$`,
);

/** `3.876904 port1 in 192.0.2.7.24088 -> 198.51.100.4.80: syn 3585436935 ack 7`, as FortiGate's sniffer prints it. */
function fortigate(line: string): Printed | null {
  const { before = "", from = "", to = "", fromPort, toPort, said = "" } = FORTIGATE.exec(line)?.groups ?? {};
  if (said === "") return null;
  const numbers = new Map<string, number>();
  for (const [, word = "", digits] of said.matchAll(/([a-z]+) (\d+)/g)) numbers.set(word, Number(digits));
  const ack = numbers.get("ack") ?? null;
  const [first = "", seq] = [...numbers].find(([word]) => word !== "ack") ?? [];
  const flags = flagsOf(first.slice(0, 1).toUpperCase());
  return {
    time: millisecondsOf(before),
    segment: {
      from: end(from, fromPort),
      to: end(to, toPort),
      flags: ack === null ? flags : [...flags, "ACK"],
      seq: seq ?? null,
      ack,
      len: null,
      win: null,
    },
  };
}

const FORTIGATE =
  /^\s*(?<before>(?:\d{4}-\d\d-\d\d )?\d[\d:.]* (?:\S+ (?:in|out|--) )?)(?<from>[\d.]+)\.(?<fromPort>\d+) -> (?<to>[\d.]+)\.(?<toPort>\d+): (?<said>(?:(?:syn|fin|rst|psh|urg) \d+ ?)?(?:ack \d+)?)\s*$/;

function shown(line: string): Printed | null {
  const segment = scapyPacket(line);
  return segment === null ? null : { time: null, segment };
}

const FORMS: readonly ((line: string) => Printed | null)[] = [
  nmap,
  iptables,
  snoop,
  networkMonitor,
  scapy,
  ngrep,
  fortigate,
  shown,
];
