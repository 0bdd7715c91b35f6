import type { PeoplePage, PersonRow, RoleRow } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { NewPassphrase } from "./new-passphrase.svelte";

/** The form of one person: somebody new, or somebody who works here. */
export class PersonForm {
  name = $state("");
  role = $state<string>("staff");
  /** Up to which amount the person writes off alone, as typed. */
  limit = $state("");
  /** The passphrase of whoever fills in the form; asked for whatever opens or shuts a way in. */
  ownPassphrase = $state("");
  readonly passphrase = new NewPassphrase();
  fields = $state.raw<Readonly<Record<string, string>>>({});
  problem = $state<string | null>(null);
  isBusy = $state(false);

  constructor(
    readonly person: PersonRow | null,
    readonly roles: readonly RoleRow[],
  ) {
    if (person) {
      this.name = person.name;
      this.role = person.role;
      this.limit = person.write_off_limit_typed;
    }
  }

  /** Adds the person, or saves name, role and limit. */
  save(): Promise<boolean> {
    const { person, name } = this;
    const role = this.roles.find((one) => one.role === this.role)?.role ?? "read_only";
    if (person) {
      const write_off_limit = this.limit;
      return this.#try(() =>
        call("change_person", { person_id: person.id, name, role, write_off_limit }),
      );
    }
    if (!this.passphrase.check()) return Promise.resolve(false);
    return this.#try(() =>
      call("add_person", {
        name,
        role,
        passphrase: this.passphrase.text,
        own_passphrase: this.ownPassphrase,
      }),
    );
  }

  /** Gives somebody who forgot it another passphrase. */
  reset(person: PersonRow): Promise<boolean> {
    if (!this.passphrase.check()) return Promise.resolve(false);
    return this.#try(() =>
      call("reset_passphrase", {
        person_id: person.id,
        passphrase: this.passphrase.text,
        own_passphrase: this.ownPassphrase,
      }),
    );
  }

  /** Takes the way in away. */
  remove(person: PersonRow): Promise<boolean> {
    return this.#try(() =>
      call("remove_person", { person_id: person.id, own_passphrase: this.ownPassphrase }),
    );
  }

  async #try(work: () => Promise<PeoplePage>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.fields = {};
    this.problem = null;
    this.passphrase.problem = null;
    try {
      await work();
      this.passphrase.forget();
      this.ownPassphrase = "";
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      this.passphrase.problem = thrown.fields["passphrase"] ?? null;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown.message;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
