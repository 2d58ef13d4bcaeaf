/** Words of the other lines: keywords, endpoints, arrows, attributes, ids. */

import { ARROWS, ATTRIBUTES, KEYWORDS, type Keyword } from "../../explain/facts.js";
import { textAt } from "../../language/at.js";
import { ATTRIBUTE_WORDS, EXERCISE_KINDS, ROLES, STATE_NAMES } from "../../language/words.js";
import { completionTexts } from "../../messages/completion.js";
import { type Both, pick } from "../../messages/locale.js";
import { type Completion, type Here, word } from "./place.js";
import { maySend } from "./segment.js";
import { holds } from "./values.js";

/** What may begin a line: first what makes a whole line, then words that want more. */
export function lineStarts(here: Here, typed: string): Completion[] {
  const text = completionTexts(here.locale);
  const { world, before } = here.c;
  const items = [
    withStop(keyword(here, "section", `== ${text.headingText} ==`, typed), text.headingText),
    withStop(keyword(here, "note", `note: ${text.note}`, typed), text.note),
    withStop(keyword(here, "flow", `flow "${text.title}"`, typed), text.title),
    withStop(keyword(here, "exercise", `exercise "${text.title}"`, typed), text.title),
  ];
  if (here.exercise) {
    for (const key of ["task", "kind", "hint"] as const) items.push(keyword(here, key, `${key}: `, typed));
    items.push(keyword(here, "option", "option ", typed));
    if (before.some(({ type }) => type === "option")) items.push(keyword(here, "answer", "answer: ", typed));
  }
  for (const e of world.endpoints) {
    const name = word(here, "endpoint", e.name, typed, {
      detail: text.endpoint,
      documentation: e.label ?? "",
    });
    // Once it is typed, the lines that begin with it are what is wanted, not the name again.
    items.push({ ...name, filter: `${e.name} ->` });
  }
  const flying = world.flight.some((f) => f.id !== null || f.arrivals === 0);
  const mayFly = here.exercise ? before.some((s) => s.type === "segment") : flying;
  if (mayFly) items.push(keyword(here, "deliver", "deliver ", typed));
  const mayDeclare = world.endpoints.some((e) => e.declared) || !before.some(namesEndpoint);
  if (mayDeclare) for (const role of ROLES) items.push(keyword(here, role, `${role} `, typed));
  return items;
}

function namesEndpoint({ type }: { readonly type: string }): boolean {
  return type === "segment" || type === "local" || type === "elision";
}

function keyword(here: Here, key: Keyword, text: string, typed: string): Completion {
  const label = text.trimEnd();
  return word(here, "keyword", label, typed, {
    documentation: pick(KEYWORDS[key], here.locale),
    insert: text,
  });
}

/** The part of the text that is to be typed over. */
function withStop(item: Completion, part: string): Completion {
  const start = item.insert.indexOf(part);
  return { ...item, stops: [{ start, end: start + part.length }] };
}

/** Behind a name: the arrows with which something can be sent, and the colon of what happens there. */
export function afterName(here: Here, name: string, typed: string): Completion[] {
  const others = here.c.world.endpoints.filter((e) => e.name !== name);
  return (["->", "-x", "~>"] as const).flatMap((arrow): Completion[] => {
    const able = others.filter((to) => maySend(here, name, `${name} ${arrow} ${to.name}:`));
    const documentation = pick(ARROWS[arrow] as Both<string>, here.locale);
    return able.map((to) =>
      word(here, "arrow", `${arrow} ${to.name}:`, typed, { documentation, insert: `${arrow} ${to.name}: ` }),
    );
  });
}

/** Behind an arrow: who may be at its other end. */
export function afterArrow(here: Here, name: string, arrow: string, typed: string): Completion[] {
  const detail = completionTexts(here.locale).endpoint;
  const able = here.c.world.endpoints.filter(
    (e) => e.name !== name && maySend(here, sender(name, arrow, e.name), `${name} ${arrow} ${e.name}:`),
  );
  return able.map((e) =>
    word(here, "endpoint", `${e.name}:`, typed, {
      detail,
      documentation: e.label ?? "",
      insert: `${e.name}: `,
    }),
  );
}

/** The sender stands on the right of an arrow that points to the left. */
function sender(left: string, arrow: string, right: string): string {
  return arrow === "<-" || arrow === "x-" || arrow === "<~" ? right : left;
}

