import inter from "./inter.txt?raw";
import lucide from "./lucide.txt?raw";
import pdfjs from "./pdfjs.txt?raw";
import prosemirror from "./prosemirror.txt?raw";
import sourceSerif from "./source-serif-4.txt?raw";
import svelte from "./svelte.txt?raw";
import tauriApi from "./tauri-api.txt?raw";

/** A part of the window that others made, with its licence in full. */
export type Notice = { name: string; licence: string; text: string };

/** What the window itself is made with; the libraries of the core come from `about`. */
export const notices: readonly Notice[] = [
  { name: "Inter", licence: "OFL-1.1", text: inter },
  { name: "Source Serif 4", licence: "OFL-1.1", text: sourceSerif },
  { name: "Lucide icons", licence: "ISC", text: lucide },
  { name: "PDF.js", licence: "Apache-2.0", text: pdfjs },
  { name: "ProseMirror", licence: "MIT", text: prosemirror },
  { name: "Svelte", licence: "MIT", text: svelte },
  { name: "Tauri API", licence: "MIT or Apache-2.0", text: tauriApi },
];
