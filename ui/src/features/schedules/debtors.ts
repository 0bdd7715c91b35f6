import type { ClientId, DebtorInput, DebtorStanding } from "../../host/bindings";
import { call } from "../../host/client";
import type { Option } from "../../shared/form/types";
import type { Picking, Suggestions } from "../../shared/grid/types";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";

const standings = {
  approved: "",
  pending: "not approved yet",
  on_stop: "on stop",
  archived: "archived",
} satisfies Record<DebtorStanding, string>;

/** Everything of a debtor but the name; it is completed on its own page. */
const unknown: Omit<DebtorInput, "legal_name"> = {
  address: { line1: "", line2: "", city: "", region: "", postal_code: "", country: "" },
  country: "",
  phone: "",
  email: "",
  group_id: null,
  limit: "",
  limit_until: "",
  limit_review_on: "",
  discount: "",
  is_government: false,
  is_insolvent: false,
};

/** The debtors offered in a cell, the client's own first, and how a new one is entered. */
export function debtorPicking(clientId: ClientId): Picking {
  return {
    suggest: async (_column, text): Promise<Suggestions> => {
      const { rows } = await call("pick_debtors", { text, who: "current", client_id: clientId });
      const options = rows.map(({ debtor_id, name, city, status, is_no_buy }) => ({
        value: String(debtor_id),
        label: name,
        detail: [city, standings[status], is_no_buy ? "not bought" : ""]
          .filter((word) => word !== "")
          .join(", "),
      }));
      return { options, createWords: "Add account debtor" };
    },
    create: (_column, text) => enter(text),
  };
}

/** Enters a debtor by its name; it waits for its approval. */
async function enter(legal_name: string): Promise<Option | null> {
  try {
    const { debtor_id } = await call("create_debtor", {
      debtor: { legal_name, ...unknown },
      is_approved: false,
      is_different_business: false,
    });
    toasts.say(`${legal_name} was added; it is to be approved`, { icon: "users-round" });
    return { value: String(debtor_id), label: legal_name };
  } catch (thrown) {
    tellWhy(thrown, `${legal_name} was not added`);
    return null;
  }
}
