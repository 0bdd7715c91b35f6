import type { SigningKeyPage } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { base64Of } from "../../shared/form/files";

/** How long a new certificate is valid unless told otherwise. */
const YEARS_USUAL = "5";

/** Making the firm's key, or bringing one along. */
export class Keeping {
  commonName = $state("");
  organisation = $state("");
  years = $state(YEARS_USUAL);
  file = $state.raw<File | null>(null);
  password = $state("");
  fields = $state.raw<Readonly<Record<string, string>>>({});
  problem = $state<string | null>(null);
  isBusy = $state(false);

  constructor(page: SigningKeyPage) {
    this.commonName = page.common_name;
    this.organisation = page.organisation;
  }

  /** True if a new key is in use. */
  create(): Promise<boolean> {
    return this.#try(() =>
      call("create_signing_key", {
        common_name: this.commonName,
        organisation: this.organisation,
        years: Number(this.years),
      }),
    );
  }

  /** True if the key of the file is in use. */
  async bringIn(): Promise<boolean> {
    const { file, password } = this;
    if (!file) {
      this.fields = { data: "Choose the file first" };
      return false;
    }
    const isDone = await this.#try(async () =>
      call("import_signing_key", { file_name: file.name, data: await base64Of(file), password }),
    );
    if (isDone) {
      this.file = null;
      this.password = "";
    }
    return isDone;
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.fields = {};
    this.problem = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown.message;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
