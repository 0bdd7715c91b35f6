import type { IconName } from "../icons/paths";

/** One choice: what is sent, and what is read. */
export type Option = {
  value: string;
  label: string;
  /** A second, quiet line: the date that a quick choice means. */
  detail?: string;
  icon?: IconName;
};
