//! The cells of a batch by column: what is done with a column runs over them without a look at records.

use std::ops::Range;

use crate::record::Batch;

/// Columns of a batch, each brought together when it is first asked for.
#[derive(Debug)]
pub struct Columns<'a> {
    batch: Batch<'a>,
    columns: Vec<Option<Vec<&'a [u8]>>>,
}

impl<'a> Columns<'a> {
    /// Of this batch.
    pub fn of(batch: &Batch<'a>) -> Columns<'a> {
        Columns { batch: *batch, columns: Vec::new() }
    }

    /// The batch.
    pub fn batch(&self) -> &Batch<'a> {
        &self.batch
    }

    /// The cells of a column in these rows, without quotes; empty ones where a row has none.
    pub fn cells(&mut self, column: usize, rows: Range<usize>) -> &[&'a [u8]] {
        if column >= self.columns.len() {
            self.columns.resize(column + 1, None);
        }
        &self.columns[column].get_or_insert_with(|| self.batch.column(column))[rows]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pieces::Pieces;
    use crate::structure::Structure;

    #[test]
    fn columns_are_the_cells_of_records() {
        let texts: [&[u8]; 4] = [
            b"a,b,c\n\"1\",\"2,\n\",3\nx\n,\"say \"\"hi\"\"\",\r\n\n\"\",p,q,r\n",
            b"a,b,c\n\"1\",\"2,\n\",3\n,\"say \"\"hi\"\"\",\nx,\"\",\"z\"\nq,\"a\"\"b\",r\n",
            b"\na,b\nc,d\n",
            b"a\n\"b\"\n\"\"\"\"\n",
        ];
        for text in texts {
            let mut pieces = Pieces::new(Structure { delimiter: b',', quote: b'"' });
            assert_eq!(pieces.cut(text, 0, 1).0, text.len());
            let batch = pieces.batch(text);
            let mut columns = Columns::of(&batch);
            for column in [2, 0, 1, 3, 4, 2] {
                let expected: Vec<&[u8]> =
                    (1..batch.len()).map(|row| batch.record(row).cell(column)).collect();
                assert_eq!(columns.cells(column, 1..batch.len()), expected);
            }
        }
    }
}
