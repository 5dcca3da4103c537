//! A picture as a list of plain shapes, in CSS pixels: what layout makes and what every backend paints.

use super::measure::{self, Font};
use super::theme::{Color, Theme};

/// A rectangle, in CSS pixels from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The middle.
    pub fn center(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Grown by as much on every side; a negative amount shrinks it.
    pub fn grown(&self, by: f64) -> Rect {
        Rect { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }

    /// How far a point lies outside; 0 inside.
    pub fn distance(&self, x: f64, y: f64) -> f64 {
        let dx = (self.x - x).max(x - self.right()).max(0.0);
        let dy = (self.y - y).max(y - self.bottom()).max(0.0);
        dx.hypot(dy)
    }
}

/// Which part of a text stands at its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Its start.
    Left,
    /// Its middle.
    Center,
    /// Its end.
    Right,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Where `align` puts them.
    pub x: f64,
    /// The middle of the line.
    pub y: f64,
    /// Left, centred or right of `x`.
    pub align: Align,
    /// Size and weight.
    pub font: Font,
    /// Colour of the words.
    pub color: Color,
    /// Colour of the backdrop, where they may lie on data.
    pub halo: Option<Color>,
    /// How wide the backend draws them.
    pub width: f64,
}

impl Label {
    /// What the words cover.
    pub fn bounds(&self) -> Rect {
        let x = match self.align {
            Align::Left => self.x,
            Align::Center => self.x - self.width / 2.0,
            Align::Right => self.x - self.width,
        };
        let h = self.font.size * 1.15;
        Rect { x, y: self.y - h / 2.0, w: self.width, h }
    }
}

/// Something to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect(Rect, Color),
    /// A line through points.
    Line {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// Its colour.
        color: Color,
        /// Its width.
        width: f64,
        /// Dashed rather than solid.
        dashed: bool,
    },
    /// A filled polygon through which a part of what lies below is seen.
    Area(Vec<(f64, f64)>, Color, f64),
    /// A filled disc: centre, radius.
    Disc((f64, f64), f64, Color),
    /// Words.
    Label(Label),
}

/// Measures words in CSS pixels, as the backend will draw them.
pub type Ruler<'a> = &'a dyn Fn(&str, Font) -> f64;

/// A picture in the making: shapes, and the room that is left.
pub struct Sheet<'a> {
    /// Colours and type.
    pub theme: &'a Theme,
    /// What is still free; captions and keys take theirs from it.
    pub room: Rect,
    /// Painted in this order.
    pub shapes: Vec<Shape>,
    ruler: Ruler<'a>,
}

/// Nothing comes nearer to the edge of the picture than this.
pub const MARGIN: f64 = 6.0;

impl<'a> Sheet<'a> {
    /// An empty sheet of paper of a size in CSS pixels.
    pub fn new(theme: &'a Theme, (w, h): (f64, f64), ruler: Ruler<'a>) -> Sheet<'a> {
        let whole = Rect { x: 0.0, y: 0.0, w, h };
        let shapes = vec![Shape::Rect(whole, theme.colors.paper)];
        Sheet { theme, room: whole.grown(-MARGIN), shapes, ruler }
    }

    /// How wide the backend draws a text.
    pub fn width(&self, text: &str, font: Font) -> f64 {
        (self.ruler)(text, font)
    }

    /// The widest of some texts; 0 for none.
    pub fn widest<'t>(&self, texts: impl IntoIterator<Item = &'t str>, font: Font) -> f64 {
        texts.into_iter().map(|text| self.width(text, font)).fold(0.0, f64::max)
    }

    /// A text in lines no wider than `max`.
    pub fn wrap(&self, text: &str, max: f64, font: Font) -> Vec<String> {
        measure::wrap(text, max, |line| self.width(line, font))
    }

    /// A label at a place, not yet put down; regular, muted, without halo.
    pub fn label(&self, text: &str, (x, y): (f64, f64), align: Align, font: Font) -> Label {
        let width = self.width(text, font);
        let color = self.theme.colors.muted;
        Label { text: text.to_owned(), x, y, align, font, color, halo: None, width }
    }

    /// Puts a label down, unless it is empty.
    pub fn put(&mut self, label: Label) {
        if !label.text.is_empty() {
            self.shapes.push(Shape::Label(label));
        }
    }

    /// A filled rectangle.
    pub fn rect(&mut self, rect: Rect, color: Color) {
        self.shapes.push(Shape::Rect(rect, color));
    }

    /// A solid line.
    pub fn line(&mut self, points: Vec<(f64, f64)>, color: Color, width: f64) {
        self.shapes.push(Shape::Line { points, color, width, dashed: false });
    }

    /// A dashed line.
    pub fn dashes(&mut self, points: Vec<(f64, f64)>, color: Color, width: f64) {
        self.shapes.push(Shape::Line { points, color, width, dashed: true });
    }

    /// A filled disc.
    pub fn disc(&mut self, center: (f64, f64), radius: f64, color: Color) {
        self.shapes.push(Shape::Disc(center, radius, color));
    }

    /// Takes a strip from the top of the room.
    pub fn take_top(&mut self, height: f64) -> Rect {
        let strip = Rect { h: height, ..self.room };
        self.room.y += height;
        self.room.h = (self.room.h - height).max(0.0);
        strip
    }

    /// Takes a strip from the bottom of the room.
    pub fn take_bottom(&mut self, height: f64) -> Rect {
        self.room.h = (self.room.h - height).max(0.0);
        Rect { y: self.room.bottom(), h: height, ..self.room }
    }
}
