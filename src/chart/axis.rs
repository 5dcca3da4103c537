//! The plane of a value axis over equal steps: grid, ticks, step names, all clear of each other and of the edges.

use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::list::Listed;
use crate::view::figure::{FLAG, StepAxis, ValueAxis};

/// Between two words on an axis, in CSS pixels.
const GAP: f64 = 8.0;

/// Where values and steps lie on the screen.
pub struct Plane {
    /// The plane itself.
    pub area: Rect,
    min: f64,
    max: f64,
    steps: usize,
}

impl Plane {
    /// Height of a value; a value outside the axis stays at its end.
    pub fn y(&self, value: f64) -> f64 {
        let span = if self.max > self.min { self.max - self.min } else { 1.0 };
        self.area.bottom() - ((value - self.min) / span).clamp(0.0, 1.0) * self.area.h
    }

    /// The middle of a step.
    pub fn x(&self, step: usize) -> f64 {
        self.area.x + (step as f64 + 0.5) * self.slot()
    }

    /// The width of a step.
    pub fn slot(&self) -> f64 {
        self.area.w / self.steps.max(1) as f64
    }
}

/// Writes the name of the value axis above it: no words on their side.
pub fn value_title(sheet: &mut Sheet, title: &str) {
    let lines = sheet.wrap(title, sheet.room.w, Font::SMALL);
    for line in lines {
        let strip = sheet.take_top(Font::SMALL.line());
        let label = sheet.label(&line, (strip.x, strip.center().1), Align::Left, Font::SMALL);
        sheet.put(label);
    }
}

/// Lays out the plane in what room is left and draws grid, ticks and step names.
///
/// `clear` is the width in CSS pixels to keep free to the right of the middle of the last step; `headroom` the height
/// above the plane.
pub fn plane(sheet: &mut Sheet, x: &StepAxis, y: &ValueAxis, clear: f64, headroom: f64) -> Plane {
    sheet.take_top(headroom.max(Font::SMALL.line() / 2.0));
    let title = sheet.wrap(&x.title, sheet.room.w, Font::SMALL);
    let titles = sheet.take_bottom(title.len() as f64 * Font::SMALL.line());
    let names = sheet.take_bottom(Font::SMALL.line() + 7.0);
    let gutter = sheet.widest(y.ticks.iter().map(|tick| tick.label.as_str()), Font::SMALL) + GAP;
    let room = sheet.room;
    let steps = x.labels.len();
    // Half a step lies right of the last middle already.
    let share = 1.0 / (2.0 * steps.max(1) as f64);
    let right = ((clear - (room.w - gutter) * share) / (1.0 - share)).max(0.0);
    let area = Rect { x: room.x + gutter, w: (room.w - gutter - right).max(1.0), ..room };
    let plane = Plane { area, min: y.min, max: y.max, steps };
    grid(sheet, &plane, y);
    for (number, line) in title.iter().enumerate() {
        let width = sheet.width(line, Font::SMALL);
        let place = (area.right().max(room.x + width), titles.y + (number as f64 + 0.5) * Font::SMALL.line());
        let label = sheet.label(line, place, Align::Right, Font::SMALL);
        sheet.put(label);
    }
    let centers: Vec<f64> = (0..steps).map(|step| plane.x(step)).listed();
    step_names(sheet, &x.labels, &centers, room.x, names.center().1 + 3.5);
    flags(sheet, &plane, &x.labels);
    plane
}

/// Ticks below the steps that are flagged.
fn flags(sheet: &mut Sheet, plane: &Plane, names: &[String]) {
    let (color, bottom) = (sheet.theme.colors.series(1).mark, plane.area.bottom());
    for (step, _) in names.iter().enumerate().filter(|(_, name)| name.ends_with(FLAG)) {
        sheet.line(vec![(plane.x(step), bottom + 1.0), (plane.x(step), bottom + 6.0)], color, 2.0);
    }
}

fn grid(sheet: &mut Sheet, plane: &Plane, axis: &ValueAxis) {
    let (left, right) = (plane.area.x, plane.area.right());
    let colors = &sheet.theme.colors;
    let (grid, rule) = (colors.grid, colors.rule);
    let mut clear_below = f64::INFINITY;
    for tick in &axis.ticks {
        let y = plane.y(tick.at);
        let color = if tick.at <= axis.min { rule } else { grid };
        sheet.line(vec![(left, y), (right, y)], color, 1.0);
        if y + Font::SMALL.line() / 2.0 <= clear_below {
            let label = sheet.label(&tick.label, (left - GAP, y), Align::Right, Font::SMALL);
            sheet.put(label);
            clear_below = y - Font::SMALL.line() / 2.0;
        }
    }
}

/// Writes the names of steps around their middles, none further left than `left`, leaving out what would touch a
/// neighbour. A name at an edge may stand a little beside its middle.
pub fn step_names(sheet: &mut Sheet, names: &[String], centers: &[f64], left: f64, y: f64) {
    let right = sheet.room.right();
    let labels: Vec<Label> = names
        .iter()
        .zip(centers)
        .map(|(name, &x)| {
            let label = sheet.label(name, (x, y), Align::Center, Font::SMALL);
            let inside = x.min(right - label.width / 2.0).max(left + label.width / 2.0);
            Label { x: inside, ..label }
        })
        .listed();
    let stride = stride(&labels);
    for (label, center) in labels.into_iter().zip(centers).step_by(stride) {
        if (label.x - center).abs() <= GAP && label.bounds().right() <= right {
            sheet.put(label);
        }
    }
}

/// Every how many-th label can be written: all, then halves, thirds, quarters, half-years and years of months.
fn stride(labels: &[Label]) -> usize {
    let fits = |stride: usize| {
        let shown: Vec<Rect> = labels.iter().step_by(stride).map(Label::bounds).listed();
        shown.windows(2).all(|pair| pair[0].right() + GAP <= pair[1].x)
    };
    let years = (0..16).map(|doubled| 12usize << doubled);
    [1, 2, 3, 4, 6].into_iter().chain(years).find(|&stride| fits(stride)).unwrap_or(usize::MAX)
}
