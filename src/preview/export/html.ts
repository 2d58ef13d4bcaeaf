/** A flow as a page to print: the picture, and the exchange in words, with nothing to load and nothing to run. */

import { exportTexts } from "../../messages/export.js";
import type { Locale } from "../../messages/locale.js";
import { escapeMarkup } from "./markup.js";
import { cutStrips, namesSvg, type Sketch, stripSvg } from "./sketch.js";

export interface HtmlParts {
  readonly title: string;
  readonly locale: Locale;
  readonly sketch: Sketch;
  /** Markup of the exchange in words. */
  readonly words: string;
  /** What a reader must know about the numbers; null for nothing. */
  readonly legend: string | null;
}

/** What of an A4 page can be printed on, in CSS pixels, with room for the title. */
const PAPER_WIDTH = 680;
const PAPER_HEIGHT = 840;

export function htmlPage({ title, locale, sketch, words, legend }: HtmlParts): string {
  const language = locale === "zh-cn" ? "zh-CN" : "en";
  const texts = exportTexts(locale);
  // A wide picture is printed smaller, so that more rows fit on a page.
  const most = PAPER_HEIGHT * Math.max(1, sketch.width / PAPER_WIDTH) - sketch.names.height;
  const names = namesSvg(sketch).markup;
  const strips = cutStrips(sketch, most);
  const pictures = strips.map((strip, i) => {
    const said = strips.length === 1 ? title : texts.part(title, i + 1, strips.length);
    return `<div class="strip"><div class="names">${names}</div>${stripSvg(sketch, strip, said, language).markup}</div>`;
  });
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
${legend === null ? "" : `<p class="legend">${escapeMarkup(legend)}</p>\n`}<figure style="background: ${escapeMarkup(sketch.paper)}; max-width: ${Math.ceil(sketch.width)}px">
${pictures.join("\n")}
</figure>
<h2>${escapeMarkup(texts.exchange)}</h2>
${words}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light; }
body {
  background: #fff; color: #1f1f1f; line-height: 1.45; margin: 2em auto; max-width: 60em; padding: 0 1em;
  font-family: system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
h1 { font-size: 1.5em; overflow-wrap: anywhere; }
h2 { font-size: 1.2em; margin-top: 2em; break-after: avoid; }
.legend { color: #555; }
figure { margin: 0 auto; }
.strip { break-inside: avoid; }
.strip svg { display: block; height: auto; max-width: 100%; }
.strip + .strip .names { display: none; }
h3 { font-size: 1.05em; break-after: avoid; }
ol { padding-inline-start: 3em; }
li { break-inside: avoid; margin-block: 0.6em; overflow-wrap: anywhere; }
li.beginning { list-style: none; }
li p { margin: 0.1em 0; }
li .words { font-weight: 600; }
li .error { color: #b00020; }
li .warning { color: #7a4d00; }
li .information { color: #555; }
@page { margin: 15mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; }
  h1 { font-size: 14pt; margin-top: 0; }
  body { font-size: 9pt; }
  figure { background: none !important; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .strip + .strip .names { display: block; }
}
`;
