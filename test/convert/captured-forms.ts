/** Ways in which tcpdump and tshark print a capture. */

import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Form {
  readonly name: string;
  readonly tool: "tcpdump" | "tshark";
  readonly options: readonly string[];
  /** Whether the numbers are those of the wire, or can be joined to them. */
  readonly absolute: boolean;
  readonly timed: boolean;
}

const COLUMNS = ["No.", "Time", "Source", "Destination", "Protocol", "Length", "Info"];
const FIELDS = [
  ..."frame.number frame.time_relative ip.src ipv6.src tcp.srcport ip.dst ipv6.dst tcp.dstport tcp.flags tcp.seq_raw".split(
    " ",
  ),
  ..."tcp.ack_raw tcp.len tcp.window_size_value tcp.urgent_pointer tcp.options.mss_val tcp.options.wscale.shift".split(
    " ",
  ),
  ..."tcp.options.sack_perm tcp.options.timestamp.tsval tcp.options.timestamp.tsecr tcp.options.sack_le".split(
    " ",
  ),
  ..."tcp.options.sack_re tcp.options.tfo.cookie tcp.options.tfo.request".split(" "),
];
const each = (names: readonly string[]) => names.flatMap((name) => ["-e", name]);

const dump = (name: string, options: string, timed = true): Form => ({
  name: `tcpdump ${options}`.trim() || name,
  tool: "tcpdump",
  options: options.split(" ").filter((option) => option !== ""),
  absolute: true,
  timed,
});

const list = (name: string, options: readonly string[], absolute = false): Form => ({
  name: `tshark ${name}`.trim(),
  tool: "tshark",
  options,
  absolute,
  timed: true,
});

export const DUMPS: readonly Form[] = [
  dump("plain", "-n"),
  dump("absolute", "-n -S"),
  dump("verbose", "-n -v"),
  dump("very verbose", "-n -vv -S"),
  dump("no time", "-n -t", false),
  dump("epoch", "-n -tt"),
  dump("delta", "-n -ttt"),
  dump("dated", "-n -tttt"),
  dump("since the first", "-n -ttttt"),
  dump("hex", "-n -X"),
  dump("ASCII", "-n -A"),
  dump("link layer", "-n -e"),
  dump("numbered", "-n -#"),
];

export const LISTS: readonly Form[] = [
  list("", []),
  list("-T tabs", ["-T", "tabs"]),
  list("-t ad", ["-t", "ad"]),
  list("-V", ["-V"]),
  list("-T fields", ["-T", "fields", "-E", "header=y", ...each(FIELDS)], true),
  list("CSV", [
    "-T",
    "fields",
    "-E",
    "header=y",
    "-E",
    "separator=,",
    "-E",
    "quote=d",
    ...each(COLUMNS.map((c) => `_ws.col.${c}`)),
  ]),
  list("absolute", ["-o", "tcp.relative_sequence_numbers:FALSE"], true),
  list("-T json", ["-T", "json"], true),
  list("-T json -x", ["-T", "json", "-x"], true),
  list("-T ek", ["-T", "ek"], true),
  list("-T pdml", ["-T", "pdml"], true),
  list("flow graph", ["-q", "-z", "flow,tcp,standard"]),
];

export function isInstalled(tool: string): boolean {
  return spawnSync(tool, ["--version"]).status === 0;
}

export async function printed({ tool, options }: Form, capture: string): Promise<string> {
  const { stdout } = await run(tool, [...options, "-r", capture], { maxBuffer: 2 ** 28 });
  return stdout;
}
