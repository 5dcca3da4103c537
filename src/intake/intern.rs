//! One text cell a row, each distinct value kept once and as it was read.

use huitou_columns::codes::Codes;
pub(super) use huitou_columns::interner::Interner;

use crate::order::MISSING;

/// A column of texts.
#[derive(Debug, Default)]
pub(super) struct TextColumn {
    /// The distinct values.
    pub values: Interner,
    /// For each row the number of its value, or [`MISSING`] for an empty cell.
    pub codes: Codes,
    /// The encoding of the values, where it is not that of the file: they come from another.
    pub encoding: Option<&'static str>,
}

impl TextColumn {
    /// Adds a row's cell.
    pub fn push(&mut self, cell: &[u8]) {
        let code = match self.codes.last() {
            _ if cell.is_empty() => MISSING,
            Some(last) if last != MISSING && self.values.get(last) == cell => last,
            _ => self.values.intern(cell),
        };
        self.codes.push(code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_by_first_appearance() {
        let mut column = TextColumn::default();
        for cell in ["b", "b", "", "a", "b"] {
            column.push(cell.as_bytes());
        }
        assert!(column.codes.iter().eq([0, 0, MISSING, 1, 0]));
        assert_eq!(column.values.iter().collect::<Vec<_>>(), [b"b", b"a"]);
    }
}
