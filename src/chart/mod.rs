//! Figures as pictures: any `Figure` onto any plotters backend.
//!
//! A figure is laid out as plain shapes in CSS pixels (`lay_out`), then painted (`draw`). Backends count in `K`
//! sub-units a CSS pixel: one of 300 by 200 CSS pixels reports the size 1200 by 800.

pub mod marks;
pub mod measure;
pub mod scene;
pub mod theme;

mod axis;
mod bars;
mod caption;
mod grid;
mod hatch;
mod heatmap;
mod intervals;
mod key;
mod lines;
mod links;
mod paint;
mod quadrants;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

use crate::view::figure::Figure;
use marks::Marks;
use scene::{Ruler, Shape, Sheet};
use theme::Theme;

pub use paint::{K, Trouble};

/// The height in CSS pixels that a figure wants at a width in CSS pixels.
pub fn height(figure: &Figure, width: f64, theme: &Theme) -> f64 {
    let plane = match figure {
        Figure::Lines(_) | Figure::Bars(_) => (width * 0.36).clamp(180.0, 300.0),
        Figure::Heatmap(heatmap) => heatmap::cells_height(heatmap, width),
        Figure::Quadrants(_) => (width * 0.5).clamp(240.0, 440.0),
        Figure::Links(links) => links::links_height(links),
        Figure::Intervals(intervals) => intervals::rows_height(intervals),
    };
    // Words take the same height on a sheet of any height: what a tall one has left tells it.
    let mut sheet = Sheet::new(theme, (width, TALL), &measure::width);
    fill(&mut sheet, figure);
    (TALL - sheet.room.h + plane).ceil()
}

/// Higher than the words of any picture, in CSS pixels.
const TALL: f64 = 4000.0;

/// The shapes of a picture of a size in CSS pixels, in the order of painting, and its marks.
pub fn lay_out(figure: &Figure, theme: &Theme, size: (f64, f64), ruler: Ruler) -> (Vec<Shape>, Marks) {
    let mut sheet = Sheet::new(theme, size, ruler);
    let marks = fill(&mut sheet, figure);
    (sheet.shapes, marks)
}

/// Lays out caption and figure; the room that is left afterwards is the plane itself.
fn fill(sheet: &mut Sheet, figure: &Figure) -> Marks {
    if sheet.theme.captioned {
        caption::put(sheet, figure.caption());
    }
    match figure {
        Figure::Lines(lines) => lines::lay_out(sheet, lines),
        Figure::Bars(bars) => bars::lay_out(sheet, bars),
        Figure::Heatmap(heatmap) => heatmap::lay_out(sheet, heatmap),
        Figure::Quadrants(quadrants) => quadrants::lay_out(sheet, quadrants),
        Figure::Links(links) => links::lay_out(sheet, links),
        Figure::Intervals(intervals) => intervals::lay_out(sheet, intervals),
    }
}

/// Draws the whole picture over a whole area and returns the places in it that answer to pointer and keys.
///
/// # Errors
/// Those of the backend; layout itself cannot fail.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    figure: &Figure,
    theme: &Theme,
) -> Result<Marks, Trouble<B>> {
    let (width, height) = area.dim_in_pixel();
    let size = (f64::from(width) / K, f64::from(height) / K);
    let (shapes, marks) =
        lay_out(figure, theme, size, &|text, font| paint::width(area, &theme.family, text, font));
    for shape in &shapes {
        paint::paint(area, theme, shape)?;
    }
    area.present()?;
    Ok(marks)
}
