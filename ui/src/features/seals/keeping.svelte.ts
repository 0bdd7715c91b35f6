import type { SigningKeyPage } from "../../host/bindings";
import { call } from "../../host/client";
import { base64Of } from "../../shared/form/files";
import { Doing } from "../../shared/state/doing.svelte";

/** How long a new certificate is valid unless told otherwise. */
const YEARS_USUAL = "5";

/** Making the firm's key, or bringing one along. */
export class Keeping {
  commonName = $state("");
  organisation = $state("");
  years = $state(YEARS_USUAL);
  file = $state.raw<File | null>(null);
  password = $state("");
  readonly doing = new Doing();
  #isFileMissing = $state(false);

  constructor(page: SigningKeyPage) {
    this.commonName = page.common_name;
    this.organisation = page.organisation;
  }

  /** True if a new key is in use. */
  create(): Promise<boolean> {
    return this.doing.run(() =>
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
    this.#isFileMissing = !file;
    if (!file) return false;
    const isDone = await this.doing.run(async () =>
      call("import_signing_key", { file_name: file.name, data: await base64Of(file), password }),
    );
    if (isDone) {
      this.file = null;
      this.password = "";
    }
    return isDone;
  }

  /** What is wrong with the file. */
  get fileProblem(): string | null {
    if (this.#isFileMissing && !this.file) return "Choose the file first";
    return this.doing.fields["data"] ?? null;
  }

  /** What is wrong, but with none of the fields. */
  get problem(): string | null {
    const { problem, fields } = this.doing;
    return problem && Object.keys(fields).length === 0 ? problem.message : null;
  }
}
