/** Paths over the state diagram. Nothing is laid out anew: arrows are traced, boxes are marked. */

import type { EndPathView, HopView, MachineView } from "../protocol/panels.js";

export interface Geometry {
  /** Under the words of the arrows, and over all. */
  readonly traces: SVGGElement;
  readonly overlay: SVGGElement;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly edges: readonly EdgeShape[];
}

/** A state in the picture: its middle and its size. */
interface Box {
  readonly group: SVGGElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface EdgeShape {
  readonly path: SVGPathElement | null;
  /** The middle of its label, and half its width. */
  readonly label: { readonly x: number; readonly y: number; readonly half: number } | null;
}

const SVG = "http://www.w3.org/2000/svg";
/** Room for what is laid over the picture at its edges. */
const MARGIN = 46;

/** Finds the boxes and arrows of the drawing, and puts an empty layer over it. */
export function boxes(svg: SVGSVGElement, machine: MachineView): Geometry {
  const found = new Map<string, Box>();
  for (const { node, id } of machine.nodes) {
    const group = svg.querySelector<SVGGElement>(`g.node[id*="-state-${id}-"]`);
    if (group === null) continue;
    group.classList.add("state-box");
    group.dataset.node = node;
    const { x, y } = placeOf(group);
    const rect = group.querySelector("rect");
    const size = (name: string) => Number(rect?.getAttribute(name) ?? 0);
    found.set(node, { group, x, y, width: size("width"), height: size("height") });
  }
  const edges = machine.edges.map((_, i) => edgeShape(svg, i));
  const traces = make("g", "traces");
  const overlay = make("g", "overlay");
  svg.querySelector("g.edgeLabels")?.before(traces);
  (svg.querySelector("g.root") ?? svg).append(overlay);
  const { x, y, width, height } = svg.viewBox.baseVal;
  svg.setAttribute("viewBox", `${x - MARGIN} ${y - MARGIN / 2} ${width + 2 * MARGIN} ${height + MARGIN}`);
  for (const name of ["width", "height", "style"]) svg.removeAttribute(name);
  return { traces, overlay, boxes: found, edges };
}

/** Shows each end's way up to the scene; what is still to come faintly, or not at all where it is being revealed. */
export function layPaths(
  geometry: Geometry,
  ends: readonly EndPathView[],
  scene: number,
  revealing: boolean,
): void {
  const { traces, overlay, boxes: all } = geometry;
  traces.replaceChildren();
  overlay.replaceChildren();
  for (const box of all.values()) box.group.classList.remove("here", "been");
  ends.forEach((end, side) => {
    const orders = new Map<string, HopView[]>();
    for (const hop of end.hops) {
      if (revealing && hop.scene > scene) break;
      const key = hop.edge >= 0 ? `e${hop.edge}` : `${hop.from}>${hop.to}`;
      orders.set(key, [...(orders.get(key) ?? []), hop]);
    }
    for (const hops of orders.values()) layHops(geometry, hops, side, scene);
    const place = placeAt(end, scene);
    all.get(end.start)?.group.classList.add("been");
    for (const { to, scene: at } of end.hops) if (at <= scene) all.get(to)?.group.classList.add("been");
    const box = all.get(place);
    if (box !== undefined) {
      box.group.classList.add("here");
      overlay.append(token(box, end.name, side));
    }
  });
}

/** Where the ends are at the scene; first the one that has just come there. */
export function placesOf(
  geometry: Geometry,
  ends: readonly EndPathView[],
  scene: number,
): readonly SVGGElement[] {
  const came = (end: EndPathView) => end.hops.some((hop) => hop.scene === scene);
  return [...ends]
    .sort((a, b) => Number(came(b)) - Number(came(a)))
    .flatMap((end) => geometry.boxes.get(placeAt(end, scene))?.group ?? []);
}

/** The box in which the end is at the scene. */
function placeAt(end: EndPathView, scene: number): string {
  let at = end.start;
  for (const hop of end.hops) {
    if (hop.scene > scene) break;
    at = hop.to;
  }
  return at;
}

/** The same arrow, once or several times. */
function layHops(geometry: Geometry, hops: readonly HopView[], side: number, scene: number): void {
  const [first] = hops;
  if (first === undefined) return;
  const { traces, overlay, edges } = geometry;
  const time = first.scene > scene ? "ahead" : hops.some((hop) => hop.scene === scene) ? "now" : "done";
  const edge = edges[first.edge];
  const own = first.edge < 0 ? curve(geometry, first, side) : edge?.path?.getAttribute("d");
  if (own === null || own === undefined) return;
  const line = make("path", `trace end-${side} ${time} ${first.edge < 0 ? "beside-figure" : ""}`);
  line.setAttribute("d", own);
  const head = edges[0]?.path?.getAttribute("marker-end");
  if (first.edge < 0 && head) line.setAttribute("marker-end", head);
  traces.append(line);
  const reached = hops.filter((hop) => hop.scene <= scene);
  const orders = orderText(reached.length > 0 ? reached : hops);
  const text = first.edge < 0 ? `${orders} ${first.cause}` : orders;
  const at = edge?.label;
  const middle = at ?? middleOf(line);
  const half = at?.half ?? BADGE_GAP;
  overlay.append(badge(middle.x + (side === 0 ? -half : half), middle.y, text, side, time));
}

const BADGE_GAP = 12;

/** `2`, `2, 5`, and where it was often the first and the last: `2 … 9`. */
function orderText(hops: readonly HopView[]): string {
  const orders = hops.map(({ order }) => order);
  return orders.length <= 2 ? orders.join(", ") : `${orders[0]} … ${orders[orders.length - 1]}`;
}

function edgeShape(svg: SVGSVGElement, index: number): EdgeShape {
  const path = svg.querySelector<SVGPathElement>(`path[id$="-edge${index}"]`);
  path?.classList.add("figure-edge");
  const label = svg.querySelector<SVGGElement>(`g.label[data-id="edge${index}"]`);
  const group = label?.parentElement;
  if (!label || !(group instanceof SVGGElement)) return { path, label: null };
  const { x, y } = placeOf(group);
  return {
    path,
    label: { x, y, half: (label.querySelector("text") ?? label).getBBox().width / 2 + BADGE_GAP },
  };
}

function placeOf(group: SVGGElement): { x: number; y: number } {
  const [, x, y] = /translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(group.getAttribute("transform") ?? "") ?? [];
  return { x: Number(x ?? 0), y: Number(y ?? 0) };
}

/** A change that the figure does not have runs beside it: out of the one box, round, and into the other. */
function curve({ boxes: all }: Geometry, hop: HopView, side: number): string | null {
  const [from, to] = [all.get(hop.from), all.get(hop.to)];
  if (from === undefined || to === undefined) return null;
  const out = side === 0 ? -1 : 1;
  const x1 = from.x + (out * from.width) / 2;
  const x2 = to.x + (out * to.width) / 2;
  const away = out * (BEND + Math.abs(to.y - from.y) / 8);
  const edge = out < 0 ? Math.min(x1, x2) : Math.max(x1, x2);
  return `M${x1},${from.y}C${edge + away},${from.y} ${edge + away},${to.y} ${x2},${to.y}`;
}

const BEND = 30;

function middleOf(path: SVGPathElement): { x: number; y: number } {
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
  return { x, y };
}

const BADGE_HEIGHT = 18;
const CHARACTER = 8;

function badge(x: number, y: number, text: string, side: number, time: string): SVGGElement {
  return tag("badge", `end-${side} ${time}`, x, y, text, side);
}

/** The end itself, at the corner of the state in which it is. */
function token(box: Box, name: string, side: number): SVGGElement {
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
  const x = box.x + (side === 0 ? -box.width / 2 : box.width / 2);
  const made = tag("token", `end-${side}`, x, box.y - box.height / 2, short, side);
  made.dataset.end = name;
  return made;
}

const LONGEST_NAME = 10;

/** Round for the first end, square for the second. */
function tag(kind: string, classes: string, x: number, y: number, text: string, side: number): SVGGElement {
  const made = make("g", `${kind} ${classes}`);
  const wide = [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
  const width = Math.max(BADGE_HEIGHT, wide * CHARACTER + 6);
  const box = make("rect", "");
  const round = side === 0 ? BADGE_HEIGHT / 2 : 1;
  for (const [name, value] of Object.entries({
    x: -width / 2,
    y: -BADGE_HEIGHT / 2,
    width,
    height: BADGE_HEIGHT,
    rx: round,
  })) {
    box.setAttribute(name, String(value));
  }
  const words = make("text", "");
  words.textContent = text;
  words.setAttribute("text-anchor", "middle");
  words.setAttribute("dy", "0.35em");
  made.append(box, words);
  made.setAttribute("transform", `translate(${x}, ${y})`);
  return made;
}

function make<K extends keyof SVGElementTagNameMap>(name: K, classes: string): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  if (classes.trim() !== "") made.setAttribute("class", classes.trim());
  return made;
}
