import type {
  ContractId,
  ContractPage,
  MethodGiven,
  PartyRole,
  SignerShown,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import type { Stroke } from "../../shared/sign/strokes";

export type SigningWay = "drawn" | "typed" | "certificate";
/** What a signer says of themselves; the date is the clock's. */
export type SignerForm = { name: string; title: string; place: string; identity: string };

/** What most signers at this desk are. */
const IDENTITY_USUAL = "Known to the firm";

/** The signing sheet of one contract. Each party has a form of its own. */
export class Signing {
  readonly contractId: ContractId;
  party = $state<PartyRole>("client");
  way = $state<SigningWay>("drawn");
  strokes = $state<Stroke[]>([]);
  /** The typed signature; none follows the name. */
  typed = $state<string | null>(null);
  hasConsented = $state(false);
  isBusy = $state(false);
  problem = $state.raw<AppError | null>(null);
  forms = $state<Record<PartyRole, SignerForm>>({ client: blank(), factor: blank() });

  constructor(page: ContractPage) {
    this.contractId = page.contract.id;
    this.party = page.next_party ?? "client";
    for (const signer of page.signers) this.forms[signer.party] = formOf(signer);
  }

  get form(): SignerForm {
    return this.forms[this.party];
  }

  /** "Ruth Adeyemi", or the party while nobody is named. */
  get who(): string {
    const name = this.form.name.trim();
    return name === "" ? { client: "the Client", factor: "the Factor" }[this.party] : name;
  }

  get typedText(): string {
    return this.typed ?? this.form.name;
  }

  get fields(): Readonly<Record<string, string>> {
    return this.problem?.fields ?? {};
  }

  /** Another party signs: nothing of the first one's signature stays. */
  choose(party: PartyRole): void {
    if (party === this.party) return;
    this.party = party;
    this.strokes = [];
    this.typed = null;
    if (this.way === "certificate") this.way = "drawn";
    this.hasConsented = false;
    this.problem = null;
  }

  /** Gives the signature; none if something is wrong, which `problem` then says. */
  async sign(): Promise<ContractPage | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    this.problem = null;
    try {
      return await call("sign_contract", {
        contract_id: this.contractId,
        party: this.party,
        ...$state.snapshot(this.form),
        method: this.method(),
        has_consented: this.hasConsented,
      });
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  /** The signature as it is sent. */
  method(): MethodGiven {
    if (this.way === "certificate") return { kind: "certificate" };
    if (this.way === "typed") return { kind: "typed", text: this.typedText };
    return { kind: "drawn", strokes: $state.snapshot(this.strokes) };
  }
}

function blank(): SignerForm {
  return { name: "", title: "", place: "", identity: IDENTITY_USUAL };
}

function formOf({ name, title, place }: SignerShown): SignerForm {
  return { ...blank(), name, title, place };
}
