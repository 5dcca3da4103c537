//! A matrix of shaded cells: lightness does the work, the label takes the colour that reads best on its cell.

use super::axis;
use super::hatch::hatch;
use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::view::figure::{HeatCell, HeatRow, Heatmap};

/// The widest cell, in CSS pixels.
const WIDEST: f64 = 84.0;
/// Between columns of words, in CSS pixels.
const GAP: f64 = 10.0;
/// Paper between two cells, in CSS pixels.
const SEAM: f64 = 1.0;

/// The height that the cells want, in CSS pixels.
pub fn cells_height(figure: &Heatmap, width: f64) -> f64 {
    let row = match figure.rows.len() {
        0..=18 if width >= 480.0 => 28.0,
        0..=18 => 24.0,
        _ => 21.0,
    };
    figure.rows.len() as f64 * row
}

/// Where everything lies.
struct Grid {
    names: Rect,
    sizes: Rect,
    cells: Rect,
    cell: (f64, f64),
}

impl Grid {
    /// The area of a cell, without its seam; its edges are edges of pixels, so that seams are sharp.
    fn area(&self, row: usize, column: usize) -> Rect {
        let x = |column: usize| (self.cells.x + column as f64 * self.cell.0).round();
        let y = |row: usize| (self.cells.y + row as f64 * self.cell.1).round();
        Rect { x: x(column), y: y(row), w: x(column + 1) - x(column) - SEAM, h: y(row + 1) - y(row) - SEAM }
    }

    fn middle(&self, row: usize) -> f64 {
        self.area(row, 0).center().1
    }
}

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Heatmap) -> Marks {
    let grid = head(sheet, figure);
    for (row, entry) in figure.rows.iter().enumerate() {
        name(sheet, &grid, row, entry);
    }
    let writing = Writing::that_fits(sheet, figure, grid.cell.0.floor() - SEAM);
    let mut marks = Vec::new();
    for (row, column, cell) in cells(figure) {
        let area = grid.area(row, column);
        shade(sheet, figure.max, area, cell, &writing);
        marks.push(Mark { area, row: row as u32, column: column as u32, tip: cell.tip.clone() });
    }
    Marks::near(marks)
}

fn cells(figure: &Heatmap) -> impl Iterator<Item = (usize, usize, &HeatCell)> {
    figure.rows.iter().enumerate().flat_map(|(row, entry)| {
        let cells = entry.cells.iter().enumerate();
        cells.filter_map(move |(column, cell)| Some((row, column, cell.as_ref()?)))
    })
}

/// Measures the columns and writes what stands above them.
fn head(sheet: &mut Sheet, figure: &Heatmap) -> Grid {
    let names = words(sheet, &figure.row_title, figure.rows.iter().map(|row| row.label.as_str()));
    let sizes = words(sheet, &figure.size_title, figure.rows.iter().map(|row| row.size.as_str()));
    let columns = figure.columns.labels.len().max(1);
    let left = names + GAP + sizes + GAP;
    let titles = sheet.take_top(Font::SMALL.line());
    let heads = sheet.take_top(Font::SMALL.line() + 8.0);
    let room = sheet.room;
    let wide = ((room.w - left) / columns as f64).clamp(2.0, WIDEST);
    let high = room.h / figure.rows.len().max(1) as f64;
    let grid = Grid {
        names: Rect { w: names, ..room },
        sizes: Rect { x: room.x + names + GAP, w: sizes, ..room },
        cells: Rect { x: room.x + left, w: wide * columns as f64, ..room },
        cell: (wide, high.min(32.0)),
    };
    let y = heads.center().1;
    put(sheet, &figure.row_title, (grid.names.x, y), Align::Left);
    put(sheet, &figure.size_title, (grid.sizes.right(), y), Align::Right);
    let title = title_place(sheet, &figure.columns.title, &grid);
    put(sheet, &figure.columns.title, (title, titles.center().1), Align::Left);
    let centers: Vec<f64> = (0..columns).map(|column| grid.area(0, column).center().0).collect();
    axis::step_names(sheet, &figure.columns.labels, &centers, y);
    grid
}

/// The column title starts at the first cell, or further left where it is long.
fn title_place(sheet: &Sheet, title: &str, grid: &Grid) -> f64 {
    let width = sheet.width(title, Font::SMALL);
    grid.cells.x.min(sheet.room.right() - width).max(sheet.room.x)
}

fn words<'t>(sheet: &Sheet, title: &'t str, entries: impl Iterator<Item = &'t str>) -> f64 {
    sheet.widest(entries.chain([title]), Font::SMALL)
}

fn put(sheet: &mut Sheet, text: &str, place: (f64, f64), align: Align) {
    let label = sheet.label(text, place, align, Font::SMALL);
    sheet.put(label);
}

fn name(sheet: &mut Sheet, grid: &Grid, row: usize, entry: &HeatRow) {
    let y = grid.middle(row);
    let label = sheet.label(&entry.label, (grid.names.x, y), Align::Left, Font::SMALL);
    let color = sheet.theme.colors.ink;
    sheet.put(Label { color, ..label });
    put(sheet, &entry.size, (grid.sizes.right(), y), Align::Right);
}

/// How cells are labelled, the same in all of them: how much of each label, and in what type, if any.
struct Writing {
    words: Words,
    font: Option<Font>,
}

/// How much of a label is written; the tip has it all.
#[derive(Clone, Copy)]
enum Words {
    All,
    WithoutPercentSign,
    WholePercent,
}

impl Words {
    fn of(self, label: &str) -> String {
        let Some(number) = label.strip_suffix('%') else { return label.to_owned() };
        match self {
            Words::All => label.to_owned(),
            Words::WithoutPercentSign => number.trim_end().to_owned(),
            Words::WholePercent => {
                number.trim_end().parse().map_or_else(|_| label.to_owned(), |n: f64| format!("{n:.0}"))
            }
        }
    }
}

impl Writing {
    /// As much as fits in every cell, in the largest type in which it fits; where nothing does, nothing.
    fn that_fits(sheet: &Sheet, figure: &Heatmap, width: f64) -> Writing {
        for words in [Words::All, Words::WithoutPercentSign, Words::WholePercent] {
            let shown: Vec<String> = cells(figure).map(|(_, _, cell)| words.of(&cell.label)).collect();
            for size in [12.0, 11.0, 10.0] {
                let font = Font { size, bold: false };
                if sheet.widest(shown.iter().map(String::as_str), font) <= width - 4.0 {
                    return Writing { words, font: Some(font) };
                }
            }
        }
        Writing { words: Words::All, font: None }
    }
}

fn shade(sheet: &mut Sheet, max: f64, area: Rect, cell: &HeatCell, writing: &Writing) {
    let share = if max > 0.0 { cell.value / max } else { 0.0 };
    let color = sheet.theme.colors.shade(share);
    let words = color.label();
    sheet.rect(area, color);
    if cell.unfinished {
        hatch(sheet, area, color.mix(words, 0.32));
    }
    if let Some(font) = writing.font {
        let label = sheet.label(&writing.words.of(&cell.label), area.center(), Align::Center, font);
        let halo = cell.unfinished.then_some(color);
        sheet.put(Label { color: words, halo, ..label });
    }
}
