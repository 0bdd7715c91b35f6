import type {
  AttachmentShown,
  ContractId,
  ContractPage,
  MethodGiven,
  PartyRole,
  SignerShown,
  SigningTime,
} from "../../host/bindings";
import { type AppError, call } from "../../host/client";
import { base64Of } from "../../shared/form/files";
import type { Stroke } from "../../shared/sign/strokes";
import { Doing } from "../../shared/state/doing.svelte";

export type SigningWay = "drawn" | "typed" | "certificate" | "returned";
/** What a signer says of themselves; the date is the clock's. */
export type SignerForm = { name: string; title: string; place: string; identity: string };

const parties = {
  client: "the Client",
  factor: "the Factor",
  guarantor: "the Guarantor",
} satisfies Record<PartyRole, string>;

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
  /** The copy that came back. */
  copy = $state.raw<AttachmentShown | null>(null);
  /** What a service for signing says of it. */
  evidence = $state.raw<AttachmentShown | null>(null);
  /** The client's own key. Neither is kept. */
  keyFile = $state.raw<File | null>(null);
  password = $state("");
  /** Whose clock a certificate signature carries. */
  time = $state<SigningTime>("clock");
  /** The day on it, as typed. */
  signedOn = $state("");
  hasConsented = $state(false);
  readonly #doing = new Doing();
  forms = $state<Record<PartyRole, SignerForm>>({
    client: blank(),
    factor: blank(),
    guarantor: blank(),
  });

  constructor(page: ContractPage) {
    this.contractId = page.contract.id;
    this.party = page.next_party ?? "client";
    for (const signer of page.signers) this.forms[signer.party] = formOf(signer);
    // One copy often carries both signatures.
    const returned = page.signers.find((signer) => signer.file);
    this.copy = returned?.file ?? null;
    this.evidence = returned?.evidence ?? null;
    if (this.copy) this.way = "returned";
    else if (page.is_certified) this.way = "certificate";
  }

  get isBusy(): boolean {
    return this.#doing.isBusy;
  }

  get problem(): AppError | null {
    return this.#doing.problem;
  }

  get form(): SignerForm {
    return this.forms[this.party];
  }

  /** "Ruth Adeyemi", or the party while nobody is named. */
  get who(): string {
    const name = this.form.name.trim();
    return name === "" ? parties[this.party] : name;
  }

  get typedText(): string {
    return this.typed ?? this.form.name;
  }

  get fields(): Readonly<Record<string, string>> {
    return this.#doing.fields;
  }

  /** Another party signs: nothing of the first one's signature stays. */
  choose(party: PartyRole): void {
    if (party === this.party) return;
    this.party = party;
    this.strokes = [];
    this.typed = null;
    if (this.way === "certificate") this.way = "drawn";
    this.keyFile = null;
    this.password = "";
    this.hasConsented = false;
    this.#doing.forget();
  }

  chooseTime(time: SigningTime): void {
    this.time = time;
    this.#doing.forget();
  }

  /** Takes in the copy that came back. */
  async keep(file: File): Promise<void> {
    await this.#doing.run(async () => {
      const data = await base64Of(file);
      const input = { contract_id: this.contractId, file_name: file.name, data };
      if (!isEnvelope(file)) {
        this.copy = await call("add_attachment", { file_name: file.name, data });
        return;
      }
      const { paper, evidence } = await call("open_envelope", input);
      this.copy = paper;
      this.evidence = evidence ?? this.evidence;
    });
    this.hasConsented = false;
  }

  /** Takes in the certificate of completion of a service. */
  async keepEvidence(file: File): Promise<void> {
    await this.#doing.run(async () => {
      const data = await base64Of(file);
      this.evidence = await call("add_attachment", { file_name: file.name, data });
    });
  }

  /** Gives the signature; none if something is wrong, which `problem` then says. */
  async sign(): Promise<ContractPage | null> {
    let signed: ContractPage | null = null;
    await this.#doing.run(async () => {
      const method = await this.method();
      signed = await call("sign_contract", {
        contract_id: this.contractId,
        party: this.party,
        ...$state.snapshot(this.form),
        method,
        has_consented: this.hasConsented,
      });
    });
    if (signed) this.password = "";
    return signed;
  }

  /** The signature as it is sent. */
  async method(): Promise<MethodGiven> {
    const { time } = this;
    const strokes = $state.snapshot(this.strokes);
    if (this.way === "certificate" && this.party === "factor")
      return { kind: "certificate", time, strokes };
    if (this.way === "certificate") {
      const { keyFile: file, password } = this;
      const data = file ? await base64Of(file) : "";
      return { kind: "brought", file_name: file?.name ?? "", data, password, time, strokes };
    }
    if (this.way === "returned") {
      return {
        kind: "returned",
        attachment_id: this.copy?.id ?? null,
        signed_on: this.signedOn,
        ...(this.evidence ? { evidence_id: this.evidence.id } : {}),
      };
    }
    if (this.way === "typed") return { kind: "typed", text: this.typedText };
    return { kind: "drawn", strokes };
  }
}

/** A ZIP of what a service gives back, by its name or its kind. */
function isEnvelope(file: File): boolean {
  return file.type.includes("zip") || file.name.toLowerCase().endsWith(".zip");
}

function blank(): SignerForm {
  return { name: "", title: "", place: "", identity: IDENTITY_USUAL };
}

function formOf({ name, title, place }: SignerShown): SignerForm {
  return { ...blank(), name, title, place };
}
