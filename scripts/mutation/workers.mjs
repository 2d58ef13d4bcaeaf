// A few processes that each do one job after another; one that hangs or dies is replaced.

import { fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("worker.mjs", import.meta.url));

/** A mutant that eats memory shall not take long over it. */
const NODE = ["--max-old-space-size=2048", "--no-warnings"];

const NICE = 5;

/** Answers each job by what `done(job, answer)` gets: what the worker said, or `{ timeout: true }`. */
export async function doAll(jobs, { args, count, done, env, msOf }) {
  const queue = [...jobs];
  await Promise.all(
    Array.from({ length: count }, async () => {
      let worker;
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        worker ??= startWorker(args, env);
        const answer = await ask(worker, job, msOf);
        if (answer.timeout) {
          worker.kill("SIGKILL");
          worker = undefined;
        }
        done(job, answer);
      }
      worker?.kill();
    }),
  );
}

function startWorker(args, env) {
  const worker = fork(WORKER, args, {
    env: { ...process.env, ...env },
    execArgv: NODE,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  setPriority(worker.pid, NICE);
  return worker;
}

/** Each step of a job has its own time. */
function ask(worker, job, msOf) {
  return new Promise((resolve) => {
    let step;
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end({ step, timeout: true }), msOf(job, step));
    };
    const end = (answer) => {
      clearTimeout(timer);
      worker.off("message", hear);
      worker.off("exit", died);
      resolve(answer);
    };
    const died = () => end({ step, timeout: true });
    const hear = (message) => {
      if (Object.keys(message).length > 1 || message.step === undefined) return end(message);
      step = message.step;
      wait();
    };
    worker.on("message", hear);
    worker.on("exit", died);
    wait();
    worker.send(job);
  });
}
