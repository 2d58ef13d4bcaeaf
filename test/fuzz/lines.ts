/** One line of any kind, with everything that may stand on it, legal or not. */

import type { Random } from "../generator/random.js";

const NAMES = ["C", "C", "C", "S", "S", "S", "D", "客户端"] as const;
const FLAGS = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS", "AE"] as const;
const STATES = [
  ...["CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1"],
  ...["FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "estab", "?"],
] as const;
const EVENTS = [
  ...[
    "listen",
    "unlisten",
    "open",
    "send 10",
    'send "hi"',
    "receive",
    "receive 5",
    "close",
    "abort",
    "crash",
  ],
  ...[
    "timeout rto",
    "timeout 2msl",
    "timeout user",
    "timeout keepalive",
    "timeout persist",
    "timeout delack",
  ],
  ...["?", "send", "timeout", "send 0", "2MSL", "send 99999999999"],
] as const;

export function anyLine(random: Random): string {
  const line = random.weigh<(r: Random) => string>([
    [40, segment],
    [12, (r) => `${names(r)}: ${r.pick(EVENTS)}`],
    [10, (r) => `${names(r)}: ${r.chance(0.4) ? `${r.pick(STATES)} -> ` : ""}${r.pick(STATES)}`],
    [8, elisionOrDelivery],
    [8, declaration],
    [4, (r) => r.pick(HEADS)],
    [3, (r) => r.pick(TEXTS)],
  ])(random);
  return `${random.chance(0.08) ? time(random) : ""}${line}${random.chance(0.04) ? " # why" : ""}`;
}

function segment(r: Random): string {
  const [from, to] = [r.pick(NAMES), r.pick(NAMES)];
  const arrow = r.weigh([
    [10, "->"],
    [3, "-x"],
    [3, "~>"],
    [2, "<-"],
    [1, "x-"],
    [1, "<~"],
    [0.5, "→"],
  ] as const);
  const words = Array.from(
    {
      length: r.weigh([
        [4, 0],
        [5, 1],
        [4, 2],
        [2, 3],
        [1, 6],
      ]),
    },
    () => field(r),
  );
  const id = arrow === "~>" || r.chance(0.1) ? ` as ${r.pick(["a", "b", "late"])}` : "";
  return `${r.chance(0.12) ? "old " : ""}${from} ${arrow} ${to}: ${[flags(r), ...words].join(" ")}${id}`;
}

function flags(r: Random): string {
  return r.weigh<() => string>([
    [8, () => "ACK"],
    [5, () => "PSH+ACK"],
    [4, () => "SYN"],
    [4, () => "SYN+ACK"],
    [4, () => "FIN+ACK"],
    [2, () => "RST"],
    [2, () => "RST+ACK"],
    [1, () => ""],
    [1, () => "NONE"],
    [1, () => "?"],
    [3, () => FLAGS.filter(() => r.chance(0.3)).join("+")],
  ])();
}

function field(r: Random): string {
  return r.weigh<() => string>([
    [8, () => `seq=${sum(r)}`],
    [8, () => `ack=${sum(r)}`],
    [5, () => `len=${r.chance(0.6) ? r.pick(["0", "1", "10", "1460", "n", "m", "n+1", "?"]) : sum(r)}`],
    [2, () => r.pick(['"hello"', '"你好"', '"\\n\\x00"', '""'])],
    [4, () => `win=${r.pick(["0", "1", "100", "65535", "65536", "?"])}`],
    [1, () => `urg=${r.pick(["0", "1", "65535", "70000"])}`],
    [1, () => `mss=${r.pick(["0", "1", "536", "1460", "65535"])}`],
    [1, () => `wscale=${r.pick(["0", "7", "14", "15", "255"])}`],
    [1, () => "sackok"],
    [3, () => `sack=${Array.from({ length: r.int(1, 4) }, () => `${sum(r)}..${sum(r)}`).join(",")}`],
    [2, () => `ts=${number(r)}:${number(r)}`],
    [1, () => r.pick(["tfo", "tfo=a1b2c3d4", "tfo=", "tfo=zz"])],
    [1, () => r.pick(["(caption)", "(", "Seq=1", "ACK=1", "SYN=1", "Len=0", "WS=128", "seq 5"])],
  ])();
}

function sum(r: Random): string {
  const first = r.weigh<() => string>([
    [6, () => r.pick(["x", "y", "u", "v", "w", "z"])],
    [4, () => number(r)],
    [1, () => "?"],
    [0.3, () => r.pick(["n", "Seq", "seq", "C", "序号"])],
  ])();
  const more = Array.from(
    {
      length: r.weigh([
        [4, 0],
        [6, 1],
        [2, 2],
        [0.3, 9],
      ]),
    },
    () => {
      const term = r.chance(0.75)
        ? r.pick(["1", "2", "10", "100", "101", number(r)])
        : r.pick(["n", "m", "x", "y"]);
      return r.pick(["+", "+", "+", "-", " + "]) + term;
    },
  );
  return first + more.join("");
}

function number(r: Random): string {
  return r.weigh<() => string>([
    [5, () => String(r.int(0, 300))],
    [2, () => String(r.int(0, 2 ** 32 - 1))],
    [1, () => String(2 ** 32 - r.int(0, 50))],
    [0.5, () => `0x${r.int(0, 2 ** 32).toString(16)}`],
    [0.2, () => "123456789012345678901234567890"],
  ])();
}

const names = (r: Random): string =>
  r.weigh<() => string>([
    [8, () => r.pick(NAMES)],
    [2, () => `${r.pick(NAMES)}, ${r.pick(NAMES)}`],
    [1, () => `${r.pick(NAMES)}(${r.pick(NAMES)})`],
    [0.5, () => "双方"],
  ])();

function elisionOrDelivery(r: Random): string {
  return r.weigh<() => string>([
    [3, () => "..."],
    [2, () => `... ${r.pick(NAMES)} -> ${r.pick(NAMES)}`],
    [1, () => '... "the rest"'],
    [3, () => "deliver"],
    [3, () => `deliver ${r.pick(["a", "b", "late", "a, b", "a, a", "q"])}`],
  ])();
}

function declaration(r: Random): string {
  const role = r.pick(["client", "server", "peer"]);
  const words = Array.from(
    {
      length: r.weigh([
        [3, 0],
        [3, 1],
        [2, 2],
        [1, 6],
      ]),
    },
    () =>
      r.weigh<() => string>([
        [2, () => `state=${r.pick(STATES)}`],
        [2, () => `isn=${sum(r)}`.replaceAll(" ", "")],
        [2, () => `snd=${sum(r)}`.replaceAll(" ", "")],
        [2, () => `rcv=${sum(r)}`.replaceAll(" ", "")],
        [1, () => `window=${r.pick(["0", "1", "1000", "65535", "1000000"])}`],
        [3, () => r.pick(["mss=536", "wscale=7", "sackok", "ts", "ecn", "syncookies", "inorder"])],
        [0.5, () => 'addr="192.0.2.1:80"'],
      ])(),
  );
  const label = r.chance(0.2) ? ' "客户端"' : "";
  return `${role} ${r.pick(NAMES)}${label}${words.length === 0 ? "" : ` ${words.join(" ")}`}`;
}

const time = (r: Random): string => `@${r.pick(["0", "1", "1.5s", "12ms", "3m", "-1", "1e9"])} `;

const HEADS = [
  ...['flow "a"', "flow", 'exercise "b"', "exercise", "kind: fill", "kind: find", "kind: order", "task: t"],
  ...["hint: h", 'answers "a.tcpflow"', "?"],
] as const;

const TEXTS = [
  ...["", "# a comment", "note: text", "note C: text", "note C, S: text", "== Data ==", "客户端发送 SYN"],
  ...[
    "客户端向服务器发送连接请求报文段，SYN=1，seq=x",
    "C->>S: SYN, seq=x<br/>状态: A → B",
    "sequenceDiagram",
  ],
  ...["| --- SYN ---> |", "SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED", "Client → SYN(seq=x) → Server"],
  ...["C → S：SYN，seq＝x", "1. C -> S: SYN", "- S -> C: SYN+ACK", "```tcpflow", "participant C as 客户端"],
  ...["IP 192.0.2.1.40001 > 192.0.2.2.80: Flags [S], seq 1000, win 64240, options [mss 1460], length 0"],
] as const;
