// The codicons that the preview page draws, out of the hundreds that there are: the font and its style sheet with no others.
// subset-font: HarfBuzz as WebAssembly, kept by the makers of subfont; cutting up a font is nothing to write oneself.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";

const RULE = /^\.codicon-([a-z0-9-]+):before\s*\{\s*content:\s*"\\([0-9a-f]+)"\s*\}\s*$/gmu;

/** Writes `codicon.css` and `codicon.ttf` into `folder`: the icons that `script` names, in quotes or as a class. */
export async function writeIcons({ css, font, folder, script }) {
  const sheet = await readFile(css, "utf8");
  const named = namesIn(await readFile(script, "utf8"));
  const codes = [];
  const kept = sheet.replace(RULE, (rule, name, code) => {
    if (!named.has(name)) return "";
    codes.push(Number.parseInt(code, 16));
    return rule;
  });
  if (codes.length === 0) throw new Error(`${path.basename(script)} names no icon`);
  const drawn = await subsetFont(await readFile(font), String.fromCodePoint(...codes), {
    targetFormat: "truetype",
  });
  await writeFile(path.join(folder, "codicon.css"), kept.replace(/\n{3,}/gu, "\n\n"));
  await writeFile(path.join(folder, "codicon.ttf"), drawn);
}

/** Words in quotes are more than the icons, and all of them. */
function namesIn(script) {
  const found = [...script.matchAll(/["'`](?:codicon-)?([a-z0-9]+(?:-[a-z0-9]+)*)["'`]/gu)];
  return new Set(found.map(([, name]) => name));
}
