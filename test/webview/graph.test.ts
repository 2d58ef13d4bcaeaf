import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { graphView } from "../../src/preview/graph.js";
import { frameOf, type GraphLook, nearest } from "../../src/webview/graph/frame.js";
import {
  ACK,
  firstFrom,
  type GraphModel,
  modelOf,
  pointAt,
  SENT,
  tickAt,
  valueAt,
} from "../../src/webview/graph/model.js";
import { svgPen } from "../../src/webview/graph/pen.js";
import { drawGraph } from "../../src/webview/graph/plot.js";
import { columnsOf, isCrowded, runsOf, stepsOf } from "../../src/webview/graph/runs.js";
import { grouped, roundTicks, tickTexts, timeText, unitOf } from "../../src/webview/graph/scales.js";
import { createGraphViewport } from "../../src/webview/graph/viewport.js";
import { sentence, wordsOf } from "../../src/webview/graph/words.js";

const TEXT = `client C
server S
@0 C -> S: SYN seq=x sackok
@10ms S -> C: SYN+ACK seq=y ack=x+1 win=1000 sackok
@20ms C -> S: ACK
note C: three segments
@30ms C -> S: PSH+ACK len=100
@31ms C -x S: PSH+ACK len=100
@32ms C -> S: PSH+ACK len=100
@42ms S -> C: ACK ack=x+101 sack=x+201..x+301 win=1000
@300ms C: timeout rto
@300ms C -> S: PSH+ACK seq=x+101 len=100
@310ms S -> C: ACK ack=x+301 win=1000
`;

function model(text = TEXT, steps = false, from = "C"): GraphModel {
  const view = graphView(analyze(parse(text)), 0, "1", "en");
  const direction = view?.directions.find(({ title }) => title.startsWith(from));
  if (view === null || view === undefined || direction === undefined) throw new Error("no graph");
  return modelOf(view, direction, steps);
}

function look(of: GraphModel, more: Partial<GraphLook> = {}): GraphLook {
  const last = of.places.at(-1) ?? 1;
  const limit = Number.POSITIVE_INFINITY;
  return {
    model: of,
    from: -last * 0.03,
    to: last * 1.03,
    width: 800,
    height: 600,
    hidden: new Set(),
    limit,
    ...more,
  };
}

describe("points", () => {
  const made = model();

  test("come in the order in which they happen, what was sent before what comes back", () => {
    const said = Array.from(made.points.kind, (_, i) => wordsOf(made, i).what);
    expect(said).toEqual([
      "SYN 0..1",
      "ACK up to 1",
      "segment 1..101 (100 octets)",
      "segment 101..201 (100 octets), lost",
      "segment 201..301 (100 octets)",
      "ACK up to 101",
      "SACK 201..301",
      "segment 101..201 (100 octets), sent again",
      "ACK up to 301",
    ]);
    expect(made.remarkable).toEqual([3, 6, 7]);
  });

  test("are told with their moment, what is in flight then, and their line", () => {
    expect(sentence(made, wordsOf(made, 4))).toBe(
      "32 ms · segment 201..301 (100 octets) · in flight: 300 · window: 1000 · line 9",
    );
    const bySteps = model(TEXT, true);
    expect(wordsOf(bySteps, 0).when).toBe("step 1");
  });

  test("are found by the line of the text, or the last one above it", () => {
    const { lines } = made.view;
    expect([1, 2, 5, 6, 99].map((line) => tickAt(lines, line))).toEqual([-1, 0, 2, 3, 9]);
    expect([pointAt(made, 0), pointAt(made, 2), pointAt(made, -1)]).toEqual([0, 1, -1]);
  });

  test("a value holds until the next one", () => {
    const line = { tick: [2, 5], value: [7, null] };
    expect([1, 2, 4, 5, 9].map((at) => valueAt(line, at))).toEqual([null, 7, 7, null, null]);
    expect(firstFrom([1, 3, 3, 8], 3)).toBe(1);
  });
});

