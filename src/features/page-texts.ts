import type { Locale } from "../messages/locale.js";
import { previewTexts } from "../messages/preview.js";

/** The texts of the preview page; `above` and `below` are the rows that are not drawn. */
export function pageTexts(locale: Locale, noFlow: boolean, above: number, below: number) {
  const texts = previewTexts(locale);
  return {
    language: locale === "zh-cn" ? "zh-CN" : "en",
    empty: noFlow ? texts.emptyDocument : texts.emptyFlow,
    whatToDo: texts.whatToDo,
    example: texts.example,
    zoomIn: texts.zoomIn,
    zoomOut: texts.zoomOut,
    fitWidth: texts.fitWidth,
    actualSize: texts.actualSize,
    states: `${texts.showStates} / ${texts.hideStates}`,
    notes: `${texts.showNotes} / ${texts.hideNotes}`,
    chooseFlow: texts.chooseFlow,
    followCursor: texts.followCursor,
    copyMermaid: texts.copyMermaid,
    copied: texts.copied,
    showSource: texts.showSource,
    above: texts.moreAbove(above),
    below: texts.moreBelow(below),
    cannotDraw: texts.cannotDraw("{0}"),
  };
}
