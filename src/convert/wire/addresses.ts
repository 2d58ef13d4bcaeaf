/** Addresses and ports for the ends of a flow: their `addr=`, else some of those kept free for documentation. */

import type { FlowTrace } from "../../check/trace.js";

export interface Address {
  /** 4 or 16 octets. */
  readonly octets: readonly number[];
  readonly port: number;
}

/** Of RFC 5737, for examples. */
const DOCUMENTATION = [192, 0, 2] as const;
const SERVER_PORT = 80;
/** The first of the dynamic ports (RFC 6335 §6). */
const CLIENT_PORT = 49_152;

/** The address of an end in its connection with another. Servers have the same in all of theirs. */
export function addressesOf(trace: FlowTrace): (name: string, peer: string) => Address {
  const written = new Map<string, Address>();
  for (const statement of trace.flow.statements) {
    if (statement.type !== "endpoint") continue;
    for (const attribute of statement.attributes) {
      const address = attribute.key === "addr" ? addressIn(attribute.value.value) : null;
      if (address !== null) written.set(statement.name.name, address);
    }
  }
  const known = new Map<string, Address>();
  return (name) => {
    const there = written.get(name) ?? known.get(name);
    if (there !== undefined) return there;
    const index = Math.max(
      0,
      trace.endpoints.findIndex((end) => end.name === name),
    );
    const role = trace.endpoints[index]?.role;
    const port = role === "server" ? SERVER_PORT : CLIENT_PORT + index;
    const made: Address = { octets: [...DOCUMENTATION, 1 + (index % 254)], port };
    known.set(name, made);
    return made;
  };
}

/** `192.0.2.1:80`, `[2001:db8::1]:80`, and either without its port; null for anything else. */
export function addressIn(text: string): Address | null {
  const trimmed = text.trim();
  const bare = (trimmed.match(/:/g) ?? []).length > 1 ? v6(trimmed) : null;
  if (bare !== null) return { octets: bare, port: SERVER_PORT };
  const [, wide, narrow = "", port] = /^(?:\[([^\]]*)\]|([\d.]*))(?::(\d{1,5}))?$/.exec(trimmed) ?? [];
  const octets = wide === undefined ? v4(narrow) : v6(wide);
  if (octets === null || Number(port ?? 0) > 0xffff) return null;
  return { octets, port: port === undefined ? SERVER_PORT : Number(port) };
}

function v4(text: string): readonly number[] | null {
  const parts = text.split(".");
  const octets = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  return octets.length === 4 && octets.every((octet) => octet <= 255) ? octets : null;
}

function v6(text: string): readonly number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map(groupsOf);
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  return [...head, ...Array<number>(missing).fill(0), ...tail].flatMap((group) => [group >> 8, group & 0xff]);
}

function groupsOf(text: string): readonly number[] | null {
  if (text === "") return [];
  const groups = text
    .split(":")
    .map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : -1));
  return groups.includes(-1) ? null : groups;
}
