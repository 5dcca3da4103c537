//! Containers made by other programs' libraries, in memory.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A zip with these entries.
pub fn zip<N: AsRef<str>>(entries: &[(N, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// So many megabytes of zeros, as gzip: a thousandth of that.
pub fn gzip_of_zeros(megabytes: usize) -> Vec<u8> {
    gzip(&vec![0; 1 << 20]).repeat(megabytes)
}

/// A zip of so many entries of a megabyte of zeros each, named by `name`, packed once and copied.
pub fn zip_of_zeros(megabytes: usize, name: impl Fn(usize) -> String) -> Vec<u8> {
    let mut one = ZipArchive::new(Cursor::new(zip(&[("zeros", vec![0; 1 << 20])]))).unwrap();
    let mut all = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..megabytes {
        all.raw_copy_file_rename(one.by_index(0).unwrap(), name(at)).unwrap();
    }
    all.finish().unwrap().into_inner()
}

/// A workbook whose sheets are filled by `fill`, one after another.
pub fn xlsx(sheets: &[&str], fill: impl Fn(usize, &mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    for (at, name) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        fill(at, sheet).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The orders of tests/data/orders.csv as people have them: a title over the table, dates as dates, amounts as numbers.
pub fn orders_xlsx() -> Vec<u8> {
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    xlsx(&["Orders"], |_, sheet| {
        sheet.merge_range(0, 0, 0, 4, "Orders of 2024", &Format::new())?;
        for (row, cells) in (1..).zip(orders()) {
            for (column, text) in (0..).zip(&cells) {
                match (row, column) {
                    (2.., 2) => {
                        let date = rust_xlsxwriter::ExcelDateTime::parse_from_str(text)?;
                        sheet.write_datetime_with_format(row, column, &date, &moment)?
                    }
                    (2.., 3) => sheet.write_number(row, column, text.parse::<f64>().unwrap())?,
                    _ => sheet.write_string(row, column, text)?,
                };
            }
        }
        Ok(())
    })
}

/// The records of tests/data/orders.csv.
pub fn orders() -> Vec<Vec<String>> {
    let bytes = super::data("orders.csv");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_string).collect()).collect()
}
