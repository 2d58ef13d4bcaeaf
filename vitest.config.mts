import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where a file takes long, longest first; what one worker begins last, the others wait for. */
const LONG = [
  "test/exercise/random/share-",
  "test/exercise/misconceptions",
  "test/lessons/answers",
  "test/property/",
  "test/exercise/random/",
  "test/exercise/",
  "test/convert/",
  "test/notes/",
  "test/cli/",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((part) => moduleId.includes(part));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

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
    sequence: { sequencer: LongestFirst },
    // No test is about time: a busy machine is no failure.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
