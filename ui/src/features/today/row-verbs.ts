import type { TodayRow } from "../../host/bindings";
import type { Verb } from "../../shared/keys/verbs.svelte";

/** What a row of the queue can be asked; the view does it. */
export type RowActs = {
  open: (row: TodayRow) => void;
  log: (row: TodayRow) => void;
  snooze: (row: TodayRow) => void;
  move: (row: TodayRow) => void;
  finish: (row: TodayRow) => void;
};

/** The verbs of the focused row, for keys, palette and the row's menu. */
export function rowVerbs(row: () => TodayRow | null, acts: RowActs): Verb[] {
  const on = (run: (of: TodayRow) => void) => () => {
    const of = row();
    if (of) run(of);
  };
  const isThere = () => row() !== null;
  const isFollowUp = () => row()?.follow_up != null;
  const group = "This row";
  return [
    {
      id: "today.open",
      name: "Open",
      group,
      icon: "expand",
      run: on(acts.open),
      when: isThere,
    },
    {
      id: "today.log",
      name: "Log call",
      group,
      keys: "Ctrl+Shift+N",
      icon: "phone",
      run: on(acts.log),
      when: isThere,
    },
    {
      id: "today.snooze",
      name: "Snooze…",
      group,
      keys: "Ctrl+Shift+S",
      icon: "clock",
      run: on(acts.snooze),
      when: isFollowUp,
    },
    {
      id: "today.move",
      name: "Move date…",
      group,
      keys: "Ctrl+Shift+M",
      icon: "calendar-clock",
      run: on(acts.move),
      when: isFollowUp,
    },
    {
      id: "today.finish",
      name: "Done",
      group,
      keys: "Ctrl+Shift+D",
      icon: "check",
      run: on(acts.finish),
      when: isFollowUp,
    },
  ];
}
