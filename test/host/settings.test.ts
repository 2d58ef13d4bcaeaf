import * as vscode from "vscode";
import {
  closeAll,
  contains,
  HANDSHAKE_WITH_A_MISTAKE,
  MISTAKE,
  openText,
  setting,
  until,
} from "./support.js";

const SEVERITIES: readonly (readonly [level: string, shown: vscode.DiagnosticSeverity | undefined])[] = [
  ["error", vscode.DiagnosticSeverity.Error],
  ["warning", vscode.DiagnosticSeverity.Warning],
  ["information", vscode.DiagnosticSeverity.Information],
  ["hint", vscode.DiagnosticSeverity.Hint],
  ["off", undefined],
];

describe("the severities of codes", () => {
  after(async () => {
    await setting("diagnostics.severity", undefined);
    await closeAll();
  });

  for (const [level, shown] of SEVERITIES) {
    it(`may be set to ${level}`, async () => {
      const { document } = await openText(HANDSHAKE_WITH_A_MISTAKE);
      await setting("diagnostics.severity", { "ack-behind": level });
      const found = () => vscode.languages.getDiagnostics(document.uri).map(({ severity }) => severity);
      await until(
        `severity ${level}`,
        () => JSON.stringify(found()) === JSON.stringify([shown ?? []].flat()),
      );
    });
  }
});

describe("the language of the sentences", () => {
  after(async () => {
    await setting("language", undefined);
    await closeAll();
  });

  it("is changed while a file is open", async () => {
    const { document } = await openText(HANDSHAKE_WITH_A_MISTAKE);
    const message = () => vscode.languages.getDiagnostics(document.uri)[0]?.message ?? "";
    await until("a message", () => message().includes("y+1"));
    await setting("language", "zh-cn");
    await until("a message in Chinese", () => message().includes("应为 y+1"));
    const range = new vscode.Range(MISTAKE.line, MISTAKE.start, MISTAKE.line, MISTAKE.end);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
    );
    contains(fixes.map(({ title }) => title).join("\n"), "改为 ack=y+1");
  });
});
