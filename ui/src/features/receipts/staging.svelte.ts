import { untrack } from "svelte";
import { AppError, type CommandName, type Input, type Output } from "../../host/client";
import { type Resource, resource } from "../../shared/state/resource.svelte";

/** How long typing must pause before it is worked out anew. */
const PAUSE_MS = 200;

/** What a sheet stages while it is typed in, and why the yes to it was refused. */
export class Staging<K extends CommandName> {
  /** Why it was not done; said once more at its field where it has one. */
  refusal = $state.raw<AppError | null>(null);
  isBusy = $state(false);
  readonly of: Resource<K>;
  #asked = $state.raw<Input<K> | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Make it while a component is set up.
   *
   * @param name the command that works it out
   * @param input what is typed; tracked
   */
  constructor(name: K, input: () => Input<K>) {
    this.of = resource(name, () => this.#asked);
    $effect(() => {
      const typed = input();
      untrack(() => this.#ask(typed));
    });
  }

  /** What was worked out last. */
  get stage(): Output<K> | null {
    return this.of.value;
  }

  /** Does what was shown; false with the reason in `refusal`. */
  async confirm(act: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.refusal = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.refusal = thrown;
      await this.of.reload();
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  #ask(typed: Input<K>): void {
    this.refusal = null;
    clearTimeout(this.#timer);
    if (this.#asked === null) this.#asked = typed;
    else this.#timer = setTimeout(() => (this.#asked = typed), PAUSE_MS);
  }
}

/** Sentences by field, of the staging or of the refusal. */
export function problemsOf(
  staged: readonly { field: string; message: string }[],
  refusal: AppError | null,
): Readonly<Record<string, string>> {
  const found = Object.fromEntries(staged.map(({ field, message }) => [field, message]));
  return { ...found, ...refusal?.fields };
}
