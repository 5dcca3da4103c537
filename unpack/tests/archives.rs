//! Archives: which entries come out, under which names.

use super::{data, files, make, passed_over};
use huitou_unpack::{Format, Refusal};

fn names(files: Vec<(String, String)>) -> Vec<String> {
    files.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn tables_come_out_and_the_rest_stays() {
    let text = || b"a,b\n1,2\n".to_vec();
    let archive = make::zip(&[
        ("orders.csv", text()),
        ("__MACOSX/._orders.csv", text()),
        (".DS_Store", text()),
        ("guide.pdf", text()),
        ("deep/er/more.TSV", text()),
    ]);
    assert_eq!(names(files("o.zip", &archive).unwrap()), ["o.zip/orders.csv", "o.zip/deep/er/more.TSV"]);
    // A person has put the guide there, and no person the notes of the system.
    assert_eq!(passed_over("o.zip", &archive), ["o.zip/guide.pdf"]);
}

#[test]
fn a_container_inside_is_known_by_its_bytes() {
    // A spreadsheet under the name of a text, as some shops send.
    let archive = make::zip(&[("orders.csv", make::orders_xlsx()), ("old.csv", data("orders.xls"))]);
    let found = files("o.zip", &archive).unwrap();
    assert!(found[0].1.contains("A1001,0071,2024-01-05 10:15:30,20,first"), "{}", found[0].1);
    assert_eq!(names(found), ["o.zip/orders.csv", "o.zip/old.csv › Orders"]);
}

#[test]
fn several_gzip_members_are_one_file() {
    let bytes = [make::gzip(b"a,b\n"), make::gzip(b"1,2\n")].concat();
    assert_eq!(files("o.csv.gz", &bytes).unwrap(), [("o.csv".to_string(), "a,b\n1,2\n".to_string())]);
}

#[test]
fn an_archive_without_a_table_says_so() {
    let refused = Err(Refusal::NoTable(Format::Zip));
    assert_eq!(files("o.zip", &make::zip(&[("a.pdf", vec![1])])), refused);
    assert_eq!(files("o.zip", &make::zip::<&str>(&[])), refused);
}

#[test]
fn an_entry_behind_a_password_is_told() {
    let mut archive = make::zip(&[("orders.csv", b"a,b\n".to_vec())]);
    // Bit 0 of the flags says so: in the entry's own header, and in the directory.
    let directory = archive.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    archive[6] |= 1;
    archive[directory + 8] |= 1;
    assert_eq!(files("o.zip", &archive), Err(Refusal::Encrypted(Format::Zip)));
}

#[test]
fn more_files_than_are_read_at_once_are_refused() {
    let entries: Vec<(String, Vec<u8>)> = (0..10_001).map(|n| (format!("{n}.csv"), b"a".to_vec())).collect();
    assert_eq!(files("o.zip", &make::zip(&entries)), Err(Refusal::TooManyFiles { most: 10_000 }));
}
