//! What unfolds without an end is refused early, whatever it declares.

use super::{make, refusal};
use huitou_unpack::{Format, Refusal};

/// Bytes after which a bomb must have been known.
const EARLY: u64 = 40 << 20;

/// More megabytes than are let through where they were packed a thousand to one.
const MEGABYTES: usize = 64;

fn is_early(bytes: &[u8], format: Format) {
    let (refused, handed_over) = refusal(bytes);
    assert!(handed_over < EARLY, "{handed_over} bytes were handed over");
    match refused {
        Refusal::Unfolds { format: told, bytes } if told == format && bytes < EARLY => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn zeros_without_an_end() {
    is_early(&make::gzip_of_zeros(MEGABYTES), Format::Gzip);
}

#[test]
fn zeros_two_containers_deep() {
    let bomb = make::gzip_of_zeros(MEGABYTES);
    is_early(&make::zip(&[("a.csv.gz", bomb.clone())]), Format::Gzip);
    let inner = make::zip(&[("a.csv.gz", bomb)]);
    is_early(&make::zip(&[("a.zip", inner)]), Format::Gzip);
}

#[test]
fn many_entries_that_are_small_each() {
    is_early(&make::zip_of_zeros(MEGABYTES, |at| format!("{at}.csv")), Format::Zip);
}

#[test]
fn a_workbook_of_many_parts() {
    let name = |at| if at == 0 { "xl/workbook.xml".to_string() } else { format!("xl/media/{at}.png") };
    is_early(&make::zip_of_zeros(MEGABYTES, name), Format::Xlsx);
}

#[test]
fn archives_in_archives_end() {
    let mut nest = make::zip(&[("a.csv", b"a,b\n1,2\n".to_vec())]);
    for _ in 0..20 {
        nest = make::zip(&[("a.zip", nest)]);
    }
    let found = super::files("o.zip", &nest).unwrap();
    // The third is handed over as it is: its reader says that it is a zip.
    assert_eq!(found[0].0, "o.zip/a.zip/a.zip/a.zip");
    assert!(found[0].1.starts_with("PK"));
}

/// A workbook whose part of this name is replaced.
fn with_part(part: &str, content: Vec<u8>) -> Vec<u8> {
    let book = make::orders_xlsx();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let entries = names.into_iter().map(|name| {
        let mut bytes = Vec::new();
        std::io::copy(&mut archive.by_name(&name).unwrap(), &mut bytes).unwrap();
        (name.clone(), if name == part { content.clone() } else { bytes })
    });
    make::zip(&entries.collect::<Vec<_>>())
}

#[test]
fn shared_texts_that_declare_more_than_there_are() {
    let part = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"99999999999\"><si><t>a</t></si></sst>";
    let bytes = with_part("xl/sharedStrings.xml", part.as_bytes().to_vec());
    assert_eq!(refusal(&bytes).0, Refusal::Damaged(Format::Xlsx));
}

#[test]
fn a_sheet_that_lies_about_its_size_is_read_for_what_it_is() {
    let part = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let bytes = with_part("xl/worksheets/sheet1.xml", part.as_bytes().to_vec());
    assert_eq!(super::files("a.xlsx", &bytes).unwrap()[0].1, "1\n");
}

#[test]
fn rows_as_wide_as_a_sheet_can_be() {
    // Thirty bytes of a sheet make a line of sixteen thousand commas.
    let rows: String = (1..=100_000)
        .map(|row| {
            format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c><c r=\"XFD{row}\"><v>1</v></c></row>")
        })
        .collect();
    let part = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    let (refused, handed_over) = refusal(&with_part("xl/worksheets/sheet1.xml", part.into_bytes()));
    assert!(matches!(refused, Refusal::Unfolds { format: Format::Xlsx, .. }), "{refused:?}");
    assert!(handed_over < 200 << 20, "{handed_over} of 1.6 GB were handed over");
}
