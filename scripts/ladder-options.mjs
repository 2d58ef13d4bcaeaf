// The options of SYNs that a tshark list may lack, taken from the capture beside it: SACK permitted (RFC 2018) and the
// Fast Open cookie (RFC 7413). They are added as columns, under tshark's own names for them.

const COLUMNS = ["tcp.options.sack_perm", "tcp.options.tfo.request", "tcp.options.tfo.cookie"];

const LITTLE_ENDIAN_MAGICS = [0xa1b2c3d4, 0xa1b23c4d];
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const ETHERNET_HEADER = 14;
const IPV6_HEADER = 40;
const TCP_HEADER = 20;
const SYN = 0x02;
const OPTION = { end: 0, noOperation: 1, sackPermitted: 4, fastOpen: 34 };

/** The list with those columns that it lacks; only for classic pcap of Ethernet, and else as it is. */
export function withOptions(listing, pcap) {
  const [head = "", ...lines] = listing.split(/\r?\n/);
  if (COLUMNS.some((column) => head.split("\t").includes(column))) return listing;
  if (pcap.length < FILE_HEADER || !LITTLE_ENDIAN_MAGICS.includes(pcap.readUInt32LE(0))) return listing;
  const frames = [...optionsOfFrames(pcap)];
  const added = lines.map((line, i) =>
    line === "" ? line : [line, ...(frames[i] ?? ["", "", ""])].join("\t"),
  );
  return [[head, ...COLUMNS].join("\t"), ...added].join("\n");
}

function* optionsOfFrames(pcap) {
  for (let at = FILE_HEADER; at + RECORD_HEADER <= pcap.length; ) {
    const length = pcap.readUInt32LE(at + 8);
    const packet = pcap.subarray(at + RECORD_HEADER + ETHERNET_HEADER, at + RECORD_HEADER + length);
    at += RECORD_HEADER + length;
    const version = packet[0] >> 4;
    const tcp = packet.subarray(version === 4 ? (packet[0] & 0x0f) * 4 : IPV6_HEADER);
    yield (tcp[13] & SYN) === 0 ? ["", "", ""] : synOptions(tcp.subarray(TCP_HEADER, (tcp[12] >> 4) * 4));
  }
}

function synOptions(options) {
  const found = ["", "", ""];
  for (let at = 0; at < options.length && options[at] !== OPTION.end; ) {
    if (options[at] === OPTION.noOperation) {
      at++;
      continue;
    }
    const length = options[at + 1] ?? 0;
    if (length < 2) break;
    const value = options.subarray(at + 2, at + length).toString("hex");
    if (options[at] === OPTION.sackPermitted) found[0] = "1";
    if (options[at] === OPTION.fastOpen) found[value === "" ? 1 : 2] = value || "1";
    at += length;
  }
  return found;
}
