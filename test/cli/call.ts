/** The command line called in a world of the test's own: what it says, and how it ends. */

import path from "node:path";
import type { Host } from "../../src/cli/host.js";
import { run } from "../../src/cli/run.js";

export interface World {
  readonly stdin?: string | Uint8Array;
  readonly env?: Host["env"];
  readonly terminal?: boolean;
}

export async function tcpflow(args: readonly string[], world: World = {}) {
  let out = "";
  let err = "";
  const host: Host = {
    env: world.env ?? {},
    version: "1.2.3",
    assets: path.resolve(import.meta.dirname, "../../dist"),
    terminal: world.terminal ?? false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => {
      const { stdin = "" } = world;
      return typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
    },
  };
  return { status: await run(args, host), out, err };
}
