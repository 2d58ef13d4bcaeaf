/** A list to choose from. */

import * as vscode from "vscode";

/** The one that is chosen now is the one to begin at. */
export function chooseItem<T extends vscode.QuickPickItem>(
  items: readonly T[],
  now: T | undefined,
  placeholder: string,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<T>();
    pick.items = items;
    pick.placeholder = placeholder;
    if (now !== undefined) pick.activeItems = [now];
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
