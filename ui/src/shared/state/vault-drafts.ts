import { call } from "../../host/client";
import type { DraftStore } from "./draft.svelte";

/** Drafts in the vault: encrypted like everything else, and there after a crash or a lock. */
export const vaultDrafts: DraftStore = {
  load: async (key) => (await call("draft", { key })).text,
  save: async (key, text) => {
    await call("save_draft", { key, text });
  },
  discard: async (key) => {
    await call("discard_draft", { key });
  },
};
