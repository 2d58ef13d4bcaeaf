/** What a legal exchange does from beginning to end. */

import { close, halfClosedRest } from "./closing.js";
import { type Exchange, newExchange, type Start } from "./exchange.js";
import { showMatter } from "./matters.js";
import { open, openBoth } from "./opening.js";
import type { Random } from "./random.js";
import { request, type Shape, transferRound } from "./transfer.js";

/** One flow's exchange from beginning to end (or to somewhere before it). */
export function makeExchange(random: Random, shape: Shape): Exchange {
  if (shape.matters.length > 0 && (shape.only === true || random.chance(0.5)))
    return showMatter(random, random.pick(shape.matters));
  const start = random.weigh<Start>([
    [70, "closed"],
    [shape.simultaneous ? 5 : 0, "peers"],
    [22, "established"],
    [3, "half-closed"],
  ]);
  const x = newExchange(random, start);
  if (start === "closed") open(x);
  if (start === "peers") openBoth(x);
  if (start === "half-closed") {
    halfClosedRest(x, 0);
    return x;
  }
  const rounds = random.weigh([
    [25, 0],
    [35, 1],
    [25, random.int(2, 3)],
    [15, random.int(4, 6)],
  ]);
  for (let i = 0; i < rounds; i++) transferRound(x, [0, 1], shape);
  if (random.chance(start === "established" || rounds === 0 ? 0.85 : 0.7)) {
    close(x, shape);
    if (start === "closed" && random.chance(0.05)) reconnect(x, shape);
  }
  if (x.events.every((event) => event.kind !== "segment")) request(x, 0);
  return x;
}

function reconnect(x: Exchange, shape: Shape): void {
  if (x.ends[0].state !== "CLOSED" || x.ends[1].state !== "CLOSED") return;
  open(x);
  if (x.random.chance(0.5)) transferRound(x, [0, 1], shape);
}
