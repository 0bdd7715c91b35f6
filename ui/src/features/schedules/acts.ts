import type {
  AttachmentId,
  DebtorId,
  ScheduleCheck,
  ScheduleDocument,
  ScheduleId,
  ScheduleLineId,
  SchedulePage,
  SchedulePaper,
} from "../../host/bindings";
import { call } from "../../host/client";
import { base64Of } from "../../shared/form/files";
import { tellSaved, tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";
import { mailer } from "../../shared/state/mailer.svelte";
import { paperNames } from "./words";

/** What can be done about a check. */
export type CheckActs = {
  verify: (check: ScheduleCheck) => void;
  attach: (check: ScheduleCheck, document: ScheduleDocument) => void;
  /** Rejects with the reason why it was not kept. */
  override: (check: ScheduleCheck, reason: string) => Promise<void>;
  takeBack: (check: ScheduleCheck) => void;
  goToLine: (check: ScheduleCheck) => void;
  openDebtor: (debtorId: DebtorId) => void;
  openTerms: () => void;
  openClient: () => void;
  openSchedule: (scheduleId: ScheduleId) => void;
};

/** A file that is to hang on a schedule, or on one of its lines. */
export type Hung = {
  readonly scheduleId: ScheduleId;
  readonly lineId: ScheduleLineId | null;
  readonly document: ScheduleDocument;
};

/** Opens a message that a paper of the schedule hangs on. */
export function mailPaper(scheduleId: ScheduleId, number: string, paper: SchedulePaper): void {
  mailer.open({
    about: { kind: "schedule", schedule_id: scheduleId, paper },
    title: `Mail the ${paperNames[paper].toLowerCase()} of ${number}`,
  });
}

/** Keeps a file in the vault. */
export async function keepFile(file: File): Promise<AttachmentId> {
  const data = await base64Of(file);
  const kept = await call("add_attachment", { file_name: file.name, data });
  return kept.id;
}

/** Hangs a file on a schedule or a line. */
export async function hangFile(file: File, hung: Hung): Promise<SchedulePage> {
  const attachment_id = await keepFile(file);
  return call("attach_to_schedule", {
    schedule_id: hung.scheduleId,
    line_id: hung.lineId,
    attachment_id,
    document: hung.document,
  });
}

/** Saves a paper where the user says. */
export async function savePaper(schedule_id: ScheduleId, paper: SchedulePaper): Promise<void> {
  try {
    const saved = await call("save_schedule_pdf", { schedule_id, paper });
    tellSaved(saved);
  } catch (thrown) {
    tellWhy(thrown, "The PDF was not saved");
  }
}

/** Prints a paper. */
export async function printPaper(schedule_id: ScheduleId, paper: SchedulePaper): Promise<void> {
  try {
    await call("print_schedule", { schedule_id, paper });
    toasts.say("The paper was handed to the printer", { icon: "printer" });
  } catch (thrown) {
    tellWhy(thrown, "The PDF was not printed");
  }
}

/** Saves the instruction for the bank where the user says. */
export async function saveInstruction(schedule_id: ScheduleId): Promise<void> {
  try {
    const saved = await call("save_payment_instruction", { schedule_id });
    tellSaved(saved);
  } catch (thrown) {
    tellWhy(thrown, "The instruction was not saved");
  }
}
