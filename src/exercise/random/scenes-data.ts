/** Scenes of a connection at work: data, loss, windows, silence. */

import {
  beyond,
  connected,
  type ExerciseScene,
  followed,
  inTheMiddle,
  octets,
  type Stage,
  sides,
  startingNumbers,
} from "./scene.js";

/** Data and acknowledgments (§3.4): one by one, cumulative, or carried by the answer's data. */
export function transfer(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const lines: string[] = [];
  const rounds = difficulty === 1 ? 1 : 2;
  for (let i = 0; i < rounds; i++) lines.push(...round(stage));
  if (difficulty === 1 && random.chance(0.5)) lines.push(...round(stage));
  return followed(connected(stage), ...lines);
}

function round(stage: Stage): string[] {
  const { random, difficulty } = stage;
  const [own, peer] = sides(stage, 0.6);
  const to = `${own} -> ${peer}:`;
  const back = `${peer} -> ${own}:`;
  const request = `${to} PSH+ACK len=${octets(stage)}`;
  switch (random.pick(difficulty === 1 ? ["one"] : ["one", "cumulative", "carried", "carried"])) {
    case "cumulative":
      return [`${to} ACK len=${octets(stage)}`, request, `${back} ACK`];
    case "carried":
      return [request, `${back} PSH+ACK len=${octets(stage)}`, `${to} ACK`];
    default:
      return [request, `${back} ACK`];
  }
}

/** Loss (§3.8): what is lost is sent again, by the timer or after three duplicate ACKs (RFC 5681 §3.2). */
export function loss(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const [own, peer] = sides(stage);
  const to = `${own} -> ${peer}:`;
  const lost = `${own} -x ${peer}:`;
  const back = `${peer} -> ${own}:`;
  const rto = `${own}: timeout rto`;
  const open = connected(stage);
  const n = octets(stage);
  const data = `PSH+ACK len=${n}`;
  const next = octets(stage);
  switch (
    random.pick(
      difficulty === 1 ? ["data", "ack"] : difficulty === 2 ? ["data", "ack", "first"] : ["first", "fast"],
    )
  ) {
    case "ack":
      return followed(open, `${to} ${data}`, `${peer} -x ${own}: ACK`, rto, `${to} ${data}`, `${back} ACK`);
    case "first":
      return followed(
        open,
        `${lost} ${data}`,
        `${to} PSH+ACK len=${next}`,
        `${back} ACK`,
        rto,
        `${to} ${data}`,
        `${back} ACK`,
      );
    case "fast":
      return fast(stage, open, [own, peer]);
    default:
      return followed(open, `${lost} ${data}`, rto, `${to} ${data}`, `${back} ACK`);
  }
}

/** The seq of what is sent again before its timer cannot be left out, so the flow begins with plain numbers. */
function fast(stage: Stage, open: ExerciseScene, [own, peer]: readonly [string, string]): ExerciseScene {
  const n = octets(stage);
  const [x, y] = startingNumbers(stage);
  const declarations = [
    `client C "${stage.labels.client}" state=ESTABLISHED snd=${own === "C" ? x : y} rcv=${own === "C" ? y : x}`,
    open.declarations[1]?.replace(/"[^"]*".*$/, `"${stage.labels.server}" state=ESTABLISHED`) as string,
  ];
  const lines = [`${own} -x ${peer}: ACK len=${n}`];
  for (let i = 0; i < DUPLICATES; i++)
    lines.push(`${own} -> ${peer}: ACK len=${n}`, `${peer} -> ${own}: ACK`);
  lines.push(`${own} -> ${peer}: ACK seq=${x} len=${n}`, `${peer} -> ${own}: ACK`);
  return { declarations, lines };
}

/** RFC 5681 §3.2: the third duplicate ACK has the segment sent again. */
const DUPLICATES = 3;

/** The window (§3.8.6): filled, shut, opened again; from difficulty 2 the update may be lost and probed for. */
export function windows(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const unit = octets(stage);
  const parts = random.int(1, 2);
  const room = unit * (parts + 1);
  const lines: string[] = [];
  for (let i = parts; i >= 0; i--) lines.push(`C -> S: PSH+ACK len=${unit}`, `S -> C: ACK win=${unit * i}`);
  lines.push("S: receive");
  if (difficulty > 1 && random.chance(0.6)) {
    lines.push(
      `S -x C: ACK win=${room}`,
      "C: timeout persist",
      "C -> S: ACK len=1",
      `S -> C: ACK win=${room - 1}`,
    );
  } else {
    lines.push(`S -> C: ACK win=${room}`, `C -> S: PSH+ACK len=${unit}`, `S -> C: ACK win=${room - unit}`);
  }
  return { declarations: inTheMiddle(stage, ` window=${room}`), lines: [...lines, ...maybeClosed(stage)] };
}

/** Keep-alive (§3.8.4): a segment one below SND.NXT asks whether anybody is there. */
export function keepAlive(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const n = octets(stage);
  const [x, y] = startingNumbers(stage);
  const declarations = [
    `client C "${stage.labels.client}" state=ESTABLISHED snd=${x} rcv=${y}`,
    `server S "${stage.labels.server}" state=ESTABLISHED`,
  ];
  const [own, peer] = sides(stage);
  const other = octets(stage);
  const first = [`${own} -> ${peer}: PSH+ACK len=${n}`, `${peer} -> ${own}: ACK`];
  const base = own === "C" ? x : y;
  const probe = `${own} -> ${peer}: ACK seq=${beyond(base, n - 1)}`;
  const asked = [`${own}: timeout keepalive`, probe, `${peer} -> ${own}: ACK`];
  const lostFirst = difficulty > 1 && random.chance(0.5);
  const twice = lostFirst ? [`${own}: timeout keepalive`, probe.replace("->", "-x")] : [];
  const on = [`${own} -> ${peer}: PSH+ACK len=${other}`, `${peer} -> ${own}: ACK`];
  const rest = random.chance(0.5) ? on : maybeClosed(stage);
  return { declarations, lines: [...first, ...twice, ...asked, ...rest] };
}

/** The client has nothing more to send. */
function maybeClosed({ random }: Stage): readonly string[] {
  return random.chance(0.35) ? ["C -> S: FIN+ACK", "S -> C: ACK"] : [];
}

/** A piece out of a capture: plain numbers, both sides talk, and one of them closes. */
export function captured(stage: Stage): ExerciseScene {
  const { random, difficulty } = stage;
  const scene: ExerciseScene = { declarations: inTheMiddle(stage), lines: [] };
  const talk = [...round(stage), ...(difficulty > 1 ? round(stage) : [])];
  const [own, peer] = sides(stage, 0.5);
  const close = [`${own} -> ${peer}: FIN+ACK`, `${peer} -> ${own}: ACK`];
  return followed(scene, ...talk, ...(random.chance(0.7) ? close : []));
}
