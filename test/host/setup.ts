/**
 * Mocha in the extension host. Its browser build runs in both kinds of host, the one on Node and the web
 * worker, so one bundle of these suites serves both. Imported before every suite: it makes the globals.
 */
import "mocha/mocha.js";

const TIMEOUT_MS = 90_000;

/** Every line of a result begins so; the runner outside tells them from all else that a host prints. */
const MARK = "TCPFLOW-TEST ";

declare const mocha: BrowserMocha;

/** Prints one line of JSON a test, and one at the end. */
class LineReporter {
  constructor(runner: Mocha.Runner) {
    const print = (result: object) => console.log(MARK + JSON.stringify(result));
    runner.on("pass", (test) => print({ kind: "passed", title: test.fullTitle() }));
    runner.on("pending", (test) =>
      print({ kind: "failed", title: test.fullTitle(), message: "was skipped" }),
    );
    runner.on("fail", (test, error: Error) => {
      print({ kind: "failed", title: test.fullTitle(), message: error.stack ?? error.message });
    });
    runner.on("end", () => print({ kind: "end" }));
  }
}

/** What was measured, for the runner outside to print. */
export function printFigure(text: string): void {
  console.log(MARK + JSON.stringify({ kind: "figure", text }));
}

// Mocha looks for options in the address of its page; the host on Node has none.
const world = globalThis as { location?: { search: string } };
world.location ??= { search: "" };

mocha.setup({
  reporter: LineReporter as unknown as Mocha.ReporterConstructor,
  timeout: TIMEOUT_MS,
  ui: "bdd",
});
