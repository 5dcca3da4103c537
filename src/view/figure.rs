//! Figures: a closed set of forms. A figure knows data and words, not pixels; `chart` knows pixels, not data.
//! Figures stay in the core: only their captions cross to JavaScript.

use serde::Serialize;

/// A picture to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Lines over steps.
    Lines(Lines),
    /// Bars over steps or categories.
    Bars(Bars),
    /// A matrix of shaded cells.
    Heatmap(Heatmap),
    /// A plane divided into four, with binned points.
    Quadrants(Quadrants),
    /// Things that name one another.
    Links(Links),
    /// Values with their intervals, one under the other.
    Intervals(Intervals),
}

/// What every figure says about itself; all of it stands inside a saved picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// Unit, n and window in one short line.
    pub subtitle: String,
    /// The whole picture in one sentence, for those who cannot see it.
    pub description: String,
}

/// A value axis: from `min` to `max`, with ticks that `view` has already chosen and written.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAxis {
    /// What is measured; may be empty.
    pub title: String,
    /// Lower end.
    pub min: f64,
    /// Upper end.
    pub max: f64,
    /// Ascending, inside `min..=max`.
    pub ticks: Vec<Tick>,
}

/// A written position on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// Its words.
    pub label: String,
}

/// A step whose name ends with it is flagged: a tick marks it, whether its name is written or left out.
pub const FLAG: char = '◆';

/// Equal steps, each with a name; `chart` leaves names out where they would touch.
#[derive(Clone, Debug, PartialEq)]
pub struct StepAxis {
    /// What the steps are; may be empty.
    pub title: String,
    /// One name a step.
    pub labels: Vec<String>,
}

/// Lines over equal steps, one of them in front.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Title, unit, n, window.
    pub caption: Caption,
    /// Left to right.
    pub x: StepAxis,
    /// Bottom to top.
    pub y: ValueAxis,
    /// Thin and faint, behind; not labelled.
    pub faint: Vec<FaintLine>,
    /// In front, with a band and points that answer to pointer and keys.
    pub main: Vec<Line>,
}

impl Lines {
    /// Whether a point in front is drawn hollow.
    pub fn has_hollow(&self) -> bool {
        self.main.iter().flat_map(|line| &line.points).any(|point| point.unfinished)
    }
}

/// A line in the background: a value a step, `None` where it has none.
#[derive(Clone, Debug, PartialEq)]
pub struct FaintLine {
    /// One entry a step, from the first.
    pub values: Vec<Option<f64>>,
}

/// A line in front.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Written at its end.
    pub label: String,
    /// Which of the theme's series colours.
    pub series: u8,
    /// Its points, by ascending step.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Position on the step axis, from 0.
    pub step: u32,
    /// Its value.
    pub value: f64,
    /// Lower and upper end of its band.
    pub band: Option<[f64; 2]>,
    /// Not finished yet: drawn hollow and dashed.
    pub unfinished: bool,
    /// What the tooltip says.
    pub tip: String,
}

/// Bars over steps, each a stack of parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Title, unit, n, window.
    pub caption: Caption,
    /// Left to right.
    pub x: StepAxis,
    /// Bottom to top.
    pub y: ValueAxis,
    /// The parts of each stack, bottom first; drawn as direct labels above the plot.
    pub parts: Vec<Part>,
    /// One entry a step.
    pub bars: Vec<Bar>,
}

impl Bars {
    /// Bars of one part each, none unfinished.
    pub fn plain(caption: Caption, title: &str, labels: Vec<String>, y: ValueAxis, bars: Vec<Bar>) -> Figure {
        let x = StepAxis { title: title.into(), labels };
        let parts = vec![Part { label: String::new(), series: 0 }];
        Figure::Bars(Bars { caption, x, y, parts, bars })
    }
}

/// One part of every stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name; empty where there is only one.
    pub label: String,
    /// Which of the theme's series colours.
    pub series: u8,
}

/// One stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// One value a part; of losses, all that are not zero are below it.
    pub values: Vec<f64>,
    /// Written above it where there is room; may be empty.
    pub label: String,
    /// Not finished yet: hatched.
    pub unfinished: bool,
    /// What the tooltip says.
    pub tip: String,
}

