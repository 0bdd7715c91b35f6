import type { Host } from "./host";

/** A refusal or a failure with its own words; any other status is a broken host. */
const STATUS_APP_ERROR = 422;

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
    const source = new EventSource("/events");
    source.onmessage = (message) => handler(JSON.parse(message.data));
    return () => source.close();
  },
  setZoom(percent) {
    const { style } = document.documentElement;
    style.setProperty("zoom", `${percent}%`);
    style.setProperty("--zoom", String(percent / 100));
  },
};
