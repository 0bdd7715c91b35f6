import type { ClientId, ClientStatus } from "../../host/bindings";
import { call } from "../../host/client";
import type { IconName } from "../../shared/icons/paths";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";

/** Enough of a client to act on it. */
export type Subject = { id: ClientId; name: string; status: ClientStatus };

/** A change of a client's status, as a menu offers it. */
export type StatusAct = { name: string; icon: IconName; to: ClientStatus; isDanger?: boolean };

/**
 * What can be done to a client that stands so. Only a client whose invoices are bought, and who
 * has signed for it, can be stopped.
 */
export function statusActs(status: ClientStatus, hasSigned: boolean): readonly StatusAct[] {
  switch (status) {
    case "archived": {
      const to = hasSigned ? "active" : "prospect";
      return [{ name: "Restore from the archive", icon: "archive-restore", to }];
    }
    case "on_stop":
      return [{ name: "Lift the stop", icon: "circle-check-big", to: "active" }, archive];
    case "active":
      return [{ name: "Put on stop", icon: "circle-pause", to: "on_stop" }, archive];
    case "prospect":
      return [archive];
  }
}

const archive: StatusAct = { name: "Archive", icon: "archive", to: "archived" };

const done = {
  prospect: "is a prospect again",
  active: "is active again",
  on_stop: "is on stop: nothing is bought",
  archived: "was archived",
} as const satisfies Record<ClientStatus, string>;

/** Changes where a client stands and offers the way back. */
export async function setStatus(client: Subject, to: ClientStatus): Promise<void> {
  try {
    const saved = await call("set_client_status", { client_id: client.id, status: to });
    const before = saved.previous_status;
    if (before === null) return;
    const undo = () => void setStatus({ ...client, status: to }, before);
    toasts.say(`${client.name} ${done[to]}`, { icon: "check", undo });
  } catch (thrown) {
    tellWhy(thrown, `${client.name} stays as it is`);
  }
}
