/** Keys straight to the browser, as fast as they come. */
import type { Page } from "playwright-core";

export const ENTER = "\n";
export const TAB = "\t";
export const ASK = "Control+Space";
export const BACK = "ArrowLeft";
export const UP = "ArrowUp";
export const DOWN = "ArrowDown";
export const END = "End";

export interface Keys {
  press(key: string): Promise<void>;
  leave(): Promise<void>;
}

export async function keyboard(page: Page): Promise<Keys> {
  const session = await page.context().newCDPSession(page);
  const send = (type: "keyDown" | "keyUp", event: object) =>
    session.send("Input.dispatchKeyEvent", { type, ...event });
  return {
    leave: () => session.detach(),
    press: async (key) => {
      // What no key of the keyboard makes comes as it does from an input method.
      if (!isSpecial(key) && !/^[\x20-\x7e]$/u.test(key))
        await session.send("Input.insertText", { text: key });
      else {
        const event = SPECIAL[key] ?? { key, text: key };
        await Promise.all([send("keyDown", event), send("keyUp", { ...event, text: undefined })]);
      }
    },
  };
}

/** A key that makes no character. */
export function isSpecial(key: string): boolean {
  return key in SPECIAL;
}

const CONTROL = 2;

const SPECIAL: Readonly<Record<string, object>> = {
  [ENTER]: { code: "Enter", key: "Enter", text: "\r", windowsVirtualKeyCode: 13 },
  [TAB]: { code: "Tab", key: "Tab", windowsVirtualKeyCode: 9 },
  [ASK]: { code: "Space", key: " ", modifiers: CONTROL, windowsVirtualKeyCode: 32 },
  [END]: { code: "End", key: "End", windowsVirtualKeyCode: 35 },
  [BACK]: { code: "ArrowLeft", key: "ArrowLeft", windowsVirtualKeyCode: 37 },
  [UP]: { code: "ArrowUp", key: "ArrowUp", windowsVirtualKeyCode: 38 },
  [DOWN]: { code: "ArrowDown", key: "ArrowDown", windowsVirtualKeyCode: 40 },
};
