// Books with debtors that owe: some past due, with addresses and a rule for late charges.

import { noAddress } from "./firm.mjs";
import { call } from "./vault.mjs";
import { runTerms, withBooks } from "./with-books.mjs";

const address = {
  ...noAddress,
  line1: "1 Pier Road",
  city: "Boston",
  region: "MA",
  postal_code: "02110",
};

/** Debtors with an address, and 1.5 % a month by the terms of sale. */
export async function owing(t, scheme) {
  const opened = await withBooks(t, scheme, { door: "/test/runs", values: runTerms });
  const { host } = opened;
  const { rows } = await call(host, "list_debtors", { text: "" });
  for (const { id } of rows) {
    const form = await call(host, "debtor_form", { debtor_id: id });
    await call(host, "update_debtor", {
      debtor_id: id,
      revision: form.revision,
      debtor: { ...form.debtor, address },
      is_different_business: false,
    });
  }
  await call(host, "save_late_rule", {
    kind: "agreed",
    monthly_rate: "1.5",
    grace_days: "0",
    clause: "the terms of sale on each invoice",
    beneficiary: "factor",
    minimum: "",
    jurisdiction: "",
    law: "",
  });
  return opened;
}
