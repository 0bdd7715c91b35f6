//! The bench of the papers, beside other programs that set the same words.

use crate::command::{self, Failure};
use crate::judges;
use crate::place;
use std::process::Command;

const CRATE: &str = "src-tauri/crates/documents";

/// What one program took for one paper.
#[derive(Debug, PartialEq)]
struct Figure<'text> {
    program: &'text str,
    paper: &'text str,
    millis: f64,
    bytes: u32,
    pages: u32,
}

/// Prints what a contract and a statement take here, and by ReportLab, WeasyPrint and Typst.
pub fn bench(is_dev: bool) -> Result<(), Failure> {
    judges::PEERS.prepare()?;
    let words = place::target()?.join("bench-papers.json");
    let mut cargo = command::cargo();
    cargo.args(["bench", "-p", "factor-documents", "--bench", "papers"]);
    if is_dev {
        cargo.args(["--profile", "dev"]);
    }
    cargo.arg("--").arg(&words).current_dir(place::root());
    let own = command::output(&mut cargo)?;
    let mut peers = Command::new(judges::PEERS.python()?);
    let folder = place::root().join(CRATE);
    peers.arg(folder.join("benches/peers.py")).arg(&words).arg(folder.join("fonts"));
    let theirs = command::output(&mut peers)?;
    print(&format!("{own}{theirs}"))
}

fn print(said: &str) -> Result<(), Failure> {
    let figures: Vec<Figure<'_>> = said.lines().filter_map(read).collect();
    println!("\nPapers, processor time of one core for one");
    for paper in ["contract", "statement"] {
        let of_paper = || figures.iter().filter(|figure| figure.paper == paper);
        let own = of_paper().find(|figure| figure.program == "factordesk");
        let own = own.ok_or_else(|| Failure::new(format!("the bench set no {paper}")))?;
        for figure in of_paper() {
            let Figure { program, millis, bytes, pages, .. } = figure;
            let times = millis / own.millis;
            println!(
                "  {paper:<9} {program:<10} {millis:>7.1} ms {times:>6.1} times {bytes:>7} bytes \
                 {pages:>3} pages"
            );
        }
    }
    Ok(())
}

/// `ReportLab contract 67.14 ms, 56943 bytes, 10 pages`
fn read(line: &str) -> Option<Figure<'_>> {
    let mut parts = line.split(", ");
    let mut words = parts.next()?.split(' ');
    let (program, paper) = (words.next()?, words.next()?);
    let millis = words.next()?.parse().ok()?;
    let bytes = parts.next()?.strip_suffix(" bytes")?.parse().ok()?;
    let pages = parts.next()?.strip_suffix(" pages")?.parse().ok()?;
    Some(Figure { program, paper, millis, bytes, pages })
}

#[cfg(test)]
mod tests {
    use super::{Figure, read};

    #[test]
    fn a_line_of_the_bench_is_read_and_others_are_not() {
        let figure = read("Typst contract 61.16 ms, 89112 bytes, 9 pages");
        let expected =
            Figure { program: "Typst", paper: "contract", millis: 61.16, bytes: 89_112, pages: 9 };
        assert_eq!(figure, Some(expected));
        assert_eq!(read("Compiling typst 1.0, a lot of bytes"), None);
    }
}
