import type { Host } from "./host";

/** A refusal or a failure with its own words; any other status is a broken host. */
const STATUS_APP_ERROR = 422;

const handlers = new Set<(event: unknown) => void>();
/** One stream for all who listen: a browser opens only six connections to a host. */
let source: EventSource | null = null;

function stream(): EventSource {
  const opened = new EventSource("/events");
  opened.onmessage = (message) => {
    const event: unknown = JSON.parse(message.data);
    for (const handler of [...handlers]) handler(event);
  };
  return opened;
}

/** The test host: the same commands over loopback. */
export const httpHost: Host = {
  async invoke(name, input, requestId) {
    const answer = await fetch(`/call/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ input, request_id: requestId }),
    });
    if (answer.ok) return answer.json();
    if (answer.status === STATUS_APP_ERROR) throw await answer.json();
    throw `the host answered ${answer.status} to ${name}`;
  },
  listen(handler) {
    handlers.add(handler);
    source ??= stream();
    return () => {
      handlers.delete(handler);
      if (handlers.size > 0) return;
      source?.close();
      source = null;
    };
  },
  setZoom(percent) {
    const { style } = document.documentElement;
    style.setProperty("zoom", `${percent}%`);
    style.setProperty("--zoom", String(percent / 100));
  },
};
