// Writes docs/diagnostics.md and docs/diagnostics.zh-cn.md out of the table of codes:
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
      'export { LOCALES } from "./src/messages/locale.js";',
    ].join("\n"),
    resolveDir: ROOT,
  },
  write: false,
});

const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { diagnosticsDocument, diagnosticsFile, LOCALES } = await import(`data:text/javascript;base64,${code}`);

for (const locale of LOCALES) {
  const file = diagnosticsFile(locale);
  await writeFile(path.join(ROOT, file), diagnosticsDocument(locale));
  console.log(`wrote ${file}`);
}
