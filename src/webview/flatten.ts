/**
 * What is drawn, as markup that needs nothing else: every colour, size and font stands in it, arrow heads are
 * shapes, no style sheet, no class, no id, nothing to resolve. A viewer that knows plain SVG shows it alike.
 */

/** Of an element that is in the page. Text that cannot be seen is left out. */
export function flatten(element: Element): string {
  const style = getComputedStyle(element);
  if (style.display === "none" || element.classList.contains("band")) return "";
  const opacity = Number(style.opacity);
  const moved = attribute("transform", element.getAttribute("transform"));
  const faded = opacity < 1 ? ` opacity="${round(opacity)}"` : "";
  const inner = contentOf(element, style);
  if (inner === "") return "";
  return moved === "" && faded === "" ? inner : `<g${moved}${faded}>${inner}</g>`;
}

function contentOf(element: Element, style: CSSStyleDeclaration): string {
  switch (element.tagName) {
    case "g":
    case "a":
    case "svg":
      return [...element.children].map(flatten).join("");
    case "text":
      return textOf(element as SVGTextElement);
    case "line":
      return lineOf(element as SVGLineElement, style);
    case "rect":
    case "path":
    case "circle":
    case "polygon":
      return shapeOf(element, style);
    default:
      return "";
  }
}

const GEOMETRY: Readonly<Record<string, readonly string[]>> = {
  circle: ["cx", "cy", "r"],
  path: ["d"],
  polygon: ["points"],
  rect: ["x", "y", "width", "height"],
};

function shapeOf(element: Element, style: CSSStyleDeclaration): string {
  const own = (GEOMETRY[element.tagName] ?? []).map((name) => attribute(name, element.getAttribute(name)));
  // The corners of a box may be the style sheet's.
  const corner = element.tagName === "rect" ? Number.parseFloat(style.rx) : Number.NaN;
  if (corner > 0) own.push(` rx="${round(corner)}"`);
  return `<${element.tagName}${own.join("")}${fillOf(style)}${strokeOf(style)}/>`;
}

function lineOf(line: SVGLineElement, style: CSSStyleDeclaration): string {
  const [x1, x2, y] = [numberOf(line, "x1"), numberOf(line, "x2"), numberOf(line, "y1")];
  const own = ` x1="${round(x1)}" y1="${round(y)}" x2="${round(x2)}" y2="${round(numberOf(line, "y2"))}"`;
  const forth = x2 < x1 ? -1 : 1;
  const heads = [
    headOf(style.markerEnd, x2, y, forth, style),
    headOf(style.markerStart, x1, y, -forth, style),
  ];
  return `<line${own}${strokeOf(style)}/>${heads.join("")}`;
}

