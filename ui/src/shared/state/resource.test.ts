import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announceChanges, AppError, call, useHost } from "../../host/client";
import { commands } from "../../host/bindings";
import type { Host } from "../../host/host";
import { Resource } from "./resource.svelte";
import { status } from "./status.svelte";

// Two commands beside the real ones: a list, and a change that makes it stale.
vi.mock("../../host/bindings", () => ({
  commands: {
    vault_status: { kind: "session", reads: [], changes: [] },
    list: { kind: "read", reads: ["clients"], changes: [] },
    rename: { kind: "change", reads: [], changes: ["clients"] },
    note: { kind: "change", reads: [], changes: ["notes"] },
  },
}));
type Fake = "vault_status";
const [LIST, RENAME, NOTE] = ["list", "rename", "note"] as unknown as [Fake, Fake, Fake];

let sent: { name: string; requestId: string }[] = [];
let answers: Record<string, () => Promise<unknown>> = {};
let restore = () => {};

beforeEach(() => {
  sent = [];
  answers = { list: async () => ["a"], rename: async () => ({}), note: async () => ({}) };
  const host: Host = {
    invoke(name, _input, requestId) {
      sent.push({ name, requestId });
      return answers[name]?.() ?? Promise.reject("no such command");
    },
    listen: () => () => {},
    setZoom: () => {},
  };
  restore = useHost(host);
});
afterEach(() => restore());

/** Longer than a resource waits before it reads again. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
const reads = () => sent.filter((one) => one.name === "list").length;

test("a change of its tag reads a resource again, once; another change does not", async () => {
  expect(Object.keys(commands)).toContain("list");
  const list = new Resource(LIST);
  const stop = list.follow();
  await list.ask({});
  expect([list.value, list.isFirst, reads()]).toEqual([["a"], false, 1]);

  await call(NOTE, {});
  await pause();
  expect(reads()).toBe(1);

  answers["list"] = async () => ["b"];
  await call(RENAME, {});
  announceChanges(["clients"]);
  await vi.waitFor(() => expect(list.value).toEqual(["b"]));
  stop();
  await call(RENAME, {});
  await pause();
  expect(reads()).toBe(2);
});

test("a change that failed reads nothing again", async () => {
  const list = new Resource(LIST);
  const stop = list.follow();
  await list.ask({});
  answers["rename"] = () =>
    Promise.reject({
      code: "refused",
      message: "not now",
      fields: [{ field: "name", message: "too long" }],
    });
  await expect(call(RENAME, {})).rejects.toMatchObject({
    code: "refused",
    fields: { name: "too long" },
  });
  await pause();
  expect(reads()).toBe(1);
  stop();
});

test("a failed read keeps the old value and says why", async () => {
  const list = new Resource(LIST);
  await list.ask({});
  answers["list"] = () => Promise.reject("the channel is gone");
  await list.reload();
  expect(list.value).toEqual(["a"]);
  expect(list.error).toBeInstanceOf(AppError);
  expect(list.error?.code).toBe("no_answer");
});

test("an answer that was overtaken is dropped", async () => {
  const waiting: ((rows: string[]) => void)[] = [];
  answers["list"] = () => new Promise((resolve) => waiting.push(resolve));
  const list = new Resource(LIST);
  const [first, second] = [list.ask({}), list.ask({})];
  waiting[1]?.(["new"]);
  waiting[0]?.(["old"]);
  await Promise.all([first, second]);
  expect(list.value).toEqual(["new"]);
});

test("every call has a request id of its own", async () => {
  await call(RENAME, {});
  await call(RENAME, {});
  const ids = sent.map((one) => one.requestId);
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("saved is said only after the change is done, and a failure is said too", async () => {
  const stop = status.follow();
  let finish = (_: unknown) => {};
  answers["rename"] = () => new Promise((resolve) => (finish = resolve));
  const renamed = call(RENAME, {});
  expect(status.save.step).toBe("saving");
  finish({});
  await renamed;
  expect(status.save).toMatchObject({ step: "saved", isDraft: false });

  answers["rename"] = () => Promise.reject({ code: "disk_full", message: "the disk is full" });
  await call(RENAME, {}).catch(() => {});
  expect(status.save.step).toBe("failed");
  stop();
});

test("a refused change leaves what was said of the one before", async () => {
  const stop = status.follow();
  answers["rename"] = () => Promise.resolve({});
  await call(RENAME, {});
  const saved = status.save;
  answers["rename"] = () => Promise.reject({ code: "refused", message: "not allowed yet" });
  await call(RENAME, {}).catch(() => {});
  expect(status.save).toEqual(saved);
  stop();
});

test("a read while the vault is locked is told to the root, not to the status bar", async () => {
  const stop = status.follow();
  const [before, save] = [status.lockedAnswers, status.save];
  answers["list"] = () => Promise.reject({ code: "locked", message: "the vault is locked" });
  await new Resource(LIST).ask({});
  expect(status.lockedAnswers).toBe(before + 1);
  expect(status.save).toEqual(save);
  stop();
});
