import type {
  ClientId,
  ReleaseAsked,
  ReleaseMethod,
  ReleaseRunPage,
  ReleaseScope,
  ReleaseSource,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** What one client is to be paid, as chosen; the use-case works the rest out. */
export class ReleaseChoice {
  source = $state<ReleaseSource>("reserve");
  scope = $state<ReleaseScope>("due");
  method = $state<ReleaseMethod>("ach");
  /** As typed; of escrow alone. */
  amount = $state("");
  reason = $state("");
  /** None takes the first account of the firm. */
  bank = $state<number | null>(null);

  /** Back to what a client starts with. */
  clear(): void {
    this.source = "reserve";
    this.scope = "due";
    this.amount = "";
    this.reason = "";
  }

  /** What is asked for a client, on a day that is typed. */
  asked(client: ClientId, day = ""): ReleaseAsked {
    return {
      client_id: client,
      source: this.source,
      scope: this.scope,
      day,
      amount: this.amount,
      reason: this.reason,
      method: this.method,
      bank_id: this.bank as ReleaseAsked["bank_id"],
    };
  }
}

/** A release, and why it waits for somebody else's yes if it does. */
export type Released = { run: ReleaseRunPage; waits: string | null };

/** Prepares what was shown and confirms it: one yes, where the firm asks for no second one. */
export async function release(asked: ReleaseAsked, fingerprint: string): Promise<Released> {
  const run = await call("prepare_release", { asked, fingerprint });
  try {
    return { run: await call("confirm_release", { run_id: run.id }), waits: null };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "refused") throw thrown;
    return { run, waits: thrown.message };
  }
}

/** What became of one client in a run over all. */
export type Outcome = {
  readonly client: { id: ClientId; name: string };
  readonly state: "waiting" | "running" | "paid" | "prepared" | "left_out";
  /** What was paid, or why not. */
  readonly words: string;
};

/** A run over every client that is due, one after the other; each is its own transaction. */
export class RunAll {
  outcomes = $state.raw<readonly Outcome[]>([]);
  isRunning = $state(false);
  readonly done = $derived(
    this.outcomes.filter(({ state }) => state !== "waiting" && state !== "running").length,
  );
  readonly paid = $derived(this.outcomes.filter(({ state }) => state === "paid").length);
  readonly prepared = $derived(this.outcomes.filter(({ state }) => state === "prepared").length);

  constructor(clients: readonly { id: ClientId; name: string; held: readonly string[] }[]) {
    this.outcomes = clients.map(({ id, name, held }) => ({
      client: { id, name },
      state: held.length > 0 ? "left_out" : "waiting",
      words: held.join(" "),
    }));
  }

  /** Runs to the end; a client that is refused is left out and says why. */
  async run(choice: ReleaseChoice, words: (page: ReleaseRunPage) => string): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      for (const { client, state } of this.outcomes) {
        if (state !== "waiting") continue;
        this.#set(client.id, "running", "");
        await this.#one(client.id, choice, words);
      }
    } finally {
      this.isRunning = false;
    }
  }

  async #one(
    client: ClientId,
    choice: ReleaseChoice,
    words: (page: ReleaseRunPage) => string,
  ): Promise<void> {
    const asked = choice.asked(client);
    try {
      const staged = await call("stage_release", asked);
      const { run, waits } = await release(asked, staged.fingerprint);
      if (waits === null) this.#set(client, "paid", words(run));
      else this.#set(client, "prepared", waits);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.#set(client, "left_out", thrown.message);
    }
  }

  #set(client: ClientId, state: Outcome["state"], words: string): void {
    this.outcomes = this.outcomes.map((one) =>
      one.client.id === client ? { ...one, state, words } : one,
    );
  }
}
