//! A matrix of shaded cells: lightness does the work, the label takes the colour that reads best on its cell.

use super::grid::grid;
use super::hatch::hatch;
use super::marks::{Mark, Marks};
use super::measure::Font;
use super::scene::{Align, Label, Rect, Sheet};
use crate::list::Listed;
use crate::view::figure::{HeatCell, Heatmap};

/// The height that the cells want, in CSS pixels.
pub fn cells_height(figure: &Heatmap, width: f64) -> f64 {
    let row = match figure.rows.len() {
        0..=18 if width >= 480.0 => 28.0,
        0..=18 => 24.0,
        _ => 21.0,
    };
    figure.rows.len() as f64 * row
}

/// Lays out the picture.
pub fn lay_out(sheet: &mut Sheet, figure: &Heatmap) -> Marks {
    let grid = grid(sheet, figure);
    let writing = Writing::that_fits(sheet, figure, grid.cell_width());
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
    fn of(self, cell: &HeatCell) -> String {
        match (self, cell.label.strip_suffix('%')) {
            (Words::WithoutPercentSign, Some(number)) => number.trim_end().to_owned(),
            (Words::WholePercent, Some(_)) => format!("{:.0}", cell.value * 100.0),
            (_, None) | (Words::All, _) => cell.label.clone(),
        }
    }
}

impl Writing {
    /// As much as fits in every cell, in the largest type in which it fits; where nothing does, nothing.
    fn that_fits(sheet: &Sheet, figure: &Heatmap, width: f64) -> Writing {
        for words in [Words::All, Words::WithoutPercentSign, Words::WholePercent] {
            let shown: Vec<String> = cells(figure).map(|(_, _, cell)| words.of(cell)).listed();
            for size in [12.0, 11.0, 10.0] {
                let font = Font { size, bold: false };
                if sheet.widest(shown.iter().map(String::as_str), font) <= width - 3.0 {
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
        let label = sheet.label(&writing.words.of(cell), area.center(), Align::Center, font);
        let halo = cell.unfinished.then_some(color);
        sheet.put(Label { color: words, halo, ..label });
    }
}
