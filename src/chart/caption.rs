//! Title and subtitle inside a saved picture: it must read well alone.

use super::measure::{self, Font};
use super::scene::{Align, MARGIN, Sheet};
use crate::view::figure::Caption;

/// Between caption and figure, in CSS pixels.
const GAP: f64 = 10.0;

/// The lines of a caption, each with its font.
///
/// They break where `measure` says on every backend, so that the height is known before anything is drawn.
fn lines(caption: &Caption, width: f64) -> Vec<(String, Font)> {
    let broken = |text: &str, font: Font| {
        let lines = measure::wrap(text, width - 2.0 * MARGIN, |line| measure::width(line, font));
        lines.into_iter().map(move |line| (line, font))
    };
    broken(&caption.title, Font::TITLE).chain(broken(&caption.subtitle, Font::SMALL)).collect()
}

/// How high the caption is at a width, in CSS pixels.
pub fn height(caption: &Caption, width: f64) -> f64 {
    let lines = lines(caption, width);
    let text: f64 = lines.iter().map(|(_, font)| font.line()).sum();
    if lines.is_empty() { 0.0 } else { text + GAP }
}

/// Writes the caption at the top of the room and takes its height from it.
pub fn put(sheet: &mut Sheet, caption: &Caption) {
    let width = sheet.room.w + 2.0 * MARGIN;
    let lines = lines(caption, width);
    if lines.is_empty() {
        return;
    }
    for (text, font) in lines {
        let strip = sheet.take_top(font.line());
        let mut label = sheet.label(&text, (strip.x, strip.center().1), Align::Left, font);
        if font == Font::TITLE {
            label.color = sheet.theme.colors.ink;
        }
        sheet.put(label);
    }
    sheet.take_top(GAP);
}
