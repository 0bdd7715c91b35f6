import type { Preferences } from "../../host/bindings";
import { call } from "../../host/client";
import { appearance } from "../../shared/state/appearance.svelte";
import { onChange } from "../../shared/state/resource.svelte";

class Choices {
  /** As kept on this computer; none until they were read. */
  kept = $state.raw<Preferences | null>(null);

  /** Reads the choices, draws by them and keeps what the zoom keys choose. */
  start(): () => void {
    appearance.onZoom = (percent) => {
      // A zoom that cannot be kept still holds until the window closes.
      void this.save({ zoom_percent: percent }).catch(() => undefined);
    };
    void this.read();
    return onChange(["preferences"], () => void this.read());
  }

  /**
   * Keeps some choices and draws by them.
   *
   * @throws {AppError} with the field that cannot be; the choices are as before then.
   */
  async save(some: Partial<Preferences>): Promise<void> {
    const kept = this.kept ?? (await call("preferences", {}));
    const wanted = { ...kept, ...some };
    this.#draw(wanted);
    try {
      this.kept = await call("save_preferences", wanted);
    } catch (thrown) {
      this.#draw(kept);
      throw thrown;
    }
  }

  async read(): Promise<void> {
    try {
      this.kept = await call("preferences", {});
    } catch {
      // The window looks as it does without choices; Settings shows the failure.
      return;
    }
    this.#draw(this.kept);
  }

  #draw(preferences: Preferences): void {
    appearance.setTheme(preferences.theme);
    appearance.isDense = preferences.dense_rows;
    if (appearance.zoom !== preferences.zoom_percent) appearance.setZoom(preferences.zoom_percent);
  }
}

/** The choices of this computer: theme, zoom, density, closing, login, lock. */
export const choices = new Choices();
