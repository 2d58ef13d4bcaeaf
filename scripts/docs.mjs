// Writes docs/diagnostics.md out of the table of codes, docs/reference.md out of what the hovers say, both in
// Chinese too, and into package.json the codes that the setting of severities proposes:
//   npm run docs

import { readFile, writeFile } from "node:fs/promises";
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
      'export { SEVERITY_SETTING, severityNames, severityTexts } from "./src/explain/setting.js";',
    ].join("\n"),
    resolveDir: ROOT,
  },
  write: false,
});

const code = Buffer.from(outputFiles[0].contents).toString("base64");
const {
  diagnosticsDocument,
  diagnosticsFile,
  LOCALES,
  referenceDocument,
  referenceFile,
  SEVERITY_SETTING,
  severityNames,
  severityTexts,
} = await import(`data:text/javascript;base64,${code}`);

for (const locale of LOCALES) {
  await write(diagnosticsFile(locale), diagnosticsDocument(locale));
  await write(referenceFile(locale), referenceDocument(locale));
}

await change("package.json", (manifest) => {
  manifest.contributes.configuration.properties[SEVERITY_SETTING].propertyNames = severityNames();
});
for (const locale of LOCALES) {
  await change(locale === "en" ? "package.nls.json" : `package.nls.${locale}.json`, (texts) => {
    const wanted = severityTexts(locale);
    for (const key of Object.keys(texts)) if (key.startsWith("code.") && !(key in wanted)) delete texts[key];
    Object.assign(texts, wanted);
  });
}

async function change(file, edit) {
  const content = JSON.parse(await readFile(path.join(ROOT, file), "utf8"));
  edit(content);
  await write(file, `${JSON.stringify(content, null, 2)}\n`);
}

async function write(file, text) {
  await writeFile(path.join(ROOT, file), text);
  console.log(`wrote ${file}`);
}
