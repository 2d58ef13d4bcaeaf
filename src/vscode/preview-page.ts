/**
 * The page of a preview: nothing but our own script may run in it, and what that imports from beside it; nothing is fetched
 * from elsewhere.
 */

import * as vscode from "vscode";

/** `name`: of the script and the style sheet in `dist`. */
export function pageHtml(
  webview: vscode.Webview,
  dist: vscode.Uri,
  name: "preview" | "captures" = "preview",
): string {
  const nonce = randomText();
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // Mermaid writes the styles of a picture into the picture.
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
    // A picture becomes an image by being loaded as one, out of the page's own memory.
    "img-src blob:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <link rel="stylesheet" href="${uri("codicon.css")}">
  <link rel="stylesheet" href="${uri(`${name}.css`)}">
</head>
<body>
  <div id="app"></div>
  <script type="module" nonce="${nonce}" src="${uri(`${name}.js`)}"></script>
</body>
</html>`;
}

const NONCE_OCTETS = 16;

/** Nobody can guess it: what a file smuggles into the page cannot carry it, and so does not run. */
function randomText(): string {
  const octets = crypto.getRandomValues(new Uint8Array(NONCE_OCTETS));
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
