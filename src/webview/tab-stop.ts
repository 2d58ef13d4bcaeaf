/**
 * A toolbar is one stop of the Tab key; arrow keys, Home and End go from button to button in it. See
 * https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/
 */

export interface TabStop {
  /** Buttons have come or gone, or can no longer be pressed. */
  refresh(): void;
}

export function oneTabStop(root: HTMLElement): TabStop {
  let current: HTMLButtonElement | undefined;
  const usable = () =>
    [...root.querySelectorAll("button")].filter(({ hidden, disabled }) => !hidden && !disabled);
  const stopAt = (button: HTMLButtonElement | undefined) => {
    current = button;
    for (const one of root.querySelectorAll("button")) one.tabIndex = one === button ? 0 : -1;
  };
  root.addEventListener("focusin", (event) => {
    const button = (event.target as Element).closest("button");
    if (button !== null) stopAt(button);
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const all = usable();
    const at = all.indexOf(current as HTMLButtonElement);
    const next: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % all.length,
      ArrowLeft: (at + all.length - 1) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const place = next[event.key];
    if (place === undefined) return;
    event.preventDefault();
    all[place]?.focus();
  });
  return {
    refresh() {
      const all = usable();
      stopAt(current !== undefined && all.includes(current) ? current : all[0]);
    },
  };
}
