//! A figure as SVG: small, the same bytes on every machine, readable alone and by screen readers.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::drawing::IntoDrawingArea;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use crate::chart::measure::{self, Font};
use crate::chart::theme::Theme;
use crate::chart::{self, K};
use crate::view::figure::Figure;

/// A figure as a picture of a width in CSS pixels, with title, unit, n and window inside.
pub fn svg(figure: &Figure, width: f64, theme: &Theme) -> String {
    let theme = theme.clone().captioned();
    let height = chart::height(figure, width, &theme);
    let mut body = Body::new(((width * K).round() as u32, (height * K).round() as u32));
    let drawn = chart::draw(&(&mut body).into_drawing_area(), figure, &theme);
    debug_assert!(drawn.is_ok(), "writing into a string cannot fail");
    body.close();
    let caption = figure.caption();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" font-family=\"{}\">\n<title>{}</title>\n<desc>{}</desc>\n{}</svg>\n",
        body.size.0,
        body.size.1,
        escape(&theme.family),
        escape(&caption.title),
        escape(&format!("{} {}", caption.subtitle, caption.description)),
        body.text
    )
}

/// Text and attribute values, and nothing that XML forbids.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The elements of a picture; paths of the same opaque style that follow each other share one element.
struct Body {
    size: (u32, u32),
    text: String,
    open: Option<String>,
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl Body {
    fn new(size: (u32, u32)) -> Body {
        Body { size, text: String::new(), open: None }
    }

    /// Ends a path that might have gone on.
    fn close(&mut self) {
        if let Some(style) = self.open.take() {
            let _ = writeln!(self.text, "\"{style}/>");
        }
    }

    fn element(&mut self, element: std::fmt::Arguments) -> Done {
        self.close();
        let _ = self.text.write_fmt(element);
        self.text.push('\n');
        Ok(())
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, style: String) {
        if self.open.as_ref() != Some(&style) {
            self.close();
            self.text.push_str("<path d=\"");
            self.open = Some(style);
        }
        let mut step = 'M';
        for (x, y) in points {
            let _ = write!(self.text, "{step}{x} {y}");
            step = 'L';
        }
    }
}

fn paint(attribute: &str, color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    let hex = format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"");
    if color.alpha < 1.0 { format!("{hex} {attribute}-opacity=\"{:.2}\"", color.alpha) } else { hex }
}

fn stroke(style: &impl BackendStyle) -> String {
    format!(
        " fill=\"none\"{} stroke-width=\"{}\" stroke-linejoin=\"round\"",
        paint("stroke", style.color()),
        style.stroke_width()
    )
}

fn surface(style: &impl BackendStyle, fill: bool) -> String {
    if fill { paint("fill", style.color()) } else { stroke(style) }
}

impl DrawingBackend for &mut Body {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Done {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let (w, h) = (right - x, bottom - y);
        if w <= 0 || h <= 0 {
            return Ok(());
        }
        let style = surface(style, fill);
        self.element(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{style}/>"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.path(path, stroke(style));
        if style.color().alpha < 1.0 {
            self.close();
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let style = surface(style, fill);
        self.element(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{style}/>"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Done {
        self.close();
        self.path(corners, paint("fill", style.color()));
        self.text.push('Z');
        self.close();
        Ok(())
    }

    /// One line of words, level: nothing that `chart` draws is turned. Their middle lies at `y`.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Done {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        // Viewers disagree about `dominant-baseline`; capitals and digits are about 0.7 em high, so this centres them.
        let baseline = y + (style.size() * 0.35).round() as i32;
        let (size, fill) = (style.size(), paint("fill", style.color()));
        let text = escape(text);
        self.element(format_args!(
            "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{size}\"{weight}{anchor}{fill}>{text}</text>"
        ))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let font = Font { size: style.size(), bold: matches!(style.style(), FontStyle::Bold) };
        Ok((measure::width(text, font).ceil() as u32, font.size.ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_strangers_stay_words() {
        assert_eq!(escape("<b a=\"1\">&\u{0}\n"), "&lt;b a=&quot;1&quot;&gt;&amp; ");
    }

    #[test]
    fn neighbouring_paths_of_one_style_share_an_element() {
        let mut body = Body::new((9, 9));
        let mut backend = &mut body;
        let grey = BackendColor { rgb: (1, 2, 3), alpha: 1.0 };
        let _ = backend.draw_path([(0, 0), (1, 1)], &grey);
        let _ = backend.draw_path([(2, 2), (3, 3)], &grey);
        body.close();
        assert_eq!(body.text.matches("<path").count(), 1);
        assert!(body.text.contains("d=\"M0 0L1 1M2 2L3 3\""), "{}", body.text);
    }
}
