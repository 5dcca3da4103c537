//! A plane divided into four: discs by weight inside, every word outside.

use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::list::Listed;
use crate::view::figure::{BinAxis, BinMark, Corner, Quadrants, Tick};

/// Between the plane and its words, and between words, in CSS pixels.
const GAP: f64 = 8.0;
/// Radius of the patch before a corner's name, in CSS pixels.
const PATCH: f64 = 4.5;

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Quadrants) -> Marks {
    let pair = |from: usize| [figure.corners.get(from), figure.corners.get(from + 1)];
    title(sheet, &figure.y.title);
    let gutter = Gutter::of(sheet, &figure.y);
    let last = figure.x.ticks.last().map_or(0.0, |tick| sheet.width(&tick.label, Font::SMALL) / 2.0);
    sheet.room.x += gutter.width;
    sheet.room.w -= gutter.width + last;
    let above = CornerRow::of(sheet, pair(0));
    let below = CornerRow::of(sheet, pair(2));
    let top = sheet.take_top(above.height(GAP));
    let bottom = sheet.take_bottom(below.height(0.0));
    let x_title = sheet.wrap(&figure.x.title, sheet.room.w, Font::SMALL);
    let x_titles = sheet.take_bottom(x_title.len() as f64 * Font::SMALL.line() + 4.0);
    let ticks = sheet.take_bottom(Font::SMALL.line() + 7.0);
    let plane = Plane { area: sheet.room, columns: figure.x.bins.max(1), rows: figure.y.bins.max(1) };
    frame(sheet, &plane, figure);
    x_ticks(sheet, &plane, &figure.x, ticks.center().1 + 3.5);
    gutter.put(sheet, &plane, &figure.y);
    for (line, text) in x_title.iter().enumerate() {
        let y = x_titles.y + (line as f64 + 0.5) * Font::SMALL.line();
        let label = sheet.label(text, (plane.area.center().0, y), Align::Center, Font::SMALL);
        sheet.put(label);
    }
    let mut marks = above.put(sheet, top.y, 0, plane.columns);
    discs(sheet, &plane, figure);
    marks.extend(figure.bins.iter().map(|bin| plane.mark(bin)));
    marks.extend(below.put(sheet, bottom.y, plane.rows + 1, plane.columns));
    Marks::near(marks)
}

fn title(sheet: &mut Sheet, title: &str) {
    super::axis::value_title(sheet, title);
    if !title.is_empty() {
        sheet.take_top(4.0);
    }
}

/// Where the bins lie on the screen.
struct Plane {
    area: Rect,
    columns: u32,
    rows: u32,
}

impl Plane {
    fn cell(&self) -> (f64, f64) {
        (self.area.w / f64::from(self.columns), self.area.h / f64::from(self.rows))
    }

    /// Bins from the left to the screen.
    fn x(&self, at: f64) -> f64 {
        self.area.x + at.clamp(0.0, f64::from(self.columns)) * self.cell().0
    }

    /// Bins from below to the screen.
    fn y(&self, at: f64) -> f64 {
        self.area.bottom() - at.clamp(0.0, f64::from(self.rows)) * self.cell().1
    }

    fn mark(&self, bin: &BinMark) -> Mark {
        let (w, h) = self.cell();
        let (column, row) = (bin.x.min(self.columns - 1), bin.y.min(self.rows - 1));
        let area = Rect { x: self.x(f64::from(column)), y: self.y(f64::from(row) + 1.0), w, h };
        Mark { area, row: self.rows - row, column, tip: bin.tip.clone() }
    }
}

