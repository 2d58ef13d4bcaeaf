import { expect, test } from "vitest";
import { answerCopy, answerName } from "../../src/exercise/path.js";
import { hasSameTitles } from "../../src/exercise/same-titles.js";

test("unsaved templates come by the same name: a copy that is there is gone on with only if it is of the same exercise", () => {
  expect(answerName("Untitled-1", 2)).toBe("Untitled-1-2.answer.tcpflow");
  const first = 'exercise "Handshake · 7"\nC -> S: SYN seq=?\n';
  expect(hasSameTitles(answerCopy(first, "Untitled-1").replace("?", "x"), first)).toBe(true);
  expect(hasSameTitles(answerCopy(first, "Untitled-1"), first.replace("7", "8"))).toBe(false);
});
