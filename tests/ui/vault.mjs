// A vault made over the wire, for specs that are not about making it.

const passphrase = "velvet harbour ninety sparrows";

/** Calls one command of the host and gives its output. */
export async function call(host, name, input = {}) {
  const answer = await fetch(new URL(`/call/${name}`, host.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input, request_id: crypto.randomUUID() }),
  });
  const output = await answer.json();
  if (!answer.ok) throw new Error(`${name}: ${output.message}`);
  return output;
}

/** Makes a vault with a firm and leaves it open. Gives its passphrase and its recovery key. */
export async function makeVault(host, { keychain = false } = {}) {
  const firm_name = "Calder Street Factors LLC";
  const { groups, ask } = await call(host, "begin_vault", {
    firm_name,
    passphrase,
    use_keychain: keychain,
  });
  const [first, second] = ask.map((number) => groups[number - 1]);
  await call(host, "create_vault", { first, second });
  const { firm } = await call(host, "firm");
  await call(host, "save_firm", { ...firm, name: firm_name });
  return { passphrase, recoveryKey: groups.join("-") };
}

/** Lets a spec tell the page what the desk would tell; call it before the page is loaded. */
export async function catchEvents(page) {
  await page.addInitScript(() => {
    globalThis.EventSource = class {
      constructor() {
        globalThis.tell = (event) => this.onmessage?.({ data: JSON.stringify(event) });
      }
      close() {}
    };
  });
}

/** Moves the host's clock, as a civil moment, and lets its ticker run once. */
export async function setClock(host, civil) {
  await fetch(new URL("/test/clock", host.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ civil }),
  });
}
