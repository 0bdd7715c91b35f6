//! Headings, paragraphs, clauses and the other plain blocks as strips.

use super::lines::{Line, Span};
use super::style::{
    BODY, BODY_BOLD, CLAUSE, FIRM_NAME, HEADING, SMALL, SMALL_BOLD, SUBTITLE, TITLE, TextStyle,
};
use super::{Bookmark, Ink, Item, Keep, Kind, Picture, Role, Setter, Strip};
use crate::DocumentError;
use crate::model::{
    Clause, Columns, Heading, Letterhead, NumberedParagraph, Paragraph, ParagraphStyle, Party,
    Title,
};

const HEAVY_RULE: f32 = 0.75;
const LOGO_HEIGHT: f32 = 20.0;
const LOGO_WIDTH_MAX: f32 = 120.0;
const LOGO_GAP: f32 = 8.0;
/// Side of the largest logo accepted, in pixels.
const LOGO_SIDE_MAX: u32 = 6_000;
/// A logo is stored at this height, some 600 dots an inch.
const LOGO_STORED_HEIGHT: u32 = 168;
/// Hanging indent of numbered paragraphs.
const INDENT: f32 = 26.0;
const NUMBER_GAP: f32 = 6.0;
const PARTY_GAP: f32 = 20.0;

impl Setter {
    pub(super) fn letterhead(
        &mut self,
        letterhead: &Letterhead,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let logo = self.logo(letterhead.logo.as_deref())?;
        let indent = logo.map_or(0.0, |(_, width)| width + LOGO_GAP);
        let name_measure = measure * 0.58 - indent;
        let names = self.plain_lines(&letterhead.name, FIRM_NAME, name_measure)?;
        let lines = self.plain_lines(&letterhead.lines.join("\n"), SMALL, measure * 0.4)?;
        let name_height = (names.len() as f32 * FIRM_NAME.leading).max(LOGO_HEIGHT);
        let height = name_height.max(lines.len() as f32 * SMALL.leading);
        if height > self.strip_height_max / 2.0 {
            let mut strips = line_strips(names, FIRM_NAME, 0.0);
            self.tag_all(&mut strips, Role::Paragraph);
            let mut below = line_strips(lines, SMALL, 0.0);
            self.tag_all(&mut below, Role::Paragraph);
            strips.append(&mut below);
            return Ok(strips);
        }
        let mut items = Vec::new();
        if let Some((index, width)) = logo {
            // Beside one line the logo stands level with it; beside several, with the first.
            let y = if names.len() > 1 { height - name_height } else { height - LOGO_HEIGHT };
            let tag = Some(self.tree.add(Role::Figure(format!("Logo of {}", letterhead.name))));
            items.push(Item::Image { index, x: 0.0, y, width, height: LOGO_HEIGHT, tag });
        }
        // One line of a name is centred on the logo; several end where the address ends.
        let inset = (LOGO_HEIGHT - FIRM_NAME.leading).max(0.0) / 2.0;
        let mut y = height - names.len() as f32 * FIRM_NAME.leading - inset;
        for line in names {
            items.append(&mut line.into_items(indent, y + FIRM_NAME.baseline()));
            y += FIRM_NAME.leading;
        }
        let name = self.tree.add(Role::Paragraph);
        self.tag(&mut items, name);
        let mut y = height - lines.len() as f32 * SMALL.leading;
        for line in lines {
            let x = measure - line.width;
            items.append(&mut line.into_items(x, y + SMALL.baseline()));
            y += SMALL.leading;
        }
        let address = self.tree.add(Role::Paragraph);
        self.tag(&mut items, address);
        let y = height + 9.0;
        items.push(Item::Rule { x: 0.0, y, width: measure, weight: HEAVY_RULE, ink: Ink::Black });
        let kind = Kind::Other;
        Ok(vec![Strip { height: y + HEAVY_RULE, kind, items, ..Strip::default() }])
    }

