//! From shapes to any plotters backend, in `K` sub-units a CSS pixel.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use super::measure::{self, Font};
use super::scene::{Align, Label, Rect, Shape};
use super::theme::{Color, Theme};
use crate::list::Listed;

/// Sub-units a CSS pixel: plotters counts in whole numbers, and a quarter of a pixel is fine enough.
pub const K: f64 = 4.0;

/// What a backend reports when it cannot draw.
pub type Trouble<B> = DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>;

/// Length of a dash and of the gap after it, in CSS pixels.
const DASH: (f64, f64) = (5.0, 4.0);

/// How wide a backend draws a text, in CSS pixels.
pub fn width<B: DrawingBackend>(area: &DrawingArea<B, Shift>, family: &str, text: &str, font: Font) -> f64 {
    let style = text_style(family, font, Color::hex(0), Align::Left);
    match area.estimate_text_size(text, &style) {
        Ok((width, _)) => f64::from(width) / K,
        Err(_) => measure::width(text, font),
    }
}

/// Paints one shape.
pub fn paint<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    shape: &Shape,
) -> Result<(), Trouble<B>> {
    match shape {
        Shape::Rect(rect, color) => fill(area, rect, *color),
        Shape::Line { points, color, width, dashed } => {
            let style = stroke(*color, *width);
            let points: Vec<_> = crisp(points, *width).into_iter().map(sub).listed();
            if *dashed {
                let (dash, gap) = (units(DASH.0), units(DASH.1));
                area.draw(&DashedPathElement::new(points, dash, gap, style))
            } else {
                area.draw(&PathElement::new(points, style))
            }
        }
        Shape::Area(points, color, opacity) => {
            let points: Vec<_> = points.iter().copied().map(sub).listed();
            area.draw(&Polygon::new(points, rgb(*color).mix(*opacity).filled()))
        }
        Shape::Disc(center, radius, color) => {
            area.draw(&Circle::new(sub(*center), units(*radius), rgb(*color).filled()))
        }
        Shape::Label(label) => write(area, theme, label),
    }
}

fn write<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    label: &Label,
) -> Result<(), Trouble<B>> {
    if let Some(halo) = label.halo {
        let bounds = label.bounds();
        fill(area, &Rect { x: bounds.x - 3.0, w: bounds.w + 6.0, ..bounds }, halo)?;
    }
    let style = text_style(&theme.family, label.font, label.color, label.align);
    area.draw_text(&label.text, &style, sub((label.x, label.y)))
}

fn fill<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    rect: &Rect,
    color: Color,
) -> Result<(), Trouble<B>> {
    let corners = [sub((rect.x, rect.y)), sub((rect.right(), rect.bottom()))];
    area.draw(&Rectangle::new(corners, rgb(color).filled()))
}

/// Level and upright lines of odd width go through the middle of a pixel: they stay sharp on a plain screen.
fn crisp(points: &[(f64, f64)], width: f64) -> Vec<(f64, f64)> {
    let middle = |v: f64| v.floor() + 0.5;
    match *points {
        [(x0, y0), (x1, y1)] if width == 1.0 && y0 == y1 => vec![(x0, middle(y0)), (x1, middle(y1))],
        [(x0, y0), (x1, y1)] if width == 1.0 && x0 == x1 => vec![(middle(x0), y0), (middle(x1), y1)],
        _ => points.to_vec(),
    }
}

fn text_style(family: &str, font: Font, color: Color, align: Align) -> TextStyle<'_> {
    let style = if font.bold { FontStyle::Bold } else { FontStyle::Normal };
    let h_pos = match align {
        Align::Left => HPos::Left,
        Align::Center => HPos::Center,
        Align::Right => HPos::Right,
    };
    let font = FontDesc::new(FontFamily::Name(family), font.size * K, style);
    font.color(&rgb(color)).pos(Pos::new(h_pos, VPos::Center))
}

fn stroke(color: Color, width: f64) -> ShapeStyle {
    rgb(color).stroke_width(units(width) as u32)
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}

fn units(pixels: f64) -> i32 {
    (pixels * K).round() as i32
}

fn sub((x, y): (f64, f64)) -> (i32, i32) {
    (units(x), units(y))
}
