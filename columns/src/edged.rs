//! The shape of a batch of records: how many cells they have, and which cells hold bytes that are looked for.

use crate::bytes::are_none_of;
use crate::record::Batch;

/// Runs of records with as many cells each: how many cells, and how many records.
pub fn widths(batch: &Batch<'_>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for width in (0..batch.len()).map(|index| batch.record(index).len()) {
        match runs.last_mut() {
            Some((same, records)) if *same == width => *records += 1,
            _ => runs.push((width, 1)),
        }
    }
    runs
}

/// Takes each cell with a byte that is in the table.
pub fn each_with(batch: &Batch<'_>, table: &[bool; 256], take: &mut dyn FnMut(&[u8])) {
    for index in 0..batch.len() {
        batch.record(index).cells().filter(|cell| !are_none_of(cell, table)).for_each(&mut *take);
    }
}

/// Whether a record goes on over several lines.
pub fn spans_lines(batch: &Batch<'_>) -> bool {
    (0..batch.len()).any(|index| batch.record(index).spans_lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pieces::Pieces;
    use crate::structure::Structure;

    /// What the cells of a text are, by hand: no quote holds a delimiter or a line end but where it says so.
    #[test]
    fn shapes_of_records() {
        let structure = Structure { delimiter: b',', quote: b'"' };
        let shape = |text: &str| {
            let mut pieces = Pieces::new(structure);
            pieces.cut(text.as_bytes(), 0, 1);
            let batch = pieces.batch(text.as_bytes());
            let mut table = [false; 256];
            table[usize::from(b';')] = true;
            let mut found = Vec::new();
            each_with(&batch, &table, &mut |cell| found.push(String::from_utf8_lossy(cell).into_owned()));
            (widths(&batch), found.join("|"), spans_lines(&batch))
        };
        assert_eq!(shape(""), (vec![], String::new(), false));
        assert_eq!(shape("a;b\n"), (vec![(1, 1)], "a;b".into(), false));
        assert_eq!(
            shape("a,b\nc,;d\n;,\"e;\"\"\",f\n1,2\n"),
            (vec![(2, 2), (3, 1), (2, 1)], ";d|;|e;\"".into(), false)
        );
        assert_eq!(shape("a,\"b\nc\"\n1,2\n"), (vec![(2, 2)], String::new(), true));
    }
}
