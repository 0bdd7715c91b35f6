import { type Code, type Commands, type DeskEvent, commands } from "./bindings";
import type { Host } from "./host";
import { httpHost } from "./http";
import { tauriHost } from "./tauri";

export type CommandName = keyof Commands;
export type Input<K extends CommandName> = Commands[K]["input"];
export type Output<K extends CommandName> = Commands[K]["output"];
/** A word for a part of the data; a change names what it makes stale, a read what it shows. */
export type Tag = string;

/** Codes that the seam itself makes, when no use-case answered. */
export type SeamCode = "no_answer";

/**
 * Every call that did not give its output. Branch on `code`, show `message` (whole sentences),
 * place `fields` (path such as "address.city" to sentence) at their inputs.
 */
export class AppError extends Error {
  readonly code: Code | SeamCode;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: Code | SeamCode, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }
}

/** How far a change has come: `failed` means that nothing was saved. */
export type Work =
  | { step: "started"; name: CommandName }
  | { step: "done"; name: CommandName; changes: readonly Tag[] }
  | { step: "failed"; name: CommandName; error: AppError }
  /** Any call answered that the vault is closed. */
  | { step: "locked" };

let host: Host = "__TAURI_INTERNALS__" in globalThis ? tauriHost : httpHost;
const watchers = new Set<(work: Work) => void>();

/** Puts another host in place; returns what puts the old one back. For tests. */
export function useHost(other: Host): () => void {
  const before = host;
  host = other;
  return () => {
    host = before;
  };
}

/**
 * Runs one command. A command that changes data carries a fresh request id, so that a call sent
 * twice by the channel is done once.
 *
 * @throws {AppError} always this, whatever went wrong.
 */
export async function call<K extends CommandName>(name: K, input: Input<K>): Promise<Output<K>> {
  const { changes, kind } = entry(name);
  const isTold = kind === "change" || changes.length > 0;
  if (isTold) tell({ step: "started", name });
  try {
    const output = (await host.invoke(name, input, freshRequestId())) as Output<K>;
    if (isTold) tell({ step: "done", name, changes });
    return output;
  } catch (thrown) {
    const error = asAppError(thrown);
    if (isTold) tell({ step: "failed", name, error });
    if (error.code === "locked") tell({ step: "locked" });
    throw error;
  }
}

/** The tags a command reads; a resource over it reloads when one of them becomes stale. */
export function readsOf(name: CommandName): readonly Tag[] {
  return entry(name).reads;
}

/** Whether a command opens or closes the desk, only reads, or changes the vault. */
export function kindOf(name: CommandName): "session" | "read" | "change" {
  return entry(name).kind;
}

/** Hears of every change, from its start to its end. Returns what stops it. */
export function watchWork(watcher: (work: Work) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Makes everything that reads one of these tags stale, for changes made outside this window. */
export function announceChanges(changes: readonly Tag[]): void {
  tell({ step: "done", name: "vault_status", changes });
}

/** Hears what the use-cases tell by themselves, such as a reminder. Returns what stops it. */
export function listen(handler: (event: DeskEvent) => void): () => void {
  return host.listen((event) => handler(event as DeskEvent));
}

/** Scales the whole window; 100 is its own size. */
export function setHostZoom(percent: number): void {
  host.setZoom(percent);
}

type Entry = {
  kind: "session" | "read" | "change";
  reads: readonly Tag[];
  changes: readonly Tag[];
};

function entry(name: CommandName): Entry {
  return commands[name];
}

function tell(work: Work): void {
  for (const watcher of [...watchers]) watcher(work);
}

function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const fields = "fields" in thrown ? asFields(thrown.fields) : {};
    return new AppError(thrown.code as Code, String(thrown.message), fields);
  }
  // A framework answers bad arguments or a missing permission with a bare sentence.
  return new AppError(
    "no_answer",
    typeof thrown === "string" ? thrown : "Factordesk did not answer.",
  );
}

// The wire lists sentences by field; a form looks them up.
function asFields(fields: unknown): Record<string, string> {
  const list = Array.isArray(fields) ? (fields as { field: string; message: string }[]) : [];
  return Object.fromEntries(list.map(({ field, message }) => [field, message]));
}

/** A version 4 UUID; `crypto.randomUUID` is missing where a webview holds loopback insecure. */
function freshRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, i) => hex.slice(cuts[i], end))
    .join("-");
}
