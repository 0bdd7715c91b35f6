import { paperNames } from "../features/schedules/words";
import type { SchedulePage, SchedulePaper } from "../host/bindings";
import type { Line } from "../shared/grid/types";
import type { Verb } from "../shared/keys/verbs.svelte";
import { composer } from "../shared/state/composer.svelte";

/** What the page of a schedule does. */
export type ScheduleDeskActs = {
  /** Submits a draft, or opens the yes to the funding. */
  next: () => void;
  paste: () => void;
  importFile: () => void;
  attach: () => void;
  sendBack: () => void;
  withdraw: () => void;
  reverse: () => void;
  toggleLine: () => void;
  showExtras: () => void;
  show: (tab: string) => void;
  instruction: () => void;
  print: (paper: SchedulePaper) => void;
  save: (paper: SchedulePaper) => void;
  mail: (paper: SchedulePaper) => void;
  client: () => void;
  /** To its debtors: a notice of assignment, or a verification letter. */
  letters: (kind: "notice_of_assignment" | "verification") => void;
};

const GROUP = "This schedule";

/** Everything that can be done on the page of a schedule, for keys and palette. */
export function scheduleVerbs(
  page: SchedulePage,
  tab: string,
  line: Line | undefined,
  acts: ScheduleDeskActs,
): Verb[] {
  const paper: SchedulePaper = tab === "funding_report" ? "funding_report" : "schedule_of_accounts";
  const noun = paperNames[paper].toLowerCase();
  const isLeftOut = line?.values["decision"] === "reject";
  const isFunded = page.funding !== null;
  return [
    {
      id: "schedule.note",
      name: "Log a note",
      group: GROUP,
      icon: "notebook-pen",
      run: () => composer.open({ subject: { kind: "schedule", id: page.id } }),
    },
    {
      id: "schedule.next",
      name: page.stage === "draft" ? "Submit the schedule" : "Fund the schedule",
      group: GROUP,
      keys: "Ctrl+Shift+Enter",
      icon: page.stage === "draft" ? "file-stack" : "banknote-arrow-up",
      when: () => !isFunded,
      run: acts.next,
    },
    ...editing(page, acts),
    {
      id: "schedule.line",
      name: isLeftOut ? "Take the line back in" : "Leave the line out",
      group: GROUP,
      icon: "minus",
      when: () => page.can_edit && line !== undefined,
      run: acts.toggleLine,
    },
    {
      id: "schedule.print",
      name: `Print the ${noun}`,
      group: GROUP,
      keys: "Ctrl+P",
      icon: "printer",
      run: () => acts.print(paper),
    },
    {
      id: "schedule.save-pdf",
      name: "Save the paper as PDF",
      group: GROUP,
      keys: "Ctrl+S",
      icon: "file-down",
      when: () => isFunded,
      run: () => acts.save(paper),
    },
    {
      id: "schedule.mail",
      name: `Mail the ${noun}`,
      group: GROUP,
      keys: "Ctrl+Shift+E",
      icon: "send",
      when: () => isFunded,
      run: () => acts.mail(paper),
    },
    history(acts),
    ...funded(page, acts),
    {
      id: "schedule.notices",
      name: "Notices of assignment to its debtors",
      group: GROUP,
      icon: "mail",
      run: () => acts.letters("notice_of_assignment"),
    },
    {
      id: "schedule.verifications",
      name: "Verification letters to its debtors",
      group: GROUP,
      icon: "mail",
      run: () => acts.letters("verification"),
    },
    {
      id: "schedule.client",
      name: "Go to the client",
      group: GROUP,
      icon: "building-2",
      run: acts.client,
    },
  ];
}

function editing(page: SchedulePage, acts: ScheduleDeskActs): Verb[] {
  const canEdit = () => page.can_edit;
  return [
    {
      id: "schedule.paste",
      name: "Paste rows",
      group: GROUP,
      icon: "clipboard-paste",
      when: canEdit,
      run: acts.paste,
    },
    {
      id: "schedule.import",
      name: "Import a CSV file",
      group: GROUP,
      icon: "file-spreadsheet",
      when: canEdit,
      run: acts.importFile,
    },
    {
      id: "schedule.attach",
      name: "Attach files",
      group: GROUP,
      icon: "paperclip",
      when: () => page.funding === null,
      run: acts.attach,
    },
    {
      id: "schedule.extras",
      name: "Show tax, retainage and discount",
      group: GROUP,
      icon: "table-2",
      run: acts.showExtras,
    },
    {
      id: "schedule.send-back",
      name: "Send back",
      group: GROUP,
      icon: "undo-2",
      when: () => page.can_send_back,
      run: acts.sendBack,
    },
    {
      id: "schedule.withdraw",
      name: "Withdraw the schedule",
      group: GROUP,
      icon: "archive",
      when: () => page.can_withdraw,
      run: acts.withdraw,
    },
  ];
}

function history(acts: ScheduleDeskActs): Verb {
  return {
    id: "schedule.tab.history",
    name: "Show the history of the schedule",
    group: GROUP,
    icon: "history",
    run: () => acts.show("history"),
  };
}

function funded(page: SchedulePage, acts: ScheduleDeskActs): Verb[] {
  const isFunded = () => page.funding !== null;
  const tabs = [
    ["invoices", "Show the invoices"],
    ["schedule_of_accounts", "Show the schedule of accounts"],
    ["funding_report", "Show the funding report"],
  ] as const;
  return [
    ...tabs.map(([tab, name]) => ({
      id: `schedule.tab.${tab}`,
      name,
      group: GROUP,
      icon: "file-text" as const,
      when: isFunded,
      run: () => acts.show(tab),
    })),
    {
      id: "schedule.instruction",
      name: "Save the payment instruction",
      group: GROUP,
      icon: "landmark",
      when: () => page.funding !== null && page.funding.method !== "check",
      run: acts.instruction,
    },
    {
      id: "schedule.reverse",
      name: "Reverse the funding",
      group: GROUP,
      icon: "undo-2",
      when: () => page.funding?.can_reverse ?? false,
      run: acts.reverse,
    },
  ];
}
