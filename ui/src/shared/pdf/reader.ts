import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

/** How long the worker has to answer before its work is done in the window itself. */
const WORKER_PATIENCE_MS = 4_000;

export type Pdf = PDFDocumentProxy;
export type PdfPage = PDFPageProxy;

type Library = typeof import("pdfjs-dist/legacy/build/pdf.mjs");
let loading:
  Promise<{ library: Library; worker: InstanceType<Library["PDFWorker"]> | null }> | undefined;

/** Opens a PDF from its bytes. The bytes are copied: the caller keeps them. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  loading ??= load();
  const { library, worker } = await loading;
  const task = library.getDocument({
    data: bytes.slice(),
    ...(worker ? { worker } : {}),
    // The content security policy forbids eval, and nothing is fetched.
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    stopAtErrors: false,
  });
  return task.promise;
}

/** A layer of selectable text over a drawn page. */
export async function drawText(
  page: PdfPage,
  scale: number,
  container: HTMLElement,
): Promise<void> {
  loading ??= load();
  const { library } = await loading;
  const viewport = page.getViewport({ scale });
  container.replaceChildren();
  container.style.setProperty("--total-scale-factor", String(scale));
  const layer = new library.TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport,
  });
  await layer.render();
}

async function load(): Promise<{
  library: Library;
  worker: InstanceType<Library["PDFWorker"]> | null;
}> {
  const library = await import("pdfjs-dist/legacy/build/pdf.mjs");
  library.GlobalWorkerOptions.workerSrc = workerUrl;
  const port = await startWorker();
  // PDF.js takes a worker here; its types say null.
  const options: object = { port };
  if (port) return { library, worker: new library.PDFWorker(options) };
  // A webview that starts no worker for its own scheme: PDF.js takes the module from here.
  Object.assign(globalThis, { pdfjsWorker: await import(/* @vite-ignore */ workerUrl) });
  return { library, worker: null };
}

/** The worker once it has said that it is ready, or none. */
function startWorker(): Promise<Worker | null> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(workerUrl, { type: "module" });
    } catch {
      resolve(null);
      return;
    }
    const end = (answer: Worker | null) => {
      clearTimeout(timer);
      worker.removeEventListener("message", ready);
      worker.removeEventListener("error", broken);
      if (!answer) worker.terminate();
      resolve(answer);
    };
    const ready = () => end(worker);
    const broken = () => end(null);
    const timer = setTimeout(broken, WORKER_PATIENCE_MS);
    worker.addEventListener("message", ready);
    worker.addEventListener("error", broken);
  });
}

/** The page, counted from 1, that a bookmark leads to; none if there is no such bookmark. */
export async function pageOfBookmark(pdf: Pdf, title: string): Promise<number | null> {
  const waiting = [...((await pdf.getOutline()) ?? [])];
  for (let item = waiting.shift(); item; item = waiting.shift()) {
    waiting.push(...item.items);
    if (item.title !== title) continue;
    const target = typeof item.dest === "string" ? await pdf.getDestination(item.dest) : item.dest;
    if (target?.[0]) return (await pdf.getPageIndex(target[0])) + 1;
  }
  return null;
}
