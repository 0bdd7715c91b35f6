import type { IconName } from "../icons/paths";

/** A record that the palette leads to. */
export type Hit = {
  id: string;
  icon: IconName;
  name: string;
  detail: string;
  /** "client" */ kind: string;
  open: () => void;
};
