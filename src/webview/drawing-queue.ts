/** What is to be drawn, one after the other: what comes first is decided anew before each. */

export interface DrawingQueue {
  /** There may be something to draw now. */
  run(): void;
  /** The same, when the page is next painted. */
  runSoon(): void;
}

/** `next`: the drawing that is most urgent; null where nothing is to be drawn. `idle`: nothing is any more. */
export function createDrawingQueue(
  next: () => (() => Promise<void>) | null,
  idle: () => void,
  beforePaint: () => void,
): DrawingQueue {
  let busy = false;
  let waiting = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    try {
      for (let draw = next(); draw !== null; draw = next()) await draw();
    } finally {
      busy = false;
    }
    idle();
  };
  const run = () => void work();
  return {
    run,
    runSoon() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        beforePaint();
        run();
      });
    },
  };
}
