/** What can be taken away, and who has the picture of it. */

import type * as vscode from "vscode";
import type { PictureOptions } from "../preview/picture.js";
import type { PageRequests } from "./page-requests.js";

/** What is taken away: what a preview shows, or the flow at the cursor. */
export interface ExportTarget {
  readonly document: vscode.TextDocument;
  readonly flow: number;
  readonly options: PictureOptions;
}

export interface Exports {
  /** Undefined where no flow is open. */
  shown(uri?: vscode.Uri): Promise<ExportTarget | undefined>;
  /** The page of a preview that shows it, opened if need be; `focus` where it must have the keyboard. */
  page(shown: ExportTarget, focus: boolean): Promise<PageRequests>;
}
