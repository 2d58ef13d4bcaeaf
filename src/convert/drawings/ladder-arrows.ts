/** One arrow of a ladder as a segment, with what stands on its line before and behind it. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import { hasNumbers, isSegment, saidIn } from "../said/said.js";
import { plainText, trimmedWords } from "../said/text.js";
import { toldOf } from "../said/told.js";
import { carried, type DrawnScene } from "./scene.js";
import { standsBefore } from "./standing.js";
import type { Stroke } from "./strokes.js";

export interface Placed {
  readonly text: string;
  readonly owner: string;
}

export interface LadderArrow {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** The ends by their places. */
  readonly left: string;
  readonly right: string;
  readonly stroke: Stroke;
  /** What is written on it. */
  readonly parts: readonly string[];
  /** Words to the left and to the right of it. */
  readonly before: readonly string[];
  readonly behind: readonly string[];
  /** States that stand beside it, and are not those of the end where they stand. */
  readonly placed?: readonly Placed[];
}

export function besideArrow(scene: DrawnScene, arrow: LadderArrow): void {
  const { line, from, to, stroke } = arrow;
  const sides = [
    ...arrow.before.map((text) => ({ text, owner: arrow.left })),
    ...arrow.behind.map((text) => ({ text, owner: arrow.right })),
    ...(arrow.placed ?? []),
  ].filter(({ text }) => trimmedWords(plainText(text)) !== "");
  const time = sides.map(({ text }) => timeIn(text)).find((one) => one !== null) ?? null;
  const rest = sides.filter(({ text }) => timeIn(text) === null && !NUMBERING.test(text));
  const { label, used } = withSides(
    arrow.parts,
    rest.map(({ text }) => text),
  );
  if (stroke.way === "both") {
    scene.statements.push(bothWays(label, arrow));
    return;
  }
  const statements = carried(label, from, to, scene.cast, line, stroke.lost);
  const carries = statements.some(({ type }) => type === "segment");
  // Words that are the whole label need not be said again.
  const bare = !isSegment(saidIn(arrow.parts.join(", ")));
  const remarks = bare ? [] : [...used];
  const told = rest
    .filter(({ text }) => !used.includes(text))
    .flatMap(({ text, owner }) => {
      const all = toldOf(text, [owner], scene.cast, line);
      if (!carries || !all.every(({ type }) => type === "note")) return all;
      remarks.push(text);
      return [];
    });
  const lost = rest.some(({ text }) => saidIn(text).lost);
  const segments = statements.map((one): DrawnStatement => {
    if (one.type !== "segment") return one;
    const own = used.length > 0 ? null : one.remark;
    const fate = lost ? "lost" : one.fate;
    return { ...one, fate, ...(time === null ? {} : { time }), ...withRemarks(one.caption, own, remarks) };
  });
  const segment = segments.find((one): one is DrawnSegment => one.type === "segment");
  if (segment !== undefined) scene.messages++;
  const before = told.filter((one) => segment !== undefined && standsBefore(one, segment));
  scene.last = [from, to];
  scene.statements.push(...before, ...segments, ...told.filter((one) => !before.includes(one)));
}

const LONGEST_CAPTION = 16;

/** A word or two beside the arrow are its caption, where it has none; more is a remark. */
function withRemarks(
  caption: string | null | undefined,
  remark: string | null | undefined,
  beside: readonly string[],
): { readonly caption: string | null; readonly remark: string | null } {
  const words = beside.map((text) => trimmedWords(plainText(text)));
  const [only = ""] = words;
  const short = words.length === 1 && only.length <= LONGEST_CAPTION && !/[=,;\d]/u.test(only);
  if (!caption && !remark && short) return { caption: only, remark: null };
  const all = [remark ?? "", ...beside.map((text) => plainText(text).trim())].filter((text) => text !== "");
  return { caption: caption ?? null, remark: all.length === 0 ? null : all.join("; ") };
}

/** `(1)`, `①`, `Step 2:`: the order, which is theirs anyway. */
const NUMBERING = /^\s*(?:step\s*\d+|第?\s*\d{1,2}\s*步?|[(（[]?\d{1,2}[)）\].、:]?|[①-⑳])\s*[:：.]?\s*$/iu;
const TIME =
  /^\s*[[(]?\s*(?:t\s*=?\s*)?@?\s*(?<n>\d+(?:\.\d+)?)\s*(?<unit>ms|毫秒|s|秒|sec)\s*[)\]]?\s*:?\s*$/iu;
const IN_SECOND = 1000;

/** Milliseconds, where the text is a time and nothing else. */
export function timeIn(text: string): number | null {
  const { n, unit = "" } = TIME.exec(plainText(text))?.groups ?? {};
  if (n === undefined) return null;
  return /^(?:ms|毫秒)$/i.test(unit) ? Number(n) : Number(n) * IN_SECOND;
}

/** Numbers, and on an arrow without words flags, that stand beside it. */
function withSides(
  parts: readonly string[],
  sides: readonly string[],
): { readonly label: string; readonly used: readonly string[] } {
  const own = saidIn(parts.join(", "));
  const used: string[] = [];
  const carries = isSegment(own) || own.data;
  for (const side of sides) {
    const said = saidIn(side);
    const says = said.flags.length > 0 || said.data || hasNumbers(said);
    const names = !carries && says && !ABOUT.test(side);
    const numbers =
      carries && !hasNumbers(own) && hasNumbers(said) && said.flags.every((flag) => own.flags.includes(flag));
    if (names || numbers) used.push(side);
  }
  return { label: [...parts, ...used].join("<br>"), used };
}

const ABOUT = /等待|收到|接收|received?\b|wait/iu;

function bothWays(label: string, { line, from, to }: LadderArrow): DrawnStatement {
  const text = plainText(label.replace(/<br>/g, " "));
  return saidIn(text).data || text === ""
    ? { type: "elision", line, text: text === "" ? null : text }
    : { type: "note", line, over: [from, to], text };
}

/**
 * Which way a line without a head runs: a SYN leaves the left, its answer comes back, and an ACK answers whatever came
 * last. null where nothing says it.
 */
export function headless(
  scene: DrawnScene,
  parts: readonly string[],
  left: string,
  right: string,
): "left" | "right" | "both" | null {
  const { flags, data } = saidIn(parts.join(", "));
  const before = scene.statements.filter((one): one is DrawnSegment => one.type === "segment").at(-1);
  if (flags.length === 0 && !data) return "both";
  if (flags.includes("SYN") && !flags.includes("ACK")) return "right";
  if (before === undefined || !flags.includes("ACK")) return null;
  if (flags.includes("SYN") || !flags.includes("FIN"))
    return before.from === left ? "left" : before.from === right ? "right" : null;
  return null;
}
