/** In the extension host of a real VS Code: what an edit of a document of 10,000 segments costs. */

import { costOfEdits } from "../../test/host/edit-cost.js";
import { printFigure } from "../../test/host/setup.js";

const ROUNDS = 41;
const TIMEOUT_MS = 110_000;

describe("an edit of a document of 10,000 segments", () => {
  it("is measured", async function () {
    this.timeout(TIMEOUT_MS);
    printFigure("place   whole ms  edit ms  edit/whole");
    for (const place of ["middle", "end", "start"] as const) {
      const { whole, edit, ratio } = await costOfEdits(place, ROUNDS);
      printFigure(`${place.padEnd(6)}  ${whole.toFixed(2)}  ${edit.toFixed(2)}  ${ratio.toFixed(3)}`);
    }
  });
});
