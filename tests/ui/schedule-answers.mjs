// What the use-cases answer about one schedule, so that its screens can be driven into every state:
// a funding that has changed meanwhile, a bank account that is held, a cell that cannot be read.

const currency = "USD";
const money = (amount) => ({ minor: Math.round(amount * 100), currency });

function explained(title, amount) {
  const total = { kind: "money", amount: money(amount) };
  const lines = [{ label: "Given", detail: "", amount: money(amount) }];
  const ends = { total_label: title, total_detail: "", total, note: "" };
  return {
    amount: money(amount),
    working: { title, formula_id: "F-21", formula_version: 1, lines, ...ends },
  };
}

export const debtors = [
  "Marrow Bay Logistics",
  "Quillon Retail Group",
  "Tarn Valley Grocers",
  "Delmarsh Energy",
  "Thornbury Foods",
];

/** Invoice, debtor, load, face, what its checks say. */
const offered = [
  ["AF-76961", 0, "MB-66120", 4_120, "pass", ""],
  ["AF-76962", 1, "QR-20841", 7_860, "warn", "Debtor limit"],
  ["AF-76963", 2, "TV-5190", 5_380, "pass", ""],
  ["AF-76964", 3, "DE-771-3", 8_940, "warn", "Verify first"],
  ["AF-76960", 0, "MB-65977", 9_172.5, "block", "Bought before"],
  ["AF-76965", 4, "TF-33008", 3_275, "pass", ""],
  ["AF-76966", 1, "QR-20877", 6_120, "warn", "Delivery proof"],
  ["AF-76967", 0, "MB-66157", 4_550, "pass", ""],
  ["AF-76968", 2, "TV-5207", 2_915, "pass", ""],
];

const blank = {
  line_id: null,
  invoice: "",
  debtor: "",
  debtor_id: null,
  reference: "",
  invoiced_on: "",
  due_on: "",
  face: "",
  tax: "",
  retainage: "",
  discount: "",
  decision: "buy",
  reject_reason: "",
};

/** One schedule behind the commands of the window. */
export class ScheduleAnswers {
  stage = "submitted";
  revision = 3;
  head = {
    offered_on: "11/19/2026",
    offered_by: "Wes Calloway",
    control_total: "52,332.50",
    note: "",
  };
  overrides = new Map();
  isVerified = false;
  isHeld = false;
  /** Raised when something has changed between the look and the yes. */
  wireFee = 25;
  funding = null;
  /** Every input of a change, by its command, in order. */
  told = [];
  #next = 100;

  constructor() {
    this.lines = offered.map(([invoice, debtor, reference, face]) => ({
      ...blank,
      line_id: this.#next++,
      invoice,
      debtor: debtors[debtor],
      debtor_id: debtor + 1,
      reference,
      invoiced_on: "11/14/2026",
      due_on: "+30",
      face: String(face),
    }));
  }

  /** Puts these answers between the page and its host. */
  async serve(page) {
    await page.route("**/call/*", async (route) => {
      const name = route.request().url().split("/").at(-1);
      if (typeof this[name] !== "function") return route.fallback();
      const { input } = route.request().postDataJSON();
      const answer = this[name](input);
      const status = answer.code === undefined ? 200 : 422;
      await route.fulfill({ status, json: answer });
    });
  }

