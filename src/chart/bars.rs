//! Bars over steps, stacked; unfinished ones hatched; the parts named above the plot.

use super::axis::{self, Plane};
use super::hatch::hatch;
use super::key;
use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::list::Listed;
use crate::view::figure::{Bar, Bars, Part};

/// The widest bar, in CSS pixels.
const WIDEST: f64 = 48.0;
/// The lowest plane that is drawn, in CSS pixels.
const LOWEST: f64 = 160.0;

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Bars) -> Marks {
    key::key(sheet, figure.parts.iter().map(|part| (part.label.as_str(), part.series)));
    axis::value_title(sheet, &figure.y.title);
    let plane = axis::plane(sheet, &figure.x, &figure.y, (0.0, headroom(figure)), 3);
    let areas: Vec<Rect> =
        figure.bars.iter().enumerate().map(|(step, bar)| place(&plane, step, bar)).listed();
    for (bar, &area) in figure.bars.iter().zip(&areas) {
        stack(sheet, &plane, &figure.parts, bar, area);
    }
    names(sheet, &figure.bars, &areas);
    let marks = figure.bars.iter().zip(&areas).enumerate().map(|(step, (bar, &area))| Mark {
        area,
        row: 0,
        column: step as u32,
        tip: bar.tip.clone(),
    });
    Marks::by_column(marks.listed(), plane.area)
}

/// What the names of bars that nearly fill the axis need above it, in CSS pixels.
fn headroom(figure: &Bars) -> f64 {
    let tallest = |bar: &Bar| bar.values.iter().sum::<f64>() / figure.y.max;
    let labelled = figure.bars.iter().filter(|bar| !bar.label.is_empty());
    let share = labelled.map(tallest).fold(0.0, f64::max).min(1.0);
    (Font::SMALL.line() + 4.0 - (1.0 - share) * LOWEST).max(0.0)
}

/// What a whole stack covers; its sides are edges of pixels.
fn place(plane: &Plane, step: usize, bar: &Bar) -> Rect {
    let w = (plane.slot() * 0.72).min(WIDEST).round().max(1.0);
    let x = (plane.x(step) - w / 2.0).round().max(plane.area.x);
    let y = plane.y(bar.values.iter().sum());
    Rect { x, y, w, h: plane.area.bottom() - y }
}

fn stack(sheet: &mut Sheet, plane: &Plane, parts: &[Part], bar: &Bar, whole: Rect) {
    let paper = sheet.theme.colors.paper;
    let mut below = 0.0;
    for (part, value) in parts.iter().zip(&bar.values) {
        let (top, bottom) = (plane.y(below + value), plane.y(below));
        let area = Rect { y: top, h: bottom - top, ..whole };
        let color = sheet.theme.colors.series(part.series).mark;
        if bar.unfinished {
            sheet.rect(area, color.mix(paper, 0.72));
            hatch(sheet, area, color);
        } else {
            sheet.rect(area, color);
        }
        if below > 0.0 && *value > 0.0 {
            sheet.line(vec![(area.x, bottom), (area.right(), bottom)], paper, 1.0);
        }
        below += value;
    }
}

/// Writes the bars' values above them: all or none, so that a missing one never looks like a zero.
fn names(sheet: &mut Sheet, bars: &[Bar], areas: &[Rect]) {
    let (ink, paper) = (sheet.theme.colors.ink, sheet.theme.colors.paper);
    let name = |(bar, area): (&Bar, &Rect)| {
        let place = (area.center().0, area.y - Font::SMALL.line() / 2.0 - 1.0);
        let label = sheet.label(&bar.label, place, Align::Center, Font::SMALL);
        Label { color: ink, halo: Some(paper), ..label }
    };
    let labels: Vec<Label> = bars.iter().zip(areas).map(name).listed();
    let clear = labels.iter().enumerate().all(|(index, label)| {
        let around = label.bounds().grown(3.0);
        let neighbours = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let taken = neighbours.filter_map(|other| Some([labels.get(other)?.bounds(), *areas.get(other)?]));
        taken.flatten().all(|other| !other.overlaps(&around)) && around.right() <= sheet.room.right()
    });
    if clear {
        labels.into_iter().for_each(|label| sheet.put(label));
    }
}
