/** How far an order is from a right one: what one slip costs is one mark, wherever it was made. */

type IsRight = (order: readonly string[]) => boolean;

export interface Distance {
  /** So many lines would have to move, or pairs of them to change places. */
  readonly loss: number;
  /** Places of the lines that would move, as far as it is known. */
  readonly moved: readonly number[];
}

/** `most` is what is lost at most: all from the first line on that does not fit. */
export function distance(said: readonly string[], isRight: IsRight, most: number): Distance {
  const one = oneSlip(said, isRight);
  if (one !== null) return { loss: 1, moved: one };
  let best: Distance = { loss: most, moved: [] };
  for (const order of rightOrders(said, isRight)) {
    const kept = longestRise(order);
    const loss = Math.min(order.length - kept.size, order.length - cyclesOf(order));
    if (loss < best.loss) best = { loss, moved: order.filter((place) => !kept.has(place)) };
  }
  return best;
}

/** Two lines that change places, or one that moves. */
function oneSlip(said: readonly string[], isRight: IsRight): readonly number[] | null {
  for (let i = 0; i < said.length; i++) {
    for (let j = i + 1; j < said.length; j++) {
      const order = [...said];
      [order[i], order[j]] = [order[j] as string, order[i] as string];
      if (isRight(order)) return [i, j];
    }
  }
  for (let i = 0; i < said.length; i++) {
    for (let j = 0; j < said.length; j++) {
      if (Math.abs(i - j) < 2) continue;
      const order = said.filter((_, at) => at !== i);
      order.splice(j, 0, said[i] as string);
      if (isRight(order)) return [i];
    }
  }
  return null;
}

/** So many beginnings of an order are tried. */
const MOST_TRIED = 400;

/** Whether a right order was found at all. */
export function hasRightOrder(said: readonly string[], isRight: IsRight): boolean {
  return rightOrders(said, isRight).length > 0;
}

/** Right orders, as places in `said`; those near to it first. */
function rightOrders(said: readonly string[], isRight: IsRight): readonly (readonly number[])[] {
  const found: number[][] = [];
  let tried = 0;
  const extend = (order: number[], left: readonly number[]): void => {
    for (const place of left) {
      if (tried >= MOST_TRIED) return;
      const longer = [...order, place];
      tried++;
      if (!isRight(longer.map((at) => said[at] as string))) continue;
      const rest = left.filter((one) => one !== place);
      if (rest.length === 0) found.push(longer);
      else extend(longer, rest);
    }
  };
  extend([], [...said.keys()]);
  return found;
}

/** The longest part of an order that stands as it is: the others move. */
function longestRise(order: readonly number[]): ReadonlySet<number> {
  const best: number[][] = order.map((place) => [place]);
  for (let i = 0; i < order.length; i++) {
    for (let j = 0; j < i; j++) {
      const longer = [...(best[j] as number[]), order[i] as number];
      if ((order[j] as number) < (order[i] as number) && longer.length > (best[i] as number[]).length) {
        best[i] = longer;
      }
    }
  }
  return new Set([...best].sort((a, b) => b.length - a.length)[0]);
}

/** An order with as many cycles as lines is the same; each pair that changes places takes one away. */
function cyclesOf(order: readonly number[]): number {
  const seen = new Set<number>();
  let cycles = 0;
  for (let i = 0; i < order.length; i++) {
    if (seen.has(i)) continue;
    cycles++;
    for (let at = i; !seen.has(at); at = order[at] as number) seen.add(at);
  }
  return cycles;
}
