import type { RecourseStagedPage } from "../../host/bindings";
import { AppError } from "../../host/client";

/** How long typing must pause before it is worked out anew. */
const PAUSE_MS = 150;

/** What was typed, worked out again after each pause; the last good page stays meanwhile. */
export class Staging<Asked> {
  page = $state.raw<RecourseStagedPage | null>(null);
  problem = $state.raw<AppError | null>(null);
  isReading = $state(false);

  readonly #stage: (asked: Asked) => Promise<RecourseStagedPage>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: (asked: Asked) => Promise<RecourseStagedPage>) {
    this.#stage = stage;
  }

  /** Works it out after a pause; an answer that was overtaken is dropped. */
  ask(asked: Asked): void {
    clearTimeout(this.#timer);
    this.isReading = true;
    this.#timer = setTimeout(() => void this.read(asked), PAUSE_MS);
  }

  /** Works it out now. True if it can be booked. */
  async read(asked: Asked): Promise<boolean> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.isReading = true;
    try {
      const page = await this.#stage(asked);
      if (turn !== this.#turn) return false;
      this.page = page;
      this.problem = null;
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (turn === this.#turn) {
        this.problem = thrown;
        this.page = null;
      }
      return false;
    } finally {
      if (turn === this.#turn) this.isReading = false;
    }
  }

  /** Stops waiting. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }
}
