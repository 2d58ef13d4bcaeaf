/** Scenes of a beginning: opened, refused, opened from both sides. */

import {
  atRest,
  type ExerciseScene,
  followed,
  inTheMiddle,
  octets,
  type Stage,
  startingNumbers,
} from "./scene.js";

/** RFC 9293 §3.5, Figure 6; from difficulty 2 with a lost segment, or with the first data. */
export function opening(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [x, y] = startingNumbers(stage);
  const declarations = atRest(stage);
  const mss = random.chance(0.3) ? ` mss=${random.pick([1400, 1460])}` : "";
  const syn = `SYN seq=${x}${mss}`;
  const synAck = `SYN+ACK seq=${y}${mss}`;
  const plain = [`C -> S: ${syn}`, `S -> C: ${synAck}`, "C -> S: ACK"];
  const lost = difficulty === 1 ? "nothing" : random.pick(["nothing", "SYN", "SYN+ACK", "third"]);
  if (lost === "SYN") return { declarations, lines: [`C -x S: ${syn}`, "C: timeout rto", ...plain] };
  if (lost === "SYN+ACK") {
    const lines = [`C -> S: ${syn}`, `S -x C: ${synAck}`, "S: timeout rto", ...plain.slice(1)];
    return { declarations, lines };
  }
  const data = `C -> S: PSH+ACK len=${octets(stage)}`;
  if (lost === "third") {
    const lines = [plain[0] as string, plain[1] as string, "C -x S: ACK", data, "S -> C: ACK"];
    return { declarations, lines };
  }
  const scene = { declarations, lines: plain };
  return random.chance(difficulty === 1 ? 0.3 : 0.7) ? followed(scene, data, "S -> C: ACK") : scene;
}

/** A SYN that nobody waits for (§3.5.2, group 1); an ABORT (§3.10.5). */
export function refusal(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [x, y] = startingNumbers(stage);
  if (random.chance(0.3)) {
    const [own, peer] = random.chance(0.5) ? ["C", "S"] : ["S", "C"];
    const scene = { declarations: inTheMiddle(stage), lines: [] };
    const asked = [`C -> S: PSH+ACK len=${octets(stage)}`, "S -> C: ACK"];
    const more = [`S -> C: PSH+ACK len=${octets(stage)}`, "C -> S: ACK"];
    return followed(
      scene,
      ...asked,
      ...(difficulty > 1 ? more : []),
      `${own}: abort`,
      `${own} -> ${peer}: RST+ACK`,
    );
  }
  const [again] = later(x);
  return {
    declarations: atRest(stage, " state=CLOSED"),
    lines: [
      `C -> S: SYN seq=${x}`,
      "S -> C: RST+ACK",
      "S: listen",
      `C -> S: SYN seq=${again}`,
      `S -> C: SYN+ACK seq=${y}`,
      "C -> S: ACK",
    ],
  };
}

/** The number of a further connection: another letter, or one far beyond. */
function later(first: string): readonly [string] {
  const n = Number(first);
  return [Number.isNaN(n) ? (first === "x" ? "z" : "w") : String(n + LATER)];
}

const LATER = 64_000;

/** Figure 7: the SYNs cross. */
export function openedFromBothSides(stage: Stage): ExerciseScene {
  const [x, y] = startingNumbers(stage);
  const scene: ExerciseScene = {
    declarations: [`peer A "${stage.labels.a}"`, `peer B "${stage.labels.b}"`],
    lines: [
      `A ~> B: SYN seq=${x} as first`,
      `B -> A: SYN seq=${y}`,
      "deliver first",
      "A ~> B: SYN+ACK as second",
      "B -> A: SYN+ACK",
      "deliver second",
    ],
  };
  if (stage.difficulty === 1 || stage.random.chance(0.5)) return scene;
  return followed(scene, `A -> B: PSH+ACK len=${octets(stage)}`, "B -> A: ACK");
}

/** §3.5.1: one side has lost its memory, and the other finds out. */
export function halfOpen(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const declarations = inTheMiddle(stage);
  const before = [`C -> S: PSH+ACK len=${octets(stage)}`, "S -> C: ACK"];
  const told = random.chance(0.5) ? before : [];
  const [own, peer] = random.chance(0.5) ? ["C", "S"] : ["S", "C"];
  if (difficulty === 1 || own === "S" || random.chance(0.4)) {
    const found = [
      `${own}: crash`,
      `${peer} -> ${own}: PSH+ACK len=${octets(stage)}`,
      `${own} -> ${peer}: RST`,
    ];
    return { declarations, lines: [...told, ...found] };
  }
  const isn = stage.letters ? "z" : String(random.int(NEW_ISN.least, NEW_ISN.most));
  const found = ["C: crash", `C -> S: SYN seq=${isn}`, "S -> C: ACK", "C -> S: RST"];
  return { declarations, lines: [...told, ...found] };
}

const NEW_ISN = { least: 100, most: 900 };

/** The numbers pass 2^32 (§3.4): before them the top of the number space, behind them zero. */
export function wrapping(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const one = octets(stage);
  const two = octets(stage);
  const near = TWO_32 - random.int(1, one + (difficulty > 1 ? two : 0));
  const far = String(random.int(1_000_000, 2_000_000_000));
  const [x, y] = random.chance(0.6) ? [String(near - 1), far] : [far, String(near - 1)];
  const [own, peer] = x === far ? ["S", "C"] : ["C", "S"];
  const sent = [`${own} -> ${peer}: PSH+ACK len=${one}`, `${peer} -> ${own}: ACK`];
  const more = [`${own} -> ${peer}: PSH+ACK len=${two}`, `${peer} -> ${own}: ACK`];
  const lines = difficulty > 1 ? [...sent, ...more] : sent;
  if (random.chance(0.5)) {
    const open = [`C -> S: SYN seq=${x}`, `S -> C: SYN+ACK seq=${y}`, "C -> S: ACK"];
    return { declarations: atRest(stage), lines: [...open, ...lines] };
  }
  return {
    declarations: [
      `client C "${stage.labels.client}" state=ESTABLISHED snd=${x} rcv=${y}`,
      `server S "${stage.labels.server}" state=ESTABLISHED`,
    ],
    lines,
  };
}

const TWO_32 = 2 ** 32;
