//! Bars over steps, stacked, losses below zero; unfinished ones hatched; the parts named above the plot.

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
    let span = figure.y.max - figure.y.min;
    let tallest = |bar: &Bar| (bar.values.iter().sum::<f64>().max(0.0) - figure.y.min) / span;
    let labelled = figure.bars.iter().filter(|bar| !bar.label.is_empty());
    let share = labelled.map(tallest).fold(0.0, f64::max).min(1.0);
    (Font::SMALL.line() + 4.0 - (1.0 - share) * LOWEST).max(0.0)
}

/// What a whole stack covers; its sides are edges of pixels.
fn place(plane: &Plane, step: usize, bar: &Bar) -> Rect {
    let w = (plane.slot() * 0.72).min(WIDEST).round().max(1.0);
    let x = (plane.x(step) - w / 2.0).round().max(plane.area.x);
    let (end, zero) = (plane.y(bar.values.iter().sum()), plane.y(0.0));
    Rect { x, y: end.min(zero), w, h: (end - zero).abs() }
}

fn stack(sheet: &mut Sheet, plane: &Plane, parts: &[Part], bar: &Bar, whole: Rect) {
    let paper = sheet.theme.colors.paper;
    let mut below = 0.0;
    for (part, value) in parts.iter().zip(&bar.values) {
        let (end, start) = (plane.y(below + value), plane.y(below));
        let area = Rect { y: end.min(start), h: (end - start).abs(), ..whole };
        let color = sheet.theme.colors.series(part.series).mark;
        if bar.unfinished {
            sheet.rect(area, color.mix(paper, 0.72));
            hatch(sheet, area, color);
        } else {
            sheet.rect(area, color);
        }
        if below > 0.0 && *value > 0.0 {
            sheet.line(vec![(area.x, start), (area.right(), start)], paper, 1.0);
        }
        below += value;
    }
}

/// Writes the bars' values above them, those of losses above zero: all or none, so that a missing one never looks like a zero.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::measure;
    use crate::chart::theme::Theme;
    use crate::view::figure::{Caption, Figure, Tick, ValueAxis};

    #[test]
    fn a_loss_hangs_from_the_line_that_a_gain_stands_on() {
        let bar = |value: f64| Bar {
            values: vec![value],
            label: String::new(),
            unfinished: false,
            tip: String::new(),
        };
        let ticks = [-2.0, 0.0, 2.0].map(|at| Tick { at, label: at.to_string() }).into();
        let axis = ValueAxis { title: String::new(), min: -2.0, max: 2.0, ticks };
        let names = vec!["a".into(), "b".into()];
        let figure = Bars::plain(Caption::default(), "", names, axis, vec![bar(1.0), bar(-2.0)]);
        let Figure::Bars(figure) = figure else { unreachable!("bars") };
        let theme = Theme::light();
        let mut sheet = Sheet::new(&theme, (400.0, 200.0), &measure::width);
        let marks = lay_out(&mut sheet, &figure);
        let [gain, loss] = [0, 1].map(|at| marks.list()[at].area);
        assert!((gain.bottom() - loss.y).abs() < 1e-9, "{gain:?} {loss:?}");
        assert!(gain.h > 0.0 && (loss.h - 2.0 * gain.h).abs() < 1e-9, "{gain:?} {loss:?}");
    }
}
