import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Host } from "./host";

/** The event under which the shell sends everything the use-cases tell. */
const DESK_EVENT = "desk";

/** The desktop window: calls go through Tauri's own channel. */
export const tauriHost: Host = {
  invoke: (name, input, requestId) => invoke(name, { input, requestId }),
  listen(handler) {
    const stopped = listen(DESK_EVENT, (event) => handler(event.payload));
    return () => void stopped.then((stop) => stop());
  },
  setZoom(percent) {
    // Refused without its permission, which leaves the window at the size it has.
    void getCurrentWebview()
      .setZoom(percent / 100)
      .catch(() => undefined);
  },
};
