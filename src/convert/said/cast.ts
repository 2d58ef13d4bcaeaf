/** Who takes part in a foreign exchange: ends by what the source calls them. */

import type { Role } from "../../language/ast.js";
import type { DrawnEnd } from "../drawn.js";
import { plainText } from "./text.js";

/** What kind of end a word speaks of, where it is no name. */
export type EndKind = "client" | "server" | "active" | "passive";

const KINDS: readonly (readonly [EndKind, RegExp])[] = [
  [
    "active",
    /主动(?:关闭|断开|打开)?(?:方|端|者)|(?<![A-Za-z])active(?:\s*(?:closer|side|end|close))?(?![A-Za-z])|initiator/iu,
  ],
  [
    "passive",
    /被动(?:关闭|断开|打开)?(?:方|端|者)|(?<![A-Za-z])passive(?:\s*(?:closer|side|end|close))?(?![A-Za-z])/iu,
  ],
  ["server", /服务器?端?|伺服器|(?<![A-Za-z])(?:server|srv)(?![A-Za-z])/iu],
  ["client", /客户(?:端|机)?|用户端|(?<![A-Za-z])(?:client|clnt|browser)(?![A-Za-z])|浏览器|发起方/iu],
];

export function endKindOf(words: string): EndKind | null {
  const text = plainText(words).trim();
  const outside = text.replace(/\(.*?\)/g, "");
  for (const [kind, sign] of KINDS) if (sign.test(outside)) return kind;
  if (/^[Cc]$/.test(text)) return "client";
  return /^[Ss]$/.test(text) ? "server" : null;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d+)?$/i;
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

interface Member extends DrawnEnd {
  readonly kind: EndKind | null;
}

export class Cast {
  private readonly members: Member[] = [];
  private readonly aliases = new Map<string, string>();

  get ends(): readonly DrawnEnd[] {
    return this.members.map(({ key, name, label, role, address, attributes }) => ({
      key,
      name,
      label,
      role,
      address,
      ...(attributes === undefined ? {} : { attributes }),
    }));
  }

  get keys(): readonly string[] {
    return this.members.map(({ key }) => key);
  }

  /** Another word for an end that is known. */
  alias(words: string, key: string): void {
    this.aliases.set(keyOf(words), key);
  }

  /** The end that the words name; null where they name none that is known. */
  find(words: string): string | null {
    const own = keyOf(words);
    const key = this.aliases.get(own) ?? own;
    const exact = this.members.find(
      (one) => one.key === key || keyOf(one.name ?? "") === key || keyOf(one.label ?? "") === key,
    );
    if (exact !== undefined) return exact.key;
    const kind = endKindOf(words);
    const alike = kind === null ? [] : this.members.filter((one) => one.kind === kind);
    if (alike.length > 0) return alike.length === 1 ? (alike[0]?.key ?? null) : null;
    // Beside a client and a server it is the client that acts first, unless a text says otherwise.
    const role = kind === "active" ? "client" : kind === "passive" ? "server" : null;
    const both =
      this.members.length === 2 && this.members.every((one) => /client|server/.test(one.kind ?? ""));
    return both ? (this.members.find((one) => one.kind === role)?.key ?? null) : null;
  }

  /** The end that the words name, met for the first time or known. */
  meet(words: string): string {
    return this.find(words) ?? this.add(words, null);
  }

  /** An end by its id and, where it has one, what it is called. */
  add(id: string, label: string | null): string {
    const key = keyOf(id);
    if (this.members.some((one) => one.key === key)) return key;
    const ahead = plainText(label ?? id).replace(/^[\s"'[(]+/u, "");
    const shown = ahead.replace(ahead.includes("(") ? /[\s"'\]]+$/u : /[\s"'\])]+$/u, "");
    const address = ADDRESS.test(shown) ? shown : null;
    const name = address === null ? nameFor(plainText(id).trim(), shown) : null;
    const kind = endKindOf(label ?? "") ?? endKindOf(id);
    this.members.push({ key, name, label: address === null ? shown : null, role: null, address, kind });
    return key;
  }

  kindOf(key: string): EndKind | null {
    return this.members.find((one) => one.key === key)?.kind ?? null;
  }

  /** The only other end of two. */
  otherThan(key: string): string | null {
    return this.members.length === 2 ? (this.members.find((one) => one.key !== key)?.key ?? null) : null;
  }

  /** Whom an end talks to: the other of two, or, where only a client or a server is spoken of, the one that goes with it. */
  counterpart(key: string): string | null {
    const other = this.otherThan(key);
    const kind = this.kindOf(key);
    // Beside others that are only named, a client talks to the server.
    const opposite = kind === "client" ? "server" : kind === "server" ? "client" : null;
    const alike = opposite === null ? [] : this.members.filter((one) => one.kind === opposite);
    if (this.members.length > 2 && alike.length === 1) return alike[0]?.key ?? null;
    if (other !== null || this.members.length !== 1 || (kind !== "client" && kind !== "server")) return other;
    return this.add(kind === "client" ? "S" : "C", null);
  }

  /** With the roles that their names say: for where no SYN says it. */
  withRoles(): readonly DrawnEnd[] {
    const roles: Readonly<Record<EndKind, Role | null>> = {
      client: "client",
      server: "server",
      active: null,
      passive: null,
    };
    // An S beside an R is a sender.
    const known = this.members.every(({ kind }) => kind !== null);
    return this.ends.map((end) => {
      const kind = known || (end.label ?? end.key).length > 1 ? this.kindOf(end.key) : null;
      return { ...end, role: kind === null ? null : roles[kind] };
    });
  }
}

function keyOf(words: string): string {
  return plainText(words)
    .replace(/^[\s"'[(:]+|[\s"'\]):]+$/gu, "")
    .toLowerCase();
}

/** A name of the source's own that the language can write: the id, an id in brackets, a word of the label. */
function nameFor(id: string, label: string): string | null {
  const own = id.replace(/^[\s"'[(:]+|[\s"'\]):]+$/gu, "");
  // `客户端`, `server` say what an end does: it is called by its role, and the word is its label.
  if (endKindOf(own) !== null && !/^[A-Z]/.test(own) && (own.length > 1 || !/^[cs]$/.test(own))) return null;
  if (NAME.test(own)) return own;
  const inBrackets = /\(([A-Za-z]\w{0,11})\)\s*$/.exec(label)?.[1];
  const words = label.split(/[^\p{L}\p{N}_]+/u).filter((word) => NAME.test(word));
  const said = words.find((word) => endKindOf(word) !== null);
  if (inBrackets !== undefined && inBrackets.length === 1) return inBrackets;
  if (said !== undefined && !/^[A-Z]/.test(said)) return null;
  return said ?? inBrackets ?? words.at(-1) ?? null;
}
