import { costOfEdits } from "./edit-cost.js";
import { printFigure } from "./setup.js";
import { closeAll } from "./support.js";

/** Twice of what is aimed at: only what is broken fails. */
const MOST = 2 / 5;
const ROUNDS = 7;

describe("an edit in the middle of 10,000 segments", () => {
  after(closeAll);

  it("costs a fraction of the analysis of the whole", async () => {
    const { ratio } = await costOfEdits("middle", ROUNDS);
    printFigure(`edit in the middle: ${ratio.toFixed(3)} of the whole`);
    if (ratio > MOST) throw new Error(`an edit costs ${ratio.toFixed(2)} of an analysis of the whole`);
  });
});
