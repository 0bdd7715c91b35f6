import type { StatementRunId, StatementSaving } from "../../host/bindings";
import { call, listen } from "../../host/client";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";
import { counted } from "../../shared/money/money";

/** The statements of one run on their way into a folder. Make it while a component is set up. */
export class Saving {
  /** The run that is being saved. */
  run = $state<StatementRunId | null>(null);
  progress = $state.raw<StatementSaving | null>(null);

  constructor() {
    $effect(() =>
      listen((event) => {
        if (event.kind === "statement_files" && event.run_id === this.run) this.progress = event;
      }),
    );
  }

  get isWorking(): boolean {
    return this.run !== null;
  }

  /** Asks for a folder and writes all into it; says how that ended. */
  async save(run: StatementRunId): Promise<void> {
    if (this.isWorking) return;
    this.run = run;
    this.progress = null;
    try {
      const { folder, saved, total } = await call("save_statement_run", { run_id: run });
      if (folder === null) return;
      const files = counted(saved, "statement is", "statements are");
      if (saved === total) toasts.say(`${files} saved in the folder ${folder}`);
      else toasts.say(`Saving was cancelled: ${saved} of ${total} are in the folder ${folder}`);
    } catch (thrown) {
      tellWhy(thrown, "The statements were not all saved");
    } finally {
      this.run = null;
    }
  }

  /** Ends it after the file that is being written. */
  async cancel(): Promise<void> {
    if (this.run === null) return;
    try {
      await call("cancel_statement_saving", { run_id: this.run });
    } catch (thrown) {
      tellWhy(thrown, "The saving was not cancelled");
    }
  }
}
