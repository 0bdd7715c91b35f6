import { movePane } from "../shared/keys/panes";
import type { Verb } from "../shared/keys/verbs.svelte";
import { appearance } from "../shared/state/appearance.svelte";

/** What every screen can do, before a vault is open as well: keys, panes, zoom. */
export function windowVerbs(onkeys: () => void): Verb[] {
  return [
    {
      id: "keys",
      name: "Show the keys",
      group: "Window",
      keys: ["Ctrl+/", "F1"],
      icon: "keyboard",
      run: onkeys,
    },
    ...paneVerbs(),
    ...zoomVerbs(),
  ];
}

function paneVerbs(): Verb[] {
  const move = (direction: 1 | -1) => () => movePane(direction);
  const common = { group: "Window", isQuiet: true };
  return [
    { ...common, id: "pane.next", name: "Next pane", keys: "F6", run: move(1) },
    { ...common, id: "pane.previous", name: "Previous pane", keys: "Shift+F6", run: move(-1) },
  ];
}

function zoomVerbs(): Verb[] {
  const zoom = (direction: 1 | -1 | 0) => () => appearance.stepZoom(direction);
  const common = { group: "Window", isAlways: true };
  return [
    {
      ...common,
      id: "zoom.in",
      name: "Larger",
      keys: ["Ctrl++", "Ctrl+="],
      icon: "zoom-in",
      run: zoom(1),
    },
    { ...common, id: "zoom.out", name: "Smaller", keys: "Ctrl+-", icon: "zoom-out", run: zoom(-1) },
    {
      ...common,
      id: "zoom.reset",
      name: "Actual size",
      keys: "Ctrl+0",
      icon: "expand",
      run: zoom(0),
    },
  ];
}
