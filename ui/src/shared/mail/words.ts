import type { MailStage } from "../../host/bindings";
import type { Mark } from "../mark/mark";

/** Said once the computer's mail program has the draft. */
export const DRAFT_OPEN =
  "The draft is open in your mail program. Look at it and send it there.";
/** Said once the outbox has the message. */
export const QUEUED = "In the outbox. It goes out as soon as the server takes it.";

/** How each stage of a message is drawn. */
export const mailMarks = {
  waiting: { word: "Waits", icon: "clock", look: "" },
  handing_over: { word: "Going out", icon: "send", look: "acc" },
  sent: { word: "Sent", icon: "mail-check", look: "ok" },
  refused: { word: "Not sent", icon: "circle-x", look: "bad" },
  uncertain: { word: "Uncertain", icon: "triangle-alert", look: "warn" },
  cancelled: { word: "Taken back", icon: "undo-2", look: "" },
} as const satisfies Record<MailStage, Mark>;
