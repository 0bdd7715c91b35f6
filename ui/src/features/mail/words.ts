import type { MailTab, MailTabs } from "../../host/bindings";

/** The tabs of the outbox, in their order. */
export const tabs: readonly { tab: MailTab; name: string }[] = [
  { tab: "all", name: "All" },
  { tab: "waiting", name: "Waiting" },
  { tab: "undecided", name: "To decide" },
  { tab: "sent", name: "Sent" },
];

/** The tab that a place names. */
export function tabOf(value: string | undefined): MailTab {
  return tabs.find(({ tab }) => tab === value)?.tab ?? "all";
}

/** How many messages a tab holds. */
export function countOf(counts: MailTabs, tab: MailTab): number {
  return counts[tab];
}
