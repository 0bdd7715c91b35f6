import type {
  AllocationTyped,
  ClientNamed,
  InvoiceId,
  Money,
  OpenInvoiceRow,
  OpenInvoicesOfClient,
  ReceiptClientStaged,
  ReceiptLineStaged,
  ReceiptStage,
} from "../../host/bindings";

/** An invoice in the table of a receipt; one that is only in its lines is not known further. */
export type InvoiceLine = {
  readonly id: InvoiceId;
  readonly number: string;
  readonly row: OpenInvoiceRow | null;
  readonly staged: ReceiptLineStaged | null;
  readonly open: Money;
};

/** The invoices of one client in the table. */
export type ClientGroup = {
  readonly client: ClientNamed;
  readonly staged: ReceiptClientStaged | null;
  readonly lines: readonly InvoiceLine[];
  /** How many of them the receipt pays. */
  readonly paid: number;
};

/** Open invoices by client, as the desk answers. */
export type Offered = { readonly clients: readonly OpenInvoicesOfClient[] };

/**
 * The table of a receipt: what is offered, what was found and what is typed, each invoice once.
 *
 * @param shown the answers of the desk, the offered ones first
 */
export function groupsOf(
  shown: readonly Offered[],
  typed: AllocationTyped,
  stage: ReceiptStage | null,
): ClientGroup[] {
  const staged = new Map(stage?.lines.map((line) => [line.invoice_id, line]));
  const clients = new Map<number, { client: ClientNamed; lines: Map<InvoiceId, InvoiceLine> }>();
  const at = (client: ClientNamed) => {
    const found = clients.get(client.id) ?? { client, lines: new Map() };
    clients.set(client.id, found);
    return found.lines;
  };
  for (const { client, invoices } of shown.flatMap((one) => one.clients)) {
    for (const row of invoices) at(client).set(row.invoice_id, offered(row, staged));
  }
  // A line of before may be of an invoice that is no longer offered; it is still shown.
  const isKnown = (id: InvoiceId) => [...clients.values()].some(({ lines }) => lines.has(id));
  for (const line of stage?.lines ?? []) {
    const client = stage?.clients.find((one) => one.client.id === line.client_id)?.client;
    if (!isKnown(line.invoice_id) && client) at(client).set(line.invoice_id, unknown(line));
  }
  return [...clients.values()].map(({ client, lines }) => {
    const own = [...lines.values()];
    return {
      client,
      staged: stage?.clients.find((one) => one.client.id === client.id) ?? null,
      lines: own,
      paid: own.filter(({ id }) => typed.lines.some((line) => line.invoice_id === id)).length,
    };
  });
}

function offered(
  row: OpenInvoiceRow,
  staged: ReadonlyMap<InvoiceId, ReceiptLineStaged>,
): InvoiceLine {
  const { invoice_id: id, number, open } = row;
  return { id, number, row, staged: staged.get(id) ?? null, open };
}

function unknown(line: ReceiptLineStaged): InvoiceLine {
  return { id: line.invoice_id, number: line.number, row: null, staged: line, open: line.open };
}
