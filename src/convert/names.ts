/** Who the two ends of a foreign picture are in our flow. */

import type { Flow } from "../language/ast.js";

/** An end as it will be written: its name, and the label that it is declared with. */
export interface End {
  readonly name: string;
  readonly label: string | null;
}

export interface Ends {
  readonly client: End;
  readonly server: End;
}

const CLIENT_WORDS = /^(?:客户端|客户机|客户|client|c|主动方|发起方)$/i;
const SERVER_WORDS = /^(?:服务端|服务器端|服务器|server|s|被动方)$/i;

export function isClientWord(word: string): boolean {
  return CLIENT_WORDS.test(word);
}

export function isServerWord(word: string): boolean {
  return SERVER_WORDS.test(word);
}

/** The two ends that the flow has already; C and S where it has none. */
export function endsOf(flow: Flow | null): Ends | null {
  const names: string[] = [];
  const roles = new Map<string, string>();
  const labels = new Map<string, string>();
  for (const s of flow?.statements ?? []) {
    if (s.type === "endpoint") {
      roles.set(s.name.name, s.role);
      if (s.label !== null) labels.set(s.name.name, s.label.value);
      names.push(s.name.name);
    } else if (s.type === "segment") names.push(s.from.name, s.to.name);
  }
  const [first, second] = [...new Set(names)];
  if (first === undefined || second === undefined) return null;
  const end = (name: string): End => ({ name, label: labels.get(name) ?? null });
  const turned = roles.get(first) === "server" || isServerWord(first);
  return turned ? { client: end(second), server: end(first) } : { client: end(first), server: end(second) };
}

/** A name that the language can write: letters, digits and `_`. */
export function nameFor(words: string): End {
  const trimmed = words.trim();
  if (NAME.test(trimmed)) return { name: trimmed, label: null };
  const last = trimmed
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => NAME.test(word))
    .at(-1);
  return { name: last ?? "X", label: trimmed };
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

export function declaration(role: "client" | "server" | "peer", { name, label }: End): string {
  return `${role} ${name}${label === null || label === name ? "" : ` "${label.replace(/["\\]/g, "\\$&")}"`}`;
}
