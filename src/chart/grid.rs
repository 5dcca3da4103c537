//! The frame of a matrix: row names, sizes, column names, and where its cells lie.

use super::axis::StepNames;
use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::list::Listed;
use crate::view::figure::Heatmap;

/// The widest cell, in CSS pixels.
const WIDEST: f64 = 84.0;
/// Between columns of words, in CSS pixels.
const GAP: f64 = 8.0;
/// Paper between two cells, in CSS pixels.
const SEAM: f64 = 1.0;
/// On so many lines the names of columns may take turns.
const TURNS: usize = 4;
/// Pictures narrower than this, in CSS pixels, break the titles of columns to leave the room to the cells.
const NARROW: f64 = 560.0;

/// Where the cells lie.
pub struct Grid {
    cells: Rect,
    cell: (f64, f64),
}

impl Grid {
    /// The area of a cell, without its seam; its edges are edges of pixels, so that seams are sharp.
    pub fn area(&self, row: usize, column: usize) -> Rect {
        let x = |column: usize| (self.cells.x + column as f64 * self.cell.0).round();
        let y = |row: usize| (self.cells.y + row as f64 * self.cell.1).round();
        Rect { x: x(column), y: y(row), w: x(column + 1) - x(column) - SEAM, h: y(row + 1) - y(row) - SEAM }
    }

    /// The width of the narrowest cell.
    pub fn cell_width(&self) -> f64 {
        self.cell.0.floor() - SEAM
    }
}

/// A column of words left of the cells.
struct Words<'f> {
    title: Vec<String>,
    entries: Vec<&'f str>,
    width: f64,
}

impl<'f> Words<'f> {
    fn of(sheet: &Sheet, title: &str, entries: Vec<&'f str>) -> Words<'f> {
        let widest = sheet.widest(entries.iter().copied(), Font::SMALL);
        let word = sheet.widest(title.split(' '), Font::SMALL);
        let limit = if sheet.room.w < NARROW { widest.max(word) } else { f64::INFINITY };
        let title = sheet.wrap(title, limit, Font::SMALL);
        let width = widest.max(sheet.widest(title.iter().map(String::as_str), Font::SMALL));
        Words { title, entries, width }
    }

    /// Writes the title so that its last line stands on `foot`, and the entries at their rows.
    fn put(&self, sheet: &mut Sheet, grid: &Grid, x: f64, align: Align, foot: f64) {
        for (up, line) in self.title.iter().rev().enumerate() {
            let y = foot - (up as f64 + 0.5) * Font::SMALL.line();
            let label = sheet.label(line, (x, y), align, Font::SMALL);
            sheet.put(label);
        }
        let ink = if align == Align::Left { sheet.theme.colors.ink } else { sheet.theme.colors.muted };
        for (row, entry) in self.entries.iter().enumerate() {
            let text = shortened(sheet, entry, self.width);
            let label = sheet.label(&text, (x, grid.area(row, 0).center().1), align, Font::SMALL);
            sheet.put(Label { color: ink, ..label });
        }
    }
}

/// Lays out the frame in what room is left and writes its words.
pub fn grid(sheet: &mut Sheet, figure: &Heatmap) -> Grid {
    let entries = figure.rows.iter().map(|row| row.label.as_str()).listed();
    let mut names = Words::of(sheet, &figure.row_title, entries);
    let columns = figure.columns.labels.len().max(1);
    // What few columns leave is theirs.
    let left_over = sheet.room.w - columns as f64 * WIDEST - GAP;
    names.width = names.width.min(left_over.max(sheet.room.w * 0.4));
    let entries = figure.rows.iter().map(|row| row.size.as_str()).listed();
    let sizes = Words::of(sheet, &figure.size_title, entries);
    let sized = names.width + sizes.width <= (left_over - GAP).max(sheet.room.w * 0.55);
    let left = names.width + GAP + if sized { sizes.width + GAP } else { 0.0 };

    title(sheet, &figure.columns.title, left);
    let lines = if sized { names.title.len().max(sizes.title.len()) } else { names.title.len() };
    let width = ((sheet.room.w - left) / columns as f64).min(WIDEST);
    let heads_of_columns = column_names(sheet, figure, left, width, lines);
    let heads = sheet.take_top(lines.max(heads_of_columns.lines) as f64 * Font::SMALL.line());
    sheet.take_top(4.0);
    let room = sheet.room;
    let height = (room.h / figure.rows.len().max(1) as f64).min(32.0);
    let cells = Rect { x: room.x + left, w: width * columns as f64, ..room };
    let grid = Grid { cells, cell: (width, height) };

    names.put(sheet, &grid, room.x, Align::Left, heads.bottom());
    if sized {
        sizes.put(sheet, &grid, cells.x - GAP, Align::Right, heads.bottom());
    }
    heads_of_columns.put(sheet, heads.bottom() - Font::SMALL.line() / 2.0);
    grid
}

/// The names of columns: beside the titles on their left, or, where they do not all fit, taking turns on lines that
/// begin above these.
fn column_names(sheet: &Sheet, figure: &Heatmap, left: f64, width: f64, titles: usize) -> StepNames {
    let names = &figure.columns.labels;
    let x = sheet.room.x + left;
    // As in `Grid::area`.
    let edge = |column: usize| (x + column as f64 * width).round();
    let centers: Vec<f64> =
        (0..names.len()).map(|column| (edge(column) + edge(column + 1) - SEAM) / 2.0).listed();
    let beside = StepNames::of(sheet, names, &centers, x, 1);
    if beside.is_whole() {
        return beside;
    }
    let above = StepNames::of(sheet, names, &centers, sheet.room.x, TURNS);
    if above.lines > titles && above.is_whole() { above } else { beside }
}

/// What the columns are: from the first cell on, or further left where it is long.
fn title(sheet: &mut Sheet, title: &str, left: f64) {
    for line in sheet.wrap(title, sheet.room.w, Font::SMALL) {
        let strip = sheet.take_top(Font::SMALL.line());
        let x = (strip.x + left).min(strip.right() - sheet.width(&line, Font::SMALL)).max(strip.x);
        let label = sheet.label(&line, (x, strip.center().1), Align::Left, Font::SMALL);
        sheet.put(label);
    }
}

/// A text with as much of its end left out as it must to fit; the tips have it all.
pub fn shortened(sheet: &Sheet, text: &str, max: f64) -> String {
    if sheet.width(text, Font::SMALL) <= max {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.trim_end());
        if sheet.width(&short, Font::SMALL) <= max {
            return short;
        }
    }
    String::new()
}