describe("the frame", () => {
  test("has all points within the upper pane", () => {
    const frame = frameOf(look(model()));
    const { points, places } = frame.look.model;
    expect([frame.first, frame.last]).toEqual([0, points.kind.length]);
    for (let i = 0; i < points.kind.length; i++) {
      const x = frame.x(places[points.tick[i] as number] as number);
      expect(x >= frame.left && x <= frame.right).toBe(true);
      for (const value of [points.low[i], points.high[i]] as number[]) {
        const y = frame.upper.y(value);
        expect(y >= frame.upper.top && y <= frame.upper.bottom).toBe(true);
      }
    }
    expect(frame.place(frame.x(31))).toBeCloseTo(31);
  });

  test("a window that would press the data flat is told, not drawn", () => {
    const wide = frameOf(look(model(TEXT.replaceAll("win=1000", "win=60000"))));
    expect([wide.edgeAbove, wide.windowAbove]).toEqual([60301, 60000]);
    const near = frameOf(look(model(TEXT.replaceAll("win=1000", "win=400"))));
    expect([near.edgeAbove, near.windowAbove]).toEqual([null, null]);
    const hidden = frameOf(
      look(model(TEXT.replaceAll("win=1000", "win=60000")), { hidden: new Set(["edge"]) }),
    );
    expect(hidden.edgeAbove).toBeNull();
  });

  test("without the octets in flight all of the height is for the numbers", () => {
    const frame = frameOf(look(model(), { hidden: new Set(["flight", "window"]) }));
    expect(frame.lower).toBeNull();
    expect(frame.upper.bottom).toBeGreaterThan(500);
  });

  test("the nearest point is meant, and none far away or hidden", () => {
    const frame = frameOf(look(model()));
    const x = frame.x(300);
    const y = frame.upper.y(150);
    expect(nearest(frame, x + 5, y, 14)).toBe(7);
    expect(nearest(frame, x + 50, y, 14)).toBe(-1);
    expect(nearest(frameOf(look(model(), { hidden: new Set(["again"]) })), x + 5, y, 14)).toBe(-1);
  });

  test("in the film nothing is seen of what is still to come", () => {
    const frame = frameOf(look(model(), { limit: 4 }));
    const { points } = frame.look.model;
    expect(Array.from(points.tick.slice(frame.first, frame.last))).toEqual([0, 1, 3]);
    expect(runsOf(frame, frame.look.model.direction.acked).map(({ end }) => end)).toEqual([frame.x(30)]);
  });
});

