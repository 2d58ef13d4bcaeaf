import * as vscode from "vscode";
import { closeAll, contains, equal, until, workspaceFolder } from "./support.js";

const TEMPLATE = `exercise "Third segment"
task: Which numbers does C send?
client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=? ack=?
`;

const answer = (seq: string, ack: string) =>
  `answers "week-1.tcpflow"\n${TEMPLATE.replace("seq=?", `seq=${seq}`).replace("ack=?", `ack=${ack}`)}`;

describe("a folder of answers", () => {
  after(closeAll);

  const folder = () => vscode.Uri.joinPath(workspaceFolder(), "handed-in");
  const write = (name: string, text: string) =>
    vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), name), new TextEncoder().encode(text));

  it("is graded into a table, and saved as a row for each student or each blank", async () => {
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), "week-1.tcpflow"),
      new TextEncoder().encode(TEMPLATE),
    );
    await write("li.week-1.answer.tcpflow", answer("x+1", "y+1"));
    await write("wang/week-1.answer.tcpflow", answer("x", "?"));
    await write("notes.txt", "no answer");
    await vscode.commands.executeCommand("tcpflow.gradeFolder", folder());
    const table = await until("the table", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.uri.scheme === "tcpflow-grades" && active;
    });
    contains(table.getText(), "li");
    contains(table.getText(), "wang");
    equal(table.isUntitled || table.isDirty, false);
    equal(table.languageId, "tcpflow-grades");
    // All of it can be read: nothing runs out of sight to the right.
    const lengths = table
      .getText()
      .split("\n")
      .map(({ length }) => length);
    equal(Math.max(...lengths) <= 100, true);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      table.uri,
    );
    equal(
      lenses.map(({ command }) => command?.command),
      ["tcpflow.saveGrades"],
    );

    for (const [rows, lines] of [
      ["student", 3],
      ["blank", 5],
    ] as const) {
      const to = vscode.Uri.joinPath(workspaceFolder(), `grades-${rows}.csv`);
      void vscode.commands.executeCommand("tcpflow.saveGrades", table.uri, rows, to);
      const csv = await written(to);
      equal(csv.charCodeAt(0), 0xfeff);
      equal(csv.trimEnd().split("\r\n").length, lines);
      contains(csv, "li");
    }
  });

  it("without answers says so, and opens nothing", async () => {
    await closeAll();
    const empty = vscode.Uri.joinPath(workspaceFolder(), "empty");
    await vscode.workspace.fs.createDirectory(empty);
    await vscode.commands.executeCommand("tcpflow.gradeFolder", empty);
    equal(vscode.window.activeTextEditor, undefined);
  });
});

/** These are ASCII, behind the three octets of the byte order mark. */
function plain(octets: Uint8Array): string {
  return [...octets.slice(3)].map((octet) => String.fromCharCode(octet)).join("");
}

async function written(uri: vscode.Uri): Promise<string> {
  for (let tries = 0; tries < 400; tries++) {
    const octets = await vscode.workspace.fs.readFile(uri).then(
      (found) => found,
      () => new Uint8Array(),
    );
    if (octets.length > 0)
      return String.fromCharCode(0xfeff).repeat(octets[0] === 0xef ? 1 : 0) + plain(octets);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${uri.path} is not written`);
}
