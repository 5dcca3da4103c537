//! Lines over steps: bands, faint lines behind, unfinished points hollow and dashed, names at the ends.

use super::axis::{self, Plane};
use super::key;
use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Shape, Sheet};
use crate::list::Listed;
use crate::view::figure::{FaintLine, Line, Lines, Point};

/// Between a line's end and its name, in CSS pixels.
const END_GAP: f64 = 9.0;
/// Radius of a point, in CSS pixels.
const RADIUS: f64 = 3.5;
/// Points nearer to one another than this, in CSS pixels, are not shown.
const POINT_ROOM: f64 = 11.0;

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Lines) -> Marks {
    let widest = sheet.widest(figure.main.iter().map(|line| line.label.as_str()), Font::STRONG);
    let at_ends = widest <= sheet.room.w * 0.24;
    if !at_ends {
        key::key(sheet, figure.main.iter().map(|line| (line.label.as_str(), line.series)));
    }
    axis::value_title(sheet, &figure.y.title);
    let clear = if at_ends && widest > 0.0 { END_GAP + widest } else { RADIUS };
    let plane = axis::plane(sheet, &figure.x, &figure.y, (clear, 0.0), 1);
    for line in &figure.main {
        band(sheet, &plane, line);
    }
    for line in &figure.faint {
        faint(sheet, &plane, line);
    }
    let crowded = are_crowded(&plane, &figure.main);
    for line in &figure.main {
        front(sheet, &plane, line, crowded);
    }
    if at_ends {
        end_names(sheet, &plane, &figure.main);
    }
    Marks::by_column(marks(&plane, &figure.main), plane.area)
}

fn spot(plane: &Plane, point: &Point) -> (f64, f64) {
    (plane.x(point.step as usize), plane.y(point.value))
}

/// Whether the points of any line are too near to one another to be shown.
fn are_crowded(plane: &Plane, lines: &[Line]) -> bool {
    let mut pairs = lines.iter().flat_map(|line| line.points.windows(2));
    pairs.any(|pair| f64::from(pair[1].step.saturating_sub(pair[0].step)) * plane.slot() < POINT_ROOM)
}

/// The interval of a line as an area, one for each stretch of points that have one.
fn band(sheet: &mut Sheet, plane: &Plane, line: &Line) {
    let color = sheet.theme.colors.series(line.series).mark;
    for stretch in line.points.split(|point| point.band.is_none()) {
        let edge = |end: usize| {
            let spots =
                stretch.iter().map(move |point| (point.step as usize, point.band.unwrap_or_default()[end]));
            spots.map(|(step, value)| (plane.x(step), plane.y(value)))
        };
        let outline: Vec<_> = edge(0).chain(edge(1).rev()).listed();
        if stretch.len() > 1 {
            sheet.shapes.push(Shape::Area(outline, color, 0.16));
        } else if let [low, high] = outline[..] {
            sheet.line(vec![low, high], color.mix(sheet.theme.colors.paper, 0.5), 2.0);
        }
    }
}

fn faint(sheet: &mut Sheet, plane: &Plane, line: &FaintLine) {
    let steps: Vec<_> = line.values.iter().enumerate().listed();
    for stretch in steps.split(|(_, value)| value.is_none()).filter(|stretch| stretch.len() > 1) {
        let spots = stretch.iter().filter_map(|&(step, value)| Some((plane.x(step), plane.y((*value)?))));
        sheet.line(spots.listed(), sheet.theme.colors.faint, 1.0);
    }
}

/// A main line: solid between finished points, dashed towards unfinished ones.
fn front(sheet: &mut Sheet, plane: &Plane, line: &Line, crowded: bool) {
    let color = sheet.theme.colors.series(line.series).mark;
    let solid = line.points.iter().take_while(|point| !point.unfinished).count();
    let spots: Vec<_> = line.points.iter().map(|point| spot(plane, point)).listed();
    if solid > 1 {
        sheet.line(spots[..solid].to_vec(), color, 2.0);
    }
    let open = &spots[solid.saturating_sub(1)..];
    if solid < spots.len() && open.len() > 1 {
        sheet.dashes(open.to_vec(), color, 2.0);
    }
    let crowded = crowded && line.points.len() > 1;
    for (point, &spot) in line.points.iter().zip(&spots) {
        if point.unfinished || !crowded {
            let inner = if point.unfinished { sheet.theme.colors.paper } else { color };
            sheet.disc(spot, RADIUS + 1.5, sheet.theme.colors.paper);
            sheet.disc(spot, RADIUS, color);
            sheet.disc(spot, RADIUS - 1.5, inner);
        }
    }
}

/// Writes each line's name right of its last point, pushed apart where they would touch.
fn end_names(sheet: &mut Sheet, plane: &Plane, lines: &[Line]) {
    let mut labels: Vec<Label> = Vec::new();
    for line in lines {
        let Some(last) = line.points.last() else { continue };
        let (x, y) = spot(plane, last);
        let label = sheet.label(&line.label, (x + END_GAP, y), Align::Left, Font::STRONG);
        let label = Label { color: sheet.theme.colors.series(line.series).text, ..label };
        labels.insert(labels.partition_point(|above| above.y <= y), label);
    }
    spread(&mut labels, plane.area);
    for label in labels {
        let halo = Some(sheet.theme.colors.paper);
        sheet.put(Label { halo, ..label });
    }
}

/// Moves labels, sorted by height, down until none touches the one above, then up until all are inside.
fn spread(labels: &mut [Label], area: Rect) {
    let line = Font::STRONG.line();
    let mut free = area.y;
    for label in labels.iter_mut() {
        label.y = label.y.max(free + line / 2.0);
        free = label.y + line / 2.0;
    }
    let mut free = area.bottom();
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(free - line / 2.0);
        free = label.y - line / 2.0;
    }
}

fn marks(plane: &Plane, lines: &[Line]) -> Vec<Mark> {
    let of_line = |(row, line): (usize, &Line)| {
        let mark = move |point: &Point| {
            let (x, y) = spot(plane, point);
            let area = Rect { x, y, w: 0.0, h: 0.0 }.grown(RADIUS + 2.5);
            Mark { area, row: row as u32, column: point.step, tip: point.tip.clone() }
        };
        line.points.iter().map(mark).listed()
    };
    lines.iter().enumerate().flat_map(of_line).listed()
}
