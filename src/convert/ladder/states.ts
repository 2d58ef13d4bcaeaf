/** The sampled states of a ladder, and which of them are certain enough to be claimed. */

import { STATES } from "../../tcp/state.js";
import type { CallWord } from "./calls.js";
import type { LadderEvent } from "./events.js";

/** The column of a segment that did not arrive holds a word that is no state. */
export function isSample(word: string): boolean {
  return (STATES as readonly string[]).includes(word);
}

/**
 * The events whose sampled state holds right after them. A sample was taken up to a millisecond early or late, and so may be
 * the state before the event, or after the next one: it is claimed where the events up to it can lead there.
 */
export function claimableSamples(events: readonly LadderEvent[]): ReadonlySet<LadderEvent> {
  const claimable = new Set<LadderEvent>();
  const ends = new Map<string, LadderEvent[]>();
  for (const event of events) {
    const end = `${event.side} ${event.connection}`;
    ends.set(end, [...(ends.get(end) ?? []), event]);
  }
  for (const own of ends.values()) for (const event of certain(own)) claimable.add(event);
  return claimable;
}

/** Of the events at one end those with a certain sample. */
function certain(events: readonly LadderEvent[]): readonly LadderEvent[] {
  const found: LadderEvent[] = [];
  let before: readonly string[] = [...STATES];
  let doubted = "";
  events.forEach((event, index) => {
    const possible = leadTo(before, event);
    const state = sampleOf(event);
    before = possible;
    if (state === "") return;
    // Two samples that agree are right, though no event explains them.
    const sure = possible.includes(state) ? !isBehind(state, event, events[index + 1]) : doubted === state;
    doubted = sure ? "" : state;
    if (!sure) return;
    before = [state];
    found.push(event);
  });
  return found;
}

/** Whether the next sample shows that this one was taken before its event had any effect. */
function isBehind(state: string, event: LadderEvent, next: LadderEvent | undefined): boolean {
  const following = next === undefined ? "" : sampleOf(next);
  if (next === undefined || following === "") return false;
  return (
    !leadTo([state], next).includes(following) && leadTo(leadTo([state], event), next).includes(following)
  );
}

/** The second copy of a segment has no sample of its own. */
function sampleOf(event: LadderEvent): string {
  const state = event.row.states[event.side];
  return isSample(state) && !(event.kind === "arrival" && event.copy > 0) ? state : "";
}

function leadTo(states: readonly string[], event: LadderEvent): readonly string[] {
  return [...new Set(states.flatMap((state) => after(state, event)))];
}

/** Every state that an end may be in after an event, roughly as in Figure 5 of RFC 9293: this rules out what is impossible. */
function after(state: string, event: LadderEvent): readonly string[] {
  switch (event.kind) {
    case "call":
      return CALLED[event.call.word]?.(state) ?? [state];
    case "timer":
      // Where a RST is sent, it is the RST that ends the connection.
      return event.resets ? [state] : [state, "CLOSED"];
    case "departure": {
      const flags = event.row.segment?.flags ?? [];
      if (flags.includes("FIN")) return [closed(state)];
      return flags.includes("RST") ? [state, "CLOSED", "LISTEN"] : [state];
    }
    case "arrival": {
      const flags = event.row.segment?.flags ?? [];
      if (flags.includes("RST")) return [state, "CLOSED", "LISTEN"];
      // Any of the flags may be without effect, so each adds to what is possible.
      let possible: readonly string[] = [state];
      for (const flag of ["SYN", "ACK", "FIN"] as const) {
        if (!flags.includes(flag)) continue;
        possible = possible.flatMap((one) => [one, ...(ARRIVED[flag][one] ?? [])]);
      }
      return possible;
    }
  }
}

const CALLED: Partial<Record<CallWord, (state: string) => readonly string[]>> = {
  listen: () => ["LISTEN"],
  open: () => ["SYN-SENT"],
  abort: () => ["CLOSED"],
  crash: () => ["CLOSED"],
  close: (state) => [closed(state)],
};

/** The state after CLOSE, which its FIN, sent or sent again, does not change. */
function closed(state: string): string {
  if (state === "SYN-RECEIVED" || state === "ESTABLISHED") return "FIN-WAIT-1";
  if (state === "CLOSE-WAIT") return "LAST-ACK";
  return state === "SYN-SENT" || state === "LISTEN" ? "CLOSED" : state;
}

type Effects = Readonly<Partial<Record<string, readonly string[]>>>;

const ARRIVED: Readonly<Record<"SYN" | "ACK" | "FIN", Effects>> = {
  SYN: {
    LISTEN: ["SYN-RECEIVED"],
    CLOSED: ["SYN-RECEIVED"],
    "SYN-SENT": ["SYN-RECEIVED"],
    "TIME-WAIT": ["SYN-RECEIVED"],
  },
  ACK: {
    LISTEN: ["ESTABLISHED"],
    "SYN-SENT": ["ESTABLISHED"],
    "SYN-RECEIVED": ["ESTABLISHED"],
    "FIN-WAIT-1": ["FIN-WAIT-2"],
    CLOSING: ["TIME-WAIT"],
    "LAST-ACK": ["CLOSED"],
  },
  FIN: {
    "SYN-RECEIVED": ["CLOSE-WAIT"],
    ESTABLISHED: ["CLOSE-WAIT"],
    "FIN-WAIT-1": ["CLOSING", "TIME-WAIT"],
    "FIN-WAIT-2": ["TIME-WAIT"],
  },
};
