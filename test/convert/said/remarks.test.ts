/** What a remark beside a drawing tells of the end it stands at: `remarks.txt`, a remark a line, beside a client C. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { DrawnStatement } from "../../../src/convert/drawn.js";
import { Cast } from "../../../src/convert/said/cast.js";
import { toldOf } from "../../../src/convert/said/told.js";

const remarks = readFileSync(path.join(import.meta.dirname, "remarks.txt"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("  ⇒  ") as [string, string]);

function written(statement: DrawnStatement): string {
  const beside = "remark" in statement && statement.remark ? ` # ${statement.remark}` : "";
  switch (statement.type) {
    case "claim":
      return `${statement.ends.join(", ")}: ${statement.from ? `${statement.from} -> ` : ""}${statement.state}${beside}`;
    case "event":
      return `${statement.end}: ${statement.event}${beside}`;
    case "note":
      return `note ${statement.over.join(", ")}: ${statement.text}`;
    default:
      return statement.type;
  }
}

test.each(remarks)("%s", (remark, tells) => {
  const cast = new Cast();
  const client = cast.add("C", "客户端");
  cast.add("S", "服务器");
  expect(toldOf(remark, [client], cast, 0).map(written).join(" | ")).toBe(tells);
});
