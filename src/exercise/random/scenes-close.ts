/** Scenes of an end: four segments, three, one side first, both at once, TIME-WAIT (§3.6). */

import {
  connected,
  type ExerciseScene,
  followed,
  inTheMiddle,
  octets,
  type Stage,
  sides,
  startingNumbers,
} from "./scene.js";

export function fourWayClose(stage: Stage): ExerciseScene {
  const [own, peer] = sides(stage);
  return followed(
    withData(stage),
    `${own} -> ${peer}: FIN+ACK`,
    `${peer} -> ${own}: ACK`,
    `${peer} -> ${own}: FIN+ACK`,
    `${own} -> ${peer}: ACK`,
    ...waiting(stage, own),
  );
}

export function threeSegmentClose(stage: Stage): ExerciseScene {
  const [own, peer] = sides(stage);
  return followed(
    withData(stage),
    `${own} -> ${peer}: FIN+ACK`,
    `${peer} -> ${own}: FIN+ACK`,
    `${own} -> ${peer}: ACK`,
    ...waiting(stage, own),
  );
}

/** The other side goes on sending after the first FIN. */
export function halfClose(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [own, peer] = sides(stage);
  const to = `${own} -> ${peer}:`;
  const back = `${peer} -> ${own}:`;
  const lines = [`${to} FIN+ACK`, `${back} ACK`];
  const times = difficulty === 1 ? 1 : random.int(1, 2);
  for (let i = 0; i < times; i++) lines.push(`${back} PSH+ACK len=${octets(stage)}`, `${to} ACK`);
  lines.push(`${back} FIN+ACK`, `${to} ACK`, ...waiting(stage, own));
  const open = difficulty === 3 && random.chance(0.3) ? connected(stage) : middle(stage);
  return followed(open, ...lines);
}

/** Figure 13: the FINs cross, and so may the ACKs. */
export function closedFromBothSides(stage: Stage): ExerciseScene {
  const { random, difficulty, labels } = stage;
  const [snd, rcv] = startingNumbers(stage);
  const declarations = [
    `peer A "${labels.a}" state=ESTABLISHED snd=${snd} rcv=${rcv}`,
    `peer B "${labels.b}" state=ESTABLISHED`,
  ];
  const before = random.chance(0.4) ? [`A -> B: PSH+ACK len=${octets(stage)}`, "B -> A: ACK"] : [];
  const crossed = difficulty === 3 && random.chance(0.5);
  const answers = crossed
    ? ["A ~> B: ACK as reply", "B -> A: ACK", "deliver reply"]
    : ["A -> B: ACK", "B -> A: ACK"];
  const over = difficulty > 1 && random.chance(0.6) ? ["A: timeout 2msl", "B: timeout 2msl"] : [];
  const lines = [...before, "A ~> B: FIN+ACK as fin", "B -> A: FIN+ACK", "deliver fin", ...answers, ...over];
  return { declarations, lines };
}

/** Why somebody waits: the last ACK is lost, and the FIN comes again. */
export function timeWait(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [own, peer] = sides(stage);
  const to = `${own} -> ${peer}:`;
  const back = `${peer} -> ${own}:`;
  const middleSegments = random.chance(0.5) ? [`${back} ACK`] : [];
  const first = [`${to} FIN+ACK`, ...middleSegments, `${back} FIN+ACK`];
  const lost = [`${own} -x ${peer}: ACK`, `${peer}: timeout rto`, `${back} FIN+ACK`];
  const times = difficulty > 1 && random.chance(0.3) ? 2 : 1;
  const again = times === 2 ? [...lost, ...lost] : lost;
  return followed(middle(stage), ...first, ...again, `${to} ACK`, `${own}: timeout 2msl`);
}

function withData(stage: Stage): ExerciseScene {
  const open = stage.difficulty === 3 ? connected(stage) : middle(stage);
  if (!stage.random.chance(stage.difficulty === 1 ? 0.2 : 0.5)) return open;
  const [own, peer] = sides(stage, 0.5);
  return followed(open, `${own} -> ${peer}: PSH+ACK len=${octets(stage)}`, `${peer} -> ${own}: ACK`);
}

function middle(stage: Stage): ExerciseScene {
  return { declarations: inTheMiddle(stage), lines: [] };
}

function waiting({ random, difficulty }: Stage, own: string): readonly string[] {
  return difficulty > 1 || random.chance(0.6) ? [`${own}: timeout 2msl`] : [];
}
