import type { MailId, MailRow } from "../../host/bindings";
import type { LoadPage, Page } from "../../shared/table/rows.svelte";

/** Messages before one, the newest first; without one, the newest of all. */
export type AskMail = (before: MailId | null) => Promise<Page<MailRow>>;

/**
 * Reads the outbox by place. A page is asked for by the message before it, so the way to a place
 * is walked, and its stops are kept for the next time.
 */
export function mailByPlace(ask: AskMail): LoadPage<MailRow> {
  const stops: { at: number; before: MailId | null }[] = [{ at: 0, before: null }];

  return async (offset, limit) => {
    const rows: MailRow[] = [];
    let stop = stops.findLast(({ at }) => at <= offset) ?? { at: 0, before: null };
    for (;;) {
      const page = await ask(stop.before);
      const [end, before] = [stop.at + page.rows.length, page.rows.at(-1)?.id];
      rows.push(...page.rows.slice(Math.max(0, offset - stop.at), offset + limit - stop.at));
      const isRead = end >= Math.min(offset + limit, page.total);
      // A page without rows is the end, whatever was counted.
      if (before === undefined) return { rows, total: page.total };
      stop = { at: end, before };
      if (end > (stops.at(-1)?.at ?? 0)) stops.push(stop);
      if (isRead) return { rows, total: page.total };
    }
  };
}
