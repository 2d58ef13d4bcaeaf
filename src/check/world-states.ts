/** The states that a world is in. */

import type { State } from "../tcp/state.js";
import { type Connection, other, type Side } from "./connection.js";
import { stateOf } from "./local.js";
import { States } from "./states.js";
import type { World } from "./world.js";

export function statesOf(world: World): States {
  const states: [string, State][] = [];
  const connections = new Map<unknown, Connection[]>();
  for (const c of world.connections) {
    for (const endpoint of c.endpoints) {
      const others = connections.get(endpoint);
      if (others === undefined) connections.set(endpoint, [c]);
      else others.push(c);
    }
  }
  for (const endpoint of world.endpoints) {
    const own = connections.get(endpoint) ?? [];
    for (const c of own) states.push(stateIn(world, c, c.endpoints[1] === endpoint ? 1 : 0));
    if (own.length === 0) states.push([endpoint.name, stateOf({ endpoint, connection: null, side: 0 })]);
  }
  return States.of(states);
}

/** The states of the connections that the statement under way has to do with. */
export function touchedStates(world: World): ReadonlyMap<string, State> {
  const states = new Map<string, State>();
  for (const connection of world.touched)
    for (const side of [0, 1] as const) states.set(...stateIn(world, connection, side));
  return states;
}

function stateIn(world: World, connection: Connection, side: Side): [string, State] {
  const endpoint = connection.endpoints[side];
  const isOnly = world.degreeOf(endpoint) === 1;
  const key = isOnly ? endpoint.name : `${endpoint.name}(${connection.names[other(side)]})`;
  return [key, connection.ends[side].tcb.state];
}
