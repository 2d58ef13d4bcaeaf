/**
 * Packet lists of Wireshark and tshark: as printed, with tabs, as CSV, with or without a header, with columns for ports.
 * A row of HTTP or TLS hides its TCP part; it is data between the rows around it.
 */

import { textAt } from "../../language/at.js";
import type { ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { cellsOf, hasFieldNames, isListHeader } from "./cells.js";
import { Clock } from "./clock.js";
import { readCommandTable, readFieldTable } from "./tshark-fields.js";
import { columnsOf, type PacketColumns } from "./wireshark-columns.js";
import { looksLikeInfo, readInfo } from "./wireshark-info.js";

export const wiresharkList: Reader = { name: "wireshark-list", read };

const SURE = 0.94;

function read({ lines }: Source): SourceReading | null {
  const header = lines.findIndex(hasFieldNames);
  if (header >= 0) return readFieldTable(lines, header);
  const asked = readCommandTable(lines);
  if (asked !== null) return asked;
  if (!lines.some(looksLikeInfo)) return null;
  const understood = new Set<number>();
  const rows: ObservedSegment[] = [];
  const clock = new Clock();
  const shown: (ObservedSegment | null)[] = [];
  for (let line = 0; line < lines.length; line++) {
    const text = textAt(lines, line);
    const row = looksLikeInfo(text) ? visibleRow(text, line) : null;
    if (row === "unread") return { sure: SURE, lines: new Set([line]), unread: line, flows: [] };
    shown.push(row?.segment ?? null);
  }
  const hosts = new Set(shown.flatMap((row) => (row === null ? [] : [hostsOf(row)])));
  for (let line = 0; line < lines.length; line++) {
    const text = textAt(lines, line);
    const visible = shown[line] ?? null;
    const row = visible !== null ? visibleRow(text, line) : hiddenRow(text, line, hosts);
    if (isListHeader(text)) understood.add(line);
    if (row === null || row === "unread") continue;
    understood.add(line);
    rows.push(row.segment);
    clock.add(row.columns.time);
  }
  if (!rows.some(({ flags }) => flags !== null)) return null;
  const times = clock.times();
  const segments = rows.map((row, index) => ({ ...row, time: times[index] ?? null }));
  const timeText = (place: number): string | null => clock.textAt(place);
  return {
    sure: SURE,
    lines: understood,
    flows: [{ kind: "observed", numbers: "relative", segments, timeText }],
  };
}

interface ListRow {
  readonly segment: ObservedSegment;
  readonly columns: PacketColumns;
}

function hostsOf({ from, to }: ObservedSegment): string {
  return [from.address, to.address].sort().join(" ");
}

function visibleRow(text: string, line: number): ListRow | "unread" | null {
  const cells = cellsOf(text);
  const place = cells?.findIndex(looksLikeInfo) ?? -1;
  const info = readInfo(cells === null ? text : (cells[place] ?? text));
  if (info === null) return null;
  if (info === "unread") return "unread";
  const before = cells === null ? info.before : info.before.trim();
  // Wireshark's opinions stand before the ports.
  const opinions = [...before.matchAll(/\[[^\]]*\]/g)].map(([opinion]) => opinion);
  const plain = before.replace(/\[[^\]]*\],?/g, " ");
  const columns = columnsOf(cells === null ? plain.split(/\s+/) : cells.slice(0, Math.max(place, 0)));
  const words = [...opinions, ...(info.fields.words ? [info.fields.words] : [])].join(" ");
  const [from, to] = info.ports;
  return {
    columns,
    segment: {
      line,
      time: null,
      from: { address: columns.source, port: from },
      to: { address: columns.target, port: to },
      ...info.fields,
      frameLength: columns.length,
      words: words === "" ? null : words,
    },
  };
}

/** What is carried by something else than TCP. */
const NOT_TCP =
  /^(?:UDP|DNS|MDNS|LLMNR|ICMP|ICMPV6|ARP|DHCP|DHCPV6|BOOTP|NTP|QUIC|SSDP|IGMP|IGMPV[123]|STP|LLDP|CDP|NBNS|TFTP|SNMP|SIP|RTP|RTCP|OSPF|VRRP|GRE|ESP|GQUIC|STUN|DTLS)/i;

/** A row between hosts whose TCP is seen elsewhere, in which another protocol is shown in its place. */
function hiddenRow(text: string, line: number, hosts: ReadonlySet<string>): ListRow | null {
  if (text.trim() === "" || isListHeader(text)) return null;
  const cells = cellsOf(text);
  const columns = columnsOf(cells ?? text.trim().split(/\s+/));
  const { source, target, protocol, sourcePort, targetPort, length, rest } = columns;
  if (source === "" || target === "" || !/^[A-Za-z][\w./-]*$/.test(protocol) || NOT_TCP.test(protocol))
    return null;
  if (!hosts.has([source, target].sort().join(" "))) return null;
  const words = rest.replace(/\[TCP segment of a reassembled PDU\]/g, "").trim();
  return {
    columns,
    segment: {
      line,
      time: null,
      from: { address: source, port: sourcePort },
      to: { address: target, port: targetPort },
      flags: null,
      seq: null,
      ack: null,
      len: null,
      win: null,
      frameLength: length,
      words: protocol === "TCP" ? words : `${protocol}: ${words}`,
    },
  };
}
