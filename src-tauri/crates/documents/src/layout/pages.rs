//! Filling pages with strips.

use super::carried::Carried;
use super::{Keep, PAGES_MAX, Page, Setter, Strip, stack_height};
use crate::DocumentError;

/// The part of the sheet that strips may fill, in points from the top left corner.
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) first_top: f32,
    pub(super) later_top: f32,
    pub(super) bottom: f32,
}

struct Filler<'a> {
    setter: &'a mut Setter,
    pages: &'a mut Vec<Page>,
    frame: &'a Frame,
    has_initials: bool,
    y: f32,
    /// Space the strip above asks for; none at the top of a page.
    after: Option<f32>,
    /// What the strip above carries forward if the page ends below it.
    carried: Option<Carried>,
}

/// Adds pages that hold the strips, beginning with a new one.
///
/// Strips that must stay together move to the next page together. Where no page could hold them
/// for the spaces between them, these are left out; only if that is not enough are they parted.
pub(super) fn fill(
    setter: &mut Setter,
    pages: &mut Vec<Page>,
    strips: Vec<Strip>,
    (frame, has_initials): (&Frame, bool),
) -> Result<(), DocumentError> {
    let (y, after, carried) = (0.0, None, None);
    let mut filler = Filler { setter, pages, frame, has_initials, y, after, carried };
    filler.new_page()?;
    let mut strips = strips.into_iter().peekable();
    while let Some(first) = strips.next() {
        let mut group = vec![first];
        while let Some(next) = strips.next_if(|strip| strip.keep == Keep::WithPrevious) {
            group.push(next);
        }
        if stack_height(&group) > frame.bottom - frame.first_top.max(frame.later_top) {
            for space in group.iter_mut().filter(|strip| strip.height == 0.0) {
                (space.before, space.after) = (0.0, 0.0);
            }
        }
        filler.place_group(group)?;
    }
    Ok(())
}

impl Filler<'_> {
    fn new_page(&mut self) -> Result<(), DocumentError> {
        if self.pages.len() >= PAGES_MAX {
            return Err(DocumentError::TooManyPages { max: PAGES_MAX });
        }
        let is_first = self.pages.is_empty();
        self.y = if is_first { self.frame.first_top } else { self.frame.later_top };
        self.after = None;
        self.pages.push(Page { has_initials: self.has_initials, ..Page::default() });
        Ok(())
    }

    fn space_before(&self, strip: &Strip) -> f32 {
        self.after.map_or(0.0, |after| after.max(strip.before))
    }

    fn place_group(&mut self, group: Vec<Strip>) -> Result<(), DocumentError> {
        // Room for what would be carried forward if the page ended below the group.
        let carried = group.last().and_then(|last| last.carried.as_ref());
        let carried = carried.map_or(0.0, |_| Carried::height());
        let height = carried + stack_height(&group);
        let head = &group[0];
        let must_break = head.keep == Keep::NewPage;
        let fits = self.y + self.space_before(head) + height <= self.frame.bottom;
        if self.after.is_some() && (must_break || !fits) {
            self.turn_page(head)?;
        }
        for strip in group {
            let bottom = self.y + self.space_before(&strip) + strip.height;
            if bottom > self.frame.bottom && self.after.is_some() {
                self.turn_page(&strip)?;
            }
            self.place(strip);
        }
        Ok(())
    }

    /// Ends the page before this strip; a table goes on with its head and its sums.
    fn turn_page(&mut self, strip: &Strip) -> Result<(), DocumentError> {
        if let (Some(carried), Some(_)) = (self.carried.take(), &strip.brought) {
            let line = self.setter.sums_so_far(&carried, "Carried forward")?;
            self.place(line);
        }
        self.new_page()?;
        if let Some(head) = &strip.repeat {
            self.place(Strip { bookmark: None, ..Strip::clone(head) });
        }
        if let Some(brought) = &strip.brought {
            let line = self.setter.sums_so_far(brought, "Brought forward")?;
            self.place(line);
        }
        Ok(())
    }

    fn place(&mut self, strip: Strip) {
        self.y += self.space_before(&strip);
        let (left, y) = (self.frame.left, self.y);
        let page = self.pages.last_mut().expect("a page was begun");
        if let Some(bookmark) = strip.bookmark {
            page.bookmarks.push((bookmark, y));
        }
        page.items.extend(strip.items.into_iter().map(|item| item.shifted(left, y)));
        self.y += strip.height;
        self.carried = strip.carried;
        let is_nothing = strip.height == 0.0 && self.after.is_none();
        if !is_nothing {
            // An empty spacer adds to the space already asked for.
            self.after = Some(strip.after);
        }
    }
}
