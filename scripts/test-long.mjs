// Runs whatever is tried at random for as long as is worth while: `npm run test:long [-- FILTER…]`. In `npm test` each of
// these is a slice that begins with the same seed; TCPFLOW_SEED begins elsewhere.

import { spawnSync } from "node:child_process";

const [, , ...filters] = process.argv;
const files = filters.length > 0 ? filters : ["test/property", "test/exercise/random"];
const { status } = spawnSync("npx", ["vitest", "run", ...files], {
  stdio: "inherit",
  env: { ...process.env, TCPFLOW_LONG: "1" },
});
process.exit(status ?? 1);
