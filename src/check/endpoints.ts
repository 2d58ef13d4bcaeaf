/** Who takes part: endpoints as they are declared, or as the lines tell, and what each is said to begin with. */

import type {
  EndpointDeclaration,
  Expr,
  Flow,
  Name,
  Role,
  Segment,
  Span,
  Statement,
} from "../language/ast.js";
import type { Num } from "../tcp/number.js";
import { ACK, type Offer, RST, SYN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import type { DeclaredStart, Endpoint } from "./connection.js";
import { evaluate } from "./symbols.js";
import { opensTheWrongWay } from "./turned-opening.js";
import type { World } from "./world.js";
import { flagBits } from "./written.js";

const NOTHING: DeclaredStart = {
  state: null,
  isn: null,
  snd: null,
  rcv: null,
  window: null,
  mss: null,
  syncookies: false,
  inorder: false,
  options: null,
};

export function declare(world: World, statement: Statement): void {
  if (statement.type !== "endpoint") return;
  world.line = statement.line;
  const { name, role, label } = statement;
  if (world.endpoint(name.name) !== undefined) {
    world.report("endpoint-twice", name.span, { name: name.name });
    return;
  }
  const start = readStart(world, statement);
  add(world, {
    name: name.name,
    role,
    label: label?.value ?? null,
    span: name.span,
    line: statement.line,
    declared: true,
    start,
  });
}

function add(world: World, e: Omit<Endpoint, "index" | "listening" | "reads" | "last">): void {
  const { name, role, label, span, line, declared, start } = e;
  const listening = role === "server" && !NOT_LISTENING.has(start.state);
  const index = world.endpoints.length;
  // Field by field: a spread takes many times as long, and a server may have thousands of clients (bench).
  world.addEndpoint({
    name,
    role,
    label,
    span,
    line,
    declared,
    start,
    listening,
    reads: false,
    index,
    last: -1,
  });
}

/** Where a server begins so, nobody listens; in the middle of a connection it has a listener, which that leaves behind. */
const NOT_LISTENING: ReadonlySet<State | null> = new Set<State | null>(["CLOSED", "SYN-SENT"]);

function readStart(world: World, declaration: EndpointDeclaration): DeclaredStart {
  if (declaration.attributes.length === 0) return NOTHING;
  const start = { ...NOTHING } as { -readonly [K in keyof DeclaredStart]: DeclaredStart[K] };
  for (const attribute of declaration.attributes) {
    switch (attribute.key) {
      case "state":
        start.state = attribute.state.state;
        break;
      case "isn":
      case "snd":
      case "rcv":
        start[attribute.key] = readNumber(world, declaration.name, attribute.value, attribute.span);
        break;
      case "window":
      case "mss":
        start[attribute.key] = attribute.value;
        break;
      case "syncookies":
      case "inorder":
        start[attribute.key] = true;
        break;
      case "addr":
        world.hasAddresses = true;
        break;
      default:
    }
  }
  start.options = declaredOptions(declaration);
  return start;
}

/** Options named in the declaration: what the endpoint's SYN offers unless the line says otherwise. */
function declaredOptions(declaration: EndpointDeclaration): Offer | null {
  const has = (key: string): boolean => declaration.attributes.some((a) => a.key === key);
  const number = (key: "mss" | "wscale"): number | null => {
    const attribute = declaration.attributes.find((a) => a.key === key);
    return attribute !== undefined && attribute.key === key ? attribute.value : null;
  };
  if (!["mss", "wscale", "sackok", "ts", "ecn"].some(has)) return null;
  return {
    mss: number("mss"),
    wscale: number("wscale"),
    sackok: has("sackok"),
    ts: has("ts"),
    ecn: has("ecn"),
  };
}

/** A number that a declaration chooses; a new symbol in it is a free constant. */
function readNumber(world: World, owner: Name, expr: Expr, span: Span): Num | null {
  if (expr.blank) return null;
  const { value, unknown, second, sign } = evaluate(world.numbers, world.symbols, expr);
  if (second !== "") {
    world.report("symbol-two-new", span, { first: unknown, second });
    return null;
  }
  if (unknown === "") return value;
  const free = world.numbers.atom("base");
  world.step = -1;
  world.define({
    name: unknown,
    kind: "sequence",
    value: free,
    span: expr.span,
    how: "chosen",
    endpoint: owner.name,
  });
  world.step = 0;
  return sign === 1 ? world.numbers.add(value, free) : world.numbers.subtract(value, free);
}

/**
 * Without declarations: whoever sends a SYN without ACK is the client, its target the server. A `?` in the place of
 * the first flags of a pair stands for that SYN.
 */
export function infer(world: World, flow: Flow): void {
  const roles = new Map<string, Role>();
  const spans = new Map<string, { span: Span; line: number }>();
  const names = new MetNames();
  /** Pairs of which a SYN of the first has arrived at the second. */
  const arrived = new Set<string>();
  const pairs = new Pairs();
  /** First segments of a pair of which a `?` is all that their flags are. */
  const blanks: (readonly [from: string, to: string])[] = [];
  /** Who is in the middle of a connection before the first segment. */
  const begun = new Set<string>();
  const meetName = (name: Name, line: number): string => {
    const { name: written } = name;
    const known = names.find(written);
    if (known !== undefined) return known;
    spans.set(written, { span: name.span, line });
    return written;
  };
  for (const [at, s] of flow.statements.entries()) {
    if (s.type === "segment") {
      const from = meetName(s.from, s.line);
      const to = meetName(s.to, s.line);
      if (opensTheWrongWay(flow.statements, at)) inferRoles(roles, arrived, to, from, s);
      else inferRoles(roles, arrived, from, to, s);
      if (s.old === null && pairs.isNew(from, to)) {
        const { blank, names: flags } = s.flags;
        if (blank !== null && flags.length === 0) blanks.push([from, to]);
      }
    } else if (s.type === "local") {
      for (const subject of s.subjects) {
        const name = meetName(subject.name, s.line);
        if (s.what.kind === "event" && s.what.event === "listen" && !roles.has(name))
          roles.set(name, "server");
        const state = s.what.kind === "state" ? s.what.to.state : null;
        if (pairs.isEmpty && state !== null && isMiddle(state)) begun.add(name);
      }
    }
  }
  for (const [from, to] of blanks) {
    if (!begun.has(from) && !begun.has(to)) inferFromBlank(roles, from, to);
  }
  for (const [name, place] of spans) {
    add(world, {
      name,
      role: roles.get(name) ?? "peer",
      label: null,
      ...place,
      declared: false,
      start: NOTHING,
    });
  }
}

/** Names in the writing in which each was met first. A line that writes it like that is spared the folding (bench). */
class MetNames {
  private readonly byWriting = new Map<string, string>();
  private readonly folded = new Map<string, string>();

  /** undefined where it was not met before. */
  find(written: string): string | undefined {
    const exact = this.byWriting.get(written);
    if (exact !== undefined) return exact;
    const key = written.toLowerCase();
    const known = this.folded.get(key);
    this.byWriting.set(written, known ?? written);
    if (known === undefined) this.folded.set(key, written);
    return known;
  }
}

/** Who has to do with whom. */
class Pairs {
  private readonly peers = new Map<string, Set<string>>();

  get isEmpty(): boolean {
    return this.peers.size === 0;
  }

  /** The first time that they are met, in whichever order. */
  isNew(one: string, other: string): boolean {
    const low = one < other ? one : other;
    const high = low === one ? other : one;
    const known = this.peers.get(low);
    if (known?.has(high)) return false;
    if (known === undefined) this.peers.set(low, new Set([high]));
    else known.add(high);
    return true;
  }
}

/** The `?` is a SYN, unless a SYN elsewhere says otherwise. */
function inferFromBlank(roles: Map<string, Role>, from: string, to: string): void {
  if (roles.has(from) || (roles.get(to) ?? "server") !== "server") return;
  roles.set(from, "client");
  roles.set(to, "server");
}

function inferRoles(
  roles: Map<string, Role>,
  arrived: Set<string>,
  from: string,
  to: string,
  segment: Segment,
): void {
  if (segment.old !== null) return;
  const bits = flagBits(segment.flagNames);
  if ((bits & (SYN | RST)) !== SYN) return;
  const [opener, target] = (bits & ACK) === 0 ? [from, to] : [to, from];
  const known = roles.get(opener);
  if (known === "server" && (bits & ACK) === 0 && roles.get(target) === "client") {
    // The first SYN has arrived already: this one answers it, and lacks the ACK flag.
    if (arrived.has(`${target} ${opener}`)) return;
    roles.set(opener, "peer");
    roles.set(target, "peer");
    return;
  }
  if (known === undefined) roles.set(opener, "client");
  if (segment.arrow.kind === "->") arrived.add(`${opener} ${target}`);
  if (!roles.has(target)) roles.set(target, "server");
}

export function isMiddle(state: State): boolean {
  return state !== "CLOSED" && state !== "LISTEN";
}
