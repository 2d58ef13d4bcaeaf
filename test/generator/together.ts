/** Writes a flow of several clients and one server: each pair by itself, then their lines in any order. */

import type { Exchange } from "./exchange.js";
import type { Content, Line } from "./lines.js";
import type { Random } from "./random.js";
import { isn, type Style } from "./style.js";
import { type WrittenFlow, write } from "./write.js";

export function writeTogether(x: Exchange, r: Random): WrittenFlow {
  if (x.company.length === 0) return write(x, r);
  const letters = new Map<string, number | null>();
  const first = write(x, r, { style: null, letters });
  const looks = {
    ...first.looks,
    others: x.company.map((_, i) => `${first.looks.names[0]}_${i + 2}`),
  };
  const rest = x.company.map((pair) => write(pair, r, { style: another(first.style, r), letters }));
  const all = [first, ...rest];
  const heads = all.map(({ lines }, pair) => ofPair(lines, pair).filter((line) => isHead(line, pair)));
  const bodies = all.map(({ lines }, pair) => ofPair(lines, pair).filter((line) => !isPreamble(line)));
  return {
    ...first,
    looks,
    lines: [...heads.flat(), ...shuffled(bodies, r)],
    stopsEarly: all.some((flow) => flow.stopsEarly),
    shorthands: all.reduce((n, flow) => n + flow.shorthands, 0),
    allKnown: all.every((flow) => flow.allKnown),
  };
}

/** The same hand, other numbers. */
const another = (style: Style, r: Random): Style => ({ ...style, bases: [isn(r), isn(r)] });

const isTitle = ({ content: c }: Line): boolean => c.kind === "text" && c.text.startsWith("flow ");

const isPreamble = (line: Line): boolean => isTitle(line) || line.content.kind === "declaration";

/** The server is declared once. */
function isHead(line: Line, pair: number): boolean {
  const { content: c } = line;
  if (c.kind === "declaration") return pair === 0 || c.side === 0;
  return pair === 0 && isTitle(line);
}

/** Ids are one name space for all. */
function ofPair(lines: readonly Line[], pair: number): Line[] {
  if (pair === 0) return [...lines];
  const named = (id: string): string => `${id}_${pair}`;
  const rename = (c: Content): Content => {
    if (c.kind === "deliver") return { ...c, ids: c.ids.map(named) };
    return c.kind === "segment" && c.id !== null ? { ...c, id: named(c.id) } : c;
  };
  return lines.map((line) => ({ ...line, pair, content: rename(line.content) }));
}

/** Each keeps its order. */
function shuffled(lists: readonly Line[][], r: Random): Line[] {
  const left = lists.map((list) => [...list]);
  const all: Line[] = [];
  for (;;) {
    const open = left.filter((list) => list.length > 0);
    if (open.length === 0) return all;
    all.push(...r.pick(open).splice(0, r.int(1, 4)));
  }
}
