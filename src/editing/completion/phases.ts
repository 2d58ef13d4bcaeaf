/** Whole phases - the handshake, both closes, a loss and its repair - played move by move, as the flow would go on. */

import { attempt, type Continuation } from "../../check/continue.js";
import { completionTexts, type PhaseKind } from "../../messages/completion.js";
import type { Locale } from "../../messages/locale.js";
import type { Move, MoveKind } from "./move.js";
import { moves } from "./moves.js";
import { isCleanAttempt } from "./next.js";

export interface Phase {
  readonly kind: PhaseKind;
  readonly lines: readonly string[];
}

/** Who makes the move: the first to act in the phase, or the other one. */
type Who = "first" | "second";
type Play = readonly (readonly [MoveKind, Who])[];

const HANDSHAKE: Play = [
  ["syn", "first"],
  ["syn-ack", "second"],
  ["ack", "first"],
];

const CLOSE_FOUR: Play = [
  ["fin", "first"],
  ["ack", "second"],
  ["fin", "second"],
  ["ack", "first"],
  ["2msl", "first"],
];

const EXCHANGE: Play = [
  ["data", "first"],
  ["ack", "second"],
  ["data", "second"],
  ["ack", "first"],
];

const PLAYS: Readonly<Record<PhaseKind, Play>> = {
  handshake: HANDSHAKE,
  "close-four": CLOSE_FOUR,
  "close-three": [
    ["fin", "first"],
    ["fin", "second"],
    ["ack", "first"],
    ["2msl", "first"],
  ],
  loss: [
    ["lost", "first"],
    ["rto", "first"],
    ["again", "first"],
    ["ack", "second"],
  ],
  whole: [...HANDSHAKE, ...EXCHANGE, ...CLOSE_FOUR],
};

/** The phases that can begin here. */
export function phases(c: Continuation, locale: Locale): Phase[] {
  const { heading } = completionTexts(locale);
  const now = moves(c);
  return (Object.keys(PLAYS) as PhaseKind[]).flatMap((kind): Phase[] => {
    const lines = play(c, PLAYS[kind], null, now);
    return lines === null ? [] : [{ kind, lines: [`== ${heading[kind]} ==`, ...lines] }];
  });
}

/**
 * The lines of the moves, one after the other; null where one of them is not possible. The first line that
 * stands is kept: what follows from it is not a reason to try another.
 */
function play(
  c: Continuation,
  [step, ...rest]: Play,
  first: string | null,
  now: readonly Move[],
): readonly string[] | null {
  if (step === undefined) return [];
  const [kind, who] = step;
  const fitting = now.filter(
    (move) => move.kind === kind && (first === null || (move.from === first) === (who === "first")),
  );
  for (const { from, texts } of fitting) {
    for (const text of new Set(texts)) {
      const tried = attempt(c, text, (made): { readonly more: readonly string[] | null } | null => {
        if (!isCleanAttempt(made)) return null;
        return { more: rest.length === 0 ? [] : play(made.next, rest, first ?? from, moves(made.next)) };
      });
      if (tried !== null) return tried.more === null ? null : [text, ...tried.more];
    }
  }
  return null;
}
