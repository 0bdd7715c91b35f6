import type { Due, FollowUpId, FollowUpShown } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { moment } from "../../shared/day/day";
import { counted } from "../../shared/money/money";
import type { MenuItem } from "../../shared/overlay/menu";
import { ask } from "../../shared/overlay/ask.svelte";
import { toasts } from "../../shared/overlay/toasts.svelte";

/** How long a snooze lasts; the use-cases count the morning by the office's clock. */
export const SNOOZES = [
  { name: "Snooze 10 minutes", minutes: 10, icon: "clock" },
  { name: "Snooze 1 hour", minutes: 60, icon: "clock" },
  { name: "Snooze to tomorrow, 9:00", minutes: null, icon: "sun-medium" },
] as const;

/** What a follow-up is to its acts: its id, and whom it is about. */
export type Answerable = Pick<FollowUpShown, "id" | "client_name">;

/** Keeps the reminder quiet for minutes, or until tomorrow at nine; the date stays. */
export async function snooze(
  { id, client_name }: Answerable,
  minutes: number | null,
): Promise<void> {
  await told("Snooze is not possible", async () => {
    const { snoozed_until } = await call("snooze_follow_up", { follow_up_id: id, minutes });
    saySnoozed({ client_name, snoozed_until });
  });
}

/** Says until when a reminder is quiet, also when a notification was asked for it. */
export function saySnoozed(of: Pick<FollowUpShown, "client_name" | "snoozed_until">): void {
  const until = of.snoozed_until ? ` until ${moment(of.snoozed_until)}` : "";
  toasts.say(`${of.client_name}: quiet${until}`, { icon: "clock" });
}

/** Puts off everything that has come due, as long as the person usually snoozes. */
export async function snoozeAll(): Promise<void> {
  await told("Snooze is not possible", async () => {
    const { count, until } = await call("snooze_reminders", { minutes: null });
    const what = counted(count, "reminder is", "reminders are");
    toasts.say(`${what} quiet until ${moment(until)}`, { icon: "clock" });
  });
}

/** Finishes a follow-up without a note; Undo opens it again. */
export async function finish({ id, client_name }: Answerable): Promise<void> {
  await told("This is not done", async () => {
    await call("finish_follow_up", { follow_up_id: id });
    sayDone({ id, client_name });
  });
}

/** Says that a follow-up is done, also by a notification; Undo opens it again. */
export function sayDone({ id, client_name }: Answerable): void {
  toasts.say(`${client_name}: done`, { undo: () => void reopen(id) });
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
  return SNOOZES.map(({ name, minutes, icon }) => ({
    name,
    icon,
    run: () => void snooze(followUp, minutes),
  }));
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
