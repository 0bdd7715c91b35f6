//! Pages look as they did: rendered small and grey, and compared with pictures kept here.
//!
//! After a change that is meant, look at the pages, then
//! `FACTORDESK_KEEP_LOOKS=1 cargo test -p factor-documents looks` keeps them.

use std::path::{Path, PathBuf};
use std::process::Command;

use factor_documents::model::PageSize;
use factor_documents::{Paper, agreement};
use image::GrayImage;

use crate::{letters, sample};

/// Dots an inch: lines of text are told apart, letters are not.
const DOTS: &str = "48";
/// Side of the squares that are compared, in dots: a line of text and the space to the next.
const SQUARE: u32 = 8;
/// How much darker or lighter a square may be, of 255: another version of the renderer smooths
/// letters otherwise, while a line that moved changes its square by 40 and more.
const SQUARE_CHANGE_MAX: u32 = 24;

fn render(paper: &Paper, page: u32) -> GrayImage {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, picture) = (folder.path().join("paper.pdf"), folder.path().join("page"));
    std::fs::write(&pdf, &paper.bytes).unwrap();
    let number = page.to_string();
    let mut pdftoppm = Command::new("pdftoppm");
    pdftoppm.args(["-gray", "-png", "-r", DOTS, "-singlefile", "-f", &number, "-l", &number]);
    assert!(pdftoppm.arg(&pdf).arg(&picture).status().unwrap().success());
    image::open(picture.with_extension("png")).unwrap().to_luma8()
}

/// How dark each square is.
fn squares(picture: &GrayImage) -> Vec<u32> {
    let (width, height) = picture.dimensions();
    let mut squares = Vec::new();
    for top in (0..height).step_by(SQUARE as usize) {
        for left in (0..width).step_by(SQUARE as usize) {
            let across = left..(left + SQUARE).min(width);
            let down = top..(top + SQUARE).min(height);
            let count = u32::try_from(across.len() * down.len()).unwrap();
            let dots = down.flat_map(|y| across.clone().map(move |x| (x, y)));
            let sum: u32 = dots.map(|(x, y)| u32::from(picture.get_pixel(x, y).0[0])).sum();
            squares.push(sum / count);
        }
    }
    squares
}

/// The largest change of a square; all of 255 if the pages are not of one size.
fn change(one: &GrayImage, other: &GrayImage) -> u32 {
    if one.dimensions() != other.dimensions() {
        return 255;
    }
    let pairs = squares(one).into_iter().zip(squares(other));
    pairs.map(|(one, other)| one.abs_diff(other)).max().unwrap_or(255)
}

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/looks/{name}.png"))
}

#[test]
fn pages_look_as_they_did() {
    let contract = agreement(&sample::signed(PageSize::Letter)).unwrap();
    let [(_, statement), (_, settlement), _] = letters::papers(PageSize::A4);
    let pages = [
        ("contract-front", render(&contract, 1)),
        ("contract-clauses", render(&contract, 2)),
        ("contract-fees", render(&contract, 5)),
        ("contract-signatures", render(&contract, 6)),
        ("statement-end", render(&statement, 2)),
        ("settlement", render(&settlement, 1)),
    ];
    for (name, page) in pages {
        let file = kept(name);
        if std::env::var_os("FACTORDESK_KEEP_LOOKS").is_some() {
            page.save(&file).unwrap();
        }
        let before = image::open(&file).unwrap().to_luma8();
        let change = change(&before, &page);
        assert!(change <= SQUARE_CHANGE_MAX, "{name} changed by {change}: see {}", file.display());
    }
}

#[test]
fn a_line_that_moves_is_seen() {
    let front = |subtitle: &str| {
        let mut data = sample::signed(PageSize::Letter);
        data.subtitle = subtitle.into();
        render(&agreement(&data).unwrap(), 1)
    };
    let two_lines = front("One\nTwo");
    assert!(change(&front("One"), &two_lines) > SQUARE_CHANGE_MAX);
}