describe("drawing", () => {
  const inks = new Proxy({}, { get: (_, name) => `#${String(name)}` }) as never;

  function svg(of: GraphLook): string {
    const pen = svgPen(inks, "sans-serif", (text) => text.replaceAll("<", "&lt;"));
    drawGraph(pen, frameOf(of), { tick: 3, point: 2 });
    return pen.markup();
  }

  test("every kind of thing has its colour, and axes have their units", () => {
    const markup = svg(look(model()));
    for (const ink of ["sent", "again", "acked", "sack", "edge", "flight", "window", "mark", "grid"])
      expect(markup).toContain(`"#${ink}"`);
    for (const said of ["sequence number of C", "octets in flight", "time (ms)", "SYN", "100", "300"])
      expect(markup).toContain(said);
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("a title that is too long for the room beside the axis is read whole", () => {
    const title = (width: number) => {
      const found = /<text x="([\d.]+)"[^>]*font-size="([\d.]+)"[^>]*>sequence number/.exec(
        svg(look(model(), { width })),
      );
      return found?.slice(1).map(Number) ?? [];
    };
    expect(title(800)).toEqual([72, 12]);
    const [at = 0, size = 0] = title(320);
    expect(at).toBe(7);
    expect(size).toBeGreaterThan(10);
    expect(size).toBeLessThan(12);
  });

  test("what is hidden is not drawn", () => {
    const markup = svg(look(model(), { hidden: new Set(["sack", "again", "edge", "window"]) }));
    for (const ink of ["sack", "again", "edge", "window"]) expect(markup).not.toContain(`"#${ink}"`);
  });

  test("of a hundred thousand points no more is drawn than can be seen", () => {
    const many = manyPoints(100_000);
    const markup = svg(look(many));
    expect(many.points.kind.filter((kind) => kind === SENT).length).toBe(100_000);
    expect(many.points.kind.filter((kind) => kind === ACK).length).toBe(100_000);
    expect(markup.length).toBeLessThan(1.3 * svg(look(manyPoints(20_000))).length);
  });

  test("of many changes in one column of pixels the lowest, the highest and the last are seen", () => {
    const frame = frameOf(look(manyPoints(100_000)));
    const tick = Array.from({ length: 100_000 }, (_, i) => i);
    const runs = runsOf(frame, { tick, value: tick.map((at) => (at === 50_001 ? 0 : at)) });
    const [run = { end: 0, high: [], last: [], low: [], shared: 0, x: [] }] = runs;
    expect([runs.length, isCrowded(run), run.last.at(-1)]).toEqual([1, true, 99_999]);
    expect(run.x.length).toBeLessThan(1600);
    expect(run.low.slice(10)).toContain(0);
    expect(columnsOf(frame.upper, run).length).toBeLessThan(4 * 3200);
  });

  test("a value goes on until the next one, and ends where there is none", () => {
    const frame = frameOf(look(model()));
    const { places } = frame.look.model;
    const runs = runsOf(frame, { tick: [0, 2, 5, 8], value: [5, 9, null, 3] });
    const x = (tick: number) => frame.x(places[tick] as number);
    const { upper } = frame;
    expect(runs.map((run) => stepsOf(upper, run))).toEqual([
      [x(0), upper.y(5), x(0), upper.y(5), x(2), upper.y(5), x(2), upper.y(9), x(5), upper.y(9)],
      [x(8), upper.y(3), x(8), upper.y(3), frame.right, upper.y(3)],
    ]);
  });
});

/** Segments of 100 octets, each acknowledged at once. */
function manyPoints(segments: number): GraphModel {
  const base = model();
  const all = Array.from({ length: segments }, (_, i) => i);
  const none: number[] = [];
  const line = { tick: all.map((i) => 2 * i), value: all.map((i) => 100 * i) };
  const direction = {
    ...base.direction,
    sent: { tick: all.map((i) => 2 * i), low: all.map((i) => 100 * i), high: all.map((i) => 100 * i + 100) },
    acks: { tick: all.map((i) => 2 * i + 1), at: all.map((i) => 100 * i + 100) },
    sacks: { tick: none, low: none, high: none },
    ...{
      again: none,
      lost: none,
      syn: none,
      fin: none,
      reset: none,
      open: none,
      duplicate: none,
      closed: none,
    },
    ...{ acked: line, edge: line, flight: line, window: line, gaps: none },
  };
  const lines = Array.from({ length: 2 * segments }, (_, i) => i);
  return modelOf({ ...base.view, lines, times: lines.map((i) => i / 10) }, direction, false);
}

describe("scales", () => {
  test("ticks are round, within the range, and few", () => {
    expect(roundTicks(-0.5, 10.2, 6)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(roundTicks(0, 1, 5).map((tick) => tick.toFixed(1))).toEqual([
      "0.0",
      "0.2",
      "0.4",
      "0.6",
      "0.8",
      "1.0",
    ]);
    expect(roundTicks(0, 3, 9, 1)).toEqual([0, 1, 2, 3]);
    expect(roundTicks(5, 5, 9)).toEqual([5]);
  });

  test("numbers are written so that they can be read and told apart", () => {
    expect([0, 999, 1460, 12_345, 1_234_567, -5].map(grouped)).toEqual([
      "0",
      "999",
      "1460",
      "12\u2009345",
      "1\u2009234\u2009567",
      "−5",
    ]);
    expect([0, 0.023, 10.245, 1500, 343_000].map(timeText)).toEqual([
      "0",
      "23 µs",
      "10.245 ms",
      "1.5 s",
      "343 s",
    ]);
    expect([0.5, 50, 5000].map((span) => unitOf(span).name)).toEqual(["µs", "ms", "s"]);
    expect(tickTexts([0, 500, 1000], unitOf(3000))).toEqual(["0.0", "0.5", "1.0"]);
  });
});

describe("what is looked at", () => {
  function viewport() {
    const made = createGraphViewport(() => {});
    made.setWhole(0, 100, 1);
    return made;
  }

  test("grows round a place, which stays where it is, and never beyond the ends", () => {
    const made = viewport();
    expect(made.value()).toBe(0);
    made.by(4, 0);
    const { from, to } = made.range();
    expect(to - from).toBeCloseTo(26.5);
    expect((0 - from) / (to - from)).toBeCloseTo(3 / 106);
    made.pan(-5);
    expect(made.range().from).toBe(-3);
    made.by(1 / 1000);
    expect(made.range()).toEqual({ from: -3, to: 103 });
    expect(made.value()).toBe(0);
  });

  test("moves to a place that is not in sight, and only then", () => {
    const made = viewport();
    made.by(10, 50);
    expect(made.reveal(50)).toBe(false);
    expect(made.reveal(90)).toBe(true);
    const { from, to } = made.range();
    expect(from < 90 && 90 < to).toBe(true);
  });
});
