//! A zip archive: the tables among its entries.

use std::io::BufReader;

use encoding_rs::GBK;
use zip::ZipArchive;

use crate::unfolding::Unfolding;
use crate::{Format, Refusal, Source};

/// How the names of files end that can hold a table.
const ENDINGS: [&str; 9] = [".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".gz", ".zip"];

/// The entry that makes an archive a workbook.
const WORKBOOK: &[u8] = b"xl/workbook.xml";

/// Compressed bytes read at once.
const PIECE: usize = 256 << 10;

type Archive<'s> = ZipArchive<BufReader<&'s mut dyn Source>>;

/// Unpacks it, or the workbook that it is.
pub(crate) fn open(
    unfolding: &mut Unfolding<'_>,
    name: &str,
    source: &mut dyn Source,
) -> Result<(), Refusal> {
    let mut archive = read(source, Format::Zip)?;
    if archive.file_names_raw().any(|entry| entry.eq_ignore_ascii_case(WORKBOOK)) {
        drop(archive);
        return unfolding.open(name, Format::Xlsx, source);
    }
    let Entries { tables, others } = Entries::of(&archive)?;
    if tables.is_empty() {
        return Err(Refusal::NoTable(Format::Zip));
    }
    for other in others {
        unfolding.pass_over(&format!("{name}/{other}"))?;
    }
    for (index, inner) in tables {
        let mut entry = archive.by_index(index).map_err(|_| Refusal::Damaged(Format::Zip))?;
        unfolding.content(&format!("{name}/{inner}"), Format::Zip, &mut entry)?;
    }
    Ok(())
}

/// The archive's directory.
pub(crate) fn read(source: &mut dyn Source, format: Format) -> Result<Archive<'_>, Refusal> {
    ZipArchive::new(BufReader::with_capacity(PIECE, source)).map_err(|_| Refusal::Damaged(format))
}

/// What people have put into an archive.
#[derive(Default)]
struct Entries {
    /// Those that can hold a table, with their names.
    tables: Vec<(usize, String)>,
    /// The names of the others.
    others: Vec<String>,
}

impl Entries {
    fn of(archive: &Archive<'_>) -> Result<Entries, Refusal> {
        let mut entries = Entries::default();
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(|_| Refusal::Damaged(Format::Zip))?;
            let name = entry_name(entry.name_raw());
            if entry.is_dir() || is_of_the_system(&name) {
                continue;
            }
            if !is_table(&name) {
                entries.others.push(name);
                continue;
            }
            if entry.encrypted() {
                return Err(Refusal::Encrypted(Format::Zip));
            }
            entries.tables.push((index, name));
        }
        Ok(entries)
    }
}

/// Whether a name is that of a folder's notes to itself, which no person has put there.
fn is_of_the_system(name: &str) -> bool {
    name.starts_with("__MACOSX/") || file_name(name).starts_with('.')
}

/// Whether a name is that of a table: no picture, no readme in another form.
fn is_table(name: &str) -> bool {
    let ending = file_name(name).to_ascii_lowercase();
    ENDINGS.iter().any(|end| ending.ends_with(end))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// UTF-8 where it is; else GBK, in which Windows in Chinese writes; else what bytes mean to DOS is told by none of
/// our users, so that what is left reads as Latin letters.
fn entry_name(raw: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_string();
    }
    match GBK.decode_without_bom_handling_and_without_replacement(raw) {
        Some(name) => name.into_owned(),
        None => encoding_rs::mem::decode_latin1(raw).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_known_by_name() {
        for name in ["orders.csv", "2024/订单.XLSX", "a\\b.txt", "x.csv.gz"] {
            assert!(is_table(name), "{name}");
        }
        for name in ["readme.pdf", "csv", "a.csv/"] {
            assert!(!is_table(name), "{name}");
        }
        for name in ["__MACOSX/._orders.csv", "a/.DS_Store", ".orders.csv"] {
            assert!(is_of_the_system(name), "{name}");
        }
    }

    #[test]
    fn names_are_read_in_the_encoding_that_they_have() {
        assert_eq!(entry_name("订单.csv".as_bytes()), "订单.csv");
        // 订单.csv in GBK.
        assert_eq!(entry_name(b"\xB6\xA9\xB5\xA5.csv"), "订单.csv");
        assert_eq!(entry_name(b"\xE9\xFF.csv"), "éÿ.csv");
    }
}
