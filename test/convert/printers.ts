/** Segments as tools print them: written after the forms of the tools' own output, for tests of the readers. */

export interface Sent {
  /** 0: whoever is called first. */
  readonly by: 0 | 1;
  readonly flags: string;
  readonly seq: number;
  readonly ack: number;
  readonly len: number;
  readonly win: number;
  readonly ms: number;
  readonly options?: { readonly mss?: number; readonly wscale?: number; readonly sackok?: boolean };
}

export interface Hosts {
  readonly names: readonly [string, string];
  readonly ports: readonly [string, string];
}

export type Printer = (sent: readonly Sent[], hosts: Hosts) => string;

const LETTERS: Readonly<Record<string, string>> = {
  SYN: "S",
  FIN: "F",
  RST: "R",
  PSH: "P",
  URG: "U",
  ECE: "E",
  CWR: "W",
  ACK: ".",
};
const has = (one: Sent, flag: string) => one.flags.split("+").includes(flag);
const letters = (one: Sent) =>
  ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"]
    .filter((f) => has(one, f))
    .map((f) => LETTERS[f])
    .join("");
const end = ({ names, ports }: Hosts, side: number) => `${names[side]}.${ports[side]}`;
const clock = (ms: number) =>
  new Date(Date.UTC(2024, 0, 1, 13, 29, 7) + Math.floor(ms)).toISOString().slice(11, 23);
const time = (ms: number) => `${clock(ms)}${String(Math.round((ms % 1) * 1000)).padStart(3, "0")}`;
const isns = (sent: readonly Sent[]) =>
  [0, 1].map((side) => sent.find((one) => one.by === side && has(one, "SYN"))?.seq ?? 0);

const dumpOptions = ({ options = {} }: Sent) => {
  const { mss, wscale, sackok } = options;
  const listed = [
    mss && `mss ${mss}`,
    sackok && "sackOK",
    wscale !== undefined && `nop,wscale ${wscale}`,
  ].filter(Boolean);
  return listed.length === 0 ? "" : `, options [${listed.join(",")}]`;
};

function dumpLine(one: Sent, hosts: Hosts, base: readonly number[], extra = ""): string {
  const relative = has(one, "ACK") && !has(one, "SYN");
  const [own, peer] = relative ? [base[one.by] ?? 0, base[1 - one.by] ?? 0] : [0, 0];
  const seq = one.seq - own;
  const shown =
    one.len > 0 ? `, seq ${seq}:${seq + one.len}` : /SYN|FIN|RST/.test(one.flags) ? `, seq ${seq}` : "";
  const ack = has(one, "ACK") ? `, ack ${one.ack - peer}` : "";
  return `${end(hosts, one.by)} > ${end(hosts, 1 - one.by)}: Flags [${letters(one)}]${extra}${shown}${ack}, win ${one.win}${dumpOptions(one)}, length ${one.len}`;
}

export const tcpdump: Printer = (sent, hosts) =>
  sent.map((one) => `${time(one.ms)} IP ${dumpLine(one, hosts, isns(sent))}\n`).join("");

export const tcpdumpAbsolute: Printer = (sent, hosts) =>
  sent.map((one) => `${time(one.ms)} IP ${dumpLine(one, hosts, [0, 0])}\n`).join("");

export const tcpdumpVerbose: Printer = (sent, hosts) =>
  sent
    .map((one) => {
      const head = `${time(one.ms)} IP (tos 0x0, ttl 64, id 4711, offset 0, flags [DF], proto TCP (6), length ${one.len + 40})`;
      return `${head}\n    ${dumpLine(one, hosts, isns(sent), ", cksum 0x1c2d (correct)")}\n`;
    })
    .join("");

/** As it was before version 4. */
export const tcpdumpOld: Printer = (sent, hosts) =>
  sent
    .map((one) => {
      const relative = has(one, "ACK") && !has(one, "SYN");
      const base = isns(sent);
      const [own, peer] = relative ? [base[one.by] ?? 0, base[1 - one.by] ?? 0] : [0, 0];
      const set = letters(one).replace(".", "") || ".";
      const seq = one.seq - own;
      const range =
        one.len > 0 || /SYN|FIN|RST/.test(one.flags) ? ` ${seq}:${seq + one.len}(${one.len})` : "";
      const ack = has(one, "ACK") ? ` ack ${one.ack - peer}` : "";
      const options = one.options?.mss === undefined ? "" : ` <mss ${one.options.mss}>`;
      return `${time(one.ms)} ${end(hosts, one.by)} > ${end(hosts, 1 - one.by)}: ${set}${range}${ack} win ${one.win}${options} (DF)\n`;
    })
    .join("");

const named = (one: Sent) =>
  ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"].filter((f) => has(one, f)).join(", ");

