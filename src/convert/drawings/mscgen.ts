/** Message sequence charts of mscgen: `msc { a [label="TCP A"], b; a => b [label="SYN seq=100"]; }` */

import { textAt } from "../../language/at.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { DrawnScene } from "./scene.js";

export const MSCGEN: Reader = { name: "mscgen", read: readMscgen };

const SURE = 0.97;
const START = /^\s*msc\s*\{/;

function readMscgen({ lines }: Source): SourceReading | null {
  const first = lines.findIndex((line) => START.test(line));
  if (first < 0) return null;
  const { items, last } = itemsFrom(lines, first);
  const fenced = FENCE.test(textAt(lines, first - 1)) && FENCE.test(textAt(lines, last + 1));
  const scene = new DrawnScene();
  for (const item of items) add(scene, item);
  for (let line = first - (fenced ? 1 : 0); line <= last + (fenced ? 1 : 0); line++) scene.read.add(line);
  return scene.messages === 0 ? null : { sure: SURE, lines: scene.read, flows: scene.flows() };
}

const FENCE = /^\s*(?:```|~~~)/;

/** What stands between two commas or semicolons, or a comment, and on which line it begins. */
interface Item {
  readonly line: number;
  readonly text: string;
  readonly comment: boolean;
}

/** A comment, a string, what is in square brackets, a sign that parts, an end of the line; or anything else. */
const TOKEN =
  /\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*|"(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]|[;,{}\n]|[^;,{}\n#"[/]+|[#"[/]/g;

function itemsFrom(
  lines: readonly string[],
  first: number,
): { readonly items: readonly Item[]; readonly last: number } {
  const text = lines
    .slice(first)
    .join("\n")
    .replace(/msc\s*\{/, "");
  const items: Item[] = [];
  let [line, own, begun, depth] = [first, "", first, 0];
  const flush = (): void => {
    if (own.trim() !== "") items.push({ line: begun, text: own.trim(), comment: false });
    own = "";
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^(?:#|\/\/|\/\*)/.test(token)) {
      const words = token.replace(/^(?:#|\/\/|\/\*)\s*|\s*\*\/$/g, "");
      items.push({ line, text: words, comment: true });
    } else if (token === "}" && depth === 0) {
      flush();
      break;
    } else if (/^[;,{}]$/.test(token)) {
      depth += token === "{" ? 1 : token === "}" ? -1 : 0;
      flush();
    } else {
      if (own.trim() === "") begun = line;
      own += token;
    }
    line += token.split("\n").length - 1;
  }
  flush();
  return { items, last: Math.min(line, lines.length - 1) };
}

const ID = '"[^"]+"|[^\\s"<>=:\\-*|.[]+';
const ARCS = "<<=>>|<=>|<->|<:>|<<>>|=>>|<<=|=>|<=|->|<-|>>|<<|:>|<:|-x|x-|--|==|::|\\.\\.";
const ARC = new RegExp(`^(?<left>${ID})\\s*(?<arc>${ARCS})\\s*(?<right>${ID}|\\*)?\\s*(?:\\[|$)`, "u");
const BOX = new RegExp(`^(?<left>${ID})\\s+(?<box>box|rbox|abox|note)\\s+(?<right>${ID})\\s*(?:\\[|$)`, "u");
const PAUSE = /^(?<pause>\.\.\.|---|\|\|\|)\s*(?:\[|$)/;
const OPTION = /^\w+\s*=(?!>)/;
const LABEL = /[[,\s](?:label|text)\s*=\s*"(?<label>(?:[^"\\]|\\.)*)"/iu;

function add(scene: DrawnScene, { line, text, comment }: Item): void {
  if (comment) {
    scene.comment(line, text);
    return;
  }
  const label = (LABEL.exec(text)?.groups?.label ?? "").replace(/\\"/g, '"');
  const arc = ARC.exec(text)?.groups;
  const box = BOX.exec(text)?.groups;
  const pause = PAUSE.exec(text)?.groups?.pause;
  if (arc !== undefined) addArc(scene, arc, label, line);
  else if (box !== undefined) {
    const ends = [...new Set([box.left ?? "", box.right ?? ""].map((id) => scene.cast.meet(unquoted(id))))];
    scene.tell(line, label, ends);
  } else if (pause === "---" && label !== "") scene.section(line, label);
  else if (pause !== undefined) scene.pause(line, label);
  else if (!OPTION.test(text)) declare(scene, text, label);
}

function declare(scene: DrawnScene, text: string, label: string): void {
  const id = unquoted(text.replace(/\[[\s\S]*$/, "").trim());
  if (id !== "") scene.cast.add(id, label === "" ? null : label);
}

function addArc(
  scene: DrawnScene,
  { left = "", arc = "", right }: Readonly<Record<string, string | undefined>>,
  label: string,
  line: number,
): void {
  const from = scene.cast.meet(unquoted(left));
  const to = right === undefined || right === "*" ? from : scene.cast.meet(unquoted(right));
  const backward = /^(?:<|x)/.test(arc);
  const both = (backward && arc.endsWith(">")) || /^(?:--|==|::|\.\.)$/.test(arc);
  const lost = arc.includes("x");
  if (both) scene.tell(line, label, [from, to]);
  else if (backward) scene.message(line, to, from, label, lost);
  else scene.message(line, from, to, label, lost);
}

function unquoted(words: string): string {
  return words.trim().replace(/^"|"$/g, "");
}
