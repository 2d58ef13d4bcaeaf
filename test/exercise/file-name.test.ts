import { expect, test } from "vitest";
import { fileName } from "../../src/exercise/file-name.js";

test.each([
  ["01.tcpflow", "01.tcpflow"],
  ["../../etc/passwd", "passwd"],
  ["..\\..\\secret.tcpflow", "secret.tcpflow"],
  ["/root/.ssh/id", "id"],
  ["C:\\Users\\a.tcpflow", "a.tcpflow"],
  ["file:///etc/passwd", "passwd"],
  ["a/../b/", ""],
])("of %j only %j counts", (path, name) => {
  expect(fileName(path)).toBe(name);
});