/// A matrix of shaded cells, one row a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// Title, unit, n, window.
    pub caption: Caption,
    /// Above the column of row names.
    pub row_title: String,
    /// Above the column of sizes.
    pub size_title: String,
    /// Column names, left to right, and what they are.
    pub columns: StepAxis,
    /// Top to bottom.
    pub rows: Vec<HeatRow>,
    /// The value that gets the strongest shade; > 0.
    pub max: f64,
}

/// One row of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// Its name.
    pub label: String,
    /// Its size, written.
    pub size: String,
    /// Its cells from the first column; may be fewer than there are columns.
    pub cells: Vec<Option<HeatCell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    /// Its value, 0..=max.
    pub value: f64,
    /// Written in it where there is room.
    pub label: String,
    /// Not finished yet: hatched.
    pub unfinished: bool,
    /// What the tooltip says.
    pub tip: String,
}

/// A plane cut into bins of equal width and height on the screen, divided into four.
#[derive(Clone, Debug, PartialEq)]
pub struct Quadrants {
    /// Title, unit, n, window.
    pub caption: Caption,
    /// Left to right.
    pub x: BinAxis,
    /// Bottom to top.
    pub y: BinAxis,
    /// Top left, top right, bottom left, bottom right, as they lie on the screen.
    pub corners: Vec<Corner>,
    /// The bins that hold customers.
    pub bins: Vec<BinMark>,
}

/// An axis of bins.
#[derive(Clone, Debug, PartialEq)]
pub struct BinAxis {
    /// What is measured.
    pub title: String,
    /// How many bins.
    pub bins: u32,
    /// Where the dividing line lies, in bins from the start (2.5 = the middle of the third).
    pub cut: f64,
    /// The dividing line's words.
    pub cut_label: String,
    /// Ticks at bin edges, in bins from the start.
    pub ticks: Vec<Tick>,
}

/// One quarter of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// Its name.
    pub label: String,
    /// Customers and share, written.
    pub detail: String,
    /// Which of the theme's series colours.
    pub series: u8,
    /// What the tooltip says.
    pub tip: String,
}

/// A bin with customers: a disc whose area tells how many.
#[derive(Clone, Debug, PartialEq)]
pub struct BinMark {
    /// Bin on x, from 0.
    pub x: u32,
    /// Bin on y, from 0.
    pub y: u32,
    /// Its weight: the area of its disc.
    pub weight: f64,
    /// Which corner it belongs to, as an index of `corners`.
    pub corner: u8,
    /// What the tooltip says.
    pub tip: String,
}

/// Things that name one another, each link from one to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Links {
    /// Title, unit, n, window.
    pub caption: Caption,
    /// Top to bottom.
    pub links: Vec<Link>,
}

/// One thing that names another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What names.
    pub from: String,
    /// What is named.
    pub to: String,
    /// By what, written over the arrow.
    pub over: String,
    /// How well it holds, written under it.
    pub under: String,
    /// The same, 0..=1.
    pub share: f64,
    /// What the tooltip says.
    pub tip: String,
}

/// Values with their intervals, a row each: read across, compared down.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    /// Title, unit, n, window.
    pub caption: Caption,
    /// Left to right.
    pub x: ValueAxis,
    /// A line through all rows, and its words above it.
    pub reference: Option<Tick>,
    /// Top to bottom.
    pub rows: Vec<IntervalRow>,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalRow {
    /// What it is of.
    pub label: String,
    /// Written right of it where there is room.
    pub detail: String,
    /// The value.
    pub value: f64,
    /// Lower and upper end of its interval.
    pub ends: [f64; 2],
    /// Stands out from the others; the rest is hollow.
    pub is_find: bool,
    /// What the tooltip says.
    pub tip: String,
}

impl Figure {
    /// What the figure says about itself.
    pub fn caption(&self) -> &Caption {
        match self {
            Figure::Lines(figure) => &figure.caption,
            Figure::Bars(figure) => &figure.caption,
            Figure::Heatmap(figure) => &figure.caption,
            Figure::Quadrants(figure) => &figure.caption,
            Figure::Links(figure) => &figure.caption,
            Figure::Intervals(figure) => &figure.caption,
        }
    }
}
