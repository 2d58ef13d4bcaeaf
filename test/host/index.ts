import "./setup.js";
import "./activation.test.js";
import "./completion.test.js";
import "./contributions.test.js";
import "./diagnostics.test.js";
import "./edits.test.js";
import "./exercises.test.js";
import "./features.test.js";
import "./fixes.test.js";
import "./grading.test.js";
import "./lessons.test.js";
import "./making.test.js";
import "./navigation.test.js";
import "./notes.test.js";
import "./preview.test.js";
import "./settings.test.js";
import "./walkthrough.test.js";

/** What VS Code calls, as `@vscode/test-electron` would: https://code.visualstudio.com/api/working-with-extensions/testing-extension */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
