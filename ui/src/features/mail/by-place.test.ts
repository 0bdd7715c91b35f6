import { expect, test, vi } from "vitest";
import type { MailId, MailRow } from "../../host/bindings";
import { type AskMail, mailByPlace } from "./by-place";

const HUNDRED = 100;

/** An outbox of so many messages, numbered down to 1, in pages as the host gives them. */
function outbox(total: number, counted = total) {
  return vi.fn<AskMail>(async (before) => {
    const newest = before === null ? total : Number(before) - 1;
    const length = Math.min(HUNDRED, newest);
    return { rows: Array.from({ length }, (_, i) => message(newest - i)), total: counted };
  });
}

function message(number: number): MailRow {
  return {
    id: number as MailId,
    about: "",
    target: null,
    to: "",
    subject: "",
    stage: "sent",
    stage_words: "",
    answer: "",
    written_words: "",
    can_cancel: false,
    can_try_again: false,
  };
}

const numbers = (rows: readonly MailRow[]) => [rows[0]?.id, rows.at(-1)?.id, rows.length];

test("a place is reached by the messages before it, and the way is walked once", async () => {
  const ask = outbox(450);
  const load = mailByPlace(ask);
  expect(numbers((await load(400, 200)).rows)).toEqual([50, 1, 50]);
  expect(ask.mock.calls.flat()).toEqual([null, 351, 251, 151, 51]);
  expect(numbers((await load(200, 200)).rows)).toEqual([250, 51, 200]);
  expect(ask.mock.calls.flat().slice(5)).toEqual([251, 151]);
});

test("the next rows are asked for from where the last ones ended", async () => {
  const ask = outbox(450);
  const load = mailByPlace(ask);
  await load(0, 200);
  await load(200, 200);
  expect(ask.mock.calls.flat()).toEqual([null, 351, 251, 151]);
});

test("a place inside a page of the host gives the rows from there on", async () => {
  const { rows, total } = await mailByPlace(outbox(450))(150, 100);
  expect([...numbers(rows), total]).toEqual([300, 201, 100, 450]);
});

test.each([
  [0, 0, [undefined, undefined, 0], 1],
  [100, 100, [100, 1, 100], 1],
  // One was taken out of the tab between the counting and the reading.
  [100, 101, [100, 1, 100], 2],
])("%i messages, counted as %i, are read to their end", async (total, counted, read, asked) => {
  const ask = outbox(total, counted);
  expect(numbers((await mailByPlace(ask)(0, 200)).rows)).toEqual(read);
  expect(ask).toHaveBeenCalledTimes(asked);
});
