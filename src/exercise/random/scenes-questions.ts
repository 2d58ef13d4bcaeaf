/** Scenes that students ask about: data on the handshake, Fast Open, a SYN flood, CLOSE-WAIT, slow start, the flags. */

import {
  atRest,
  beyond,
  type ExerciseScene,
  followed,
  inTheMiddle,
  octets,
  type Stage,
  sides,
  startingNumbers,
} from "./scene.js";

/** The third segment carries data (§3.4); from difficulty 2 it may be lost, and its data comes again. */
export function dataOnHandshake(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [x, y] = startingNumbers(stage);
  const open = [`C -> S: SYN seq=${x}`, `S -> C: SYN+ACK seq=${y}`];
  const data = `PSH+ACK len=${octets(stage)}`;
  const third =
    difficulty > 1 && random.chance(0.5)
      ? [`C -x S: ${data}`, "C: timeout rto", `C -> S: ${data}`]
      : [`C -> S: ${data}`];
  const answer = random.chance(0.5)
    ? [`S -> C: PSH+ACK len=${octets(stage)}`, "C -> S: ACK"]
    : ["S -> C: ACK"];
  return { declarations: atRest(stage), lines: [...open, ...third, ...answer] };
}

/** RFC 7413: a cookie is asked for, or shown with data on the SYN. */
export function fastOpen(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [x, y] = startingNumbers(stage);
  const declarations = atRest(stage);
  const cookie = random.int(LEAST_COOKIE, MOST_COOKIE).toString(16);
  const n = octets(stage);
  const request = [`C -> S: PSH+ACK len=${octets(stage)}`, "S -> C: ACK"];
  if (difficulty === 1 && random.chance(0.3)) {
    const first = [`C -> S: SYN seq=${x} tfo`, `S -> C: SYN+ACK seq=${y} tfo=${cookie}`];
    return { declarations, lines: [...first, `C -> S: PSH+ACK len=${n}`, "S -> C: ACK"] };
  }
  const answer = [`S -> C: PSH+ACK len=${octets(stage)}`, "C -> S: ACK"];
  const taken = [`C -> S: SYN seq=${x} len=${n} tfo=${cookie}`, `S -> C: SYN+ACK seq=${y}`, "C -> S: ACK"];
  const more = random.chance(0.5) ? request : answer;
  return { declarations, lines: [...taken, ...more, ...(difficulty === 3 ? request : [])] };
}

const LEAST_COOKIE = 0x10000000;
const MOST_COOKIE = 0x7fffffff;

/** RFC 4987: SYNs that nobody stands behind; with SYN cookies the server keeps nothing until the third segment. */
export function synFlood(stage: Stage): ExerciseScene {
  const { random, difficulty, labels } = stage;
  const [x, y] = startingNumbers(stage);
  const data = difficulty > 1 ? [`C -> S: PSH+ACK len=${octets(stage)}`, "S -> C: ACK"] : [];
  const honest = [`C -> S: SYN seq=${x}`, `S -> C: SYN+ACK seq=${y}`, "C -> S: ACK"];
  if (random.chance(0.5)) {
    return { declarations: atRest(stage, " syncookies"), lines: [...honest, ...data] };
  }
  const [isn, own] = [random.int(FORGED.least, FORGED.most), random.int(FORGED.least, FORGED.most)];
  const forged = [`X -> S: SYN seq=${isn}`, `S -x X: SYN+ACK seq=${own}`];
  const again =
    difficulty > 1 && random.chance(0.5) ? ["S(X): timeout rto", `S -x X: SYN+ACK seq=${own}`] : [];
  return {
    declarations: [`client X "${labels.stranger}"`, ...atRest(stage)],
    lines: [...forged, ...honest, ...again, ...data],
  };
}

const FORGED = { least: 10, most: 99 };

/** The peer has closed, and the program of this end has not: it may go on sending until it does. */
export function closeWait(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [own, peer] = sides(stage);
  const to = `${own} -> ${peer}:`;
  const back = `${peer} -> ${own}:`;
  const rest = random.chance(difficulty === 1 ? 0.4 : 0.7)
    ? [`${back} PSH+ACK len=${octets(stage)}`, `${to} ACK`]
    : [];
  const closed = [`${peer}: close`, `${back} FIN+ACK`, `${to} ACK`];
  const lines = [`${to} FIN+ACK`, `${back} ACK`, ...rest];
  const isLeft = difficulty > 1 && random.chance(0.3);
  return followed({ declarations: inTheMiddle(stage), lines: [] }, ...lines, ...(isLeft ? [] : closed));
}

/** RFC 5681 §3.1: one segment, then two, then four; each is acknowledged by itself. */
export function slowStart(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const n = octets(stage);
  const [x, y] = startingNumbers(stage);
  const declarations = [
    `client C "${stage.labels.client}" state=ESTABLISHED snd=${x} rcv=${y}`,
    `server S "${stage.labels.server}" state=ESTABLISHED`,
  ];
  const lines: string[] = [];
  let acked = 0;
  for (let burst = 1; burst <= (difficulty === 1 ? 2 : (BURSTS[difficulty - 1] ?? 2)); burst *= 2) {
    for (let i = 0; i < burst; i++) lines.push(`C -> S: ACK len=${n}`);
    // Every second segment may be enough (RFC 9293 §3.8.6.3).
    const isDelayed = burst > 1 && random.chance(0.4);
    for (let i = 1; i <= burst; i++) {
      acked += n;
      if (!isDelayed || i % 2 === 0) lines.push(`S -> C: ACK ack=${beyond(x, acked)}`);
    }
  }
  return { declarations, lines };
}

/** How many segments leave at once in the last round, by difficulty. */
const BURSTS: readonly number[] = [2, 4, 4];

/** What each flag is for: opened, asked, answered, and closed or reset. */
export function flagsAtWork(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [x, y] = startingNumbers(stage);
  const open = [`C -> S: SYN seq=${x}`, `S -> C: SYN+ACK seq=${y}`, "C -> S: ACK"];
  const asked = [
    `C -> S: PSH+ACK len=${octets(stage)}`,
    `S -> C: PSH+ACK len=${octets(stage)}`,
    "C -> S: ACK",
  ];
  const closed = ["C -> S: FIN+ACK", "S -> C: FIN+ACK", "C -> S: ACK"];
  const reset = ["C: abort", "C -> S: RST"];
  const end = random.chance(0.7) ? closed : reset;
  const talk = difficulty === 1 && random.chance(0.5) ? [] : asked;
  return { declarations: atRest(stage), lines: [...open, ...talk, ...end] };
}
