//! What the first records of a file look like, and what each column is taken for: what a merchant checks and
//! corrects. It holds cells, so it never enters a report.

use serde::{Deserialize, Serialize};

use super::digest::{self, digest};
use super::sorting;
use crate::list::Listed;

/// The first records of one file as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FilePreview {
    /// The file's name.
    pub name: String,
    /// The encoding that it was read in.
    pub encoding: String,
    /// What separates its cells, as in [`Choices::delimiter`](super::Choices::delimiter).
    pub delimiter: String,
    /// The line of the header, from 1; `None` without one.
    pub header_line: Option<u32>,
    /// The shop whose export it is taken for.
    pub shop: Option<String>,
    /// Column by column.
    pub columns: Vec<ColumnPreview>,
    /// How many rows the columns were looked at in, where there are more.
    pub first_rows: Option<u32>,
    /// The first records below the header, decoded; as many cells as there are columns, missing ones empty.
    pub records: Vec<Vec<String>>,
}

/// One column: what it is taken for and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ColumnPreview {
    /// The name to give in [`Choices::columns`](super::Choices::columns).
    pub name: String,
    /// What it is taken for, the surest first: the first is used unless it is weaker than another column's; empty
    /// where it is taken for nothing.
    pub roles: Vec<RoleGuess>,
    /// Whether the first of the roles is used.
    pub is_used: bool,
    /// Cells with something in them among the rows that were looked at, 0..=100 %.
    pub filled_percent: u8,
    /// Distinct values among them.
    pub distinct: u32,
}

/// What a column may be, how sure that is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RoleGuess {
    /// A role's name, as in [`Choices::columns`](super::Choices::columns).
    pub role: String,
    /// 0..=100.
    pub confidence: u8,
    /// What speaks for it.
    pub why: Why,
}

/// What speaks for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Why {
    /// The merchant said so.
    Chosen,
    /// The export of this shop has it so.
    Shop,
    /// Its name is a usual one.
    Name,
    /// Its cells look like it.
    Cells,
}

/// Names the headers of files: equal for files with the same columns, in whatever order the files are given.
pub fn columns_key(previews: &[FilePreview]) -> String {
    let header = |preview: &FilePreview| {
        let names = preview.columns.iter();
        names.fold(digest::START, |key, column| digest(digest(key, column.name.as_bytes()), b"\n"))
    };
    let mut headers: Vec<u64> = previews.iter().map(header).listed();
    sorting::distinct(&mut headers);
    let key = headers.iter().fold(digest::START, |key, header| digest(key, &header.to_le_bytes()));
    format!("{key:016x}")
}