/** Mermaid's heads, which are markers that take the colour of their line: few viewers know such. */
function headOf(marker: string, x: number, y: number, forth: number, style: CSSStyleDeclaration): string {
  const points = HEADS.find(([name]) => marker.includes(name))?.[1];
  if (points === undefined) return "";
  const d = points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${round(x + px * forth)} ${round(y + py)}`);
  return `<path d="${d.join("")}Z" fill="${colourOf(style.stroke).hex}"/>`;
}

/** Relative to the end of the line. */
const HEADS: readonly (readonly [string, readonly (readonly [number, number])[]])[] = [
  [
    "filled-head",
    [
      [2.5, 0],
      [-6.5, 6],
      [-1.5, 0],
      [-6.5, -6],
    ],
  ],
  [
    "arrowhead",
    [
      [2, 0],
      [-8, 5],
      [-8, -5],
    ],
  ],
];

/** Each line of a text by itself, at the place where it stands. */
function textOf(text: SVGTextElement): string {
  const spans = [...text.querySelectorAll("tspan")].filter((span) => span.childElementCount === 0);
  return (spans.length > 0 ? spans : [text]).map(lineOfText).join("");
}

function lineOfText(line: SVGTextContentElement): string {
  const said = ownText(line);
  if (said.trim() === "" || line.getNumberOfChars() === 0) return "";
  const style = getComputedStyle(line);
  const anchor = style.textAnchor;
  const start = line.getStartPositionOfChar(0);
  const end = line.getEndPositionOfChar(line.getNumberOfChars() - 1);
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  const x = anchor === "middle" ? (left + right) / 2 : anchor === "end" ? right : left;
  const weight = style.fontWeight === "400" ? "" : ` font-weight="${style.fontWeight}"`;
  const slant = style.fontStyle === "normal" ? "" : ` font-style="${style.fontStyle}"`;
  const anchored = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  const halo = colourOf(style.stroke).alpha > 0 ? `${strokeOf(style)} paint-order="stroke"` : "";
  const font = ` font-family="${FONTS}" font-size="${round(Number.parseFloat(style.fontSize))}"`;
  return `<text x="${round(x)}" y="${round(baselineOf(line, style))}"${anchored}${font}${weight}${slant}${fillOf(style)}${halo} xml:space="preserve">${escapeMarkup(said)}</text>`;
}

/** Where the letters stand on, whatever the text is aligned by: few viewers know all ways of aligning. */
function baselineOf(line: SVGTextContentElement, style: CSSStyleDeclaration): number {
  measuring ??= document.createElement("canvas").getContext("2d");
  const context = measuring;
  if (context === null) return line.getStartPositionOfChar(0).y;
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return line.getBBox().y + context.measureText(line.textContent ?? "").fontBoundingBoxAscent;
}

let measuring: CanvasRenderingContext2D | null = null;

/** Titles are for the mouse. */
function ownText(element: Element): string {
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.nodeValue ?? "")
    .join("");
}

/** Fonts that are there on every system, with Chinese ones behind them. */
const FONTS = [
  "system-ui",
  "'Segoe UI'",
  "'Helvetica Neue'",
  "'Noto Sans'",
  "'PingFang SC'",
  "'Microsoft YaHei'",
  "'Noto Sans CJK SC'",
  "'Noto Sans SC'",
  "sans-serif",
].join(", ");

/** The same fonts, for the page to measure with what it will be shown in. */
export const EXPORT_FONTS = FONTS;

export function fillOf(style: CSSStyleDeclaration): string {
  return paint("fill", style.fill, Number(style.fillOpacity));
}

export function strokeOf(style: CSSStyleDeclaration): string {
  const { alpha } = colourOf(style.stroke);
  const width = Number.parseFloat(style.strokeWidth);
  if (alpha === 0 || width === 0) return "";
  const dashes =
    style.strokeDasharray === "none"
      ? ""
      : ` stroke-dasharray="${style.strokeDasharray.replace(/px/g, "").replace(/,\s*/g, " ")}"`;
  const cap = style.strokeLinecap === "butt" ? "" : ` stroke-linecap="${style.strokeLinecap}"`;
  const join = style.strokeLinejoin === "miter" ? "" : ` stroke-linejoin="${style.strokeLinejoin}"`;
  const colour = paint("stroke", style.stroke, Number(style.strokeOpacity));
  return `${colour} stroke-width="${round(width)}"${dashes}${cap}${join}`;
}

function paint(name: "fill" | "stroke", css: string, opacity: number): string {
  const { hex, alpha } = colourOf(css);
  const seen = alpha * opacity;
  if (seen === 0) return ` ${name}="none"`;
  return ` ${name}="${hex}"${seen < 1 ? ` ${name}-opacity="${round(seen)}"` : ""}`;
}

/** What a computed style says: `none`, `rgb(…)`, `rgba(…)`, or `color(srgb …)` where colours were mixed. */
export function colourOf(css: string): { readonly hex: string; readonly alpha: number } {
  const numbers = css.match(/-?[\d.]+(?:e-?\d+)?%?/g)?.map(Number.parseFloat) ?? [];
  const [r = 0, g = 0, b = 0, alpha = 1] = numbers;
  if (css === "none" || numbers.length < 3) return { hex: "#000000", alpha: 0 };
  const scale = css.startsWith("color(") ? 255 : 1;
  const hex = [r, g, b]
    .map((part) => Math.max(0, Math.min(255, Math.round(part * scale))))
    .map((part) => part.toString(16).padStart(2, "0"));
  return { hex: `#${hex.join("")}`, alpha };
}

function attribute(name: string, value: string | null): string {
  return value === null ? "" : ` ${name}="${escapeMarkup(value)}"`;
}

function numberOf(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}

function round(n: number): string {
  return String(Math.round(n * 100) / 100);
}

/** As text, or as the value of an attribute. XML has no place for most control characters. */
export function escapeMarkup(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  return text.replace(/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (character) => {
    return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[character] ?? "\ufffd";
  });
}
