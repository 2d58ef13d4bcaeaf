/** What the typist types, at which pace and in which way. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../scripts/workspace.mjs";

/**
 * How the text is typed: as it is; with the list asked for in the middle of each line, and never closed; or the middle of
 * each line last, after the cursor has gone back to it.
 */
const WAYS = ["as it is", "asking in the middle of each line", "the middle of each line last"] as const;
export type Way = (typeof WAYS)[number];

export interface Typing {
  /** Of the text that is typed, below the repository. */
  readonly source: string;
  readonly text: string;
  /** Between one key and the next, in milliseconds. */
  readonly pause: number;
  readonly way: Way;
}

export function titleOf({ pause, source, way }: Typing): string {
  return `${source}, ${pause} ms a key, ${way}`;
}

/**
 * All there is to type, the slow first, so that the quick fill the time between their keys: without a pause each file whole,
 * and at 30 ms each flow, both as they are and asking. A key at 120 ms meets a list that stands still, as at 30 ms, so
 * there a flow in so many is enough, which the seed chooses; and so it is for the third way.
 */
export function allTypings(seed: number): Typing[] {
  const some = (pieces: readonly Piece[]) => pieces.filter((_, n) => (n + seed) % ONE_OUT_OF === 0);
  return [
    ...WAYS.flatMap((way) => typed(some(flows()), SLOW, way)),
    ...WAYS.flatMap((way) => typed(way === WAYS[2] ? some(flows()) : flows(), PACED, way)),
    ...WAYS.flatMap((way) => typed(way === WAYS[2] ? some(whole()) : whole(), 0, way)),
  ];
}

/** What is typed in any case. */
export function slipperyTypings(): Typing[] {
  return WAYS.flatMap((way) => typed([SLIPPERY], 0, way));
}

/** A share of the rest, in the order in which to type until the time is up: each pace and way in turn, on beginnings of flows. */
export function someTypings(seed: number): Typing[] {
  const pieces = flows();
  const kinds = [0, PACED, SLOW].flatMap((pause) => WAYS.map((way) => ({ pause, way })));
  const rounds = pieces.map((_, n) => {
    const piece = pieces[(n * STRIDE + seed) % pieces.length] as Piece;
    const { pause, way } = kinds[(n + seed) % kinds.length] as (typeof kinds)[number];
    return typed([beginning(piece, SHARE_MS / Math.max(pause, QUICK_MS))], pause, way);
  });
  return rounds.flat();
}

const SLOW = 120;
const PACED = 30;
const ONE_OUT_OF = 8;

/** How long one text of a share may take; even without a pause a key needs some time. */
const SHARE_MS = 8_000;
const QUICK_MS = 8;

/** Prime, so that neighbours, which are alike, are not typed one after the other. */
const STRIDE = 37;

type Piece = Pick<Typing, "source" | "text">;

function typed(pieces: readonly Piece[], pause: number, way: Way): Typing[] {
  return pieces.map((piece) => ({ ...piece, pause, way }));
}

/** Whole lines, at least one, of no more than so many keys. */
function beginning({ source, text }: Piece, keys: number): Piece {
  const end = text.length <= keys ? text.length : text.lastIndexOf("\n", keys) + 1;
  return { source, text: end > 0 ? text.slice(0, end) : `${text.split("\n")[0]}\n` };
}

/** Words that begin what is proposed, or are all of it; brackets and quotes that stay open; full-width punctuation. */
const SLIPPERY: Piece = {
  source: "slippery words",
  text: [
    "client client",
    "server S",
    "client -> S: SYN seq=x win=6 mss=1",
    "S -> client: SYN+ACK seq=y",
    "client -> S: PSH+ACK len=1",
    "  client: close",
    "  S: CLOSED",
    "client: LISTEN",
    "client -> S: ACK (",
    'client -> S: ACK "',
    "client <",
    "deliver",
    "== Data ==",
    "== ",
    "note: （见“上文",
    "客户端　→　服务器：ＳＹＮ　ｓｅｑ＝１００",
    "C、S：ESTABLISHED",
    "S",
    "C -> S:",
    "",
  ].join("\n"),
};

/** The examples, and the key of every lesson. */
function whole(): Piece[] {
  const below = (folder: string) =>
    readdirSync(path.join(ROOT, folder), { encoding: "utf8", recursive: true }).map((name) =>
      path.posix.join(folder, name.replaceAll(path.sep, "/")),
    );
  const examples = below("examples").filter((name) => name.endsWith(".tcpflow"));
  const keys = below("lessons").filter((name) => name.endsWith(".key.tcpflow"));
  return [...examples, ...keys].sort().map((source) => {
    const text = readFileSync(path.join(ROOT, source), "utf8");
    return { source, text: text.replaceAll("\r", "").replace(/^\uFEFF/u, "") };
  });
}

/** Somebody slow types one flow at a time, and no lectures: nothing is proposed in a comment. */
function flows(): Piece[] {
  return whole().flatMap(({ source, text }) => {
    const statements = text.split("\n").filter((line) => !/^\s*(?:#|$|answers)/u.test(line));
    const pieces = statements.join("\n").split(/\n(?=(?:flow|exercise)\b)/u);
    return pieces.map((piece, i) => ({ source: `${source}, flow ${i + 1}`, text: `${piece}\n` }));
  });
}