/// Grid lines at the ticks, the frame, and the two dividing lines.
fn frame(sheet: &mut Sheet, plane: &Plane, figure: &Quadrants) {
    let Rect { x, y, .. } = plane.area;
    let (right, bottom) = (plane.area.right(), plane.area.bottom());
    let (grid, rule, ink) = (sheet.theme.colors.grid, sheet.theme.colors.rule, sheet.theme.colors.muted);
    for tick in &figure.x.ticks {
        let at = plane.x(tick.at);
        sheet.line(vec![(at, y), (at, bottom)], grid, 1.0);
    }
    for tick in &figure.y.ticks {
        let at = plane.y(tick.at);
        sheet.line(vec![(x, at), (right, at)], grid, 1.0);
    }
    sheet.line(vec![(x, bottom), (right, bottom)], rule, 1.0);
    sheet.line(vec![(x, y), (x, bottom)], rule, 1.0);
    let (cut_x, cut_y) = (plane.x(figure.x.cut), plane.y(figure.y.cut));
    sheet.dashes(vec![(cut_x, y), (cut_x, bottom + 4.0)], ink, 1.0);
    sheet.dashes(vec![(right, cut_y), (x - 4.0, cut_y)], ink, 1.0);
}

/// No disc is wider, however few the bins, in CSS pixels.
const WIDEST: f64 = 40.0;

/// Discs whose area tells the weight; the heaviest fills its bin.
fn discs(sheet: &mut Sheet, plane: &Plane, figure: &Quadrants) {
    let heaviest = figure.bins.iter().map(|bin| bin.weight).fold(0.0, f64::max);
    let (w, h) = plane.cell();
    for bin in figure.bins.iter().filter(|bin| bin.weight > 0.0) {
        let radius = (w.min(h).min(WIDEST) * 0.56 * (bin.weight / heaviest).sqrt()).max(1.25);
        let series = figure.corners.get(usize::from(bin.corner)).map_or(0, |corner| corner.series);
        sheet.disc(plane.mark(bin).area.center(), radius, sheet.theme.colors.series(series).mark);
    }
}

/// The words of the dividing line among the ticks, of which every so many-th is written that none touches the next;
/// what would touch the dividing line's is left out.
fn x_ticks(sheet: &mut Sheet, plane: &Plane, axis: &BinAxis, y: f64) {
    let room = sheet.room;
    let within = |mut label: Label| {
        let (half, overhang) = (label.width / 2.0, label.width.min(2.0 * GAP) / 2.0);
        label.x = label.x.min(room.right() + overhang - half).max(room.x - overhang + half);
        label
    };
    let cut = within(sheet.label(&axis.cut_label, (plane.x(axis.cut), y), Align::Center, Font::STRONG));
    let wide =
        |label: &Label| Rect { x: label.bounds().x - GAP, w: label.width + 2.0 * GAP, ..label.bounds() };
    let around = (!axis.cut_label.is_empty()).then(|| wide(&cut));
    sheet.put(Label { color: sheet.theme.colors.ink, ..cut });
    let label =
        |tick: &Tick| within(sheet.label(&tick.label, (plane.x(tick.at), y), Align::Center, Font::SMALL));
    let labels: Vec<Label> = axis.ticks.iter().map(label).listed();
    let fits = |stride: &usize| {
        let shown: Vec<&Label> = labels.iter().step_by(*stride).listed();
        shown.windows(2).all(|pair| !wide(pair[0]).overlaps(&pair[1].bounds()))
    };
    let stride = (1..labels.len().max(2)).find(fits).unwrap_or(usize::MAX);
    for label in labels.into_iter().step_by(stride) {
        if around.is_none_or(|around| !around.overlaps(&label.bounds())) {
            sheet.put(label);
        }
    }
}

/// The words left of the plane: ticks, and those of the dividing line in as many lines as they need.
struct Gutter {
    cut: Vec<String>,
    width: f64,
}

impl Gutter {
    fn of(sheet: &Sheet, axis: &BinAxis) -> Gutter {
        let ticks = sheet.widest(axis.ticks.iter().map(|tick| tick.label.as_str()), Font::SMALL);
        let word = sheet.widest(axis.cut_label.split(' '), Font::STRONG).min(sheet.room.w * 0.25);
        let cut = sheet.wrap(&axis.cut_label, ticks.max(sheet.room.w * 0.11).max(word), Font::STRONG);
        let words = sheet.widest(cut.iter().map(String::as_str), Font::STRONG);
        Gutter { width: ticks.max(words) + GAP, cut }
    }

