//! Values with their intervals, one under the other: a rule from end to end, a disc at the value.

use super::axis;
use super::grid::shortened;
use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::list::Listed;
use crate::view::figure::{IntervalRow, Intervals, ValueAxis};

/// Height of a row, in CSS pixels.
const STEP: f64 = 24.0;
/// Between columns of words and the plane, in CSS pixels; a disc at an end reaches into it.
const GAP: f64 = 12.0;
/// Radius of a disc, in CSS pixels.
const RADIUS: f64 = 4.0;
/// The share of the width that names take at most, and all words together.
const NAMES: f64 = 0.4;
const WORDS: f64 = 0.6;

/// The height that the rows want, in CSS pixels.
pub fn rows_height(figure: &Intervals) -> f64 {
    figure.rows.len() as f64 * STEP
}

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Intervals) -> Marks {
    axis::value_title(sheet, &figure.x.title);
    let above = if figure.reference.is_some() { Font::SMALL.line() } else { 0.0 };
    let above = sheet.take_top(above);
    let below = sheet.take_bottom(Font::SMALL.line() + 7.0);
    let room = sheet.room;
    let widest = sheet.widest(figure.rows.iter().map(|row| row.label.as_str()), Font::SMALL);
    let names = widest.min(room.w * NAMES);
    let details = sheet.widest(figure.rows.iter().map(|row| row.detail.as_str()), Font::SMALL);
    let is_detailed = details > 0.0 && names + details <= room.w * WORDS;
    let right = if is_detailed { details + GAP } else { RADIUS };
    let left = names + GAP;
    let plane = Rect { x: room.x + left, w: (room.w - left - right).max(1.0), ..room };
    ticks(sheet, &figure.x, plane, below.center().1 + 3.5);
    if let Some(reference) = &figure.reference {
        let x = place(&figure.x, plane, reference.at);
        sheet.dashes(vec![(x, plane.y), (x, plane.bottom())], sheet.theme.colors.muted, 1.0);
        let text = shortened(sheet, &reference.label, room.w);
        let half = sheet.width(&text, Font::SMALL) / 2.0;
        let middle = x.min(room.right() - half).max(room.x + half);
        let label = sheet.label(&text, (middle, above.center().1), Align::Center, Font::SMALL);
        sheet.put(label);
    }
    // Words above may take more than was thought.
    let step = (plane.h / figure.rows.len().max(1) as f64).min(STEP);
    let mark = |(at, row): (usize, &IntervalRow)| {
        let area = Rect { y: plane.y + at as f64 * step, h: step, ..room };
        put(sheet, &figure.x, row, Rect { y: area.y, h: step, ..plane });
        let y = area.center().1;
        let name = shortened(sheet, &row.label, names);
        let label = sheet.label(&name, (room.x, y), Align::Left, Font::SMALL);
        sheet.put(Label { color: sheet.theme.colors.ink, ..label });
        if is_detailed {
            let label = sheet.label(&row.detail, (room.right(), y), Align::Right, Font::SMALL);
            sheet.put(label);
        }
        Mark { area, row: at as u32, column: 0, tip: row.tip.clone() }
    };
    Marks::near(figure.rows.iter().enumerate().map(mark).listed())
}

/// Where a value lies; one outside the axis stays at its end.
fn place(axis: &ValueAxis, plane: Rect, value: f64) -> f64 {
    let span = if axis.max > axis.min { axis.max - axis.min } else { 1.0 };
    plane.x + ((value - axis.min) / span).clamp(0.0, 1.0) * plane.w
}

fn ticks(sheet: &mut Sheet, axis: &ValueAxis, plane: Rect, y: f64) {
    let (grid, rule) = (sheet.theme.colors.grid, sheet.theme.colors.rule);
    let places = axis.ticks.iter().map(|tick| place(axis, plane, tick.at)).listed();
    for (tick, x) in axis.ticks.iter().zip(&places) {
        let color = if tick.at == 0.0 { rule } else { grid };
        sheet.line(vec![(*x, plane.y), (*x, plane.bottom())], color, 1.0);
    }
    let names = axis.ticks.iter().map(|tick| tick.label.clone()).listed();
    axis::StepNames::of(sheet, &names, &places, sheet.room.x, 1).put(sheet, y);
}

fn put(sheet: &mut Sheet, axis: &ValueAxis, row: &IntervalRow, area: Rect) {
    let y = area.center().1;
    let [low, high] = row.ends.map(|end| place(axis, area, end));
    let series = sheet.theme.colors.series(0).mark;
    let paper = sheet.theme.colors.paper;
    sheet.line(vec![(low, y), (high, y)], series.mix(paper, 0.4), 2.0);
    let center = (place(axis, area, row.value), y);
    sheet.disc(center, RADIUS, series);
    sheet.disc(center, RADIUS - 1.5, if row.is_find { series } else { paper });
}
