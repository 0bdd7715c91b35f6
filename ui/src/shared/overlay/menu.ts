import type { IconName } from "../icons/paths";

/** One line of a menu; its verb is also reachable by key or palette. */
export type MenuItem = {
  name: string;
  icon?: IconName;
  keys?: string;
  isDanger?: boolean;
  run: () => void;
};
