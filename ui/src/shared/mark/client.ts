import type { ClientStatus } from "../../host/bindings";
import type { Mark } from "./mark";

/** Clients that nothing is bought from, marked wherever invoices are bought; none of the others. */
export const notBoughtFrom = {
  prospect: { word: "Prospect", icon: "circle", look: "" },
  active: null,
  on_stop: { word: "On stop", icon: "circle-pause", look: "warn" },
  archived: { word: "Archived", icon: "archive", look: "" },
} as const satisfies Record<ClientStatus, Mark | null>;
