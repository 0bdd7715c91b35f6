import type { Due, FollowUpId, FollowUpShown } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { moment } from "../../shared/day/day";
import type { MenuItem } from "../../shared/overlay/menu";
import { ask } from "../../shared/overlay/ask.svelte";
import { toasts } from "../../shared/overlay/toasts.svelte";

/** How long a snooze lasts; the morning is counted by the office's clock. */
export const SNOOZES = [
  { name: "Snooze 10 minutes", minutes: 10 },
  { name: "Snooze 1 hour", minutes: 60 },
] as const;

/** What a follow-up is to its acts: its id, and whom it is about. */
export type Answerable = Pick<FollowUpShown, "id" | "client_name">;

/** Keeps the reminder quiet for a while; the date stays. */
export async function snooze({ id, client_name }: Answerable, minutes: number): Promise<void> {
  await told("Snooze is not possible", async () => {
    const snoozed = await call("snooze_follow_up", { follow_up_id: id, minutes, to: null });
    saySnoozed(client_name, snoozed);
  });
}

/** Keeps the reminder quiet until tomorrow at nine. */
export async function snoozeToMorning({ id, client_name }: Answerable): Promise<void> {
  await told("Snooze is not possible", async () => {
    const snoozed = await call("snooze_follow_up", {
      follow_up_id: id,
      minutes: 0,
      to: "tomorrow_morning",
    });
    saySnoozed(client_name, snoozed);
  });
}

/** Finishes a follow-up without a note; Undo opens it again. */
export async function finish({ id, client_name }: Answerable): Promise<void> {
  await told("This is not done", async () => {
    await call("finish_follow_up", { follow_up_id: id });
    toasts.say(`${client_name}: done`, { undo: () => void reopen(id) });
  });
}

/**
 * Moves a follow-up to another day, as typed; Undo moves it back.
 *
 * @throws {AppError} with what is wrong, by field "day" and "time".
 */
export async function moveTo(
  { id, client_name }: Answerable,
  day: string,
  time: string,
): Promise<void> {
  const moved = await call("move_follow_up", { follow_up_id: id, day, time });
  const { previous_due } = moved;
  const words = `${client_name}: moved to ${moment(moved.due)}`;
  if (previous_due === null) toasts.say(words, { icon: "calendar-check" });
  else
    toasts.say(words, { icon: "calendar-check", undo: () => void moveBack(id, previous_due) });
}

/** The snoozes as lines of a menu. */
export function snoozeItems(followUp: Answerable): MenuItem[] {
  const items = SNOOZES.map(
    ({ name, minutes }): MenuItem => ({
      name,
      icon: "clock",
      run: () => void snooze(followUp, minutes),
    }),
  );
  return [
    ...items,
    {
      name: "Snooze to tomorrow, 9:00",
      icon: "sun-medium",
      run: () => void snoozeToMorning(followUp),
    },
  ];
}

async function reopen(id: FollowUpId): Promise<void> {
  await told("It could not be opened again", async () => {
    await call("reopen_follow_up", { follow_up_id: id });
  });
}

async function moveBack(id: FollowUpId, due: Due): Promise<void> {
  await told("It could not be moved back", async () => {
    await call("move_follow_up", { follow_up_id: id, day: due.day, time: due.time ?? "" });
  });
}

function saySnoozed(name: string, { snoozed_until }: FollowUpShown): void {
  const until = snoozed_until ? ` until ${moment(snoozed_until)}` : "";
  toasts.say(`${name}: quiet${until}`, { icon: "clock" });
}

/** Runs an act that has no form: a rule that says no is shown as one, a failure as one. */
async function told(title: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.code === "locked") return;
    if (thrown.code === "refused") ask.refuse({ title: `${title}.`, text: thrown.message });
    else toasts.say(`${title}. ${thrown.message}`, { icon: "circle-x" });
  }
}
