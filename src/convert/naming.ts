/** What the ends of a drawn flow are called in ours: their role, and a name that the language can write. */

import type { Role } from "../language/ast.js";
import type { DrawnEnd, DrawnFlow, DrawnSegment } from "./drawn.js";

export interface NamedEnd {
  readonly name: string;
  readonly role: Role;
  readonly label: string | null;
}

/** By key, in the order of the ends. */
export function namedEnds(flow: DrawnFlow): ReadonlyMap<string, NamedEnd> {
  const roles = rolesOf(flow);
  const taken = new Set<string>();
  const named = new Map<string, NamedEnd>();
  // Names of the source's own go first, so that a name by role gives way to them.
  for (const { key, name } of flow.ends) {
    if (name === null || !NAME.test(name) || taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    named.set(key, { name, role: roles.get(key) ?? "peer", label: null });
  }
  const unnamed = flow.ends.filter(({ key }) => !named.has(key));
  for (const { key } of unnamed) {
    const role = roles.get(key) ?? "peer";
    const alike = unnamed.filter((other) => roles.get(other.key) === role).length;
    const name = freeName(role, alike > 1, taken);
    taken.add(name.toLowerCase());
    named.set(key, { name, role, label: null });
  }
  return new Map(
    flow.ends.map((end) => {
      const found = named.get(end.key) ?? { name: end.key, role: "peer" as const, label: null };
      return [end.key, { ...found, label: labelOf(end, found.name) }];
    }),
  );
}

/** In a flow that has two ends already, two that are called otherwise are those, by what they do. */
export function seated(
  ends: ReadonlyMap<string, NamedEnd>,
  within: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, NamedEnd> {
  const known = [...within];
  const strangers = [...ends].some(([, { name }]) => !within.has(name));
  if (!strangers || ends.size !== 2 || known.length !== 2) return ends;
  const [[first, second]] = [known];
  const [one, other] = [...ends];
  if (first === undefined || second === undefined || one === undefined || other === undefined) return ends;
  const turned = first[1] !== null && first[1] !== "peer" && first[1] === other[1].role;
  const [a, b] = turned ? [second, first] : [first, second];
  return new Map([
    [one[0], { ...one[1], name: a[0] }],
    [other[0], { ...other[1], name: b[0] }],
  ]);
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A name of the source's that could not be taken is kept as the label. */
function labelOf({ name, label }: DrawnEnd, written: string): string | null {
  const said = label ?? name;
  return said === null || said.trim() === "" || said === written ? null : said;
}

const LETTERS: Readonly<Record<Role, string>> = { client: "C", server: "S", peer: "" };
/** C is for a client, S for a server. */
const PEERS = ["A", "B", "D", "E", "F", "G", "H"];

function freeName(role: Role, several: boolean, taken: ReadonlySet<string>): string {
  const letter = LETTERS[role];
  const free = (name: string): boolean => !taken.has(name.toLowerCase());
  if (letter !== "" && !several && free(letter)) return letter;
  const peer = letter === "" ? PEERS.find(free) : undefined;
  if (peer !== undefined) return peer;
  for (let n = 1; ; n++) if (free(`${letter || "P"}${n}`)) return `${letter || "P"}${n}`;
}

/**
 * Whoever gets a SYN is a server, and whoever sends one without ACK a client; where both do, neither is. An end that a
 * source gives a role keeps it.
 */
function rolesOf({ ends, statements }: DrawnFlow): ReadonlyMap<string, Role> {
  const syns = statements.filter(
    (one): one is DrawnSegment => one.type === "segment" && one.old !== true && isFirstSyn(one),
  );
  const answered = (syn: DrawnSegment): boolean =>
    syns.some(({ from, to }) => from === syn.to && to === syn.from);
  const byFlags = (key: string): Role | null => {
    // Who is asked by one and asks another, as a proxy does, listens; two that ask each other do not.
    if (syns.some((syn) => syn.to === key && !answered(syn))) return "server";
    if (syns.some((syn) => syn.from === key && !answered(syn))) return "client";
    return syns.some((syn) => syn.from === key) ? "peer" : null;
  };
  const known = new Map(ends.map(({ key, role }) => [key, role ?? byFlags(key)]));
  const answerer = statements.find((s): s is DrawnSegment => s.type === "segment" && isSynAck(s));
  return new Map(
    ends.map(({ key }) => {
      const role = known.get(key) ?? null;
      if (role !== null) return [key, role];
      // A flow that begins with its SYN+ACK, or in which one end is known for what it is.
      if (answerer !== undefined && !answerer.old) {
        if (answerer.from === key) return [key, "server"];
        if (answerer.to === key) return [key, "client"];
      }
      const others = ends.filter((other) => other.key !== key).map((other) => known.get(other.key));
      if (others.length > 0 && others.every((other) => other === "client")) return [key, "server"];
      if (others.length > 0 && others.every((other) => other === "server")) return [key, "client"];
      return [key, "peer"];
    }),
  );
}

function isFirstSyn(segment: DrawnSegment): boolean {
  return segment.flags.includes("SYN") && !acknowledges(segment) && !segment.flags.includes("RST");
}

function isSynAck(segment: DrawnSegment): boolean {
  return segment.flags.includes("SYN") && acknowledges(segment);
}

/** A SYN with the number of another one answers it, though its ACK was forgotten; in tables a first one has 0 there. */
function acknowledges({ flags, ack }: DrawnSegment): boolean {
  return flags.includes("ACK") || (ack != null && ack !== "" && ack !== "0");
}
