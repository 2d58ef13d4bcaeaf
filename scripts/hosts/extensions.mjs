// The folders that are put into a VS Code as installed extensions.

import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../workspace.mjs";

/** This repository, as built. */
export const extensionUnderTest = () => described(ROOT);

/** Opens the first example for `npm start`. */
export const startHelper = () => described(path.join(ROOT, "scripts", "start-helper"));

function described(folder) {
  const { name, publisher, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return { folder, id: `${publisher}.${name}`, version };
}