  list_schedules() {
    const { number, client, stage, stage_words } = this.schedule();
    const row = { id: 269, number, client, stage, stage_words, offered_on: "2026-11-19" };
    const figures = { invoices: this.lines.length, face: money(this.#sum()) };
    const rest = { bought: null, paid: null, funded_on: null };
    return { rows: [{ ...row, ...figures, ...rest }], total: 1, stages: { [stage]: 1 } };
  }

  schedule() {
    const lines = this.lines.map((line, i) => this.#line(line, i));
    const problems = lines.flatMap((line, i) => problemsOf(line, i));
    const checks = this.#checks();
    const holds = [
      ...(problems.length > 0 ? ["Complete the lines that cannot be read."] : []),
      ...checks.filter((check) => check.is_open).map(({ title }) => `${title}.`),
    ];
    const open = checks.filter(({ is_open }) => is_open);
    return {
      id: 269,
      revision: this.revision,
      number: "SCH-0269",
      client: { id: 1, name: "Aldercrest Freight" },
      client_legal_name: "Aldercrest Freight LLC",
      currency,
      stage: this.stage,
      stage_words: { draft: "Draft", submitted: "Submitted", purchased: "Funded" }[this.stage],
      can_edit: this.stage !== "purchased",
      can_submit: this.stage === "draft" && this.lines.length > 0,
      can_send_back: this.stage === "submitted",
      can_withdraw: this.stage !== "purchased",
      can_fund: this.stage === "submitted" && holds.length === 0,
      offered_on: "2026-11-19",
      offered_on_typed: this.head.offered_on,
      offered_by: this.head.offered_by,
      submitted_words: "Offered by Wes Calloway, Nov 19, 9:48 AM",
      sent_back_reason: "",
      control_total_typed: this.head.control_total,
      note: "",
      terms_version_id: 4,
      terms: "v4, 90.00%, 2.00% / 20 days + 0.50% / 10",
      available_before: explained("Funds available", 17_581.21),
      control_total: this.#control(),
      fee_at_30: explained("Fee at 30 days", 1_079.01),
      lines,
      problems,
      totals: this.#totals(),
      checks,
      blocks: 1,
      warnings: open.length,
      passes: checks.filter(({ verdict }) => verdict === "pass").length,
      overridden: this.overrides.size,
      files: [],
      verifications: [],
      holds,
      next_problem: null,
      prepared: null,
      funding: this.funding,
    };
  }

  save_schedule(input) {
    this.told.push(["save_schedule", input]);
    this.lines = input.lines.map((line) => ({ ...line, line_id: line.line_id ?? this.#next++ }));
    for (const field of Object.keys(this.head)) this.head[field] = input[field];
    this.revision += 1;
    return this.schedule();
  }

  pick_debtors({ text }) {
    const rows = debtors.flatMap((name, i) =>
      name.toLowerCase().includes(text.toLowerCase())
        ? [{ debtor_id: i + 1, name, city: "Boston", group: "", status: "approved" }]
        : [],
    );
    const rest = { exposure: money(0), limit: null, is_of_client: true, is_no_buy: false };
    return { rows: rows.map((row) => ({ ...row, ...rest })) };
  }

  read_rows({ text }) {
    const fields = ["invoice", "debtor", "reference", "invoiced_on", "due_on", "face"];
    const rows = text
      .trim()
      .split("\n")
      .map((row) => row.split("\t"));
    const cells = (row) => Object.fromEntries(fields.map((field, i) => [field, row[i] ?? ""]));
    return {
      has_heading: false,
      columns: fields.map((field) => ({ heading: "", field, example: "" })),
      date_order: "month_first",
      is_date_order_guessed: false,
      lines: rows.map((row) => ({ ...blank, ...cells(row) })),
      problems: [],
      left_out: [],
      words: `${rows.length} lines understood.`,
    };
  }

  override_check(input) {
    this.told.push(["override_check", input]);
    if (input.reason.trim() === "") {
      const fields = [{ field: "reason", message: "Say why it may be bought all the same." }];
      return { code: "invalid", message: "Look at the marked fields.", fields };
    }
    this.overrides.set(input.topic, input.reason);
    return this.schedule();
  }

  log_verification(input) {
    this.told.push(["log_verification", input]);
    this.isVerified = true;
    return this.schedule();
  }

  stage_funding({ method }) {
    const net = 38_844 - this.wireFee;
    const lines = [
      ["Face, 8 invoices", "1 blocked line stays out", 43_160],
      ["Advance", "90.00% × 43,160.00", 38_844],
      ["Wire fee", "Schedule 1", -this.wireFee],
      ["Shortages to recover", "none open", 0],
    ];
    const entries = [
      ["Receivables purchased", 43_160, null],
      ["Client reserve, Aldercrest", null, 4_316],
      ["Wire fees", null, this.wireFee],
      ["Bank, operating account", null, net],
    ];
    const [bank, number] = ["Tidewater", "•••• 4321"];
    const account = { id: 1, name: "Operating account", bank, number };
    const firm = { ...account, currency, is_usual: true };
    const standing = this.isHeld ? "held" : "confirmed";
    const words = this.isHeld
      ? "The account is new; nothing is paid to it until somebody has confirmed it."
      : "Checked by call, Mar 3, 2026.";
    return {
      schedule_id: 269,
      number: "SCH-0269",
      client_name: "Aldercrest Freight",
      terms: "terms v4",
      invoices: 8,
      lines: lines.map(([label, detail, amount]) => ({
        label,
        detail,
        figure: explained(label, amount),
      })),
      net: explained("To wire today", net),
      net_label: "To wire today",
      entries: entries.map(([name, debit, credit]) => ({
        account: name,
        debit: debit === null ? null : money(debit),
        credit: credit === null ? null : money(credit),
      })),
      debits: money(43_160),
      credits: money(43_160),
      effects: [
        { kind: "purchase", title: "8 invoices are bought", detail: "fees run from tomorrow" },
        { kind: "payment", title: "A wire instruction is written", detail: "for your bank" },
      ],
      after: {
        net_funds_employed: explained("Net funds employed", 323_210.54),
        room: explained("Room under the limit", 76_789.46),
        reserve_kept: explained("Reserve kept", 4_316),
      },
      method,
      pay_to: {
        client_id: 1,
        standing,
        holder: "Aldercrest Freight LLC",
        bank: "Harbor Bank",
        number: "•••• 8820",
        words,
      },
      pay_from: firm,
      firm_accounts: [firm],
      checked: "Checked by Priya Nair, 10:31 AM. Two overrides are kept with their reasons.",
      holds: this.isHeld ? [words] : [],
      fingerprint: `fee ${this.wireFee}`,
      prepared: null,
      confirm_label: `Confirm and fund ${net.toLocaleString("en-US")}.00`,
    };
  }

  confirm_funding(input) {
    this.told.push(["confirm_funding", input]);
    if (input.fingerprint !== `fee ${this.wireFee}`) {
      const message = "The terms were changed while this was open.";
      return { code: "conflict", message, fields: [] };
    }
    this.stage = "purchased";
    this.funding = {
      schedule_id: 269,
      funded_on: "2026-11-19",
      by: "Ruth Adeyemi",
      at: "Nov 19, 2026, 10:33:00 AM",
      invoices: 8,
      face: money(43_160),
      net: money(38_844 - this.wireFee),
      method: input.method,
      account: "•••• 8820",
      reference: input.reference,
      entries: [12],
      instruction: "SCH-0269-wire.txt",
      can_reverse: true,
      reverse_hold: "",
      reversed: "",
    };
    return this.funding;
  }

  confirm_bank_account(input) {
    this.told.push(["confirm_bank_account", input]);
    this.isHeld = false;
    return this.stage_funding({ method: "wire" }).pay_to;
  }

  reverse_funding(input) {
    this.told.push(["reverse_funding", input]);
    this.stage = "submitted";
    this.funding = null;
    return this.schedule();
  }

  #sum() {
    return this.lines.reduce((sum, { face }) => sum + (faceOf(face) ?? 0), 0);
  }

  #control() {
    const typed = faceOf(this.head.control_total);
    if (typed === null) return null;
    const difference = this.#sum() - typed;
    return {
      typed: money(typed),
      offered: money(this.#sum()),
      difference: money(difference),
      agrees: difference === 0,
    };
  }

  #totals() {
    const out = this.lines
      .filter(({ invoice }) => invoice === "AF-76960")
      .reduce((sum, { face }) => sum + (faceOf(face) ?? 0), 0);
    return {
      offered_count: this.lines.length,
      offered: explained("Offered", this.#sum()),
      excluded_count: 1,
      excluded: money(-out),
      to_buy_count: this.lines.length - 1,
      to_buy: explained("Face to buy", this.#sum() - out),
      advance: explained("Advance", (this.#sum() - out) * 0.9),
    };
  }

  #line(typed, i) {
    const of = offered.find(([invoice]) => invoice === typed.invoice);
    const face = faceOf(typed.face);
    const at = debtors.findIndex((name) => name.toLowerCase() === typed.debtor.toLowerCase());
    const isWhole = face !== null && at >= 0;
    const isBlocked = of?.[4] === "block";
    return {
      line_id: typed.line_id,
      position: i + 1,
      typed,
      debtor: at < 0 ? null : { id: at + 1, name: debtors[at], status: "approved" },
      debtor_choices: [],
      invoiced_on: typed.invoiced_on === "" ? null : "2026-11-14",
      due_on: typed.invoiced_on === "" ? null : "2026-12-14",
      is_due_from_terms: false,
      face: face === null ? null : money(face),
      tax: null,
      retainage: null,
      discount: null,
      advance: isWhole && !isBlocked ? explained("Advance", face * 0.9) : null,
      standing: isWhole ? (of?.[4] ?? "pass") : "incomplete",
      standing_words: isWhole ? (of?.[5] ?? "") : "Cannot be read",
      files: of ? 3 : 0,
      is_verified: false,
      invoice_id: null,
    };
  }

  #checks() {
    const line = (at) => ({ line_id: this.lines[at]?.line_id ?? null, position: at + 1 });
    return [
      check("bought", "block", "AF-76960 was bought before", line(4)),
      this.#warning("debtor_limit", "Quillon is over its limit", {}),
      this.isVerified
        ? check("verified", "pass", "Line 4 is verified", line(3))
        : check("verify", "warn", "Line 4 is to be verified before funding", {
            ...line(3),
            topic: "verification",
            help: { kind: "log_verification" },
            is_open: true,
          }),
      this.#warning("documents", "Line 7 has no delivery proof", line(6)),
      check("limit", "pass", "Client limit", {}),
      check("notice", "pass", "Notices of assignment", {}),
    ];
  }

  #warning(topic, title, more) {
    const reason = this.overrides.get(topic);
    const at = "Nov 19, 2026, 10:21:00 AM";
    const overridden =
      reason === undefined
        ? null
        : { reason, by: "Ruth Adeyemi", at, attachment: null, is_lapsed: false };
    const can = { can_override: true, is_open: overridden === null, overridden };
    return check(topic, "warn", title, { ...more, ...can, topic });
  }
}

function check(key, verdict, title, more) {
  return {
    key,
    topic: key,
    verdict,
    title,
    detail: "Compared with what the terms allow",
    compared: [],
    what_to_do: "",
    help: { kind: "none" },
    line_id: null,
    position: null,
    can_override: false,
    is_open: false,
    overridden: null,
    ...more,
  };
}

function problemsOf({ face, debtor, typed }, i) {
  const wrongFace = { field: `lines.${i}.face`, message: "Enter an amount, such as 4,120.00" };
  const message = `Nobody is called “${typed.debtor}”`;
  return [
    ...(face === null ? [wrongFace] : []),
    ...(debtor === null ? [{ field: `lines.${i}.debtor`, message }] : []),
  ];
}

function faceOf(text) {
  const amount = Number(text.replaceAll(",", ""));
  return text.trim() === "" || Number.isNaN(amount) ? null : amount;
}
