import type { ClientId, DebtorStanding } from "../../host/bindings";
import { call } from "../../host/client";
import type { Picking, Suggestions } from "../../shared/grid/types";

const standings = {
  approved: "",
  pending: "not approved yet",
  on_stop: "on stop",
  archived: "archived",
} satisfies Record<DebtorStanding, string>;

/** The debtors offered in a cell; the client's own come first. */
export function debtorPicking(clientId: ClientId, create?: Picking["create"]): Picking {
  const suggest = async (_column: string, text: string): Promise<Suggestions> => {
    const { rows } = await call("pick_debtors", { text, client_id: clientId });
    const options = rows.map(({ debtor_id, name, city, status, is_no_buy }) => ({
      value: String(debtor_id),
      label: name,
      detail: [city, standings[status], is_no_buy ? "not bought" : ""]
        .filter((word) => word !== "")
        .join(", "),
    }));
    return create ? { options, createWords: "Add account debtor" } : { options };
  };
  return create ? { suggest, create } : { suggest };
}
