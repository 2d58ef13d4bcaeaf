/** Short words for what every part of the page does. */

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

export function icon(name: string): HTMLSpanElement {
  const made = element("span", `codicon codicon-${name}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** A button that shows an icon, and says its name to whoever points at it or cannot see it. */
export function iconButton(className: string, name: string): HTMLButtonElement {
  const made = element("button", className);
  made.type = "button";
  made.append(icon(name));
  return made;
}

export function label(target: HTMLElement, text: string): void {
  target.title = text;
  target.setAttribute("aria-label", text);
}

/** `text` with `{0}`, `{1}` … filled in. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)] ?? ""));
}
