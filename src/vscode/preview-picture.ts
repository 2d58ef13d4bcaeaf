/** What a preview's page draws: its flow as the settings and the page's own buttons say, less what the page has already. */

import type * as vscode from "vscode";
import type { FlowTrace } from "../check/trace.js";
import { NUMBER_MODES } from "../diagram/numbers.js";
import { numberTexts } from "../messages/export.js";
import { previewTexts } from "../messages/preview.js";
import { pageTexts } from "../preview/page-texts.js";
import { type PictureOptions, picture } from "../preview/picture.js";
import { createPictureMemory } from "../preview/picture-memory.js";
import type { Sheet, View } from "../protocol/preview.js";
import { analysisOf, localeOf } from "./analyses.js";
import { linesAbove } from "./block-document.js";
import { chooseItem } from "./choose-item.js";
import { type Switches, settingsOf } from "./preview-settings.js";

/** Of the document, and where its panel stands in it. */
interface Where {
  readonly flow: number;
  /** It is the one at the cursor, and changes with it. */
  readonly following: boolean;
  readonly locked: boolean;
  /** Line of the flow. */
  readonly cursor: number;
}

const FOLLOW_CURSOR = -1;

export class PreviewPicture {
  /** What the page's buttons say. */
  private overrides: Switches;
  private revision = 0;
  /** The sheets that the page has. */
  private known: ReadonlySet<string> = new Set();
  /** Of the picture drawn last. */
  private readonly memory = createPictureMemory();

  constructor({ states, notes, autonumber, numbers }: Switches) {
    this.overrides = {
      ...(states === undefined ? {} : { states }),
      ...(notes === undefined ? {} : { notes }),
      ...(autonumber === undefined ? {} : { autonumber }),
      ...(numbers === undefined ? {} : { numbers }),
    };
  }

  pageKnowsNothing(): void {
    this.known = new Set();
  }

  view(document: vscode.TextDocument, { flow, following, locked, cursor }: Where): View {
    const analysis = analysisOf(document);
    const options = this.options(document);
    const { locale } = options;
    const texts = previewTexts(locale);
    const drawn = picture(analysis, flow, options, this.memory);
    const flows = analysis.flows.map((trace, i) => trace.flow.header?.title?.value || texts.untitled(i + 1));
    const unreadable = drawn.blocks.length > 0 ? [] : brokenLines(analysis.flows[flow]);
    return {
      revision: ++this.revision,
      texts: pageTexts(locale, analysis.flows.length === 0, flows[flow] ?? "", unreadable.length),
      unreadable: unreadable[0] ?? null,
      head: drawn.head,
      blocks: drawn.blocks,
      sheets: this.newSheets(drawn.sheets),
      cursor,
      flows,
      flow,
      following,
      states: options.states,
      notes: options.notes,
      autonumber: options.autonumber === true,
      otherNumbers: options.numbers !== "written",
      legend: drawn.legend,
      marks: drawn.marks,
      linesAbove: linesAbove(document),
      locked,
      state: {
        uri: document.uri.toString(),
        flow: following ? FOLLOW_CURSOR : flow,
        locked,
        ...this.overrides,
      },
    };
  }

  options(document: vscode.TextDocument): PictureOptions {
    return { locale: localeOf(document), ...this.switches(document) };
  }

  toggle(document: vscode.TextDocument, what: "states" | "notes" | "autonumber"): void {
    this.overrides[what] = !this.switches(document)[what];
  }

  /** Whether another form was chosen. */
  async askForNumbers(document: vscode.TextDocument): Promise<boolean> {
    const texts = numberTexts(localeOf(document));
    const items = NUMBER_MODES.map((mode) => ({
      label: texts.modes[mode],
      detail: texts.details[mode],
      mode,
    }));
    const now = items.find(({ mode }) => mode === this.switches(document).numbers);
    const chosen = await chooseItem(items, now, texts.choose);
    if (chosen === undefined) return false;
    this.overrides = { ...this.overrides, numbers: chosen.mode };
    return true;
  }

  /** What the settings say, unless the page's own buttons were used. */
  private switches(document: vscode.TextDocument): Required<Switches> {
    return { ...settingsOf(document), ...this.overrides };
  }

  /** The page keeps the sheets of the view before; of a long flow an edit changes one of hundreds. */
  private newSheets(sheets: ReadonlyMap<string, Sheet>): Record<string, Sheet> {
    const fresh = [...sheets].filter(([key]) => !this.known.has(key));
    this.known = new Set(sheets.keys());
    return Object.fromEntries(fresh);
  }
}

function brokenLines(trace: FlowTrace | undefined): readonly number[] {
  return trace?.flow.statements.flatMap((s) => (s.type === "broken" ? [s.line] : [])) ?? [];
}
