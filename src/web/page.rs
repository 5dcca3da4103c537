//! A report as the page shows it: its words, its pictures, and the points in them that answer.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use super::{from_js, to_js};
use crate::chart::marks::{Direction, Marks};
use crate::chart::theme::Theme;
use crate::report::Report;
use crate::view::figure::Figure;
use crate::view::{self, Lang, Panel};
use crate::{chart, export};

/// A report in one language. Panels and figures are named by their positions in `panels()`.
#[wasm_bindgen]
pub struct Page {
    report: Report,
    lang: Lang,
    panels: Vec<Panel>,
}

#[wasm_bindgen]
impl Page {
    /// The page of a `Report`.
    #[wasm_bindgen(constructor)]
    pub fn new(report: JsValue, lang: JsValue) -> Result<Page, JsValue> {
        let (report, lang) = (from_js(report)?, from_js(lang)?);
        let panels = view::panels(&report, lang);
        Ok(Page { report, lang, panels })
    }

    /// Everything that the report has to say: `Panel[]`.
    pub fn panels(&self) -> JsValue {
        to_js(&self.panels)
    }

    /// The bar of settings: `Control[]`.
    pub fn controls(&self) -> JsValue {
        to_js(&view::settings::controls(&self.report, self.lang))
    }

    /// `Settings` after one control was changed, or null where the value does not fit.
    pub fn changed(&self, name: &str, value: &str) -> JsValue {
        to_js(&view::settings::changed(&self.report, name, value))
    }

    /// Draws a figure for the page, which says its title beside it; sets the canvas's size.
    pub fn draw(
        &self,
        panel: usize,
        figure: usize,
        canvas: HtmlCanvasElement,
        width: f64,
        ratio: f64,
        dark: bool,
    ) -> Result<Drawing, JsValue> {
        paint(self.figure(panel, figure)?, canvas, width, ratio, &theme(dark))
    }

    /// Draws a figure to be saved: title, unit, window and n stand inside.
    #[wasm_bindgen(js_name = drawCaptioned)]
    pub fn draw_captioned(
        &self,
        panel: usize,
        figure: usize,
        canvas: HtmlCanvasElement,
        width: f64,
        ratio: f64,
        dark: bool,
    ) -> Result<Drawing, JsValue> {
        paint(self.figure(panel, figure)?, canvas, width, ratio, &theme(dark).captioned())
    }

    /// A figure as SVG, to be saved.
    pub fn svg(&self, panel: usize, figure: usize, width: f64, dark: bool) -> Result<String, JsValue> {
        Ok(export::svg::svg(self.figure(panel, figure)?, width, &theme(dark).captioned()))
    }

    /// The table of a panel as CSV for spreadsheets; empty where it has none.
    pub fn csv(&self, panel: usize) -> String {
        let table = self.panels.get(panel).and_then(|panel| panel.table.as_ref());
        table.map(export::csv::csv).unwrap_or_default()
    }

    fn figure(&self, panel: usize, figure: usize) -> Result<&Figure, JsValue> {
        let figure = self.panels.get(panel).and_then(|panel| panel.figures.get(figure));
        figure.ok_or_else(|| super::misused("figure"))
    }
}

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

    /// Where `left`, `right`, `up` or `down` leads from a point: from a negative one to the first; -1 without points.
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

fn theme(dark: bool) -> Theme {
    if dark { Theme::dark() } else { Theme::light() }
}

fn paint(
    figure: &Figure,
    element: HtmlCanvasElement,
    width: f64,
    ratio: f64,
    theme: &Theme,
) -> Result<Drawing, JsValue> {
    let height = chart::height(figure, width, theme);
    let canvas = Canvas::new(element, width, height, ratio).ok_or_else(|| super::misused("canvas"))?;
    let marks = chart::draw(&canvas.area(), figure, theme).map_err(|_| super::misused("draw"))?;
    Ok(Drawing { marks })
}
