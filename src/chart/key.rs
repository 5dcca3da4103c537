//! Names of parts above the plot, each behind a patch of its colour.

use super::measure::Font;
use super::scene::{Align, Rect, Sheet};

/// Side of a patch, gap after it, gap after a name: CSS pixels.
const PATCH: f64 = 10.0;
const AFTER_PATCH: f64 = 6.0;
const AFTER_NAME: f64 = 18.0;

/// Writes the names that are not empty in as many lines as they need, at the top of the room.
pub fn key<'t>(sheet: &mut Sheet, parts: impl IntoIterator<Item = (&'t str, u8)>) {
    let (mut x, mut strip) = (sheet.room.x, None);
    for (name, series) in parts.into_iter().filter(|(name, _)| !name.is_empty()) {
        let width = PATCH + AFTER_PATCH + sheet.width(name, Font::STRONG);
        let full = x > sheet.room.x && x + width > sheet.room.right();
        if full {
            x = sheet.room.x;
        }
        let line = match strip {
            Some(line) if !full => line,
            _ => sheet.take_top(Font::STRONG.line()),
        };
        strip = Some(line);
        let series = sheet.theme.colors.series(series);
        let middle = line.center().1;
        sheet.rect(Rect { x, y: middle - PATCH / 2.0, w: PATCH, h: PATCH }, series.mark);
        let mut label = sheet.label(name, (x + PATCH + AFTER_PATCH, middle), Align::Left, Font::STRONG);
        label.color = series.text;
        sheet.put(label);
        x += width + AFTER_NAME;
    }
    if strip.is_some() {
        sheet.take_top(6.0);
    }
}
