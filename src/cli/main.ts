import { nodeHost } from "./host.js";
import { run } from "./run.js";

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void run(process.argv.slice(2), nodeHost()).then((status) => {
  process.exitCode = status;
});
