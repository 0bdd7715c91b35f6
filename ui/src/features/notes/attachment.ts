import type { AttachmentShown } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import type { IconName } from "../../shared/icons/paths";
import { toasts } from "../../shared/overlay/toasts.svelte";

/** The type of a file that is shown page by page. */
export const PDF = "application/pdf";

/** The icon of a file, by what its bytes are. */
export function fileIcon({ media_type }: Pick<AttachmentShown, "media_type">): IconName {
  if (media_type === PDF) return "file-text";
  return media_type.startsWith("image/") ? "image" : "paperclip";
}

/** Saves a file where the user chooses, and says what became of it. */
export async function saveFile(file: AttachmentShown): Promise<void> {
  try {
    const { name } = await call("save_attachment", { attachment_id: file.id });
    if (name !== null) toasts.say(`Saved ${name}`, { icon: "download" });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.code === "locked") return;
    toasts.say(`${file.name} could not be saved. ${thrown.message}`, { icon: "circle-x" });
  }
}
