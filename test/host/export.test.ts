import * as vscode from "vscode";
import { closeAll, contains, equal, HANDSHAKE, openText } from "./support.js";

describe("taking the diagram away", () => {
  afterEach(closeAll);

  it("copies Mermaid without a preview", async () => {
    await openText(HANDSHAKE);
    const text = await copied("tcpflow.copyAsMermaid", "sequenceDiagram");
    equal(/SYN\+ACK/.test(text), true);
    equal(vscode.window.tabGroups.all.length, 1);
  });

  it("copies Markdown: a diagram and a table", async () => {
    await openText(HANDSHAKE);
    const text = await copied("tcpflow.copyAsMarkdown", "```mermaid");
    equal(/^\| --- \|/m.test(text), true);
  });

  it("copies an SVG that the page of the preview draws", async () => {
    await openText(HANDSHAKE);
    const text = await copied("tcpflow.copyAsSvg", "<svg");
    equal(text.endsWith("</svg>"), true);
    equal(/var\(|class=|<style/.test(text), false);
    equal(text.includes("SYN+ACK"), true);
  });
});

/** What the command put on the clipboard; it is done when that is there. */
async function copied(command: string, part: string): Promise<string> {
  await vscode.env.clipboard.writeText("nothing yet");
  await vscode.commands.executeCommand(command);
  const text = await vscode.env.clipboard.readText();
  contains(text, part);
  return text;
}
