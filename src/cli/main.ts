import { nodeHost } from "./host.js";
import { run } from "./run.js";

/** Written in by the bundler. */
declare const TCPFLOW_VERSION: string;

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void run(process.argv.slice(2), nodeHost(TCPFLOW_VERSION, __dirname)).then((status) => {
  process.exitCode = status;
});
