/**
 * Wireshark prints a window with its scale applied (`Win=262144`). What stood on the wire is known only from the SYNs
 * of the flow (RFC 7323 §2.2), so it is found when the flow is read. Where the scale is unknown, a number too large for
 * the field is not claimed, and stays as a comment.
 */

import type { NotationUse, Segment, Statement } from "./ast.js";
import { SegmentNode } from "./segment-node.js";
import { LARGEST_16_BIT } from "./words.js";

/** What a use may have read as a window that is shown. */
const SHOWN = /(?<![\p{L}\p{N}_])Win\s*[=:＝：]?\s*(\d+)/u;
const READ_AS = /win=\d+\s*/;

/** Whether what was typed for a notation shows a window. */
export function showsWindow(typed: string): boolean {
  return SHOWN.test(typed);
}

/** Sets the windows of the flow's segments to what stood on the wire; the uses of them, as they are now. */
export function unscaled(
  statements: readonly Statement[],
  uses: readonly NotationUse[],
): ReadonlyMap<NotationUse, readonly NotationUse[]> {
  const shown = new Map(
    uses.filter(({ typed }) => showsWindow(typed)).map((use) => [use.line, use] as const),
  );
  const result = new Map<NotationUse, readonly NotationUse[]>();
  const scales = declaredScales(statements);
  const offered = new Map<string, number | null>();
  for (const statement of statements) {
    if (!(statement instanceof SegmentNode)) continue;
    const use = shown.get(statement.line);
    if (statement.flags.names.includes("SYN")) offer(offered, statement, scales);
    else if (use !== undefined) result.set(use, settled(statement, use, scaleOf(statement, offered, scales)));
  }
  return result;
}

function declaredScales(statements: readonly Statement[]): ReadonlyMap<string, number> {
  const scales = new Map<string, number>();
  for (const statement of statements) {
    if (statement.type !== "endpoint") continue;
    for (const attribute of statement.attributes)
      if (attribute.key === "wscale") scales.set(statement.name.name, attribute.value);
  }
  return scales;
}

function directionOf(from: string, to: string): string {
  return `${from}>${to}`;
}

function offer(
  offered: Map<string, number | null>,
  { from, to, wscale }: Segment,
  scales: ReadonlyMap<string, number>,
): void {
  offered.set(directionOf(from.name, to.name), wscale?.value ?? scales.get(from.name) ?? null);
}

/** null where nobody can know it; 0 where one of them did not offer the option. */
function scaleOf(
  { from, to }: Segment,
  offered: ReadonlyMap<string, number | null>,
  scales: ReadonlyMap<string, number>,
): number | null {
  const said = (sender: string, receiver: string): number | null | undefined => {
    const found = offered.get(directionOf(sender, receiver));
    return found === undefined ? scales.get(sender) : found;
  };
  const own = said(from.name, to.name);
  const other = said(to.name, from.name);
  if (own === undefined || other === undefined) return null;
  return own === null || other === null ? 0 : own;
}

function settled(segment: SegmentNode, use: NotationUse, scale: number | null): readonly NotationUse[] {
  const number = SHOWN.exec(use.typed)?.[1] ?? "";
  const wire = Number(number) / 2 ** (scale ?? 0);
  if (segment.win !== null && Number.isInteger(wire) && wire <= LARGEST_16_BIT) {
    segment.showWindow(wire);
    return [{ ...use, canonical: use.canonical.replace(READ_AS, (all) => all.replace(/\d+/, `${wire}`)) }];
  }
  segment.showWindow(null);
  const { end } = segment.span;
  const comment = { span: { start: end, end }, typed: "", canonical: `  # Win=${number}`, warn: false };
  return [
    { ...use, canonical: use.canonical.replace(READ_AS, "").trimEnd() },
    { ...use, ...comment },
  ];
}
