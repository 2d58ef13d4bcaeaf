/** What VS Code gives to the page. */

import type { FromPage } from "../protocol/preview.js";

export interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
