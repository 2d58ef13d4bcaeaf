import * as vscode from "vscode";
import { REFACTORINGS } from "../editing/refactorings.js";
import {
  closeAll,
  contains,
  equal,
  HANDSHAKE,
  HANDSHAKE_WITH_A_MISTAKE,
  MISTAKE,
  openText,
  setting,
  until,
} from "./support.js";

/** How many actions are worked out as if they had been chosen: more than there are. */
const RESOLVED = 20;

describe("the light bulb", () => {
  after(closeAll);

  it("prefers the fix that repairs", async () => {
    const { document } = await openText(HANDSHAKE_WITH_A_MISTAKE);
    await until("the mistake", () => vscode.languages.getDiagnostics(document.uri).length > 0);
    const found = await actionsAt(document, MISTAKE.line, MISTAKE.start, vscode.CodeActionKind.QuickFix);
    const preferred = found.filter(({ isPreferred }) => isPreferred);
    equal(preferred.length, 1);
    await apply(preferred[0]);
    equal(document.getText(), HANDSHAKE);
  });

  it("converts a Mermaid diagram", async () => {
    const { document } = await openText(
      "sequenceDiagram\n  C->>S: SYN, seq=x\n  S-->>C: SYN+ACK, seq=y, ack=x+1\n",
    );
    const found = await actionsAt(document, 1, 4, vscode.CodeActionKind.QuickFix);
    await apply(found.find(({ isPreferred }) => isPreferred));
    contains(document.getText(), "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1");
  });

  for (const [name, before, after, line = 0] of REFACTORINGS) {
    it(`rewrites: ${name}`, async () => {
      const { document } = await openText(`${before.join("\n")}\n`);
      const found = await actionsAt(document, line, 0, vscode.CodeActionKind.RefactorRewrite);
      await apply(found.find(({ title }) => title === name));
      equal(document.getText(), `${after.join("\n")}\n`);
    });
  }

  it("rewrites a long flow when it has been tried out", async () => {
    const data = Array.from({ length: 2100 }, () => "C -> S: PSH+ACK len=1");
    const { document } = await openText(`${HANDSHAKE}${data.join("\n")}\n`);
    const found = await actionsAt(document, 3, 0, vscode.CodeActionKind.RefactorRewrite, RESOLVED);
    await apply(found.find(({ title }) => title.includes("numbers for the letters")));
    contains(document.getText(), "C -> S: ACK seq=101 ack=301");
  });

  it("fixes all that is safe as a source action", async () => {
    const { document } = await openText("C → S: SYN seq=x\nS → C: SYN+ACK seq=y ack=x\n");
    const all = vscode.CodeActionKind.SourceFixAll.append("tcpflow");
    const found = await actionsAt(document, 0, 0, all);
    equal(found.length, 1);
    await apply(found[0]);
    equal(document.getText(), "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n");
  });
});

describe("inlay hints", () => {
  after(async () => {
    await setting("inlayHints.ack", undefined);
    await closeAll();
  });

  it("show what is not written, kind by kind", async () => {
    const { document } = await openText("C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y\nC -> S: ACK\n");
    equal(await hintsOf(document), ["ack=x+1", "seq=x+1", "ack=y+1"]);
    await setting("inlayHints.ack", false);
    equal(await hintsOf(document), ["seq=x+1"]);
  });
});

async function actionsAt(
  document: vscode.TextDocument,
  line: number,
  character: number,
  kind: vscode.CodeActionKind,
  resolved?: number,
): Promise<vscode.CodeAction[]> {
  const position = new vscode.Position(line, character);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new vscode.Range(position, position),
    kind.value,
    resolved,
  );
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  if (action?.edit === undefined) throw new Error("no such action");
  equal(await vscode.workspace.applyEdit(action.edit), true);
}

async function hintsOf(document: vscode.TextDocument): Promise<string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  return hints.map(({ label }) =>
    typeof label === "string" ? label : label.map(({ value }) => value).join(""),
  );
}
