import type { Found, Target } from "../../host/bindings";
import { call } from "../../host/client";
import type { IconName } from "../../shared/icons/paths";
import type { Hit } from "../../shared/palette/types";

/** Rows of one answer; more are found by typing more. */
const HITS_MAX = 12;

const icons = {
  today: "sun-medium",
  client: "building-2",
  contract: "file-pen-line",
  debtor: "users-round",
  invoice: "file-text",
  schedule: "file-stack",
  receipt: "landmark",
  release_run: "banknote-arrow-up",
  letter: "mail",
} satisfies Record<Target["kind"], IconName>;

/** The records that answer what was typed. `open` goes to the one that is taken. */
export async function found(text: string, open: (target: Target) => void): Promise<Hit[]> {
  const { rows } = await call("find", { text, limit: HITS_MAX });
  return rows.map((row, i) => hit(row, i, open));
}

function hit({ target, title, detail }: Found, at: number, open: (target: Target) => void): Hit {
  return {
    id: `found-${at}`,
    icon: icons[target.kind],
    name: title,
    detail,
    kind: target.kind,
    open: () => open(target),
  };
}
