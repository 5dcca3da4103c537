//! Which file names the rows of which: two boxes and an arrow a link, over it the column, under it the share of rows
//! that found their partner.

use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Shape, Sheet};
use crate::list::Listed;
use crate::view::figure::{Link, Links};

/// Height of a link and of its boxes, in CSS pixels.
const STEP: f64 = 62.0;
const BOX: f64 = 34.0;
/// The widest box, and the share of the width that the arrow takes at least.
const WIDEST: f64 = 260.0;
const ARROW: f64 = 0.34;
/// Length of the arrow's head.
const HEAD: f64 = 7.0;

/// The height that the links want, in CSS pixels.
pub fn links_height(figure: &Links) -> f64 {
    figure.links.len() as f64 * STEP
}

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Links) -> Marks {
    let room = sheet.room;
    // Words above may take more than was thought.
    let step = (room.h / figure.links.len().max(1) as f64).min(STEP);
    let wide = (room.w * (1.0 - ARROW) / 2.0).min(WIDEST);
    let link = |(row, link): (usize, &Link)| {
        let y = room.y + row as f64 * step + (step - BOX) / 2.0;
        let from = Rect { x: room.x, y, w: wide, h: BOX };
        let to = Rect { x: room.x + (room.w - wide).min(2.0 * WIDEST), ..from };
        put(sheet, link, from, to);
        Mark {
            area: Rect { w: to.right() - from.x, ..from },
            row: row as u32,
            column: 0,
            tip: link.tip.clone(),
        }
    };
    let marks = figure.links.iter().enumerate().map(link).listed();
    Marks::near(marks)
}

fn put(sheet: &mut Sheet, link: &Link, from: Rect, to: Rect) {
    named(sheet, &link.from, from);
    named(sheet, &link.to, to);
    let y = from.center().1;
    let (start, tip) = (from.right() + 4.0, to.x - 4.0);
    let series = sheet.theme.colors.series(0);
    let end = tip - HEAD;
    // The part of the rows that found nobody is a thin line.
    sheet.line(vec![(start, y), (end, y)], sheet.theme.colors.rule, 1.0);
    sheet.line(vec![(start, y), (start + (end - start) * link.share, y)], series.mark, 3.0);
    sheet.shapes.push(Shape::Area(vec![(end, y - 5.0), (tip, y), (end, y + 5.0)], series.mark, 1.0));
    let middle = (start + tip) / 2.0;
    for (text, y, font) in [(&link.over, y - 13.0, Font::SMALL), (&link.under, y + 14.0, Font::STRONG)] {
        let text = fitted(sheet, text, tip - start, font);
        let label = sheet.label(&text, (middle, y), Align::Center, font);
        sheet.put(Label { color: sheet.theme.colors.ink, ..label });
    }
}

/// A box with a name in it.
fn named(sheet: &mut Sheet, name: &str, area: Rect) {
    sheet.rect(area, sheet.theme.colors.rule);
    sheet.rect(area.grown(-1.0), sheet.theme.colors.paper);
    let text = fitted(sheet, name, area.w - 16.0, Font::SMALL);
    let label = sheet.label(&text, area.center(), Align::Center, Font::SMALL);
    sheet.put(Label { color: sheet.theme.colors.ink, ..label });
}

/// A text that fits: names of files differ at both ends, so the middle goes. The tip has it all.
fn fitted(sheet: &Sheet, text: &str, room: f64, font: Font) -> String {
    if sheet.width(text, font) <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().listed();
    let cut = |kept: usize| -> String {
        let (head, tail) = (&letters[..kept.div_ceil(2)], &letters[letters.len() - kept / 2..]);
        head.iter().chain(['…'].iter()).chain(tail).collect()
    };
    let fits = |kept: &usize| sheet.width(&cut(*kept), font) <= room;
    (0..letters.len()).rev().find(fits).map(cut).unwrap_or_default()
}
