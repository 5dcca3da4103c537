//! Names of parts above the plot, each behind a patch of its colour.

use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};

/// Side of a patch, gap after it, gap after a name: CSS pixels.
const PATCH: f64 = 10.0;
const AFTER_PATCH: f64 = 6.0;
const AFTER_NAME: f64 = 18.0;
/// Between the names and what follows, in CSS pixels.
const BELOW: f64 = 8.0;

/// Writes the names that are not empty in as many lines as they need, at the top of the room.
pub fn key<'t>(sheet: &mut Sheet, parts: impl IntoIterator<Item = (&'t str, u8)>) {
    let left = sheet.room.x;
    let (mut x, mut line) = (f64::INFINITY, sheet.room);
    for (name, series) in parts.into_iter().filter(|(name, _)| !name.is_empty()) {
        let series = sheet.theme.colors.series(series);
        let rows = sheet.wrap(name, sheet.room.w - PATCH - AFTER_PATCH, Font::STRONG);
        let width = PATCH + AFTER_PATCH + sheet.widest(rows.iter().map(String::as_str), Font::STRONG);
        for (number, row) in rows.iter().enumerate() {
            if number > 0 || x + width > sheet.room.right() {
                x = left;
                line = sheet.take_top(Font::STRONG.line());
            }
            let middle = line.y + Font::STRONG.line() / 2.0;
            if number == 0 {
                sheet.rect(Rect { x, y: middle - PATCH / 2.0, w: PATCH, h: PATCH }, series.mark);
            }
            let label = sheet.label(row, (x + PATCH + AFTER_PATCH, middle), Align::Left, Font::STRONG);
            sheet.put(Label { color: series.text, ..label });
        }
        x += width + AFTER_NAME;
    }
    if x.is_finite() {
        sheet.take_top(BELOW);
    }
}
