/**
 * In VS Code's Markdown preview, of every Markdown file: looks for blocks of ours, and only where there are some fetches
 * what draws them. It may, for what a script of the page imports is trusted as that script is.
 */

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : null;

async function drawAll(): Promise<void> {
  const places = document.querySelectorAll<HTMLElement>(".tcpflow-picture[data-tcpflow]");
  if (places.length === 0 || own === null) return;
  const { drawPlaces } = (await import(new URL("notes-draw.js", own).href)) as typeof import("./draw.js");
  await drawPlaces(places);
}

/** VS Code puts the first text into the page without a word, and tells of each later one. */
function begin(): void {
  new MutationObserver(() => void drawAll()).observe(document.body, { childList: true });
  void drawAll();
}

window.addEventListener("vscode.markdown.updateContent", () => void drawAll());
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
