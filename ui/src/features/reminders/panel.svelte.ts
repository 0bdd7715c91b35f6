/** The panel under the bell: what the top bar shows and opens. */
class ReminderPanelState {
  /** Reminders that wait for an answer. */
  count = $state(0);
  /** What the panel hangs on while it is open. */
  anchor = $state.raw<HTMLElement | null>(null);

  open(anchor: HTMLElement | null): void {
    this.anchor = anchor;
  }

  /** The bell opens it and closes it. */
  toggle(bell: HTMLElement): void {
    this.anchor = this.anchor ? null : bell;
  }

  close(): void {
    this.anchor = null;
  }
}

/** The reminders panel of this window. */
export const reminderPanel = new ReminderPanelState();
