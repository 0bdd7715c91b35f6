import type { FileSaved, MailAbout } from "../../host/bindings";
import type { IconName } from "../icons/paths";

/** Where something that takes a yes stands. */
export type BookedState = "prepared" | "booked" | "reversed" | "discarded";

/** The paper of what is booked. */
export type BookedPaper = {
  /** "report": what sentences call it. */
  noun: string;
  /** "Settlement report" */
  title: string;
  /** What is unharmed if it cannot be made. */
  safe: string;
  save: () => Promise<FileSaved>;
  print: () => Promise<unknown>;
  /** As what it goes out by mail. */
  mailed: () => MailAbout;
};

/** A way of ending it, which asks for a reason. */
export type Ending = {
  title: string;
  effects: readonly string[];
  run: (reason: string) => Promise<unknown>;
  /** Said once it is done. */
  done: string;
};

/** What can be done with it, by its state. */
export type BookedSteps = {
  confirm: () => Promise<unknown>;
  confirmed: { text: string; icon: IconName };
  notConfirmed: string;
  reverse: Ending;
  discard: Ending;
};
