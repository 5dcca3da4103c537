//! From results to what people read: words in two languages, numbers as each writes them, figures, tables.

pub mod figure;
pub mod table;

use serde::{Deserialize, Serialize};

use crate::report::Report;
use figure::Figure;
use table::Table;

/// A language of the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// In one language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// One finding with its picture: all that the page needs to show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Panel {
    /// Stable name, for links and tests: `retention_curve`.
    pub id: String,
    /// The group it stands in: `overview`, `retention`, `segments`.
    pub group: String,
    /// Its heading.
    pub title: String,
    /// One sentence with the finding and how sure it is, or why there is none.
    pub finding: String,
    /// Large numbers with their words; mostly empty.
    pub headlines: Vec<Headline>,
    /// Its pictures; none where there is nothing to draw.
    pub figures: Vec<Figure>,
    /// n, window, settings: small, under the figure.
    pub notes: Vec<String>,
    /// How it is counted: a paragraph each.
    pub how: Vec<String>,
    /// The table twin of its figures.
    pub table: Option<Table>,
}

/// A large number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Headline {
    /// As people write it.
    pub value: String,
    /// What it is.
    pub label: String,
    /// How sure it is, or what it is made of; may be empty.
    pub detail: String,
}

/// Everything that a report has to say, in the order of the page.
pub fn panels(_report: &Report, _lang: Lang) -> Vec<Panel> {
    Vec::new()
}
