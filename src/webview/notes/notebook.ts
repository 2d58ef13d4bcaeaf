/**
 * In the Markdown cells of notebooks: VS Code renders them in the notebook's page, where this extends its markdown-it. The
 * extension is asked what a block is rendered as, and its pictures are drawn as in the Markdown preview. Until the answer
 * comes, and where the extension does not run, the text of the block is there.
 */

import type { CellBlock, CellFence } from "../../protocol/notebook.js";
import notes from "./notes.css";

/** Of VS Code's context of a renderer, what we use. */
interface RendererContext {
  getRenderer(id: string): Promise<MarkdownRenderer | undefined>;
  readonly postMessage?: (message: CellFence) => void;
  readonly onDidReceiveMessage?: (listener: (message: CellBlock) => void) => void;
}

interface MarkdownRenderer {
  extendMarkdownIt(extend: (md: MarkdownIt) => void): void;
}

/** Of markdown-it, likewise. */
interface MarkdownIt {
  readonly renderer: { readonly rules: Record<string, RenderRule | undefined> };
}

type RenderRule = (
  tokens: readonly Token[],
  index: number,
  options: unknown,
  env: unknown,
  self: { renderToken(tokens: readonly Token[], index: number, options: unknown): string },
) => string;

interface Token {
  readonly info: string;
  readonly content: string;
  readonly map: readonly [number, number] | null;
}

export async function activate(context: RendererContext): Promise<Record<string, never>> {
  const markdown = await context.getRenderer("vscode.markdown-it-renderer");
  const { postMessage: ask } = context;
  if (markdown === undefined || ask === undefined) return {};
  context.onDidReceiveMessage?.((message) => {
    if (message.type === "block") void put(message);
  });
  markdown.extendMarkdownIt((md) => extend(md, ask));
  return {};
}

let count = 0;

/** The cells that fences were last rendered in, by the number of the fence. */
const cells = new Map<number, string>();

function extend(md: MarkdownIt, ask: (fence: CellFence) => void): void {
  const before = md.renderer.rules["fence"];
  md.renderer.rules["fence"] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const plain = before?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    const cell = cellOf(env);
    // Which of them are flows the extension says (`isFlow`): for any other it answers nothing, and the fence stays as it is.
    if (token === undefined || cell === undefined || !/^\s*tcpflow/i.test(token.info)) return plain;
    const id = ++count;
    cells.set(id, cell);
    ask({ type: "fence", id, info: token.info, text: token.content, line: token.map?.[0] ?? 0 });
    return `<div data-tcpflow-fence="${id}">${plain}</div>`;
  };
}

/** The element that a cell is rendered in has its name. */
function cellOf(env: unknown): string | undefined {
  const { outputItem } = (env ?? {}) as { readonly outputItem?: { readonly id?: unknown } };
  return typeof outputItem?.id === "string" ? outputItem.id : undefined;
}

async function put({ html, id }: CellBlock): Promise<void> {
  const root = document.getElementById(cells.get(id) ?? "")?.shadowRoot;
  cells.delete(id);
  const place = root?.querySelector(`[data-tcpflow-fence="${id}"]`);
  // Meanwhile the cell may say something else.
  if (root == null || place == null) return;
  dress(root);
  place.innerHTML = html;
  const draw = new URL("notes-draw.js", import.meta.url).href;
  const { drawPlaces } = (await import(draw)) as typeof import("./draw.js");
  await drawPlaces(place.querySelectorAll<HTMLElement>(".tcpflow-picture[data-tcpflow]"));
}

let sheet: CSSStyleSheet | null = null;

/** What is below a picture looks as it does in the Markdown preview. */
function dress(root: ShadowRoot): void {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(notes);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
