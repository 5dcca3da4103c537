//! A table twin: every figure can be read as one.

use serde::Serialize;

use super::{Lang, format};
use crate::analysis::Share;
use crate::money::{Currency, Money};

/// Rows of cells under headings, already written for people.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Table {
    /// What it shows, for its caption and its file's name.
    pub caption: String,
    /// The headings.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Heads the column of a saved file that names the cells not finished yet: there is no hatching in a CSV.
    pub unfinished_title: String,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts", rename = "TableColumn"))]
pub struct Column {
    /// Its words.
    pub title: String,
    /// Whether its cells are numbers: aligned to the right, sorted by value.
    pub numeric: bool,
}

/// A cell: what is read, what is saved.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts", rename = "TableCell"))]
pub struct Cell {
    /// As people write it.
    pub text: String,
    /// The plain number for sorting and for CSV; `None` for words and for "undefined".
    pub value: Option<f64>,
    /// Not finished yet: hatched, out of averages.
    pub unfinished: bool,
}

impl Column {
    /// Makes headings in one language out of their words in both: Chinese, English, whether its cells are numbers.
    pub fn in_language(lang: Lang) -> impl Fn(&str, &str, bool) -> Column {
        move |zh, en, numeric| Column::new(if lang == Lang::Zh { zh } else { en }, numeric)
    }

    /// A heading with its words.
    pub fn new(title: &str, numeric: bool) -> Column {
        Column { title: title.to_string(), numeric }
    }
}

impl Cell {
    /// A whole number.
    pub fn count(n: u64) -> Cell {
        Cell::number(format::count(n), n as f64)
    }

    /// A share in percent, or a dash where it is undefined.
    pub fn share(share: &Share) -> Cell {
        Cell { value: share.rate(), ..Cell::text(format::rate(share)) }
    }

    /// Money in full.
    pub fn money(amount: Money, currency: &Currency) -> Cell {
        Cell::number(format::money(amount, currency), format::major(amount, currency))
    }

    /// A part of something in percent, or a dash where it is undefined.
    pub fn part(part: Option<f64>) -> Cell {
        Cell { value: part, ..Cell::text(part.map_or_else(format::undefined, format::percent)) }
    }

    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), value: None, unfinished: false }
    }

    /// A number and how it is written.
    pub fn number(text: impl Into<String>, value: f64) -> Cell {
        Cell { text: text.into(), value: Some(value), unfinished: false }
    }
}
