import { setHostZoom } from "../../host/client";

/** Light, dark or what the system says. */
export type Theme = "system" | "light" | "dark";

export const ZOOM_MIN = 80;
export const ZOOM_MAX = 200;
const ZOOM_STEPS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

class Appearance {
  theme = $state<Theme>("system");
  zoom = $state(100);
  isDense = $state(false);
  /** Called when the user changes the zoom by key; saves the preference. */
  onZoom: (percent: number) => void = () => undefined;

  readonly #dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

  /** Draws by these choices from now on and follows the system where it is asked to. */
  start(): () => void {
    const follow = () => this.#draw();
    this.#dark?.addEventListener("change", follow);
    this.#draw();
    return () => this.#dark?.removeEventListener("change", follow);
  }

  /** Chooses a theme; drawn at once. */
  setTheme(theme: Theme): void {
    this.theme = theme;
    this.#draw();
  }

  /** Chooses a zoom, held within 80 and 200 percent. */
  setZoom(percent: number): void {
    this.zoom = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, Math.round(percent)));
    setHostZoom(this.zoom);
  }

  /** The next larger (1) or smaller (-1) step, or 100 percent (0), by key. */
  stepZoom(direction: 1 | -1 | 0): void {
    this.setZoom(direction === 0 ? 100 : nextStep(this.zoom, direction));
    this.onZoom(this.zoom);
  }

  #draw(): void {
    const isDark =
      this.theme === "dark" || (this.theme === "system" && this.#dark?.matches === true);
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  }
}

/** The next zoom step in a direction, or the zoom itself at the end. */
export function nextStep(zoom: number, direction: 1 | -1): number {
  const steps: readonly number[] = direction === 1 ? ZOOM_STEPS : ZOOM_STEPS.toReversed();
  return steps.find((step) => (step - zoom) * direction > 0) ?? zoom;
}

/** Theme, zoom and row height of this window. */
export const appearance = new Appearance();
