import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv, writeCsv } from "../../src/teaching/csv.js";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝cmd|' /C calc'!A0", "\r=1"])(
  "%j is text to a spreadsheet, not a formula",
  (value) => {
    const [, [cell = ""] = []] = readCsv(
      writeCsv([
        ["a", "b"],
        [value, "x"],
      ]),
    );
    expect(cell).toBe(`'${value}`);
  },
);

test("a number of ours stays one", () => {
  expect(writeCsv([[-3, null, "x"]])).toBe("-3,,x\r\n");
});

test("whatever stands in a cell, the table keeps its cells", () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ",", "\r\n", '",="', "名,字"));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const read = readCsv(writeCsv([["a", "b"], ...rows])).slice(1);
      expect(read.map((row) => row.map((one) => one.replace(/^'/, "")))).toEqual(
        rows.map((row) => row.map((one) => one.replace(/^'/, ""))),
      );
    }),
    { seed: 5 },
  );
});
