import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useHost } from "../../host/client";
import type { Host } from "../../host/host";
import { NoteFiles } from "./files.svelte";

let sent: string[] = [];
let refuse: string | null = null;
let restore = () => {};

beforeEach(() => {
  sent = [];
  refuse = null;
  const host: Host = {
    async invoke(name, input) {
      const { file_name } = input as { file_name: string };
      if (file_name === refuse) throw { code: "invalid", message: "no", fields: [] };
      sent.push(`${name} ${file_name}`);
      return { id: sent.length, name: file_name };
    },
    listen: () => () => {},
    setZoom: () => {},
  };
  restore = useHost(host);
});
afterEach(() => restore());

function file(name: string, size = 3): File {
  const made = new File(["abc"], name);
  Object.defineProperty(made, "size", { value: size });
  return made;
}

test("files are sent one after the other, and a refused one holds up no other", async () => {
  const files = new NoteFiles();
  refuse = "b.pdf";
  files.add([file("a.pdf"), file("b.pdf"), file("c.png")]);
  expect(files.underWay).toBe(3);
  await vi.waitFor(() => expect(files.underWay).toBe(0));
  expect(sent).toEqual(["add_attachment a.pdf", "add_attachment c.png"]);
  expect(files.kept.map(({ name }) => name)).toEqual(["a.pdf", "c.png"]);
  expect(files.problem).toBe("b.pdf: no");
});

test("a file that is too large is named with its size and never sent", () => {
  const files = new NoteFiles();
  files.add([file("scan.tif", 61_000_000)]);
  expect([files.all, sent]).toEqual([[], []]);
  expect(files.problem).toBe("scan.tif has 61 MB; at most 50 MB can be kept.");
});

test("what is removed is not part of the note", async () => {
  const files = new NoteFiles();
  files.add([file("a.pdf"), file("b.pdf")]);
  await vi.waitFor(() => expect(files.underWay).toBe(0));
  files.remove(files.all[0]?.key ?? 0);
  expect(files.kept.map(({ name }) => name)).toEqual(["b.pdf"]);
});
