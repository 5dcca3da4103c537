//! How files are written: quotes, delimiters, headers and what stands around the table.

use huitou::error::Trouble;
use huitou::intake::ledger::{Note, Place, Reason};
use huitou::intake::{self, Choices};

use super::{numbers, read, sample};

/// Reads a file and gives its revenue in minor units, and the lines that were set aside by reason.
fn outcome(file: &str) -> (i64, Vec<(Reason, u32)>) {
    let intake = read(file.as_bytes(), &Choices::default());
    let lines = intake.set_aside.iter().map(|(reason, place)| (*reason, place.line));
    (numbers(&intake).revenue, lines.collect())
}

/// By hand: as quotes they would swallow one order, two orders, two orders.
#[test]
fn stray_quotes_are_dropped_where_that_is_certain() {
    for (file, revenue, line) in [
        ("id,order date,total\n1,2024-01-01,5\n2,\"2024-01-02,6\n3,2024-01-03,7\n", 1_800, 3),
        (
            "note,order date,total\na,2024-01-01,5\n\"b,2024-01-02,6\nc,2024-01-03,7\n\"d\",2024-01-04,8\n",
            2_600,
            3,
        ),
        ("id,order date,total\n1,2024-01-01,5\n\"2,2024-01-02,6\n\"3\",2024-01-03,7\n", 1_800, 3),
    ] {
        let intake = read(file.as_bytes(), &Choices::default());
        assert_eq!(numbers(&intake).revenue, revenue, "{file}");
        let expected = Note::StrayQuotes { rows: 1, first: Place { file: 0, line } };
        assert!(intake.ledger.notes.contains(&expected), "{:?}", intake.ledger.notes);
    }
}

#[test]
fn lines_around_the_table_are_set_aside_with_their_lines() {
    let file = "Orders of my shop\n\
        \n\
        Report generated: Jan 5, 2024\n\
        order id,order date,customer id,total\n\
        ,,,USD\n\
        1,2024-01-01,a,5\n\
        2,2024-01-02,b,6\n\
        Total,,,11\n\
        \n\
        2,record(s) downloaded\n\
        Seller ID : x\n";
    let expected = [1, 3, 5, 8, 10, 11].map(|line| (Reason::NotAnOrder, line));
    assert_eq!(outcome(file), (1_100, expected.to_vec()));
}

#[test]
fn rows_of_another_table_are_no_orders() {
    let file = "order id,order date,customer id,total\n\
        1,2024-01-01,a,5\n\
        \n\
        order id,refund date,reason,refund amount\n\
        1,2024-01-03,late,5\n\
        order id,order date,customer id,total\n\
        2,2024-01-02,b,6\n";
    let expected = [(Reason::OtherTable, 4), (Reason::OtherTable, 5), (Reason::NotAnOrder, 6)];
    assert_eq!(outcome(file), (1_100, expected.to_vec()));
}

#[test]
fn a_header_of_two_rows_may_come_back_in_one() {
    let file = "Order,Order,Customer,\n\
        ID,Date,ID,Total\n\
        1,2024-01-01,a,5\n\
        Order ID,Order Date,Customer ID,Total\n\
        2,2024-01-02,b,6\n";
    let expected = [(Reason::NoDate, 4), (Reason::NotAnOrder, 1)];
    let (revenue, mut aside) = outcome(file);
    aside.sort_unstable();
    assert_eq!((revenue, aside), (1_100, expected.to_vec()));
}

#[test]
fn names_that_are_there_twice_are_told_apart() {
    let file = "order id,order date,total,total,,\n1,2024-01-01,,5,x,y\n2,2024-01-02,,6,x,y\n";
    let intake = read(file.as_bytes(), &Choices::default());
    assert_eq!(numbers(&intake).revenue, 1_100);
    let amount = intake.ledger.files[0].columns.iter().find(|column| column.role == "amount").unwrap();
    assert_eq!(amount.name, "total (2)");
}

#[test]
fn nuls_between_characters_are_counted() {
    let file = b"order id,order date,customer id,total\n1,2024-\x0001-01,a,5\n2,2024-01-02,b,\x006\n";
    let intake = read(file, &Choices::default());
    assert_eq!(numbers(&intake).revenue, 1_100);
    assert!(intake.ledger.notes.contains(&Note::NulsSkipped { bytes: 2 }));
}

#[test]
fn a_chosen_delimiter_is_used() {
    let file = b"order id|order date|note, total\n1|2024-01-01|x\n";
    let read = |delimiter: &str| {
        let choices = Choices { delimiter: Some(delimiter.to_string()), ..Choices::default() };
        intake::read(&[("a", file)], &choices).map(|intake| intake.ledger.files[0].delimiter.clone())
    };
    assert_eq!(read("|").map_err(|error| error.trouble), Err(Trouble::NoAmountColumn));
    assert_eq!(read(",").map_err(|error| error.trouble), Err(Trouble::NoDateColumn));
    for bad in ["", "ab", "a", "，", "\""] {
        assert_eq!(read(bad).map_err(|e| e.trouble), Err(Trouble::BadChoice { name: "delimiter".into() }));
    }
}

/// eBay: a blank first line, one below the header, two lines at the end, by eye.
#[test]
fn footers_of_samples() {
    let Some(bytes) = sample("formats/ebay_orders_report.csv") else { return };
    let Ok(intake) = intake::read(&[("ebay.csv", &bytes)], &Choices::default()) else { return };
    let last = bytes.iter().filter(|&&byte| byte == b'\n').count() as u32;
    let aside = intake.set_aside.iter().filter(|(reason, _)| *reason == Reason::NotAnOrder);
    assert_eq!(aside.map(|(_, place)| last - place.line).collect::<Vec<_>>(), [1, 0]);
}
