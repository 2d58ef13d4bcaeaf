/** Arrows that TikZ draws between two columns: `\draw[->] (0,-1) -- node[above] {SYN} (6,-2);` */

import { matchIn } from "../../language/at.js";
import { isSegment, saidIn } from "../said/said.js";

export interface TikzNode {
  readonly id: string;
  readonly label: string;
  /** Where its column is; null where nothing says it in numbers. */
  readonly x: number | null;
}

export interface TikzArrow {
  readonly from: TikzNode;
  readonly to: TikzNode;
  readonly label: string;
  readonly lost: boolean;
}

const NUMBER = "-?\\d*\\.?\\d+";
const UNIT = "(?:\\s*(?:cm|mm|pt|em|ex))?";
const POINT = new RegExp(`^\\s*(?<x>${NUMBER})${UNIT}\\s*,\\s*${NUMBER}`);
const NODE =
  /\\node\b(?<options>(?:\s*\[[^\]]*\])*)\s*(?:\((?<id>[^()]+)\))?(?:\s*\[[^\]]*\])*\s*(?:at\s*\((?<at>[^()]*)\))?(?:\s*\[[^\]]*\])*\s*\{(?<label>(?:[^{}]|\{[^{}]*\})*)\}/g;

/** The nodes that stand above columns: the first at each place. */
export function nodesOf(text: string): readonly TikzNode[] {
  const nodes: TikzNode[] = [];
  for (const { groups } of text.matchAll(NODE)) {
    const label = plain(groups?.label ?? "");
    const id = (groups?.id ?? label).trim();
    const placed = POINT.exec(groups?.at ?? "")?.groups?.x;
    const x = placed === undefined ? null : Number(placed);
    if (label === "" || id === "" || (x !== null && nodes.some((one) => one.x === x))) continue;
    nodes.push({ id, label, x });
  }
  return nodes;
}

/** null where it is no arrow, or has no words; "nowhere" where what it carries is a segment, and its columns are not known. */
export function arrowOf(words: string, nodes: readonly TikzNode[]): TikzArrow | "nowhere" | null {
  const options = matchIn(words, /(?<=^\\(?:draw|path)\b\s*\[)[^\]]*(?=\])/);
  const way = wayOf(options);
  if (way === null) return null;
  const labels = [...words.matchAll(LABEL)].map(([, label = ""]) => plain(label));
  const path = words.replace(LABEL, " ").replace(/^\\(?:draw|path)\b\s*(?:\[[^\]]*\])?/, "");
  const ends = [...path.matchAll(/\((\$[^$]*\$|[^()]*)\)/g)].map(([, point = ""]) => columnOf(point, nodes));
  const [first, last] = [ends[0], ends.at(-1)];
  const lost = labels.some((label) => /^(?:\\times|[×xX✗])$/.test(label));
  const label = labels.filter((one) => !/^(?:\\times|[×xX✗])$/.test(one)).join(" ");
  if (label === "") return null;
  if (first == null || last == null || first === last) return isSegment(saidIn(label)) ? "nowhere" : null;
  return { from: way === "right" ? first : last, to: way === "right" ? last : first, label, lost };
}

const LABEL = /node\b(?:\s*\[[^\]]*\])*(?:\s*\([^()]*\))?(?:\s*\[[^\]]*\])*\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const HEAD = "(?:>+|stealth'?|latex'?|Stealth|Latex|Triangle|to|To)(?:\\{?\\[[^\\]]*\\]\\}?)?";
const RIGHT = new RegExp(`(?:^|[,\\s{])[-|]+\\{?${HEAD}\\}?(?=\\s*(?:,|$))`);
const LEFT = /(?:^|[,\s])(?:<+|\{?(?:stealth'?|latex'?|Stealth|Latex|Triangle|to|To)\}?)[-|]+(?=\s*(?:,|$))/;

function wayOf(options: string): "left" | "right" | null {
  if (RIGHT.test(options)) return "right";
  return LEFT.test(options) ? "left" : null;
}

/** `6,-2`, `B.south`, `$(B)+(0,-1)$`, `B |- 0,-2`: the column in which a point lies. */
function columnOf(point: string, nodes: readonly TikzNode[]): TikzNode | null {
  const x = POINT.exec(point)?.groups?.x;
  if (x !== undefined) return nearest(Number(x), nodes);
  const name = matchIn(point, /(?<=^[\s$(]*)\w(?:[\w\s-]*\w)?/);
  return nodes.find(({ id }) => id === name || name.replace(/[-_.\d].*$/, "") === id) ?? null;
}

function nearest(x: number, nodes: readonly TikzNode[]): TikzNode | null {
  const placed = nodes.filter((one): one is TikzNode & { readonly x: number } => one.x !== null);
  const [first, ...rest] = placed;
  if (first === undefined) return null;
  const best = rest.reduce(
    (one, other) => (Math.abs(other.x - x) < Math.abs(one.x - x) ? other : one),
    first,
  );
  const widest = Math.max(...placed.map((one) => one.x)) - Math.min(...placed.map((one) => one.x));
  return Math.abs(best.x - x) <= widest * NEAR ? best : null;
}

/** Of the distance between the columns: further away it belongs to none. */
const NEAR = 0.2;

const SIZES =
  /\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|tt|ttfamily|bfseries|itshape|sffamily)(?![A-Za-z])\s*/g;

function plain(label: string): string {
  return label.replace(SIZES, "").replace(/\\\\/g, " ").replace(/\s+/g, " ").trim();
}