function info(one: Sent, hosts: Hosts, base: readonly number[], arrow: string): string {
  const { mss, wscale, sackok } = one.options ?? {};
  const shown = [
    `Seq=${one.seq - (base[one.by] ?? 0)}`,
    has(one, "ACK") && `Ack=${one.ack - (base[1 - one.by] ?? 0)}`,
    `Win=${one.win}`,
    `Len=${one.len}`,
    mss !== undefined && `MSS=${mss}`,
    sackok && "SACK_PERM",
    wscale !== undefined && `WS=${2 ** wscale}`,
  ].filter(Boolean);
  return `${hosts.ports[one.by]} ${arrow} ${hosts.ports[1 - one.by]} [${named(one)}] ${shown.join(" ")}`;
}

const seconds = (ms: number) => (ms / 1000).toFixed(6);

export const packetList: Printer = (sent, hosts) =>
  sent
    .map((one, n) => {
      const [from, to] = [hosts.names[one.by], hosts.names[1 - one.by]];
      return `    ${n + 1}   ${seconds(one.ms)}     ${from} → ${to}     TCP ${one.len + 54} ${info(one, hosts, isns(sent), "→")}\n`;
    })
    .join("");

export const packetListWithHeader: Printer = (sent, hosts) =>
  `No.     Time           Source                Destination           Protocol Length Info\n${sent
    .map((one, n) => {
      const [from = "", to = ""] = [hosts.names[one.by], hosts.names[1 - one.by]];
      return `${String(n + 1).padStart(7)} ${seconds(one.ms).padEnd(14)} ${from.padEnd(21)} ${to.padEnd(21)} TCP      ${one.len + 54}     ${info(one, hosts, isns(sent), ">")}\n`;
    })
    .join("")}`;

export const packetListCsv: Printer = (sent, hosts) =>
  `"No.","Time","Source","Destination","Protocol","Length","Info"\n${sent
    .map((one, n) => {
      const [from, to] = [hosts.names[one.by], hosts.names[1 - one.by]];
      const cells = [
        n + 1,
        seconds(one.ms),
        from,
        to,
        "TCP",
        one.len + 54,
        info(one, hosts, [0, 0], "  >  "),
      ];
      return `${cells.map((cell) => `"${cell}"`).join(",")}\n`;
    })
    .join("")}`;

export const flowGraph: Printer = (sent, hosts) => {
  const base = isns(sent);
  const rows = sent.map((one) => {
    const label = `${named(one)}${one.len > 0 ? ` - Len: ${one.len}` : ""}`;
    const seq = one.seq - (base[one.by] ?? 0);
    const ack = has(one, "ACK") ? ` Ack = ${one.ack - (base[1 - one.by] ?? 0)}` : "";
    const shaft = one.by === 0 ? "------------------>" : "<------------------";
    return [
      `|${seconds(one.ms)} |         ${label.padEnd(30)}|Seq = ${seq}${ack}`,
      `|         |(${hosts.ports[0]})  ${shaft}  (${hosts.ports[1]})   |`,
    ].join("\n");
  });
  return `|Time     | ${hosts.names[0].padEnd(38)}|\n|         |                   | ${hosts.names[1].padEnd(18)}|                   \n${rows.join("\n")}\n`;
};

const BITS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"];

export const details: Printer = (sent, hosts) =>
  sent
    .map((one, n) => {
      const bits = BITS.reduce((sum, flag, bit) => sum + (has(one, flag) ? 2 ** bit : 0), 0);
      const { mss, wscale } = one.options ?? {};
      return [
        `Frame ${n + 1}: ${one.len + 54} bytes on wire (${(one.len + 54) * 8} bits), ${one.len + 54} bytes captured`,
        `    [Time since reference or first frame: ${seconds(one.ms)} seconds]`,
        `Internet Protocol Version 4, Src: ${hosts.names[one.by]}, Dst: ${hosts.names[1 - one.by]}`,
        `Transmission Control Protocol, Src Port: ${hosts.ports[one.by]}, Dst Port: ${hosts.ports[1 - one.by]}, Seq: ${one.seq}, Len: ${one.len}`,
        `    Source Port: ${hosts.ports[one.by]}`,
        `    Destination Port: ${hosts.ports[1 - one.by]}`,
        `    [TCP Segment Len: ${one.len}]`,
        `    Sequence Number (raw): ${one.seq}`,
        `    Acknowledgment number (raw): ${has(one, "ACK") ? one.ack : 0}`,
        `    Flags: 0x${bits.toString(16).padStart(3, "0")} (${named(one)})`,
        `    Window: ${one.win}`,
        "    Urgent Pointer: 0",
        ...(mss === undefined ? [] : [`        TCP Option - Maximum segment size: ${mss} bytes`]),
        ...(wscale === undefined
          ? []
          : [`        TCP Option - Window scale: ${wscale} (multiply by ${2 ** wscale})`]),
        "",
      ].join("\n");
    })
    .join("\n");
