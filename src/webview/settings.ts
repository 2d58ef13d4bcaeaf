/** Sizes and spaces of the picture, in pixels. Mermaid measures with them; colours are the style sheet's. */

export const FONT_SIZE = 14;

export const SEQUENCE = {
  useMaxWidth: false,
  mirrorActors: false,
  diagramMarginX: 16,
  diagramMarginY: 12,
  actorMargin: 84,
  width: 124,
  height: 44,
  boxMargin: 9,
  boxTextMargin: 4,
  noteMargin: 6,
  messageMargin: 24,
  wrapPadding: 12,
};

/** The heading of a phase, which is ours. */
export const SECTION_HEIGHT = 46;

export function fontFamily(): string {
  const family = getComputedStyle(document.body).getPropertyValue("--vscode-font-family").trim();
  return family === "" ? "sans-serif" : family;
}
