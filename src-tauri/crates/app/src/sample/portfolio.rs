//! The invented firm and its twelve clients. Every name, number and address is made up; telephone
//! numbers are from the range kept for stories, mail addresses from the domain kept for examples.

use serde_json::{Value, json};

/// The story begins so many days ago.
pub(super) const DAYS: i64 = 245;
/// Signs for the firm.
const SIGNER: &str = "Ruth Adeyemi";
const SIGNER_TITLE: &str = "Managing member";
pub(super) const FIRM_SIGNS: Signer = Signer { party: "factor", name: SIGNER, title: SIGNER_TITLE };

/// Who signs for a party of a contract.
pub(super) struct Signer {
    pub(super) party: &'static str,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
}

pub(super) struct SampleContact {
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    phone: &'static str,
    mail: &'static str,
}

pub(super) struct SampleNote {
    pub(super) days_ago: i64,
    /// Which of the client's contacts.
    contact: usize,
    channel: &'static str,
    outcome: &'static str,
    text: &'static str,
    /// Days from today, time, reason.
    next: Option<(i64, &'static str, &'static str)>,
}

pub(super) struct SampleClient {
    pub(super) days_ago: i64,
    legal_name: &'static str,
    trade_name: &'static str,
    line_of_business: &'static str,
    legal_form: &'static str,
    state: &'static str,
    street: &'static str,
    pub(super) city: &'static str,
    region: &'static str,
    postal_code: &'static str,
    representative: &'static str,
    /// Advance, first fee, step fee.
    rates: [&'static str; 3],
    first_days: &'static str,
    limit: &'static str,
    pub(super) is_signed: bool,
    next_first_rate: Option<&'static str>,
    pub(super) contacts: &'static [SampleContact],
    pub(super) notes: &'static [SampleNote],
}

pub(super) fn firm() -> Value {
    json!({
        "name": "Calder Street Factors LLC",
        "legal_form": "limited liability company",
        "state_of_formation": "Rhode Island",
        "registration_no": "001734455",
        "address": {
            "line1": "214 Calder Street, Suite 3", "city": "Providence", "region": "RI",
            "postal_code": "02903", "country": "United States"
        },
        "phone": "(401) 555-0142",
        "email": "office@calderstreet.example",
        "currency": "USD",
        "page_size": "letter",
        "signer_name": SIGNER,
        "signer_title": SIGNER_TITLE,
        "governing_state": "New York",
        "venue": "New York County"
    })
}

pub(super) fn house_terms() -> Value {
    json!({
        "client_id": null,
        "values": {
            "advance_rate": "80", "fee_first_rate": "2.5", "fee_step_rate": "0.75",
            "fee_minimum": "15", "debtor_concentration": "60", "escrow_rate": "5",
            "escrow_cap": "7,500", "monthly_minimum": "1,500"
        },
        "fees": [
            { "kind": "wire_transfer", "label": "", "amount": "25.00" },
            { "kind": "credit_check", "label": "", "amount": "25.00" },
            { "kind": "non_factored_payment", "label": "", "amount": "5.00" },
            { "kind": "missing_notation", "label": "", "amount": "20.00" },
            { "kind": "misdirected_payment", "label": "", "amount": "10%" }
        ],
        "effective_on": "",
        "face": "10,000"
    })
}

impl SampleContact {
    pub(super) fn form(&self, client: &Value) -> Value {
        json!({
            "client_id": client, "contact_id": null, "name": self.name, "role": self.role,
            "phone": self.phone, "email": self.mail,
            "is_signer": self.role == "President" || self.role == "Owner"
        })
    }
}

impl SampleNote {
    pub(super) fn form(&self, client: &Value, contacts: &[Value]) -> Value {
        let next = self.next.map(|(days, time, reason)| {
            // Counted from the day of the note, which lies in the past.
            json!({ "day": format!("+{}", days + self.days_ago), "time": time, "reason": reason })
        });
        json!({
            "subject": { "kind": "client", "id": client },
            "contact_id": contacts.get(self.contact),
            "contact_name": "",
            "channel": self.channel,
            "direction": "outgoing",
            "outcome": self.outcome,
            "text": self.text,
            "day": "", "time": "",
            "next": next,
            "attachments": [],
            "finishes": null,
            "tags": "",
            "proof": null,
            "corrects": null
        })
    }
}

impl SampleClient {
    fn signer(&self) -> &SampleContact {
        self.contacts.first().expect("every sample client has a contact")
    }

