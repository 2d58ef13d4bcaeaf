/** What is right only because something else is meant than what is drawn, and the language of a lesson's answer. */

import { expect, test } from "vitest";
import { isRefuted } from "../../src/check/analyze.js";
import { likeness } from "../../src/exercise/align.js";
import { judge } from "../../src/exercise/judge.js";
import { parse } from "../../src/language/parser.js";
import { exerciseAt } from "./random/trial.js";

const FIND = 22;

test("a mistake is not corrected where a line below is right only as an acknowledgment that lags", () => {
  const { text, key } = exerciseAt(FIND);
  expect(judge(text, key)[0]?.solved).toBe(true);
  const lagging = key.replace(/PSH\+ACK(?=.*len=)/, "FIN+ACK");
  expect(lagging).not.toBe(key);
  const [result] = judge(text, lagging);
  expect(result?.solved).toBe(false);
  expect(result?.marks.some(({ misconception }) => misconception === "still-wrong")).toBe(true);
});

test("an answer is most like the template in its own language", () => {
  const [english, chinese] = ["Fill in", "填空"].map((title) => `exercise "${title}"\nC -> S: SYN seq=?\n`);
  const answer = `answers "01.tcpflow"\n${chinese?.replace("?", "x")}`;
  expect(likeness(chinese ?? "", answer)).toBeGreaterThan(likeness(english ?? "", answer));
});

test("what is wrong is refuted early, and what is right is not", () => {
  const refuted = (text: string) => {
    const document = parse(text);
    return document.flows.map((flow) => isRefuted(document, flow));
  };
  const handshake = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
  expect(refuted(handshake)).toEqual([false]);
  expect(refuted(handshake.replace("ack=y+1", "ack=y"))).toEqual([true]);
  // A line that says nothing yet may excuse what is below it.
  expect(refuted(`?\n${handshake.replace("ack=y+1", "ack=y")}`)).toEqual([false]);
});