    fn put(&self, sheet: &mut Sheet, plane: &Plane, axis: &BinAxis) {
        let x = plane.area.x - GAP;
        let line = Font::SMALL.line();
        let high = self.cut.len() as f64 * line;
        let (top, bottom) = (plane.area.y - line / 2.0, plane.area.bottom() + line / 2.0);
        let first = (plane.y(axis.cut) - high / 2.0).min(bottom - high).max(top);
        let mut taken = vec![Rect { x: 0.0, y: first, w: x, h: high }];
        for (number, text) in self.cut.iter().enumerate() {
            let place = (x, first + (number as f64 + 0.5) * line);
            let label = sheet.label(text, place, Align::Right, Font::STRONG);
            sheet.put(Label { color: sheet.theme.colors.ink, ..label });
        }
        for tick in &axis.ticks {
            let label = sheet.label(&tick.label, (x, plane.y(tick.at)), Align::Right, Font::SMALL);
            let bounds = label.bounds();
            if taken.iter().all(|other| !other.overlaps(&bounds.grown(1.0))) {
                taken.push(bounds);
                sheet.put(label);
            }
        }
    }
}

/// Two corners side by side, each a name over its detail.
struct CornerRow<'f> {
    corners: [Option<&'f Corner>; 2],
    names: [Vec<String>; 2],
    details: [Vec<String>; 2],
}

impl<'f> CornerRow<'f> {
    fn of(sheet: &Sheet, corners: [Option<&'f Corner>; 2]) -> CornerRow<'f> {
        let half = sheet.room.w / 2.0 - GAP - 2.0 * PATCH - 6.0;
        let names = corners.map(|corner| sheet.wrap(corner.map_or("", |c| &c.label), half, Font::STRONG));
        let details = corners.map(|corner| sheet.wrap(corner.map_or("", |c| &c.detail), half, Font::SMALL));
        CornerRow { corners, names, details }
    }

    fn lines(&self) -> usize {
        (0..2).map(|side| self.names[side].len() + self.details[side].len()).max().unwrap_or(0)
    }

    fn height(&self, gap: f64) -> f64 {
        self.lines() as f64 * Font::SMALL.line() + gap
    }

    /// Writes the row from `y` on and returns its marks.
    fn put(&self, sheet: &mut Sheet, y: f64, row: u32, columns: u32) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (side, corner) in self.corners.iter().enumerate() {
            let Some(corner) = corner else { continue };
            let area = self.put_corner(sheet, y, side, corner);
            let column = if side == 0 { 0 } else { columns.saturating_sub(1).max(1) };
            marks.push(Mark { area, row, column, tip: corner.tip.clone() });
        }
        marks
    }

    fn put_corner(&self, sheet: &mut Sheet, y: f64, side: usize, corner: &Corner) -> Rect {
        let names = self.names[side].iter().map(|line| (line, Font::STRONG));
        let details = self.details[side].iter().map(|line| (line, Font::SMALL));
        let series = sheet.theme.colors.series(corner.series);
        let indent = 2.0 * PATCH + 6.0;
        let (align, patch, x) = match side {
            0 => (Align::Left, sheet.room.x + PATCH, sheet.room.x + indent),
            _ => (Align::Right, sheet.room.right() - PATCH, sheet.room.right() - indent),
        };
        let line = Font::SMALL.line();
        sheet.disc((patch, y + line / 2.0), PATCH, series.mark);
        let mut widest: f64 = 0.0;
        for (number, (text, font)) in names.chain(details).enumerate() {
            let mut label = sheet.label(text, (x, y + (number as f64 + 0.5) * line), align, font);
            if font == Font::STRONG {
                label.color = series.text;
            }
            widest = widest.max(label.width);
            sheet.put(label);
        }
        let lines = self.names[side].len() + self.details[side].len();
        let left = if side == 0 { sheet.room.x } else { sheet.room.right() - indent - widest };
        Rect { x: left, y, w: indent + widest, h: lines as f64 * line }
    }
}
