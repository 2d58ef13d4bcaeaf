/** Taking the time–sequence graph away: as a picture, drawn by the page as it shows it. */

import * as vscode from "vscode";
import { exportTexts } from "../messages/export.js";
import { graphMessages } from "../messages/graph.js";
import { exportName, SCALE } from "../preview/export/parts.js";
import { flowTitle } from "../preview/export/table.js";
import { graphView } from "../preview/graph.js";
import { analysisOf } from "./analyses.js";
import { encode, isLight, takeAway } from "./export-diagram.js";
import { saveFiles } from "./export-files.js";
import type { Exports, ExportTarget } from "./export-target.js";
import { tell } from "./tell.js";

export function takeGraphAway(exports: Exports, uri: unknown): Promise<void> {
  return takeAway(exports, exportGraph, uri);
}

async function exportGraph(exports: Exports, shown: ExportTarget): Promise<void> {
  const { document, flow, options } = shown;
  const { locale } = options;
  const analysis = analysisOf(document);
  const silent = graphView(analysis, flow, "", locale)?.silent ?? null;
  if (silent !== null) return tell(silent);
  const format = await chooseFormat(shown);
  if (format === undefined) return;
  const page = await exports.page(shown, false);
  const picture = await page.graph(isLight(shown), flowTitle(analysis, flow, locale));
  if (picture === null) return tell(graphMessages(locale).nothing);
  const target = { name: nameOf(shown, format), document, format, locale };
  if (format === "svg") return saveFiles(target, [encode(picture.svg)]);
  const { png } = await page.raster({ ...picture, scale: SCALE, copy: false });
  if (png === null) throw new Error(exportTexts(locale).tooTallToCopy);
  await saveFiles(target, [png]);
}

function chooseFormat({ options }: ExportTarget): Thenable<"svg" | "png" | undefined> {
  const texts = exportTexts(options.locale);
  const formats = ["svg", "png"] as const;
  const items = formats.map((format) => ({
    label: texts.formats[format],
    description: `.${format}`,
    detail: texts.details[format],
    format,
  }));
  const placeHolder = graphMessages(options.locale).exportAs;
  return vscode.window.showQuickPick(items, { placeHolder }).then((item) => item?.format);
}

/** `slow-start-graph.svg`, beside `slow-start.svg`. */
function nameOf({ document, flow }: ExportTarget, format: "svg" | "png"): string {
  const file = document.isUntitled ? "" : (document.uri.path.split("/").pop() ?? "");
  return exportName(analysisOf(document), flow, file, format).replace(/\.\w+$/, `-graph.${format}`);
}
