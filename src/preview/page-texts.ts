import { exportTexts, numberTexts } from "../messages/export.js";
import type { Locale } from "../messages/locale.js";
import { previewTexts } from "../messages/preview.js";

/**
 * The texts of the preview page, for a flow of this title; `{0}`, `{1}` are filled in by the page. `unreadable`: how
 * many lines could not be read, where there is nothing else.
 */
export function pageTexts(locale: Locale, noFlow: boolean, title: string, unreadable = 0) {
  const texts = previewTexts(locale);
  return {
    language: locale === "zh-cn" ? "zh-CN" : "en",
    empty: unreadable > 0 ? texts.unreadable(unreadable) : noFlow ? texts.emptyDocument : texts.emptyFlow,
    whatToDo: unreadable > 0 ? texts.whatToDoUnreadable : texts.whatToDo,
    repair: texts.repair,
    example: texts.example,
    zoomIn: texts.zoomIn,
    zoomOut: texts.zoomOut,
    fitWidth: texts.fitWidth,
    toolbar: texts.toolbar,
    states: texts.showStates,
    notes: texts.showNotes,
    chooseFlow: texts.chooseFlow,
    followCursor: texts.followCursor,
    copyMermaid: texts.copyMermaid,
    showSource: texts.showSource,
    lock: texts.lock,
    find: texts.find,
    findNext: texts.findNext,
    findPrevious: texts.findPrevious,
    close: texts.close,
    found: texts.found("{0}", "{1}"),
    notFound: texts.notFound,
    phase: texts.phase("{0}"),
    foldAll: texts.foldAll,
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
    repeatsLine: numberTexts(locale).repeatsLine("{0}"),
  };
}