/** Behind `client C`: what may be said of it. */
export function attributes(here: Here, name: string | null, typed: string): Completion[] {
  if (name === null) return freeNames(here, typed);
  const state = /^state=(.*)$/u.exec(typed);
  if (state !== null) return here.exercise ? [] : stateValues(here, textAt(state, 1));
  const present = here.head.split(/[\s=]+/);
  const wanted = ATTRIBUTE_WORDS.filter((key) => !present.includes(key));
  return wanted.flatMap((key): Completion[] => {
    const text = EXAMPLES[key] ?? key;
    if (!holds(here, `${headBefore(here, typed)}${text}`)) return [];
    return [word(here, "field", text, typed, { documentation: pick(ATTRIBUTES[key], here.locale) })];
  });
}

const EXAMPLES: Partial<Record<(typeof ATTRIBUTE_WORDS)[number], string>> = {
  state: "state=ESTABLISHED",
  isn: "isn=100",
  snd: "snd=1",
  rcv: "rcv=1",
  window: "window=65535",
  mss: "mss=1460",
  wscale: "wscale=7",
  addr: 'addr="192.0.2.1:80"',
};

function stateValues(here: Here, typed: string): Completion[] {
  const fitting = STATE_NAMES.filter((state) => holds(here, `${headBefore(here, typed)}${state}`));
  return fitting.map((state) => word(here, "state", state, typed));
}

function headBefore({ head }: Here, typed: string): string {
  return head.slice(0, head.length - typed.length);
}

/** The usual names, as far as they are free. */
function freeNames(here: Here, typed: string): Completion[] {
  const role = here.head.split(/\s/u)[0];
  const usual =
    role === "client" ? ["C", "C2", "Client"] : role === "server" ? ["S", "S2", "Server"] : ["A", "B"];
  const taken = here.c.world.endpoints.map((e) => e.name.toLowerCase());
  const free = usual.filter((name) => !taken.includes(name.toLowerCase()));
  return free.map((name) =>
    word(here, "endpoint", name, typed, { detail: completionTexts(here.locale).endpoint }),
  );
}

/** Behind `note`: whom it stands over. */
export function noteNames(here: Here, typed: string): Completion[] {
  const detail = completionTexts(here.locale).endpoint;
  const present = here.head.split(/[\s,]+/u).slice(1, -1);
  const others = here.c.world.endpoints.filter((e) => !present.includes(e.name));
  return others.map((e) => word(here, "endpoint", e.name, typed, { detail }));
}

/** Behind `deliver`: what is in flight, then what may arrive a second time. */
export function ids(here: Here, present: readonly string[], typed: string): Completion[] {
  const { flight } = here.c.world;
  const named = flight.flatMap((f) =>
    f.id === null || f.fate === "lost" ? [] : [{ id: f.id, again: f.arrivals > 0 }],
  );
  named.sort((a, b) => Number(a.again) - Number(b.again));
  const lead = ["deliver", ...present.map((id) => `${id},`)].join(" ");
  const fitting = named.filter(({ id }) => !present.includes(id) && holds(here, `${lead} ${id}`));
  return fitting.map(({ id }) => word(here, "id", id, typed, { detail: completionTexts(here.locale).id }));
}

/** Behind `...`: one direction only. */
export function directions(here: Here, typed: string): Completion[] {
  const { endpoints } = here.c.world;
  const pairs = endpoints.flatMap((a) =>
    endpoints.filter((b) => a !== b).map((b) => `${a.name} -> ${b.name}`),
  );
  const fitting = pairs.filter((pair) => holds(here, `... ${pair}`));
  return fitting.map((pair) => word(here, "endpoint", pair, typed));
}

/** The options of the question that stand above its answer; they are in the text, and none is put first. */
export function optionLetters(here: Here, typed: string): Completion[] {
  const { before } = here.c;
  const last = before.findLastIndex(({ type }) => type === "answer");
  return before
    .slice(last + 1)
    .flatMap((s) =>
      s.type === "option" ? [word(here, "value", s.name.name, typed, { detail: s.text.value })] : [],
    );
}

export function exerciseKinds(here: Here, typed: string): Completion[] {
  return EXERCISE_KINDS.map((kind) => word(here, "value", kind, typed));
}
