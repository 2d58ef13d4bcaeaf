/** How a preview shows a flow. */

import * as vscode from "vscode";
import { isNumberMode, type NumberMode } from "../diagram/numbers.js";
import { LANGUAGE } from "./analyses.js";

/** What the buttons of a page say, and otherwise the settings. */
export interface Switches {
  states?: boolean;
  notes?: boolean;
  autonumber?: boolean;
  numbers?: NumberMode;
}

export function settingsOf(document?: vscode.ConfigurationScope): Required<Switches> {
  const settings = vscode.workspace.getConfiguration(LANGUAGE, document);
  const numbers = settings.get("preview.numbers");
  return {
    states: settings.get("preview.states", true),
    notes: settings.get("preview.notes", true),
    autonumber: settings.get("preview.autonumber", false),
    numbers: isNumberMode(numbers) ? numbers : "written",
  };
}