    pub(super) fn signs(&self) -> Signer {
        let SampleContact { name, role, .. } = *self.signer();
        Signer { party: "client", name, title: role }
    }

    /// Nine digits that differ from client to client.
    fn number(&self) -> String {
        let sum: u32 = self.legal_name.bytes().map(u32::from).sum();
        format!("00{:07}", sum.wrapping_mul(7_919) % 10_000_000)
    }

    pub(super) fn form(&self) -> Value {
        json!({
            "legal_name": self.legal_name,
            "trade_name": self.trade_name,
            "line_of_business": self.line_of_business,
            "legal_form": self.legal_form,
            "state_of_formation": self.state,
            "registration_no": self.number(),
            "tax_id": format!("05-{}", self.number().get(2..).unwrap_or_default()),
            "address": {
                "line1": self.street, "city": self.city, "region": self.region,
                "postal_code": self.postal_code, "country": "United States"
            },
            "phone": self.signer().phone,
            "email": self.signer().mail,
            "account_representative": self.representative
        })
    }

    pub(super) fn bank(&self, client: &Value) -> Value {
        json!({
            "client_id": client, "holder": self.legal_name, "bank": "Harborlight Savings Bank",
            "routing": "021000021", "number": format!("4{}", self.number())
        })
    }

    pub(super) fn terms(&self, client: &Value) -> Value {
        let [advance, first, step] = self.rates;
        json!({
            "client_id": client,
            "values": {
                "advance_rate": advance, "fee_first_days": self.first_days,
                "fee_first_rate": first, "fee_step_rate": step, "facility_limit": self.limit
            },
            "fees": null, "effective_on": "", "face": "10,000"
        })
    }

    pub(super) fn next_terms(&self) -> Option<Value> {
        let next = self.next_first_rate?;
        let [advance, _, step] = self.rates;
        Some(json!({
            "advance_rate": advance, "fee_first_days": self.first_days, "fee_first_rate": next,
            "fee_step_rate": step, "facility_limit": self.limit
        }))
    }

