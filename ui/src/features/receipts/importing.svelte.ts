import { untrack } from "svelte";
import type {
  BankFileColumns,
  BankFileImported,
  BankFileInput,
  BankFilePreview,
  ReceiptForm,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { base64Of } from "../../shared/form/files";

type Account = ReceiptForm["accounts"][number]["id"];

/** A bank file that is looked at before its payments come into the inbox. */
export class Importing {
  account = $state<Account | null>(null);
  name = $state("");
  preview = $state.raw<BankFilePreview | null>(null);
  /** Sentences by field. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  problem = $state.raw<AppError | null>(null);
  isBusy = $state(false);
  #data = "";
  #columns: BankFileColumns | null = null;

  constructor(account: Account | null) {
    this.account = untrack(() => account);
  }

  /** Takes a file and shows what is in it. */
  async take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.name = file.name;
    this.#data = await base64Of(file);
    this.#columns = null;
    await this.look();
  }

  /** Shows the file with other columns. */
  async choose(column: Exclude<keyof BankFileColumns, "skip">, at: number | null): Promise<void> {
    const columns = this.#columns ?? this.preview?.columns;
    if (!columns) return;
    this.#columns = { ...columns, [column]: at };
    await this.look();
  }

  /** Reads the file as it is understood now. */
  async look(): Promise<void> {
    await this.#send(async (input) => {
      this.preview = await call("preview_bank_file", input);
    });
  }

  /** Takes the new payments over; none with the reason in the form. */
  async bring(): Promise<BankFileImported | null> {
    let brought: BankFileImported | null = null;
    await this.#send(async (input) => {
      brought = await call("import_bank_file", input);
    });
    return brought;
  }

  async #send(act: (input: BankFileInput) => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.fields = {};
    this.problem = null;
    if (this.account === null) {
      this.fields = { bank_account_id: "Choose the account the file is of." };
      return;
    }
    if (this.#data === "") return;
    this.isBusy = true;
    try {
      await act({
        bank_account_id: this.account,
        file_name: this.name,
        data: this.#data,
        columns: this.#columns,
      });
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      this.problem = Object.keys(thrown.fields).length === 0 ? thrown : null;
    } finally {
      this.isBusy = false;
    }
  }
}
