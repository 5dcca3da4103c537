//! Figures on a canvas, and the points in them that answer.

use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use super::from_js;
use crate::chart;
use crate::chart::marks::{Direction, Marks};
use crate::chart::theme::Theme;
use crate::export;
use crate::view::figure::Figure;

/// A drawn figure: which point answers to a pointer or a key, and what it says.
#[wasm_bindgen]
pub struct Drawing {
    marks: Marks,
}

#[wasm_bindgen]
impl Drawing {
    /// The point at a place in CSS pixels.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        self.marks.at(x, y)
    }

    /// Where `left`, `right`, `up` or `down` leads from a point; a negative one means the first.
    pub fn step(&self, current: i32, direction: &str) -> i32 {
        let direction = match direction {
            "left" => Direction::Left,
            "right" => Direction::Right,
            "up" => Direction::Up,
            _ => Direction::Down,
        };
        if self.marks.list().is_empty() {
            return -1;
        }
        usize::try_from(current).map_or(0, |current| self.marks.step(current, direction) as i32)
    }

    /// What a point says.
    pub fn tip(&self, index: usize) -> String {
        self.marks.list().get(index).map(|mark| mark.tip.clone()).unwrap_or_default()
    }

    /// x, y, width and height of a point in CSS pixels.
    pub fn rect(&self, index: usize) -> Vec<f64> {
        let area = self.marks.list().get(index).map(|mark| mark.area);
        area.map(|a| vec![a.x, a.y, a.w, a.h]).unwrap_or_else(|| vec![0.0; 4])
    }
}

/// Draws a figure for the page, which says its title beside it; sets the canvas's size.
#[wasm_bindgen]
pub fn draw(
    canvas: HtmlCanvasElement,
    figure: JsValue,
    width: f64,
    ratio: f64,
    dark: bool,
) -> Result<Drawing, JsValue> {
    paint(canvas, figure, width, ratio, &Theme { captioned: false, ..theme(dark) })
}

/// Draws a figure to be saved: title, unit, window and n stand inside.
#[wasm_bindgen(js_name = drawFramed)]
pub fn draw_framed(
    canvas: HtmlCanvasElement,
    figure: JsValue,
    width: f64,
    ratio: f64,
    dark: bool,
) -> Result<Drawing, JsValue> {
    paint(canvas, figure, width, ratio, &Theme { captioned: true, ..theme(dark) })
}

/// A figure as SVG, to be saved.
#[wasm_bindgen]
pub fn svg(figure: JsValue, width: f64, dark: bool) -> Result<String, JsValue> {
    let figure: Figure = from_js(figure)?;
    Ok(export::svg::svg(&figure, width, &Theme { captioned: true, ..theme(dark) }))
}

fn theme(dark: bool) -> Theme {
    if dark { Theme::dark() } else { Theme::light() }
}

fn paint(
    element: HtmlCanvasElement,
    figure: JsValue,
    width: f64,
    ratio: f64,
    theme: &Theme,
) -> Result<Drawing, JsValue> {
    let figure: Figure = from_js(figure)?;
    let height = chart::height(&figure, width, theme);
    let canvas = Canvas::new(element, width, height, ratio).ok_or(JsValue::NULL)?;
    let area = canvas.into_drawing_area();
    let marks = chart::draw(&area, &figure, theme).map_err(|_| JsValue::NULL)?;
    Ok(Drawing { marks })
}
