//! Title and subtitle inside a saved picture: it must read well alone.

use super::measure::Font;
use super::scene::{Align, Sheet};
use crate::view::figure::Caption;

/// Between caption and figure, in CSS pixels.
const GAP: f64 = 10.0;

/// Writes the caption at the top of the room and takes its height from it.
pub fn put(sheet: &mut Sheet, caption: &Caption) {
    let ink = sheet.theme.colors.ink;
    let muted = sheet.theme.colors.muted;
    for (text, font, color) in [(&caption.title, Font::TITLE, ink), (&caption.subtitle, Font::SMALL, muted)] {
        for line in sheet.wrap(text, sheet.room.w, font) {
            let strip = sheet.take_top(font.line());
            let mut label = sheet.label(&line, (strip.x, strip.center().1), Align::Left, font);
            label.color = color;
            sheet.put(label);
        }
    }
    if !caption.title.is_empty() || !caption.subtitle.is_empty() {
        sheet.take_top(GAP);
    }
}