    pub(super) fn answers(&self) -> Value {
        json!({})
    }
}

/// In the order of the alphabet and of their becoming clients.
pub(super) const CLIENTS: &[SampleClient] = &[
    SampleClient {
        days_ago: 230,
        legal_name: "Aldercrest Freight LLC",
        trade_name: "Aldercrest Freight",
        line_of_business: "Truckload freight",
        legal_form: "limited liability company",
        state: "New Jersey",
        street: "41 Dock Road",
        city: "Newark",
        region: "NJ",
        postal_code: "07105",
        representative: "Priya Nair",
        rates: ["90", "2", "0.5"],
        first_days: "20",
        limit: "400,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[
            SampleContact {
                name: "Owen Tarrant",
                role: "Owner",
                phone: "(973) 555-0104",
                mail: "owen@aldercrest.example",
            },
            SampleContact {
                name: "Lena Brandt",
                role: "Dispatcher",
                phone: "(973) 555-0108",
                mail: "lena@aldercrest.example",
            },
        ],
        notes: &[
            SampleNote {
                days_ago: 40,
                contact: 1,
                channel: "call",
                outcome: "reached",
                text: "Rate confirmations now come with each schedule. Asked for proof of \
                       delivery on the two long hauls.",
                next: None,
            },
            SampleNote {
                days_ago: 9,
                contact: 0,
                channel: "meeting",
                outcome: "reached",
                text: "Went through the October volume. He expects two more lanes from January.",
                next: Some((5, "14:00", "Ask about the new lanes")),
            },
        ],
    },
    SampleClient {
        days_ago: 221,
        legal_name: "Brinmoor Staffing, Inc.",
        trade_name: "Brinmoor Staffing",
        line_of_business: "Temporary staffing",
        legal_form: "corporation",
        state: "Connecticut",
        street: "500 Asylum Terrace",
        city: "Hartford",
        region: "CT",
        postal_code: "06103",
        representative: "Ruth Adeyemi",
        rates: ["85", "2.25", "0.75"],
        first_days: "30",
        limit: "400,000",
        is_signed: true,
        next_first_rate: Some("2"),
        contacts: &[
            SampleContact {
                name: "Marta Lindqvist",
                role: "President",
                phone: "(860) 555-0118",
                mail: "marta@brinmoor.example",
            },
            SampleContact {
                name: "Joel Pratt",
                role: "Bookkeeper",
                phone: "(860) 555-0121",
                mail: "joel@brinmoor.example",
            },
            SampleContact {
                name: "Anya Kovacs",
                role: "Account representative",
                phone: "(860) 555-0124",
                mail: "anya@brinmoor.example",
            },
        ],
        notes: &[
            SampleNote {
                days_ago: 60,
                contact: 1,
                channel: "email",
                outcome: "reached",
                text: "Time sheets for September received, all signed.",
                next: None,
            },
            SampleNote {
                days_ago: 3,
                contact: 1,
                channel: "call",
                outcome: "promised",
                text: "Two invoices to Tarn Valley are promised by ACH for Thursday.",
                next: None,
            },
            SampleNote {
                days_ago: 1,
                contact: 0,
                channel: "call",
                outcome: "reached",
                text: "Asked for a lower first step as volume is up. Agreed 2.00% from next \
                       month; the amendment is drafted.",
                next: Some((1, "11:00", "Walk through the amendment before signing")),
            },
        ],
    },
    SampleClient {
        days_ago: 214,
        legal_name: "Castellan Guard Services, Inc.",
        trade_name: "Castellan Guard",
        line_of_business: "Security guards",
        legal_form: "corporation",
        state: "New York",
        street: "77 Water Street, Floor 9",
        city: "New York",
        region: "NY",
        postal_code: "10005",
        representative: "Tomas Becker",
        rates: ["85", "2.5", "0.75"],
        first_days: "30",
        limit: "250,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Delia Okafor",
            role: "President",
            phone: "(212) 555-0133",
            mail: "delia@castellan.example",
        }],
        notes: &[SampleNote {
            days_ago: 12,
            contact: 0,
            channel: "call",
            outcome: "left_message",
            text: "Left word about the certificate of insurance, which runs out in January.",
            next: Some((0, "", "Certificate of insurance")),
        }],
    },
    SampleClient {
        days_ago: 206,
        legal_name: "Dunmere Packaging Co.",
        trade_name: "Dunmere Packaging",
        line_of_business: "Corrugated packaging",
        legal_form: "corporation",
        state: "Pennsylvania",
        street: "9 Millrace Lane",
        city: "Allentown",
        region: "PA",
        postal_code: "18101",
        representative: "Tomas Becker",
        rates: ["80", "2", "0.65"],
        first_days: "30",
        limit: "160,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[
            SampleContact {
                name: "Frank Weller",
                role: "President",
                phone: "(610) 555-0150",
                mail: "frank@dunmere.example",
            },
            SampleContact {
                name: "Sue Hartigan",
                role: "Receivables",
                phone: "(610) 555-0152",
                mail: "sue@dunmere.example",
            },
        ],
        notes: &[SampleNote {
            days_ago: 2,
            contact: 1,
            channel: "call",
            outcome: "no_answer",
            text: "No answer, twice. Cobblestone Markets is 57 days late.",
            next: Some((-1, "", "Cobblestone Markets, two tries so far")),
        }],
    },
    SampleClient {
        days_ago: 198,
        legal_name: "Eskfield Electrical Contractors LLC",
        trade_name: "Eskfield Electrical",
        line_of_business: "Electrical contractor",
        legal_form: "limited liability company",
        state: "New York",
        street: "18 Foundry Street",
        city: "Albany",
        region: "NY",
        postal_code: "12207",
        representative: "Ruth Adeyemi",
        rates: ["75", "3", "1"],
        first_days: "30",
        limit: "150,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Gareth Moyle",
            role: "Owner",
            phone: "(518) 555-0160",
            mail: "gareth@eskfield.example",
        }],
        notes: &[SampleNote {
            days_ago: 7,
            contact: 0,
            channel: "call",
            outcome: "promised",
            text: "The owner's release for EE-1198 is signed; the check run is Tuesday.",
            next: Some((-2, "9:00", "Redmayne promised 18,400.00; nothing received")),
        }],
    },
    SampleClient {
        days_ago: 187,
        legal_name: "Fairholm Linen Supply, Inc.",
        trade_name: "Fairholm Linen",
        line_of_business: "Linen rental",
        legal_form: "corporation",
        state: "Rhode Island",
        street: "230 Promenade",
        city: "Providence",
        region: "RI",
        postal_code: "02908",
        representative: "Priya Nair",
        rates: ["80", "2.5", "0.7"],
        first_days: "30",
        limit: "110,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Ines Calloway",
            role: "President",
            phone: "(401) 555-0171",
            mail: "ines@fairholm.example",
        }],
        notes: &[SampleNote {
            days_ago: 20,
            contact: 0,
            channel: "mail",
            outcome: "reached",
            text: "Annual financial statements received and filed.",
            next: Some((8, "", "Ask for the tax deposit receipt")),
        }],
    },
    SampleClient {
        days_ago: 170,
        legal_name: "Granite Fork Hauling LLC",
        trade_name: "Granite Fork",
        line_of_business: "Bulk haulage",
        legal_form: "limited liability company",
        state: "New Hampshire",
        street: "4 Quarry Road",
        city: "Concord",
        region: "NH",
        postal_code: "03301",
        representative: "Tomas Becker",
        rates: ["88", "2.25", "0.75"],
        first_days: "20",
        limit: "200,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Walt Sorensen",
            role: "Owner",
            phone: "(603) 555-0140",
            mail: "walt@granitefork.example",
        }],
        notes: &[SampleNote {
            days_ago: 5,
            contact: 0,
            channel: "call",
            outcome: "reached",
            text: "At 93% of the limit. He wants 250,000; asked for the third-quarter figures \
                   first.",
            next: Some((4, "15:30", "Third-quarter figures for the limit")),
        }],
    },
    SampleClient {
        days_ago: 150,
        legal_name: "Hollis & Vane Textiles, Inc.",
        trade_name: "Hollis & Vane",
        line_of_business: "Textile mill",
        legal_form: "corporation",
        state: "Massachusetts",
        street: "600 Canal Street",
        city: "Lawrence",
        region: "MA",
        postal_code: "01840",
        representative: "Tomas Becker",
        rates: ["80", "1.8", "0.65"],
        first_days: "30",
        limit: "275,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[
            SampleContact {
                name: "Ruth-Ann Hollis",
                role: "President",
                phone: "(978) 555-0112",
                mail: "rhollis@hollisvane.example",
            },
            SampleContact {
                name: "Tess Amari",
                role: "Credit desk",
                phone: "(978) 555-0115",
                mail: "tess@hollisvane.example",
            },
        ],
        notes: &[SampleNote {
            days_ago: 3,
            contact: 1,
            channel: "call",
            outcome: "promised",
            text: "Penrose Apparel mailed its check on Monday.",
            next: Some((0, "16:00", "Penrose Apparel check")),
        }],
    },
    SampleClient {
        days_ago: 128,
        legal_name: "Ironbark Machine Works, Inc.",
        trade_name: "Ironbark Machine",
        line_of_business: "Precision machining",
        legal_form: "corporation",
        state: "Connecticut",
        street: "12 Tool Row",
        city: "New Britain",
        region: "CT",
        postal_code: "06051",
        representative: "Tomas Becker",
        rates: ["80", "2.5", "0.8"],
        first_days: "30",
        limit: "150,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Carl Jessup",
            role: "President",
            phone: "(860) 555-0180",
            mail: "carl@ironbark.example",
        }],
        notes: &[SampleNote {
            days_ago: 6,
            contact: 0,
            channel: "call",
            outcome: "disputed",
            text: "Vantry holds 12,640.00 over the surface finish. The inspection report is due \
                   this week.",
            next: Some((0, "10:30", "Inspection report, Vantry Automotive")),
        }],
    },
    SampleClient {
        days_ago: 96,
        legal_name: "Juniper Row Billing LLC",
        trade_name: "Juniper Row",
        line_of_business: "Medical billing",
        legal_form: "limited liability company",
        state: "Massachusetts",
        street: "85 Juniper Row",
        city: "Worcester",
        region: "MA",
        postal_code: "01608",
        representative: "Priya Nair",
        rates: ["85", "2.4", "0.8"],
        first_days: "30",
        limit: "125,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Nora Feld",
            role: "Owner",
            phone: "(508) 555-0166",
            mail: "nora@juniperrow.example",
        }],
        notes: &[SampleNote {
            days_ago: 14,
            contact: 0,
            channel: "email",
            outcome: "reached",
            text: "Remittance address is on every invoice from this month.",
            next: Some((12, "", "Review at ninety days")),
        }],
    },
    SampleClient {
        days_ago: 71,
        legal_name: "Kettlewell Janitorial Services, Inc.",
        trade_name: "Kettlewell Janitorial",
        line_of_business: "Commercial cleaning",
        legal_form: "corporation",
        state: "New York",
        street: "33 Sycamore Avenue",
        city: "Yonkers",
        region: "NY",
        postal_code: "10701",
        representative: "Priya Nair",
        rates: ["85", "2.75", "0.9"],
        first_days: "30",
        limit: "110,000",
        is_signed: true,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Bram Kettlewell",
            role: "President",
            phone: "(914) 555-0119",
            mail: "bram@kettlewell.example",
        }],
        notes: &[SampleNote {
            days_ago: 4,
            contact: 0,
            channel: "call",
            outcome: "reached",
            text: "Two office parks added. Asked for their purchase orders.",
            next: Some((11, "", "Purchase orders of the two office parks")),
        }],
    },
    SampleClient {
        days_ago: 6,
        legal_name: "Larkfield Produce Distributors, Inc.",
        trade_name: "Larkfield Produce",
        line_of_business: "Produce to grocers and caterers",
        legal_form: "corporation",
        state: "Massachusetts",
        street: "88 Beacham Row",
        city: "Chelsea",
        region: "MA",
        postal_code: "02150",
        representative: "Ruth Adeyemi",
        rates: ["85", "1.9", "0.7"],
        first_days: "30",
        limit: "300,000",
        is_signed: false,
        next_first_rate: None,
        contacts: &[SampleContact {
            name: "Nadia Ferro",
            role: "President",
            phone: "(617) 555-0190",
            mail: "nadia@larkfield.example",
        }],
        notes: &[SampleNote {
            days_ago: 6,
            contact: 0,
            channel: "meeting",
            outcome: "reached",
            text: "Terms agreed. She reads the agreement with her lawyer and comes in to sign.",
            next: Some((1, "10:00", "Signing of the agreement")),
        }],
    },
];
