// The VS Codes that the extension is started and tested in. The npm package `code-server` holds a real
// VS Code server, workbench and extension host, so a machine that can reach the npm registry can run both.

/** The oldest VS Code that package.json's `engines.vscode` allows; it runs on the Node that runs us. */
export const OLDEST = { name: "oldest", codeServer: "4.100.3", vscode: "1.100.3" };

/** The newest one that we have looked at; it asks for a newer Node, which npm can install beside it. */
export const CURRENT = {
  name: "current",
  codeServer: "4.139.1",
  vscode: "1.139.1",
  node: "24.21.0",
  /** Of the npm package that holds this VS Code's Markdown extension as browsers run it. */
  webMarkdown: "37.6.1",
};

export const ALL = [OLDEST, CURRENT];
