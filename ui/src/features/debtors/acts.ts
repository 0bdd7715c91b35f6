import type { DebtorId, DebtorStanding } from "../../host/bindings";
import { call } from "../../host/client";
import type { IconName } from "../../shared/icons/paths";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";

/** Enough of a debtor to act on it. */
export type Subject = { id: DebtorId; name: string; status: DebtorStanding };

/** A change of a debtor's status, as a menu offers it. */
export type StatusAct = { name: string; icon: IconName; to: DebtorStanding };

/** What can be done to a debtor that stands so. */
export function statusActs(status: DebtorStanding): readonly StatusAct[] {
  switch (status) {
    case "archived":
      return [{ name: "Restore from the archive", icon: "archive-restore", to: "pending" }];
    case "on_stop":
      return [{ name: "Lift the stop", icon: "circle-check-big", to: "approved" }, archive];
    case "approved":
      return [stop, archive];
    case "pending":
      return [{ name: "Approve", icon: "circle-check-big", to: "approved" }, stop, archive];
  }
}

const archive: StatusAct = { name: "Archive", icon: "archive", to: "archived" };
const stop: StatusAct = { name: "Put on stop", icon: "circle-pause", to: "on_stop" };

const done = {
  approved: "is approved: its invoices are bought",
  pending: "waits for approval",
  on_stop: "is on stop: nothing more is bought",
  archived: "was archived",
} as const satisfies Record<DebtorStanding, string>;

/** Changes where a debtor stands and offers the way back. */
export async function setStatus(debtor: Subject, to: DebtorStanding): Promise<void> {
  try {
    const saved = await call("set_debtor_status", { debtor_id: debtor.id, status: to });
    const before = saved.previous_status;
    if (before === null) return;
    const undo = () => void setStatus({ ...debtor, status: to }, before);
    toasts.say(`${debtor.name} ${done[to]}`, { icon: "check", undo });
  } catch (thrown) {
    tellWhy(thrown, `${debtor.name} stays as it is`);
  }
}

/** Lets a merged record stand for itself again. */
export async function separate(debtor: Subject): Promise<void> {
  try {
    await call("separate_debtor", { debtor_id: debtor.id });
    toasts.say(`${debtor.name} stands for itself again and waits for approval`, { icon: "check" });
  } catch (thrown) {
    tellWhy(thrown, `${debtor.name} stays merged`);
  }
}
