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
/// above the plane; `lines` those on which the names of few steps may take turns.
pub fn plane(
    sheet: &mut Sheet,
    x: &StepAxis,
    y: &ValueAxis,
    (clear, headroom): (f64, f64),
    lines: usize,
) -> Plane {
    sheet.take_top(headroom.max(Font::SMALL.line() / 2.0));
    let title = sheet.wrap(&x.title, sheet.room.w, Font::SMALL);
    let titles = sheet.take_bottom(title.len() as f64 * Font::SMALL.line());
    let gutter = sheet.widest(y.ticks.iter().map(|tick| tick.label.as_str()), Font::SMALL) + GAP;
    let room = sheet.room;
    let steps = x.labels.len();
    // Half a step lies right of the last middle already.
    let share = 1.0 / (2.0 * steps.max(1) as f64);
    let right = ((clear - (room.w - gutter) * share) / (1.0 - share)).max(0.0);
    let area = Rect { x: room.x + gutter, w: (room.w - gutter - right).max(1.0), ..room };
    let mut plane = Plane { area, min: y.min, max: y.max, steps };
    let centers: Vec<f64> = (0..steps).map(|step| plane.x(step)).listed();
    let names = StepNames::of(sheet, &x.labels, &centers, room.x, lines);
    let below = sheet.take_bottom(names.lines as f64 * Font::SMALL.line() + 7.0);
    plane.area.h = sheet.room.h;
    grid(sheet, &plane, y);
    for (number, line) in title.iter().enumerate() {
        let width = sheet.width(line, Font::SMALL);
        let place = (area.right().max(room.x + width), titles.y + (number as f64 + 0.5) * Font::SMALL.line());
        let label = sheet.label(line, place, Align::Right, Font::SMALL);
        sheet.put(label);
    }
    names.put(sheet, below.bottom() - Font::SMALL.line() / 2.0);
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
        let color = if tick.at == axis.min.max(0.0) { rule } else { grid };
        sheet.line(vec![(left, y), (right, y)], color, 1.0);
        if y + Font::SMALL.line() / 2.0 <= clear_below {
            let label = sheet.label(&tick.label, (left - GAP, y), Align::Right, Font::SMALL);
            sheet.put(label);
            clear_below = y - Font::SMALL.line() / 2.0;
        }
    }
}

/// The names of steps around their middles, on one line or taking turns on several.
pub struct StepNames {
    labels: Vec<(Label, f64)>,
    /// How many lines they stand on.
    pub lines: usize,
    stride: usize,
}

/// So many names are all written, on as many lines as they may take; of more, those that fit on one.
const FEW: usize = 10;

impl StepNames {
    /// None stands further left than `left` or on more than `most` lines. A name at an edge may stand a little beside
    /// its middle; a step without a name takes no room.
    pub fn of(sheet: &Sheet, names: &[String], centers: &[f64], left: f64, most: usize) -> StepNames {
        let right = sheet.room.right();
        let named = names.iter().zip(centers).filter(|(name, _)| !name.is_empty());
        let labels: Vec<(Label, f64)> = named
            .map(|(name, &x)| {
                let label = sheet.label(name, (x, 0.0), Align::Center, Font::SMALL);
                let inside = x.min(right - label.width / 2.0).max(left + label.width / 2.0);
                (Label { x: inside, ..label }, x)
            })
            .listed();
        let most = if labels.len() <= FEW { most } else { 1 };
        let lines = (1..=most).find(|&lines| (0..lines).all(|line| are_clear(&labels, line, lines)));
        let stride = if lines.is_some() { 1 } else { stride(&labels) };
        StepNames { labels, lines: lines.unwrap_or(1), stride }
    }

    /// Whether every step that has a name shows it.
    pub fn is_whole(&self) -> bool {
        self.stride == 1 && self.labels.iter().all(|(label, center)| (label.x - center).abs() <= GAP)
    }

    /// Writes them, the middle of the last line at `y`.
    pub fn put(self, sheet: &mut Sheet, y: f64) {
        let right = sheet.room.right();
        for (at, (label, center)) in self.labels.into_iter().enumerate().step_by(self.stride) {
            let up = self.lines - 1 - at % self.lines;
            if (label.x - center).abs() <= GAP && label.bounds().right() <= right {
                sheet.put(Label { y: y - up as f64 * Font::SMALL.line(), ..label });
            }
        }
    }
}

/// Whether every so many-th label, from one on, has air on both sides.
fn are_clear(labels: &[(Label, f64)], from: usize, stride: usize) -> bool {
    let shown: Vec<Rect> = labels.iter().skip(from).step_by(stride).map(|(label, _)| label.bounds()).listed();
    shown.windows(2).all(|pair| pair[0].right() + GAP <= pair[1].x)
}

/// Every how many-th label can be written: all, then halves, thirds, quarters, half-years and years of months.
fn stride(labels: &[(Label, f64)]) -> usize {
    let years = (0..16).map(|doubled| 12usize << doubled);
    let strides = [1, 2, 3, 4, 6].into_iter().chain(years);
    strides.into_iter().find(|&stride| are_clear(labels, 0, stride)).unwrap_or(usize::MAX)
}
