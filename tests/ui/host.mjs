// The test host: the same commands as in the desktop app, over HTTP on loopback.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "..", "..");
const startLimit = 30_000; // milliseconds

/** The program that `cargo xtask test browser` has built. */
function program() {
  const named = process.env.FACTORDESK_TESTHOST;
  if (named) return named;
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const ending = process.platform === "win32" ? ".exe" : "";
  return join(target, "debug", `factor-testhost${ending}`);
}

/**
 * Starts a host on a free port, with a folder of its own for its vaults.
 * `options` are further arguments of the host.
 */
export async function startHost(options = []) {
  const folder = await mkdtemp(join(tmpdir(), "factordesk-spec-"));
  const ui = process.env.FACTORDESK_UI ?? join(root, "ui", "dist");
  const args = ["serve", "--port", "0", "--dir", folder, "--ui", ui, ...options];
  const child = spawn(program(), args, { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  child.stderr.on("data", (bytes) => said.push(bytes));
  const ended = new Promise((done) => child.once("close", done));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await address(child, said), folder, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** The host says its address in its first line. */
function address(child, said) {
  return new Promise((found, failed) => {
    const why = (what) => new Error(`the test host ${what}: ${Buffer.concat(said)}`);
    const timer = setTimeout(() => failed(why("never said its address")), startLimit);
    child.once("error", (cause) => failed(why(`cannot be started (${cause.message})`)));
    child.once("close", (code) => failed(why(`ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (!url) return;
      clearTimeout(timer);
      found(url);
    });
  });
}
