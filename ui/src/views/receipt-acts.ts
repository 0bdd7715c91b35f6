import type { ReceiptForm, ReceiptPage } from "../host/bindings";
import { call } from "../host/client";
import { amountWithCurrency } from "../shared/money/money";
import { ask } from "../shared/overlay/ask.svelte";
import type { MenuItem } from "../shared/overlay/menu";
import { tellWhy } from "../shared/overlay/tell";
import { toasts } from "../shared/overlay/toasts.svelte";

/** What a receipt's page opens. */
export type ReceiptOpens = {
  edit: () => void;
  returned: () => void;
  reverse: () => void;
};

/** What can be done with a receipt beside sharing it out, by how far it is. */
export function receiptActs(
  page: ReceiptPage,
  form: ReceiptForm,
  opens: ReceiptOpens,
  onremoved: () => void,
): MenuItem[] {
  if (page.standing === "unposted") {
    return [
      { name: "Edit the receipt", icon: "square-pen", keys: "F2", run: opens.edit },
      {
        name: "Take the receipt out",
        icon: "trash-2",
        isDanger: true,
        run: () => void remove(page, onremoved),
      },
    ];
  }
  const isStanding = page.standing === "posted" || page.standing === "part_unapplied";
  if (!isStanding || !form.may_reverse) return [];
  return [
    { name: "Returned by the bank", icon: "undo-2", isDanger: true, run: opens.returned },
    { name: "Reverse the receipt", icon: "history", isDanger: true, run: opens.reverse },
  ];
}

async function remove(page: ReceiptPage, onremoved: () => void): Promise<void> {
  const isSure = await ask.confirm({
    title: `Take ${page.about} out of the inbox`,
    effects: [
      `${amountWithCurrency(page.amount)} of ${page.payer} leaves the inbox with what is typed.`,
      "Nothing of it is in the books.",
    ],
    verb: `Take out ${page.about}`,
    icon: "trash-2",
    isDanger: true,
  });
  if (!isSure) return;
  try {
    await call("remove_receipt", { receipt_id: page.receipt_id });
    toasts.say(`${page.about} was taken out`, { icon: "trash-2" });
    onremoved();
  } catch (thrown) {
    tellWhy(thrown, `${page.about} stays in the inbox`);
  }
}
