//! Screenshots, kept for people to look at.

use crate::app::App;
use crate::wait::within;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A blank page of the screen's size is smaller than this, in bytes of PNG; any real one larger.
const BLANK_BYTES: usize = 12_000;

/// A picture that still moves after this long is kept as it is: a caret may blink in it.
const SETTLING: Duration = Duration::from_secs(3);

/// Takes the page once it is painted and at rest, and keeps it as `name.png`.
///
/// The first picture after a page appears is often blank, so this takes pictures until two in
/// a row are equal.
pub async fn shoot(app: &App, name: &str) -> PathBuf {
    let start = Instant::now();
    let mut last = Vec::new();
    loop {
        let shot = within("a screenshot", app.client.screenshot()).await.expect("a picture");
        let is_settled = shot == last && shot.len() > BLANK_BYTES;
        if is_settled || start.elapsed() > SETTLING {
            return keep(name, &shot);
        }
        last = shot;
    }
}

/// The folder of the pictures: of the environment, or a temporary one that survives the test.
pub fn folder() -> PathBuf {
    std::env::var_os("FACTORDESK_SHOTS")
        .map_or_else(|| std::env::temp_dir().join("factordesk-shots"), PathBuf::from)
}

fn keep(name: &str, png: &[u8]) -> PathBuf {
    let folder = folder();
    fs::create_dir_all(&folder).expect("the folder of pictures can be made");
    let path = folder.join(format!("{name}.png"));
    fs::write(&path, png).expect("the picture can be written");
    path
}
