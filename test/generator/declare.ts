/** The declarations of the two ends of a flow. */

import { other, type Side, type State } from "./endpoint.js";
import type { Exchange } from "./exchange.js";
import type { DeclarationLine } from "./lines.js";
import type { Numbering } from "./numbering.js";
import type { Random } from "./random.js";
import type { Style } from "./style.js";

export function declarations(r: Random, style: Style, x: Exchange, numbers: Numbering): DeclarationLine[] {
  const midway = isMidway(x);
  const reads = style.receives && x.events.some((e) => e.kind === "local" && e.what === "receive");
  const states: readonly State[] =
    x.start === "half-closed" ? ["FIN-WAIT-2", "CLOSE-WAIT"] : ["ESTABLISHED", "ESTABLISHED"];
  const given = midway && (style.startNumbers || x.start === "half-closed");
  const numbered = midway && style.startNumbers;
  // One side's snd is the other's rcv: a writer may give either, or both.
  const ways = ([0, 1] as const).map((side) => (numbered ? r.pick(["snd", "rcv", "both"] as const) : side));
  return ([0, 1] as const).map((side) => {
    const first = x.start === "ears" ? "server" : "client";
    const role = style.declared === "peers" ? "peer" : side === 0 ? first : "server";
    const label = r.chance(0.2) ? ` "${side === 0 ? "客户端" : "服务器"}"` : "";
    const snd = numbered && ways[side] !== "rcv" ? numbers.sum(side, 1) : null;
    const rcv = numbered && ways[other(side)] !== "snd" ? numbers.sum(other(side), 1) : null;
    return {
      kind: "declaration",
      side,
      role,
      label,
      state: given ? (states[side] as State) : null,
      isn: style.isn[side] && !midway ? numbers.sum(side, 0) : null,
      snd,
      rcv,
      window: reads ? x.options.buffer[side] : null,
      offers: midway || r.chance(0.3) ? offersOf(x, side) : "",
      inorder: !x.ends[side].keeps,
    };
  });
}

/** What the SYN will say, said before. */
function offersOf({ options: o }: Exchange, side: Side): string {
  const words = [
    o.mss[side] === null ? "" : `mss=${o.mss[side]}`,
    o.wscale[side] === null ? "" : `wscale=${o.wscale[side]}`,
    o.sackok[side] ? "sackok" : "",
    o.ts[side] ? "ts" : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

export const isMidway = ({ start }: Exchange): boolean => start === "established" || start === "half-closed";
