import { describe, expect, test } from "vitest";
import { flowOfLadder } from "../../src/convert/ladder/ladder.js";

const HEAD = "kind t_send_ms t_recv_ms conn A_state dir_or_call flags seq ack len win B_state".split(" ");

/** Rows of a ladder, their cells in the order of HEAD with `.` for an empty one and `_` for a blank. */
function convert(...rows: readonly string[]) {
  const cells = rows.map((row) =>
    row.split(" ").map((cell) => (cell === "." ? "" : cell.replaceAll("_", " "))),
  );
  const ladder = [HEAD, ...cells].map((line) => line.join("\t")).join("\n");
  return flowOfLadder("test", ladder, { A: "", B: "" });
}

function lines(...rows: readonly string[]): readonly string[] {
  return convert(...rows)
    .text.trimEnd()
    .split("\n")
    .slice(1);
}

const LISTEN = "app 0 . 1-2 . B:_passive_OPEN . . . . . LISTEN";
const OPEN = "app 1 . 1-2 SYN-SENT A:_active_OPEN . . . . . .";

describe("arrows", () => {
  test.each([
    ["lost", "seg 2 . 1-2 . A>B SYN 7 0 0 9 LOST", ["@2ms A -x B: SYN seq=7 len=0 win=9"]],
    ["straight", "seg 2 3 1-2 . A>B SYN 7 0 0 9 .", ["@2ms A -> B: SYN seq=7 len=0 win=9"]],
    [
      "twice",
      "seg 2 3|4 1-2 . A>B SYN 7 0 0 9 .",
      ["@2ms A -> B: SYN seq=7 len=0 win=9 as a1", "@4ms deliver a1"],
    ],
    ["injected", "seg . 3 1-2 . A>B SYN 7 0 0 9 .", ["@3ms old A -> B: SYN seq=7 len=0 win=9"]],
    ["no flags", "seg 2 3 1-2 . A>B . 7 0 4 9 .", ["@2ms A -> B: NONE seq=7 len=4 win=9"]],
  ])("%s", (_, row, expected) => {
    expect(lines(LISTEN, row).slice(-expected.length)).toEqual(expected);
  });

  test("segments that cross are delivered by name", () => {
    const crossing = ["seg 2 12 1-2 . A>B SYN 7 0 0 9 .", "seg 3 13 1-2 . B>A SYN 8 0 0 9 ."];
    expect(lines(...crossing).slice(-4)).toEqual([
      "@2ms A ~> B: SYN seq=7 len=0 win=9 as a1",
      "@3ms B ~> A: SYN seq=8 len=0 win=9 as b1",
      "@12ms deliver a1",
      "@13ms deliver b1",
    ]);
  });
});

describe("calls", () => {
  test("one that is written down late stands before its segments", () => {
    const data = ["seg 2 9 1-2 . A>B PSH,ACK 7 1 4 9 .", "app 3 . 1-2 . A:_SEND_4 . . . . . ."];
    expect(lines(...data).slice(-2)).toEqual([
      "@2ms A: send 4",
      "@2ms A -> B: PSH+ACK seq=7 ack=1 len=4 win=9",
    ]);
  });

  test("one without a connection belongs to the one whose segment it brings forth", () => {
    const two = ["app 1 . . . A:_active_OPEN . . . . . .", "seg 2 3 5-2 . A>B SYN 7 0 0 9 ."];
    const other = ["app 4 . . . A:_active_OPEN . . . . . .", "seg 5 6 6-2 . A>B SYN 7 0 0 9 ."];
    expect(lines(...two, ...other).filter((line) => line.endsWith("open"))).toEqual([
      "@1ms A5: open",
      "@4ms A6: open",
    ]);
  });

  test("what the language has no word for is a note", () => {
    expect(lines(OPEN, "app 2 . 1-2 . A:_connect_->_Refused . . . . . .").at(-1)).toBe(
      "@2ms note A: connect: Refused",
    );
  });

  test("where reads are not shown, none is written", () => {
    const read = "app 9 . 1-2 . B:_RECEIVE_->_EOF . . . . . .";
    const data = "seg 2 3 1-2 . A>B PSH,ACK 7 1 4 9 .";
    expect(lines(data, read).at(-1)).toBe("@9ms note B: RECEIVE: EOF");
    expect(lines(data, "app 8 . 1-2 . B:_RECEIVE_->_4 . . . . . .", read).slice(-2)).toEqual([
      "@8ms B: receive 4",
      "@9ms B: receive",
    ]);
  });
});

describe("timers", () => {
  test.each([
    ["one that sends again keeps its name", "timer 9 . 1-2 SYN-SENT A:_RTO . . . . . .", "timeout rto"],
    ["one that ends the connection is the user's", "timer 9 . 1-2 CLOSED A:_RTO . . . . . .", "timeout user"],
  ])("%s", (_, row, expected) => {
    expect(lines(OPEN, row)).toContain(`@9ms A: ${expected}`);
  });
});

describe("states", () => {
  test("are claimed where they were sampled", () => {
    const { text, sampled, claimed } = convert(
      LISTEN,
      OPEN,
      "seg 2 9 1-2 SYN-SENT A>B SYN 7 0 0 9 SYN-RECEIVED",
    );
    expect(text).toContain("@2ms A -> B: SYN seq=7 len=0 win=9\n  A: SYN-SENT\n  B: SYN-RECEIVED\n");
    expect([claimed, sampled]).toEqual([4, 4]);
  });

  test.each([
    ["early", "app 1 . 1-2 ESTABLISHED A:_active_OPEN . . . . . ."],
    ["late", "app 1 . 1-2 CLOSED A:_active_OPEN . . . . . ."],
  ])("a sample taken too %s is not claimed", (_, open) => {
    expect(convert(open, "seg 2 . 1-2 SYN-SENT A>B SYN 7 0 0 9 LOST")).toMatchObject({
      claimed: 1,
      sampled: 2,
    });
  });
});
