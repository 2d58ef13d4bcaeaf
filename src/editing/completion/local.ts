/** Behind `C:`: the states that hold there, and the events that may happen. */

import { EVENTS, type EventName, stateFact, TIMERS as TIMER_FACTS } from "../../explain/facts.js";
import type { StateName, Timer } from "../../language/ast.js";
import { matchIn } from "../../language/at.js";
import { EVENT_WORDS, STATE_NAMES, TIMERS } from "../../language/words.js";
import { completionTexts } from "../../messages/completion.js";
import { pick } from "../../messages/locale.js";
import { type Completion, type Here, type LineSoFar, word } from "./place.js";
import { holds } from "./values.js";

type LocalLine = Extract<LineSoFar, { kind: "local" }>;

export function insideLocal(here: Here, line: LocalLine): Completion[] {
  const { prefix, tail } = line;
  const typed = matchIn(tail, /[\p{L}\p{N}_-]*$/u);
  const done = tail.slice(0, tail.length - typed.length).trim();
  if (done === "") {
    const prior = transitions(here, prefix);
    return [
      ...states(here, prefix, typed),
      ...prior.map((text) => stateItem(here, text, typed)),
      ...events(here, prefix, typed),
    ];
  }
  if (done === "timeout") return timers(here, `${prefix} timeout`, typed, "");
  return /^[\p{L}\p{N}_-]+\s*->$/u.test(done) ? states(here, `${prefix} ${done}`, typed) : [];
}

function states(here: Here, prefix: string, typed: string): Completion[] {
  const fitting = STATE_NAMES.filter((state) => holds(here, `${prefix} ${state}`));
  return fitting.map((state) => stateItem(here, state, typed));
}

/** `CLOSED -> SYN-SENT`: the change that the last lines have made. */
function transitions(here: Here, prefix: string): string[] {
  if (here.exercise) return [];
  const { connections } = here.c.world;
  const changes = connections.flatMap(({ ends }) =>
    ends.flatMap(({ tcb }) => (tcb.previous === null ? [] : [`${tcb.previous} -> ${tcb.state}`])),
  );
  return [...new Set(changes)].filter((change) => holds(here, `${prefix} ${change}`));
}

function stateItem(here: Here, text: string, typed: string): Completion {
  const state = text.split(" -> ").at(-1) as StateName;
  const texts = completionTexts(here.locale);
  return word(here, "state", text, typed, {
    detail: here.exercise ? texts.state : texts.stateNow,
    documentation: pick(stateFact(state).text, here.locale).meaning,
  });
}

/** An amount that SEND and RECEIVE are given as an example. */
const AMOUNT = 100;

function events(here: Here, prefix: string, typed: string): Completion[] {
  const detail = completionTexts(here.locale).event;
  return EVENT_WORDS.flatMap((event): Completion[] => {
    if (event === "timeout") return timers(here, `${prefix} timeout`, typed, "timeout ");
    const text = event === "send" ? `send ${AMOUNT}` : event;
    if (!holds(here, `${prefix} ${text}`)) return [];
    const documentation = pick(EVENTS[event as EventName], here.locale);
    return [word(here, "event", here.exercise ? event : text, typed, { detail, documentation })];
  });
}

function timers(here: Here, prefix: string, typed: string, lead: string): Completion[] {
  const detail = completionTexts(here.locale).event;
  const fitting = TIMERS.filter((timer) => holds(here, `${prefix} ${timer}`));
  return fitting.map((timer: Timer) =>
    word(here, "event", `${lead}${timer}`, typed, {
      detail,
      documentation: pick(TIMER_FACTS[timer], here.locale),
    }),
  );
}
