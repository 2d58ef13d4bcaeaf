/** `deliver` lines: what is in flight arrives. */

import type { Deliver, Name } from "../language/ast.js";
import { suggest } from "../language/suggest.js";
import { noteArrival } from "./arrival.js";
import { type Connection, type InFlight, other } from "./connection.js";
import { deliver } from "./deliver.js";
import { addTo, pairOf, record, type Walk } from "./record.js";
import type { Pair } from "./trace.js";
import { chooseReading, NO_SEGMENT, type Way } from "./trial.js";
import type { World } from "./world.js";

export function performDeliver(walk: Walk, line: Deliver, index: number): void {
  const { world } = walk;
  const named = line.ids.map((id) => find(world, id));
  const certain = line.ids.length === 0 ? waiting(world) : named.flatMap(({ sure }) => sure ?? []);
  if (line.ids.length === 0 && certain.length === 0) world.report("deliver-nothing", line.span, {});
  let moved: Connection | null = null;
  let before: Pair | null = null;
  const arrive = (arriving: readonly InFlight[]): void => {
    before = null;
    moved = null;
    for (const flying of arriving) {
      const connection = world.connections[flying.connection] as Connection;
      world.touch(connection);
      before ??= pairOf(connection);
      moved = connection;
      land(walk, line, connection, flying);
    }
  };
  const meant = named.flatMap(({ sure, guess }) => sure ?? guess ?? []);
  if (meant.length === certain.length || line.ids.length === 0) arrive(certain);
  else {
    const way = (arriving: readonly InFlight[]): Way => ({
      read: () => {
        arrive(arriving);
        return NO_SEGMENT;
      },
      spares: 0,
    });
    const ways = [way(certain), way(meant)];
    // A name that is nearly right is a slip; what is lost is lost, unless the lines below say otherwise.
    if (named.some(({ guess }) => guess !== null && guess.fate !== "lost")) ways.reverse();
    chooseReading(walk, index, ways);
    if (walk.resume >= 0) return;
  }
  record(walk, line, "deliver", moved, before, null);
}

function waiting({ flight }: World): InFlight[] {
  return flight.filter((f) => f.fate === "in-flight" && f.arrivals === 0);
}

interface Found {
  readonly sure: InFlight | null;
  /** What may be meant by a name that is wrong. */
  readonly guess: InFlight | null;
}

function find(world: World, id: Name): Found {
  const flying = world.flight.find((f) => f.id === id.name && f.fate !== "void");
  if (flying === undefined) {
    if (world.flight.some((f) => f.id === id.name)) {
      world.silenced++;
      return { sure: null, guess: null };
    }
    const known = world.flight.flatMap((f) => (f.id === null || f.fate === "void" ? [] : [f.id]));
    // Where one segment alone is on its way, no other can be meant.
    const [only, another] = waiting(world);
    const alone = another === undefined ? (only?.id ?? null) : null;
    const suggestion = suggest(id.name, known) || alone || "";
    world.report("id-unknown", id.span, { id: id.name, suggestion });
    const guess = world.flight.find((f) => f.id === suggestion && f.fate !== "void");
    return { sure: null, guess: guess ?? null };
  }
  if (flying.fate !== "lost") return { sure: flying, guess: null };
  world.report("deliver-lost", id.span, { id: id.name }, [
    { span: flying.span, line: flying.line, reason: "first" },
  ]);
  return { sure: null, guess: flying };
}

function land(walk: Walk, line: Deliver, connection: Connection, flying: InFlight): void {
  const { world } = walk;
  const to = other(flying.from);
  if (flying.arrivals > 0) {
    world.report("duplicate-arrival", line.span, {
      id: flying.id ?? "",
      endpoint: connection.names[to],
    });
  }
  world.countArrival(flying);
  const arrival = deliver(world, connection, flying.from, flying.segment, line.span);
  noteArrival(world, connection, to, flying.segment, arrival, line.span);
  if (!world.trial) addTo(walk, flying.step, [world.step], []);
}
