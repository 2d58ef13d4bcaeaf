import * as vscode from "vscode";
import { closeAll, contains, equal, HANDSHAKE, openText, until } from "./support.js";

const BEGINNING = "client C\nserver S\nC -> S: SYN seq=x";

describe("completion", () => {
  after(closeAll);

  it("proposes the answer that is owed, with its numbers and a sentence", async () => {
    const text = HANDSHAKE.split("\n").slice(0, 4).join("\n");
    const { document } = await openText(`${text}\n`);
    const [first] = await proposals(document, new vscode.Position(4, 0));
    equal(labelOf(first), "S -> C: SYN+ACK seq=y ack=x+1");
    contains(documentationOf(first), "SYN");
  });

  it("proposes what belongs behind a field", async () => {
    const { document } = await openText(HANDSHAKE.replace("seq=y ack=x+1", "seq=y ack="));
    const end = document.lineAt(4).range.end;
    const found = await proposals(document, end);
    equal(found.map(labelOf), ["x+1"]);
  });

  it("comes by itself on a new line of a flow, and not in an exercise", async () => {
    const kinds: boolean[] = [];
    for (const header of ["flow", "exercise"]) {
      const { document } = await openText(HANDSHAKE.replace("flow", header));
      const end = document.lineAt(document.lineCount - 1).range.end;
      kinds.push((await proposals(document, end, "\n")).length > 0);
    }
    equal(kinds, [true, false]);
  });

  it("is accepted as it is shown", async () => {
    const { document } = await openText("");
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await accepted(document);
    equal(document.getText().replaceAll("\r", ""), BEGINNING);
  });
});

describe("the list that is asked for", () => {
  const others: vscode.Disposable[] = [];
  after(async () => {
    for (const other of others) other.dispose();
    await closeAll();
  });

  it("has its first proposal chosen, asked twice in haste", async () => {
    const { document } = await openText("");
    await Promise.all([1, 2].map(() => vscode.commands.executeCommand("tcpflow.proposals.show")));
    await vscode.commands.executeCommand("acceptSelectedSuggestion");
    equal(document.getText().replaceAll("\r", ""), BEGINNING);
  });

  it("keeps it when another extension begins to propose", async () => {
    const { document } = await openText("");
    await vscode.commands.executeCommand("tcpflow.proposals.show");
    let isAsked = false;
    const provider = {
      provideCompletionItems: () => {
        isAsked = true;
        return [];
      },
    };
    others.push(vscode.languages.registerCompletionItemProvider({ language: "tcpflow" }, provider));
    await until("the list is made anew", () => isAsked);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await vscode.commands.executeCommand("acceptSelectedSuggestion");
    equal(document.getText().replaceAll("\r", ""), BEGINNING);
  });
});

async function proposals(
  document: vscode.TextDocument,
  position: vscode.Position,
  trigger?: string,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
    trigger,
  );
  return [...list.items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
}

/** Accepts until something was there to be accepted: when the list has opened is not told. */
async function accepted(document: vscode.TextDocument): Promise<void> {
  const { version } = document;
  await until("a proposal is accepted", () => {
    void vscode.commands.executeCommand("acceptSelectedSuggestion");
    return document.version > version;
  });
}

function labelOf(item: vscode.CompletionItem | undefined): string {
  return typeof item?.label === "string" ? item.label : (item?.label.label ?? "");
}

function documentationOf(item: vscode.CompletionItem | undefined): string {
  const content = item?.documentation ?? "";
  return typeof content === "string" ? content : content.value;
}
