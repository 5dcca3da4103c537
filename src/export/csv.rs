//! A table as CSV that a spreadsheet opens as it is: UTF-8 with a byte order mark, CRLF, quotes where needed.

use csv::StringRecord;

use crate::list::Listed;
use crate::view::table::{Cell, Table};

/// Excel takes a file without it for the machine's old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a table: headings, then rows; numbers plain, without separators or signs; undefined numbers empty.
///
/// Words that a spreadsheet would run as a formula get an apostrophe in front (OWASP, "CSV Injection"). Where cells
/// are not finished yet, a last column names theirs.
pub fn csv(table: &Table) -> String {
    let with_unfinished = table.rows.iter().flatten().any(|cell| cell.unfinished);
    let mut written = String::from(BYTE_ORDER_MARK);
    let mut record = StringRecord::new();
    table.columns.iter().for_each(|column| record.push_field(&inert(&column.title)));
    if with_unfinished {
        record.push_field(&inert(&table.unfinished_title));
    }
    write(&mut written, &record);
    for cells in &table.rows {
        record.clear();
        for (index, cell) in cells.iter().enumerate() {
            let numeric = table.columns.get(index).is_some_and(|column| column.numeric);
            record.push_field(&field(cell, numeric));
        }
        if with_unfinished {
            record.push_field(&unfinished(table, cells));
        }
        write(&mut written, &record);
    }
    written
}

/// Adds a record. Not by `csv::Writer`: it tells numbers from words for whoever wants all words quoted, and so brings
/// std's reader of floats and its tables, 15 kB after gzip that nothing else on the page needs.
fn write(written: &mut String, record: &StringRecord) {
    for (index, field) in record.iter().enumerate() {
        if index > 0 {
            written.push(',');
        }
        // A record of one empty field would be a blank line, which readers pass over.
        if field.contains(['"', ',', '\r', '\n']) || (field.is_empty() && record.len() == 1) {
            written.push('"');
            written.push_str(&field.replace('"', "\"\""));
            written.push('"');
        } else {
            written.push_str(field);
        }
    }
    written.push_str("\r\n");
}

/// The headings of the cells that are not finished yet.
fn unfinished(table: &Table, cells: &[Cell]) -> String {
    let open = table.columns.iter().zip(cells).filter(|(_, cell)| cell.unfinished);
    inert(&open.map(|(column, _)| column.title.as_str()).listed().join("; "))
}

fn field(cell: &Cell, numeric: bool) -> String {
    match cell.value {
        Some(value) => value.to_string(),
        None if numeric => String::new(),
        None => inert(&cell.text),
    }
}

/// The same words, never a formula.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::table::Column;

    fn table(cells: Vec<Cell>) -> Table {
        let column = |(index, cell): (usize, &Cell)| Column {
            title: format!("c{index}"),
            numeric: cell.value.is_some() || cell.text == "–",
        };
        let columns = cells.iter().enumerate().map(column).collect();
        Table { caption: String::new(), columns, rows: vec![cells], unfinished_title: "open".into() }
    }

    fn body(cells: Vec<Cell>) -> String {
        let text = csv(&table(cells));
        text.lines().skip(1).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn begins_with_a_byte_order_mark_and_ends_lines_with_crlf() {
        assert_eq!(csv(&table(vec![Cell::text("甲")])), "\u{feff}c0\r\n甲\r\n");
    }

    #[test]
    fn numbers_are_plain_and_undefined_ones_empty() {
        let cells = vec![Cell::number("¥1,234.50", 1234.5), Cell::number("−0.1%", -0.001), Cell::text("–")];
        assert_eq!(body(cells), "1234.5,-0.001,");
    }

    #[test]
    fn unfinished_cells_are_named() {
        let open = Cell { unfinished: true, ..Cell::number("5%", 0.05) };
        let cells = vec![Cell::text("Jan"), Cell::number("7%", 0.07), open];
        assert_eq!(csv(&table(cells)), "\u{feff}c0,c1,c2,open\r\nJan,0.07,0.05,c2\r\n");
    }

    #[test]
    fn what_a_reader_would_take_apart_is_quoted() {
        for (text, written) in [("a,b", "\"a,b\""), ("5\"", "\"5\"\"\""), ("a\nb", "\"a\nb\""), ("", "\"\"")]
        {
            assert_eq!(csv(&table(vec![Cell::text(text)])), format!("\u{feff}c0\r\n{written}\r\n"));
        }
    }

    #[test]
    fn formulas_are_words() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-x", "'-x"),
            ("@a", "'@a"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(csv(&table(vec![Cell::text(text)])), format!("\u{feff}c0\r\n{written}\r\n"));
        }
    }
}
