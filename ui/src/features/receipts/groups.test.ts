import { expect, test } from "vitest";
import type {
  ClientId,
  ClientNamed,
  DebtorId,
  InvoiceId,
  OpenInvoiceRow,
  ReceiptId,
} from "../../host/bindings";
import { groupsOf, type Offered } from "./groups";
import { nothingFor, withPays } from "./lines";

const brinmoor: ClientNamed = { id: 1 as ClientId, name: "Brinmoor Staffing" };
const fairholm: ClientNamed = { id: 2 as ClientId, name: "Fairholm Linen Supply" };
const zero = { minor: 0, currency: "USD" };

function row(id: number, number: string): OpenInvoiceRow {
  return {
    invoice_id: id as InvoiceId,
    number,
    debtor: { id: 5 as DebtorId, name: "Wexcombe Hotels" },
    invoiced_on: "2026-10-01",
    due_on: "2026-11-01",
    open: { minor: 1_000, currency: "USD" },
    days: 40,
    fee: null,
    to_reserve: null,
    discount: null,
    is_disputed: false,
    dispute: "",
    misdirected: null,
    refusal: null,
  };
}

function offered(client: ClientNamed, ...invoices: OpenInvoiceRow[]): Offered {
  return { clients: [{ client, invoices, open: zero }] };
}

test("an invoice that is offered and found stands once, under its client", () => {
  const shown = [
    offered(brinmoor, row(11, "BS-1"), row(12, "BS-2")),
    offered(brinmoor, row(12, "BS-2")),
    offered(fairholm, row(21, "FL1")),
  ];
  const typed = withPays(nothingFor(7 as ReceiptId), 12 as InvoiceId, "10");
  const groups = groupsOf(shown, typed, null);
  expect(groups.map(({ client, lines, paid }) => [client.name, lines.length, paid])).toEqual([
    ["Brinmoor Staffing", 2, 1],
    ["Fairholm Linen Supply", 1, 0],
  ]);
  expect(groups[0]?.lines.map(({ number }) => number)).toEqual(["BS-1", "BS-2"]);
});
