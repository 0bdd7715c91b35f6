import type { InvoiceStep } from "../../host/bindings";
import type { IconName } from "../../shared/icons/paths";

/** What can happen to an invoice without money coming in. */
export type StepKind = InvoiceStep["kind"];

/** How a step is called, asked for and told. */
export const stepWords = {
  credit_memo: {
    title: "Credit memo",
    icon: "file-down",
    amount: "Amount of the memo",
    verb: "Book the credit memo",
    done: "Credit memo booked",
  },
  open_dispute: {
    title: "Dispute",
    icon: "hand",
    amount: "Disputed amount",
    verb: "Note the dispute",
    done: "Dispute noted",
  },
  end_dispute: {
    title: "End the dispute",
    icon: "check",
    amount: "",
    verb: "End the dispute",
    done: "Dispute ended",
  },
  misdirected: {
    title: "Paid to the client",
    icon: "move-right",
    amount: "Amount the client received",
    verb: "Note the payment",
    done: "Payment to the client noted",
  },
} satisfies Record<
  StepKind,
  { title: string; icon: IconName; amount: string; verb: string; done: string }
>;
