//! How a dirty file is written: its delimiter, quotes and line ends.

use crate::chance::Chance;

/// What quotes and backslashes a file has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quoting {
    Minimal,
    All,
    Apostrophes,
    Backslashes,
    None,
}

/// Writes lines, and keeps where the rows of data begin.
pub struct Writer {
    pub out: Vec<u8>,
    pub delimiter: &'static str,
    pub quoting: Quoting,
    pub newline: &'static str,
    pub starts: Vec<usize>,
    pub trailing: bool,
}

impl Writer {
    pub fn newline(&mut self, chance: &mut Chance) {
        let end = if self.newline.is_empty() { *chance.pick(&["\n", "\r\n", "\r"]) } else { self.newline };
        self.out.extend_from_slice(end.as_bytes());
    }

    pub fn line(&mut self, cells: &[String], chance: &mut Chance) {
        let written: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
        self.out.extend_from_slice(written.join(self.delimiter).as_bytes());
        if self.trailing {
            self.out.extend_from_slice(self.delimiter.trim_end_matches(' ').as_bytes());
        }
        self.newline(chance);
    }

    fn cell(&self, cell: &str) -> String {
        // What begins so is written as it is.
        if let Some(raw) = cell.strip_prefix('\u{1}') {
            return raw.to_string();
        }
        let (quote, doubled) = match self.quoting {
            Quoting::Apostrophes => ("'", "''"),
            Quoting::Backslashes => ("\"", "\\\""),
            _ => ("\"", "\"\""),
        };
        let bare = self.delimiter.trim_end_matches(' ');
        let needs = cell.contains(quote) || cell.contains(['\n', '\r']) || cell.contains(bare);
        match self.quoting {
            Quoting::None => cell.to_string(),
            Quoting::All => format!("{quote}{}{quote}", cell.replace(quote, doubled)),
            _ if needs => format!("{quote}{}{quote}", cell.replace(quote, doubled)),
            _ => cell.to_string(),
        }
    }

    pub fn words(&mut self, cells: &[&str], chance: &mut Chance) {
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        self.line(&cells, chance);
    }
}

/// The ways of writing: delimiter, quoting, names.
pub const DIALECTS: [(&str, Quoting, &str); 14] = [
    (",", Quoting::Minimal, "comma"),
    (",", Quoting::All, "all quoted"),
    (",", Quoting::Apostrophes, "apostrophes"),
    (",", Quoting::Backslashes, "backslashes"),
    (";", Quoting::Minimal, "semicolon"),
    (";", Quoting::Apostrophes, "apostrophes"),
    ("\t", Quoting::Minimal, "TAB"),
    ("\t", Quoting::None, "no quotes"),
    ("|", Quoting::Minimal, "pipe"),
    ("|", Quoting::All, "all quoted"),
    ("|", Quoting::Backslashes, "backslashes"),
    (", ", Quoting::Minimal, "comma and space"),
    (", ", Quoting::All, "comma and space"),
    ("  ", Quoting::None, "spaces"),
];

/// Line ends and their names; a file in LF is as common as all others.
pub const NEWLINES: [(&str, &str); 5] =
    [("\n", "LF"), ("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR"), ("", "mixed line ends")];

/// How many lines end in these bytes: at LF, CR LF or CR.
pub fn line_ends(bytes: &[u8]) -> u32 {
    let pairs = bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
    let ends = bytes.iter().filter(|&&byte| matches!(byte, b'\r' | b'\n')).count();
    (ends - pairs) as u32
}
