//! A canvas that plotters draws on sharply, and measures words on without touching the page.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::K;

/// `plotters_canvas`'s backend in `K` sub-units a CSS pixel, with round joins and the canvas's own measure of text.
pub struct Canvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

type Trouble = DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>;

impl Canvas {
    /// Over a canvas shown at `width` by `height` CSS pixels on a screen of `ratio` device pixels each; the canvas is
    /// given its device pixels here, which clears it. `None` where the canvas has no 2d context.
    pub fn new(element: HtmlCanvasElement, width: f64, height: f64, ratio: f64) -> Option<Canvas> {
        element.set_width((width * ratio).round() as u32);
        element.set_height((height * ratio).round() as u32);
        let context: CanvasRenderingContext2d = element.get_context("2d").ok()??.dyn_into().ok()?;
        context.set_transform(ratio / K, 0.0, 0.0, ratio / K, 0.0, 0.0).ok()?;
        context.set_line_join("round");
        context.set_line_cap("butt");
        let size = ((width * K).round() as u32, (height * K).round() as u32);
        Some(Canvas { inner: CanvasBackend::with_canvas_object(element)?, context, size })
    }

    /// The whole of it, to draw on.
    pub fn area(self) -> DrawingArea<Canvas, Shift> {
        self.into_drawing_area()
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), Trouble> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), Trouble> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result<(), Trouble> {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
    ) -> Result<(), Trouble> {
        // Not the inner one: it moves level and upright lines by half a sub-unit, chart has placed them already.
        self.inner.draw_path([a, b], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Trouble> {
        self.inner.draw_rect(upper_left, lower_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Trouble> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Trouble> {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), Trouble> {
        self.inner.fill_polygon(corners, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), Trouble> {
        self.inner.draw_text(text, style, at)
    }

    /// By the canvas itself. Plotters' own way hangs a `<span>` into the page, and fails where there is none.
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), Trouble> {
        let (size, family) = (style.size(), style.family());
        self.context.set_font(&format!("{} {size}px {}", style.style().as_str(), family.as_str()));
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        Ok((width.ceil() as u32, size.ceil() as u32))
    }
}
