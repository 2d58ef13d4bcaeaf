import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // These run in a real VS Code: npm run test:host.
    exclude: ["test/host/**", "test/drive/**"],
    // Nothing of ours keeps state between files, so they may share one module graph: twice as fast.
    pool: "threads",
    isolate: false,
    // One worker for each core; by default one core is left free.
    maxWorkers: "100%",
    // No test is about time: a busy machine is no failure.
    testTimeout: 900_000,
  },
});
