import type { MailFinding, MailId } from "../../host/bindings";
import { call } from "../../host/client";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";

/** Takes back a message that has not gone out. */
export async function cancel(id: MailId): Promise<void> {
  try {
    await call("cancel_mail", { mail_id: id });
    toasts.say("The message was taken back.", { icon: "undo-2" });
  } catch (thrown) {
    tellWhy(thrown, "The message was not taken back");
  }
}

/** Puts a message that waits or was refused at the head of the queue. */
export async function retry(id: MailId): Promise<void> {
  try {
    await call("retry_mail", { mail_id: id });
    toasts.say("The message is tried again now.", { icon: "send" });
  } catch (thrown) {
    tellWhy(thrown, "The message is not tried again");
  }
}

/** Keeps what a person found out about a message that nobody knew of. */
export async function decide(id: MailId, finding: MailFinding): Promise<void> {
  try {
    await call("decide_mail", { mail_id: id, finding });
    toasts.say(
      finding === "arrived" ? "Noted: the message arrived." : "The message is sent again.",
    );
  } catch (thrown) {
    tellWhy(thrown, "Nothing was noted");
  }
}

/** Saves the exact message as a file. */
export async function save(id: MailId): Promise<void> {
  try {
    const { name } = await call("save_mail_message", { mail_id: id });
    if (name !== null) toasts.say(`${name} is saved`);
  } catch (thrown) {
    tellWhy(thrown, "The message was not saved");
  }
}
