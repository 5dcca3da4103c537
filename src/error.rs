//! What stops a file from being read: facts and position. The words for people are in `view::trouble`.

use serde::{Deserialize, Serialize};

/// Why a file could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Error {
    /// The file's position among those given, from 0; `None` where no single file is to blame.
    pub file: Option<u32>,
    /// The line in that file, from 1; `None` where no single line is to blame.
    pub line: Option<u32>,
    /// What was found.
    pub trouble: Trouble,
}

/// What was found. Carries facts only, never a cell's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Trouble {
    /// No bytes, or nothing but blank lines.
    Empty,
    /// A header and no record below it.
    HeaderOnly,
    /// Bytes that are no text.
    Binary,
    /// A picture, an archive, a spreadsheet ..., known by its first bytes.
    NotText {
        /// What it is: `png`, `jpeg`, `gif`, `webp`, `pdf`, `zip`, `gzip`, `xls`, `json`.
        format: String,
    },
    /// A web page, mostly an error or a login page saved under the export's name.
    Html,
    /// Only one column: another delimiter, or no table.
    OneColumn,
    /// No column looks like the date of an order.
    NoDateColumn,
    /// No column looks like an amount, and none can be computed.
    NoAmountColumn,
    /// There is a date column, and no cell of it is a date.
    NoReadableDate,
    /// There are rows, and every one of them was set aside.
    NoValidOrder {
        /// Rows read.
        rows: u64,
    },
    /// A quote opens and never closes.
    OpenQuote,
    /// A record is longer than any order's can be; mostly a stray quote.
    RecordTooLong {
        /// Bytes that were read of it.
        bytes: u64,
    },
    /// Order ids were turned into numbers like 1.19E+18 by a spreadsheet.
    ScientificIds {
        /// Rows with such an id.
        rows: u64,
    },
    /// Amounts add up to 2^53 minor units or more.
    MoneyOverflow,
    /// More orders, lines or customers than can be counted (2^32).
    TooMany,
    /// More rows than the memory of one tab holds.
    TooLarge {
        /// About how many rows there are.
        rows: u64,
        /// About how many fit.
        most: u64,
    },
    /// A known table that holds no orders with a date and an amount.
    NotOrders {
        /// Which one: `instacart`, `event_log`.
        table: String,
    },
    /// A setting or choice that does not fit: its name.
    BadChoice {
        /// Which one.
        name: String,
    },
    /// More columns than any export of orders has.
    TooManyColumns {
        /// How many were counted before reading stopped.
        columns: u64,
    },
    /// An archive or a spreadsheet that is cut off, changed, or packed in a way that is not read.
    Damaged {
        /// What it is: `zip`, `gzip`, `xlsx`, `xls`.
        format: String,
    },
    /// An archive or a spreadsheet behind a password.
    Encrypted {
        /// As in [`Trouble::Damaged`].
        format: String,
    },
    /// An archive or a spreadsheet that unfolds to more than an export can be.
    Unfolds {
        /// As in [`Trouble::Damaged`].
        format: String,
        /// Bytes that had come out of it when it was refused.
        bytes: u64,
    },
    /// An archive, a spreadsheet or a folder without one table.
    NoTableInside {
        /// As in [`Trouble::Damaged`], or `folder`.
        format: String,
    },
    /// More files than one shop's exports can be.
    TooManyFiles {
        /// How many are read at most.
        most: u64,
    },
    /// The file cannot be read: since it was chosen it was changed, moved or deleted, or it is a folder. The page
    /// finds this, not the core.
    Unreadable,
    /// What should be a saved report is none, or a part of it does not fit.
    NoReport,
    /// A saved report of a version that came after this program.
    NewerReport {
        /// The report's.
        version: u32,
        /// The newest that is known here.
        known: u32,
    },
    /// A file of choices that does not fit: the name of the part.
    BadMapping {
        /// Which one.
        name: String,
    },
}

impl Trouble {
    /// Whether a file with this certainly holds no row of an order: without it nothing is missing.
    pub(crate) fn holds_no_rows(&self) -> bool {
        match self {
            Trouble::Empty | Trouble::HeaderOnly | Trouble::Binary => true,
            Trouble::NotText { format } => ["png", "jpeg", "gif", "webp", "pdf"].contains(&format.as_str()),
            _ => false,
        }
    }
}

impl Error {
    /// An error of no single file or line.
    pub fn new(trouble: Trouble) -> Error {
        Error { file: None, line: None, trouble }
    }

    /// An error of a file.
    pub fn in_file(trouble: Trouble, file: usize) -> Error {
        Error { file: u32::try_from(file).ok(), line: None, trouble }
    }

    /// An error of a line of a file, from 1.
    pub fn at(trouble: Trouble, file: usize, line: u64) -> Error {
        Error { file: u32::try_from(file).ok(), line: u32::try_from(line).ok(), trouble }
    }
}

/// Facts for logs of native users, in the manner of Rust's errors.
impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(file) = self.file {
            write!(f, "file {}", file + 1)?;
            if let Some(line) = self.line {
                write!(f, ", line {line}")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{:?}", self.trouble)
    }
}

impl std::error::Error for Error {}
