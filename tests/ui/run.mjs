// Runs the specs named, or all. What fails is run once more alone: a spec that passes then is
// told as unsteady, because it found a race somewhere, and does not hold up everything else.

import { readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Runs these files one after the other; the failed tests of each file by its path. */
async function runAll(files) {
  const failed = new Map();
  const events = run({ files, concurrency: 1 });
  events.on("test:fail", ({ name, file, details }) => {
    // A file counts as a test of its own, which fails with each of its tests.
    const isOfFile = details.error?.failureType === "subtestsFailed";
    if (!isOfFile) failed.set(file, [...(failed.get(file) ?? []), name]);
  });
  for await (const part of events.compose(new spec())) process.stdout.write(part);
  return failed;
}

const named = process.argv.slice(2);
const all = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.mjs"));
const wanted = named.length > 0 ? named : all.sort();
const files = wanted.map((name) => `${import.meta.dirname}/${name}`);
const first = await runAll(files);
if (first.size > 0) {
  console.log(`\nOnce more, alone: ${[...first.keys()].join(", ")}\n`);
  const second = await runAll([...first.keys()]);
  for (const [file, names] of first) {
    const fails = second.get(file) ?? [];
    for (const name of names.filter((one) => !fails.includes(one)))
      console.log(`UNSTEADY, failed once and then passed: ${name} (${file})`);
  }
  if (second.size > 0) process.exitCode = 1;
}
