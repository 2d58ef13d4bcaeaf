// Writes docs/diagnostics.md out of the table of codes and docs/reference.md out of what the hovers say, and
// both in Chinese:
//   npm run docs

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  format: "esm",
  logLevel: "warning",
  stdin: {
    contents: [
      'export { diagnosticsDocument } from "./src/explain/page.js";',
      'export { diagnosticsFile } from "./src/explain/diagnostic.js";',
      'export { referenceDocument, referenceFile } from "./src/explain/reference.js";',
      'export { LOCALES } from "./src/messages/locale.js";',
    ].join("\n"),
    resolveDir: ROOT,
  },
  write: false,
});

const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { diagnosticsDocument, diagnosticsFile, LOCALES, referenceDocument, referenceFile } = await import(
  `data:text/javascript;base64,${code}`
);

for (const locale of LOCALES) {
  await write(diagnosticsFile(locale), diagnosticsDocument(locale));
  await write(referenceFile(locale), referenceDocument(locale));
}

async function write(file, text) {
  await writeFile(path.join(ROOT, file), text);
  console.log(`wrote ${file}`);
}
