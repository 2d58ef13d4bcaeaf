import { exportTexts, numberTexts } from "../messages/export.js";
import type { Locale } from "../messages/locale.js";
import { previewTexts } from "../messages/preview.js";

/** The texts of the preview page, for a flow of this title; `{0}`, `{1}` are filled in by the page. */
export function pageTexts(locale: Locale, noFlow: boolean, title: string) {
  const texts = previewTexts(locale);
  return {
    language: locale === "zh-cn" ? "zh-CN" : "en",
    empty: noFlow ? texts.emptyDocument : texts.emptyFlow,
    whatToDo: texts.whatToDo,
    example: texts.example,
    zoomIn: texts.zoomIn,
    zoomOut: texts.zoomOut,
    fitWidth: texts.fitWidth,
    states: `${texts.showStates} / ${texts.hideStates}`,
    notes: `${texts.showNotes} / ${texts.hideNotes}`,
    chooseFlow: texts.chooseFlow,
    followCursor: texts.followCursor,
    copyMermaid: texts.copyMermaid,
    showSource: texts.showSource,
    lock: texts.lock,
    unlock: texts.unlock,
    find: texts.find,
    findNext: texts.findNext,
    findPrevious: texts.findPrevious,
    close: texts.close,
    found: texts.found("{0}", "{1}"),
    notFound: texts.notFound,
    fold: texts.fold,
    unfold: texts.unfold,
    foldAll: texts.foldAll,
    unfoldAll: texts.unfoldAll,
    rowsHidden: texts.rowsHidden("{0}"),
    picture: texts.picture(title),
    line: texts.line("{0}"),
    goToLine: texts.goToLine,
    cannotDraw: texts.cannotDraw,
    numbers: numberTexts(locale).choose,
    autonumber: numberTexts(locale).autonumber,
    export: exportTexts(locale).export,
    old: numberTexts(locale).old,
    repeats: numberTexts(locale).repeats("{0}"),
  };
}
