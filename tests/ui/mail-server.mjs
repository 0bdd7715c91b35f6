// A mail server on this computer: takes messages over TLS, or refuses a recipient.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";

function openssl(folder, ...arguments_) {
  execFileSync("openssl", arguments_, { cwd: folder, stdio: "pipe" });
}

/** An authority and a certificate for 127.0.0.1 that it has signed. */
function certificates() {
  const folder = mkdtempSync(join(tmpdir(), "factordesk-mail-"));
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const authority = ["-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Harbour"];
  openssl(folder, "req", "-x509", ...curve, ...authority);
  openssl(folder, "req", ...curve, "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=mail");
  writeFileSync(join(folder, "own.cnf"), "subjectAltName=IP:127.0.0.1\n");
  const signed = ["-in", "own.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "7"];
  openssl(
    folder,
    ...["x509", "-req", ...signed, "-extfile", "own.cnf", "-days", "2", "-out", "own.pem"],
  );
  const read = (name) => readFileSync(join(folder, name), "utf8");
  return { authority: read("ca.pem"), certificate: read("own.pem"), key: read("own.key") };
}

/** Starts one for a test; it ends with it. `taken` are the messages it has. */
export async function startMailServer(t) {
  const { authority, certificate, key } = certificates();
  const taken = [];
  const refused = new Set();
  const server = createServer({ cert: certificate, key }, (socket) => {
    let ahead = "";
    let message = null;
    const say = (words) => socket.write(`${words}\r\n`);
    say("220 mail.example");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      ahead += bytes.toString("latin1");
      for (let end = ahead.indexOf("\r\n"); end >= 0; end = ahead.indexOf("\r\n")) {
        const line = ahead.slice(0, end);
        ahead = ahead.slice(end + 2);
        if (message !== null) {
          if (line !== ".") {
            message.push(line);
            continue;
          }
          taken.push(message.join("\n"));
          message = null;
          say("250 taken as 4711");
          continue;
        }
        if (line.startsWith("EHLO")) say("250-mail.example\r\n250-SIZE 26214400\r\n250 AUTH PLAIN");
        else if (line.startsWith("AUTH")) say("235 welcome");
        else if (line.startsWith("RCPT") && refused.has(line.slice(9, -1)))
          say("550 5.1.1 No such user here");
        else if (line === "DATA") {
          message = [];
          say("354 go on");
        } else if (line === "QUIT") {
          say("221 bye");
          socket.end();
        } else say("250 fine");
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const account = {
    host: "127.0.0.1",
    port: `${server.address().port}`,
    security: "tls",
    login: "office",
    login_way: "password",
    secret: "brass kettle",
    sender_name: "Calder Street Factors",
    sender_address: "office@calderstreet.example",
    signature: "Calder Street Factors LLC",
    certificate: authority,
  };
  return { account, taken, refuse: (address) => refused.add(address) };
}
