/** Exchanges that show one of the harder matters of RFC 9293 among ordinary data; every number in them is known. */

import { closePlainly } from "./closing.js";
import { maySendData, other, type Side } from "./endpoint.js";
import { type Exchange, newExchange, type Start, send } from "./exchange.js";
import { fastOpen } from "./fast-open.js";
import { listenerGoes, oneAfterTheOther } from "./listeners.js";
import { open, third } from "./opening.js";
import { makeOptions } from "./options.js";
import { keepAlive, zeroWindow } from "./probes.js";
import type { Random } from "./random.js";
import {
  abort,
  crash,
  dataAfterClose,
  oldSynAlone,
  oldSynFirst,
  refused,
  strayReset,
  strayRound,
} from "./resets.js";
import { acknowledge, sendData } from "./steps.js";
import { burst, type Matter, plainRound } from "./transfer.js";
import { wander } from "./wander.js";

export function showMatter(random: Random, matter: Matter): Exchange {
  const { starts, script } = SCRIPTS[matter];
  const x = newExchange(random, random.pick(starts));
  x.exact = true;
  script(x);
  return x;
}

interface Scene {
  readonly starts: readonly Start[];
  readonly script: (x: Exchange) => void;
}

type Script = Scene["script"];

const CONNECTED: readonly Start[] = ["closed", "closed", "established"];

const SCRIPTS: Readonly<Record<Matter, Scene>> = {
  refused: { starts: ["deaf"], script: refused },
  abort: { starts: CONNECTED, script: (x) => afterData(x, abort) },
  "data after close": { starts: CONNECTED, script: (x) => afterData(x, dataAfterClose) },
  "old syn": { starts: ["closed"], script: inTurn(oldSynFirst, goOn) },
  "old syn alone": { starts: ["ears"], script: oldSynAlone },
  strays: { starts: CONNECTED, script: strays },
  "stray reset": {
    starts: CONNECTED,
    script: (x) => afterData(x, (_, side) => strayReset(x, side, x.random.chance(0.7))),
  },
  crash: { starts: CONNECTED, script: (x) => afterData(x, crash) },
  "keep-alive": { starts: CONNECTED, script: inTurn((x) => afterData(x, keepAlive), goOn) },
  "zero window": { starts: ["closed"], script: fullBuffer },
  "time-wait reopened": { starts: ["closed"], script: reopened },
  "time-wait reset": { starts: ["closed"], script: waitCutShort },
  "syn data": { starts: ["closed"], script: synData },
  options: { starts: ["closed"], script: inTurn(offer, open, maybeLossy, goOn) },
  "several clients": { starts: ["closed"], script: several },
  "fast open": { starts: ["closed"], script: inTurn(fastOpen, goOn) },
  "listener goes": { starts: ["closed"], script: listenerGoes },
  "one after the other": { starts: ["closed", "peers"], script: oneAfterTheOther },
  wander: { starts: ["closed", "closed", "peers", "established"], script: (x) => anyhow(x) },
  "wander and deviate": {
    starts: ["closed", "closed", "peers", "established"],
    script: (x) => anyhow(x, 0.5),
  },
};

function inTurn(...scripts: readonly Script[]): Script {
  return (x) => {
    for (const script of scripts) script(x);
  };
}

function anyhow(x: Exchange, deviates = 0): void {
  const r = x.random;
  if (x.start === "closed" && r.chance(0.5)) equip(x);
  for (const side of [0, 1] as const) if (x.start !== "peers" && r.chance(0.1)) x.ends[side].keeps = false;
  if (x.start === "closed" && r.chance(0.5)) open(x);
  x.deviates = deviates;
  wander(x, r.int(4, 30));
}

/** Options, or windows that an application empties when it likes. */
function equip(x: Exchange): void {
  const lazy = x.random.chance(0.4);
  x.options = makeOptions(x.random, lazy);
  if (lazy) x.options.consumed.fill(0);
}

function offer(x: Exchange): void {
  x.options = makeOptions(x.random, false);
}

/** A lost segment shows what SACK is for. */
function maybeLossy(x: Exchange): void {
  if (!x.random.chance(0.5) || !x.ends.every(maySendData)) return;
  const side = anySide(x);
  burst(x, side, ["end"], true);
  if (x.ends[other(side)].owes) acknowledge(x, other(side));
}

const anySide = (x: Exchange): Side => (x.random.chance(0.5) ? 0 : 1);

function connect(x: Exchange): void {
  if (x.start === "closed") open(x);
}

function rounds(x: Exchange, most: number): void {
  for (let i = x.random.int(0, most); i > 0; i--) plainRound(x, anySide(x));
}

function afterData(x: Exchange, then: (x: Exchange, side: Side) => void): void {
  connect(x);
  rounds(x, 2);
  then(x, anySide(x));
}

/** Each on its own, at the same time. */
function several(x: Exchange): void {
  const r = x.random;
  x.company = Array.from({ length: r.int(1, 2) }, () => newExchange(r, "closed"));
  for (const pair of [x, ...x.company]) {
    pair.exact = true;
    open(pair);
    if (r.chance(0.3)) abort(pair, anySide(pair));
    else goOn(pair);
  }
}

/** The rest of an ordinary connection. */
function goOn(x: Exchange): void {
  if (!x.ends.every(maySendData)) return;
  rounds(x, 3);
  if (x.random.chance(0.5)) closePlainly(x, anySide(x));
}

function strays(x: Exchange): void {
  afterData(x, () => undefined);
  for (let i = x.random.int(1, 3); i > 0; i--) {
    strayRound(x, anySide(x));
    if (x.random.chance(0.5)) plainRound(x, anySide(x));
  }
  goOn(x);
}

function fullBuffer(x: Exchange): void {
  x.options = makeOptions(x.random, true);
  send(x, 0, { syn: true, bare: true });
  send(x, 1, { syn: true });
  acknowledge(x, 0);
  const side = anySide(x);
  for (let i = x.random.int(1, 2); i > 0; i--) zeroWindow(x, side);
  if (x.random.chance(0.5)) closePlainly(x, anySide(x));
}

/** MAY-2: the client may come back while the server waits. */
function reopened(x: Exchange): void {
  afterData(x, () => undefined);
  closePlainly(x, 1);
  send(x, 0, { syn: true, bare: true });
  send(x, 1, { syn: true });
  third(x);
  goOn(x);
}

/** A RST that fits ends TIME-WAIT (RFC 1337 describes the hazard). */
function waitCutShort(x: Exchange): void {
  afterData(x, () => undefined);
  const first = anySide(x);
  closePlainly(x, first);
  strayReset(x, other(first), false);
}

/** §3.4: data on a SYN waits until the handshake is over. */
function synData(x: Exchange): void {
  send(x, 0, { syn: true, bare: true, len: x.random.int(1, 500) });
  send(x, 1, { syn: true });
  if (x.random.chance(0.3)) sendData(x, 0);
  else acknowledge(x, 0);
  acknowledge(x, 1);
  goOn(x);
}
