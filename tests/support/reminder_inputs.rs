//! One good input for each command about how somebody is reminded.

use serde_json::{Value, json};

pub(crate) fn inputs() -> Vec<(&'static str, Value)> {
    let choices = json!({
        "snooze_minutes": 15, "quiet_from": "7 pm", "quiet_until": "7 am",
        "has_quiet_weekends": true, "digest_at": "8:00", "repeat_minutes": 60
    });
    vec![
        ("reminder_choices", json!({})),
        ("save_reminder_choices", choices),
        ("snooze_reminders", json!({ "minutes": null })),
    ]
}
