import type { IconName } from "../shared/icons/paths";

/** One part of Settings; the tab names it in the router. */
export type SettingsSection = {
  readonly tab: string;
  readonly name: string;
  readonly icon: IconName;
};

/** The parts of Settings in their order. */
export const settingsSections = [
  { tab: "firm", name: "Firm profile", icon: "building-2" },
  { tab: "terms", name: "Usual terms", icon: "scale" },
  { tab: "buying", name: "Buying rules", icon: "file-check" },
  { tab: "people", name: "People", icon: "user-round" },
  { tab: "signing", name: "Signing key", icon: "stamp" },
  { tab: "mail", name: "Mail", icon: "mail" },
  { tab: "security", name: "Security", icon: "shield-check" },
  { tab: "reminders", name: "Reminders", icon: "bell" },
  { tab: "appearance", name: "Appearance", icon: "monitor" },
  { tab: "data", name: "Your data", icon: "hard-drive" },
  { tab: "keys", name: "Keys", icon: "keyboard" },
  { tab: "about", name: "About", icon: "info" },
] as const satisfies readonly SettingsSection[];