    /// Decodes and scales a logo; its index and width in points.
    fn logo(&mut self, bytes: Option<&[u8]>) -> Result<Option<(usize, f32)>, DocumentError> {
        let Some(bytes) = bytes else { return Ok(None) };
        let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|error| DocumentError::Logo(image::ImageError::IoError(error)))?;
        let mut limits = image::Limits::default();
        limits.max_image_width = Some(LOGO_SIDE_MAX);
        limits.max_image_height = Some(LOGO_SIDE_MAX);
        reader.limits(limits);
        let mut picture = reader.decode().map_err(DocumentError::Logo)?;
        if picture.height() > LOGO_STORED_HEIGHT {
            let width = LOGO_STORED_HEIGHT * picture.width().min(64 * LOGO_STORED_HEIGHT);
            let filter = image::imageops::FilterType::CatmullRom;
            picture = picture.resize(width, LOGO_STORED_HEIGHT, filter);
        }
        let rgba = picture.to_rgba8();
        let (width, height) = (rgba.width() as usize, rgba.height() as usize);
        let shown = (LOGO_HEIGHT * width as f32 / height.max(1) as f32).min(LOGO_WIDTH_MAX);
        self.pictures.push(Picture { width, height, rgba: rgba.into_raw() });
        Ok(Some((self.pictures.len() - 1, shown)))
    }

    /// A title whose lines stand in the middle.
    pub(super) fn centred_title(
        &mut self,
        title: &Title,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = Vec::new();
        for (text, style, role) in
            [(&title.text, TITLE, Role::Title), (&title.subtitle, SUBTITLE, Role::Paragraph)]
        {
            if text.is_empty() {
                continue;
            }
            let mut set = Vec::new();
            for line in self.plain_lines(text, style, measure)? {
                let x = ((measure - line.width) / 2.0).max(0.0);
                set.append(&mut line_strips(vec![line], style, x));
            }
            self.tag_all(&mut set, role);
            strips.append(&mut set);
        }
        for strip in &mut strips {
            strip.kind = Kind::Heading;
        }
        if let Some(first) = strips.first_mut() {
            first.bookmark = Some(Bookmark { level: 0, title: title.text.clone() });
        }
        if let Some(last) = strips.last_mut() {
            last.after = 10.0;
        }
        Ok(strips)
    }

    pub(super) fn title(
        &mut self,
        title: &Title,
        style: &TextStyle,
        before: f32,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let lines = self.plain_lines(&title.text, *style, measure)?;
        let mut strips = line_strips(lines, *style, 0.0);
        self.tag_all(&mut strips, Role::Title);
        if let Some(first) = strips.first_mut() {
            first.before = before;
            first.bookmark = Some(Bookmark { level: 0, title: title.text.clone() });
        }
        for strip in &mut strips {
            strip.kind = Kind::Heading;
        }
        if let Some(last) = strips.last_mut() {
            last.after = 4.0;
        }
        if !title.subtitle.is_empty() {
            let lines = self.plain_lines(&title.subtitle, SUBTITLE, measure)?;
            let mut below = line_strips(lines, SUBTITLE, 0.0);
            self.tag_all(&mut below, Role::Paragraph);
            for strip in &mut below {
                strip.kind = Kind::Heading;
            }
            if let Some(last) = below.last_mut() {
                last.after = 16.0;
            }
            strips.append(&mut below);
        }
        Ok(strips)
    }

    pub(super) fn heading(
        &mut self,
        heading: &Heading,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let note = format!("   {}", heading.note);
        let mut spans = vec![Span { text: &heading.text, style: HEADING, link: None }];
        if !heading.note.is_empty() {
            spans.push(Span { text: &note, style: SMALL, link: None });
        }
        let lines = self.lines(&spans, measure)?;
        let mut strips = line_strips(lines, HEADING, 0.0);
        self.tag_all(&mut strips, Role::Heading);
        mark_heading(&mut strips, &heading.text, 14.0, 4.0);
        Ok(strips)
    }

    pub(super) fn parties(
        &mut self,
        parties: &[Party],
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let column = (measure - PARTY_GAP) / 2.0;
        let mut strips = Vec::new();
        for pair in parties.chunks(2) {
            let mut sides = Vec::new();
            for party in pair {
                let mut side = self.small_lines(&party.role, SMALL_BOLD, column)?;
                self.tag_all(&mut side, Role::Paragraph);
                if let Some(last) = side.last_mut() {
                    last.after = 2.0;
                }
                let names = self.plain_lines(&party.name, BODY_BOLD, column)?;
                let mut names = line_strips(names, BODY_BOLD, 0.0);
                self.tag_all(&mut names, Role::Paragraph);
                side.append(&mut names);
                let lines = self.plain_lines(&party.lines.join("\n"), BODY, column)?;
                let mut lines = line_strips(lines, BODY, 0.0);
                self.tag_all(&mut lines, Role::Paragraph);
                side.append(&mut lines);
                if let Some(last) = side.last_mut() {
                    last.after = 14.0;
                }
                sides.push(side);
            }
            let right = if sides.len() > 1 { sides.pop() } else { None };
            let left = sides.pop().unwrap_or_default();
            strips.append(&mut self.beside(left, right.unwrap_or_default(), column + PARTY_GAP));
        }
        Ok(strips)
    }

    pub(super) fn small_lines(
        &mut self,
        text: &str,
        style: TextStyle,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        Ok(line_strips(self.plain_lines(text, style, measure)?, style, 0.0))
    }

    pub(super) fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let (style, before, after) = match paragraph.style {
            ParagraphStyle::Body => (BODY, 0.0, 5.0),
            ParagraphStyle::Small => (SMALL, 7.0, 5.0),
        };
        let lines = self.rich_lines(&paragraph.text, style, measure)?;
        let mut strips = line_strips(lines, style, 0.0);
        self.tag_all(&mut strips, Role::Paragraph);
        keep_lines(&mut strips);
        if let Some(first) = strips.first_mut() {
            first.before = before;
        }
        if let Some(last) = strips.last_mut() {
            last.after = after;
        }
        Ok(strips)
    }

    pub(super) fn clause(
        &mut self,
        clause: &Clause,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut indent = INDENT;
        for paragraph in &clause.paragraphs {
            let number = self.line(&paragraph.number, CLAUSE)?;
            indent = indent.max(number.width + NUMBER_GAP).min(measure / 3.0);
        }
        let title = self.plain_lines(&clause.title, HEADING, measure - indent)?;
        let mut strips = line_strips(title, HEADING, indent);
        let number = self.line(&clause.number, HEADING)?;
        let heading = self.tree.add(Role::Heading);
        if let Some(first) = strips.first_mut() {
            let mut items = number.into_items(0.0, HEADING.baseline());
            let label = self.tree.add_to(heading, Role::Label);
            self.tag(&mut items, label);
            items.append(&mut first.items);
            first.items = items;
        }
        self.tag_strips(&mut strips, heading);
        let bookmark = format!("{} {}", clause.number, clause.title);
        mark_heading(&mut strips, bookmark.trim(), 0.0, 3.0);
        self.tree.open(Role::List);
        for paragraph in &clause.paragraphs {
            strips.append(&mut self.numbered(paragraph, indent, measure)?);
        }
        self.tree.close();
        if let Some(last) = strips.last_mut() {
            last.after = 3.3 + 7.0;
        }
        Ok(strips)
    }

    fn numbered(
        &mut self,
        paragraph: &NumberedParagraph,
        indent: f32,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let lines = self.rich_lines(&paragraph.text, CLAUSE, measure - indent)?;
        let mut strips = line_strips(lines, CLAUSE, indent);
        let number = self.line(&paragraph.number, CLAUSE.in_ink(Ink::Muted))?;
        self.tree.open(Role::ListItem);
        let (label, body) = (self.tree.add(Role::Label), self.tree.add(Role::ListBody));
        self.tree.close();
        if let Some(first) = strips.first_mut() {
            // The number comes before its words in reading order.
            let mut items = number.into_items(0.0, CLAUSE.baseline());
            self.tag(&mut items, label);
            items.append(&mut first.items);
            first.items = items;
        }
        self.tag_strips(&mut strips, body);
        keep_lines(&mut strips);
        if let Some(last) = strips.last_mut() {
            last.after = 3.3;
        }
        Ok(strips)
    }

    pub(super) fn columns(
        &mut self,
        columns: &Columns,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let share = columns.left_share.clamp(0.1, 0.9);
        let left_width = (measure - columns.gap) * share;
        let right_width = measure - columns.gap - left_width;
        let left = self.set_blocks(&columns.left, left_width)?;
        let right = self.set_blocks(&columns.right, right_width)?;
        Ok(self.beside(left, right, left_width + columns.gap))
    }
}

/// One strip for each line.
pub(super) fn line_strips(lines: Vec<Line>, style: TextStyle, x: f32) -> Vec<Strip> {
    lines
        .into_iter()
        .map(|line| Strip {
            height: style.leading,
            items: line.into_items(x, style.baseline()),
            ..Strip::default()
        })
        .collect()
}

/// At least two lines of a paragraph stand on either side of a page end.
fn keep_lines(strips: &mut [Strip]) {
    let count = strips.len();
    for (index, strip) in strips.iter_mut().enumerate() {
        if index == 1 || (index > 0 && index + 1 == count) {
            strip.keep = Keep::WithPrevious;
        }
    }
}

fn mark_heading(strips: &mut [Strip], title: &str, before: f32, after: f32) {
    for strip in strips.iter_mut() {
        strip.kind = Kind::Heading;
    }
    if let Some(first) = strips.first_mut() {
        first.before = before;
        first.bookmark = Some(Bookmark { level: 1, title: title.to_owned() });
    }
    if let Some(last) = strips.last_mut() {
        last.after = after;
    }
}
