//! Files that are no exports, or damaged: each is told, with file and line.

use huitou::error::{Error, Trouble};
use huitou::intake::ledger::{Note, Reason};
use huitou::intake::question::Question;
use huitou::intake::{self, Choices, NativeDecoder, Reader};

use super::{numbers, read, sample};

fn trouble(bytes: &[u8]) -> Error {
    intake::read(&[("orders.csv", bytes)], &Choices::default()).unwrap_err()
}

#[test]
fn what_stops_a_file() {
    let format = |format: &str| Trouble::NotText { format: format.to_string() };
    let long = format!("id,date,total\n1,2024-01-01,\"{}", "x\n".repeat(1 << 20));
    let cases: [(&[u8], Trouble, Option<u32>); 20] = [
        (b"", Trouble::Empty, None),
        (b"\n\r\n  \n", Trouble::Empty, None),
        (b"\xEF\xBB\xBF", Trouble::Empty, None),
        (b"order id,order date,total\n", Trouble::HeaderOnly, None),
        (b"a\x00,\x00b\x00\n1,2\n", Trouble::Binary, None),
        (b"\x89PNG\r\n\x1A\n\0\0", format("png"), None),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", format("jpeg"), None),
        (b"PK\x03\x04\x14\0", format("zip"), None),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", format("xls"), None),
        (b"\x1F\x8B\x08", format("gzip"), None),
        (b"%PDF-1.7", format("pdf"), None),
        (b"<!DOCTYPE html>\n<html>502, bad gateway</html>", Trouble::Html, None),
        (b"amounts\n12\n13\n", Trouble::OneColumn, None),
        (b"order id,customer id,total\n1,a,5\n", Trouble::NoDateColumn, None),
        (b"order date,customer id,total\nx,a,5\ny,b,6\n", Trouble::NoReadableDate, None),
        (b"order date,customer id\n2024-01-01,a\n", Trouble::NoAmountColumn, None),
        (b"order date,total\n2024-02-30,5\n2024-13-01,6\n", Trouble::NoReadableDate, None),
        (b"id,order date,total\n1,2024-01-01,5\n2,2024-01-02,\"6\n", Trouble::OpenQuote, Some(3)),
        // The quote of line 3 closes on line 5: two orders would be missing, and read line by line a cell too
        // many is in line 3.
        (
            b"note,order date,total\na,2024-01-01,5\n\"b, x,2024-01-02,6\nc,2024-01-03,7\n\"d\",2024-01-04,8\n",
            Trouble::OpenQuote,
            Some(3),
        ),
        (b"order id,order date,total\n1.2E+18,2024-01-01,5\n", Trouble::ScientificIds { rows: 1 }, Some(2)),
    ];
    for (bytes, expected, line) in cases {
        let error = trouble(bytes);
        assert_eq!((error.trouble, error.line), (expected, line), "{:?}", String::from_utf8_lossy(bytes));
        assert_eq!(error.file, Some(0));
    }
    let error = trouble(long.as_bytes());
    assert!(
        matches!(error, Error { trouble: Trouble::RecordTooLong { .. }, line: Some(2), .. }),
        "{error:?}"
    );
}

#[test]
fn notes_of_several_lines_are_no_trouble() {
    let file = b"id,order date,total,note\n1,2024-01-01,5,\"a, b, c, d,\n2024-01-02, e\"\n2,2024-01-03,6,\n";
    assert_eq!(numbers(&read(file, &Choices::default())).revenue, 1_100);
}

#[test]
fn the_second_file_is_named() {
    let good: &[u8] = b"order date,customer id,total\n2024-01-01,a,5\n";
    let error = intake::read(&[("a", good), ("b", b"x")], &Choices::default()).unwrap_err();
    assert_eq!((error.file, error.trouble), (Some(1), Trouble::OneColumn));
}

#[test]
fn a_file_that_certainly_holds_no_rows_is_left_out_beside_others_and_told() {
    let good: &[u8] = b"order date,customer id,total\n2024-01-01,a,5\n";
    let png = Trouble::NotText { format: "png".to_string() };
    let nothing: [(&[u8], Trouble); 4] = [
        (b"", Trouble::Empty),
        (b"order date,customer id,total\n", Trouble::HeaderOnly),
        (b"a\x00,\x00b\x00\n1,2\n", Trouble::Binary),
        (b"\x89PNG\r\n\x1A\n\0\0", png),
    ];
    for (bytes, trouble) in nothing {
        for files in [[("good", good), ("nothing", bytes)], [("nothing", bytes), ("good", good)]] {
            let intake = intake::read(&files, &Choices::default()).unwrap();
            assert_eq!(numbers(&intake).revenue, 500);
            let name = "nothing".to_string();
            assert!(intake.ledger.notes.contains(&Note::FileNotRead { name, trouble: trouble.clone() }));
        }
        // What comes of it later is passed over too.
        let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
        reader.start_file("nothing");
        reader.push(bytes).unwrap();
        reader.push(&vec![0; 1 << 20]).unwrap();
        reader.start_file("good");
        reader.push(good).unwrap();
        assert_eq!(numbers(&reader.finish().unwrap()).revenue, 500);
        // Two of them are still nothing to show.
        let error = intake::read(&[("a", bytes), ("b", bytes)], &Choices::default()).unwrap_err();
        assert_eq!((error.file, &error.trouble), (Some(0), &trouble));
        // Others are named by their place among all that were given.
        let other: &[u8] = b"order id,customer id,total\n1,a,5\n";
        let error = intake::read(&[("a", bytes), ("b", other)], &Choices::default()).unwrap_err();
        assert_eq!((error.file, error.trouble), (Some(1), Trouble::NoDateColumn));
    }
    // Orders may be in these.
    let html: &[u8] = b"<!DOCTYPE html>\n<table></table>";
    let json: &[u8] = b"{\"orders\": []}";
    let damaged: &[u8] = b"id,order date,total\n1,2024-01-01,5\n2,2024-01-02,\"6\n";
    for bytes in [html, json, damaged, b"PK\x03\x04\x14\0"] {
        let error = intake::read(&[("good", good), ("b", bytes)], &Choices::default()).unwrap_err();
        assert_eq!(error.file, Some(1), "{:?}", error.trouble);
    }
}

/// What was read before is not shown as the whole.
#[test]
fn a_reader_keeps_what_stopped_a_file() {
    let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
    reader.start_file("a");
    reader.push(b"order date,customer id,total\n2024-01-01,a,5\n").unwrap();
    reader.start_file("b");
    reader.push(b"x").unwrap();
    let told = reader.end_file().unwrap_err();
    assert_eq!((told.file, &told.trouble), (Some(1), &Trouble::OneColumn));
    assert_eq!(reader.finish().unwrap_err(), told);
}

#[test]
fn choices_that_do_not_fit_are_told() {
    let file: &[u8] = b"order date,customer id,total,currency\n2024-01-01,a,5,USD\n2024-01-02,a,5,EUR\n";
    let read = |choices| intake::read(&[("a", file)], &choices).map_err(|error| error.trouble);
    let bad = |name: &str| Some(Trouble::BadChoice { name: name.to_string() });
    let column = Choices { customer_column: Some("nobody".to_string()), ..Choices::default() };
    assert_eq!(read(column).err(), bad("customer_column"));
    let currency = Choices { currency: Some("JPY".to_string()), ..Choices::default() };
    assert_eq!(read(currency).err(), bad("currency"));
}

#[test]
fn two_currencies_are_asked_about_and_never_added() {
    let file = b"order date,customer id,total,currency\n2024-01-01,a,5,USD\n2024-01-02,a,700,JPY\n2024-01-03,b,6,USD\n";
    let open = read(file, &Choices::default());
    let [Question::Currency { options }] = open.questions.as_slice() else { panic!("{:?}", open.questions) };
    let shown: Vec<_> = options.iter().map(|o| (o.answer.as_str(), o.rows, o.amount.0)).collect();
    assert_eq!(shown, [("USD", 2, 1_100), ("JPY", 1, 700)]);
    let yen = read(file, &Choices { currency: Some("JPY".to_string()), ..Choices::default() });
    assert_eq!((numbers(&yen).revenue, yen.orders.currency().decimals), (700, 0));
    assert_eq!(numbers(&yen).set_aside, [(Reason::OtherCurrency, 2)]);
}

#[test]
fn an_odd_customer_column_is_asked_about() {
    let mut file = "day,total,卡\n".to_string();
    for i in 0..40 {
        file += &format!("2024-01-{:02},{i}.50,K{}\n", i % 28 + 1, i % 15);
    }
    let open = read(file.as_bytes(), &Choices::default());
    let [Question::Customer { options }] = open.questions.as_slice() else { panic!("{:?}", open.questions) };
    assert_eq!((options[0].answer.as_str(), options[0].distinct, options[0].rows), ("卡", 15, 40));
    let answer = |answer: &str| Choices { customer_column: Some(answer.to_string()), ..Choices::default() };
    let chosen = read(file.as_bytes(), &answer("卡"));
    assert_eq!((chosen.orders.customer_count(), chosen.questions.len()), (15, 0));
    let none = read(file.as_bytes(), &answer(""));
    assert_eq!((none.orders.customer_count(), none.questions.len()), (0, 0));
}

#[test]
fn dirty_rows_are_set_aside_with_their_lines() {
    let file = "order id,order date,customer id,total\n\
        1,2024-01-01,a,\"1,234.50\"\n\
        \n\
        2,2024-02-30,a,5\n\
        3,,a,5\n\
        4,2024-01-04,a,NaN\n\
        5,2024-01-05,a,5,extra\n\
        order id,order date,customer id,total\n\
        6,2024-01-06,a\n\
        ,,,\n\
        7,2024-01-07,=\"a\",$7\n";
    let intake = read(file.as_bytes(), &Choices::default());
    let lines: Vec<_> = intake.set_aside.iter().map(|(reason, place)| (*reason, place.line)).collect();
    let expected = [
        (Reason::ImpossibleDate, 4),
        (Reason::NoDate, 5),
        (Reason::NoAmount, 6),
        (Reason::Ragged, 7),
        (Reason::NotAnOrder, 8),
        (Reason::Ragged, 9),
        (Reason::NotAnOrder, 10),
    ];
    assert_eq!(lines, expected);
    assert_eq!((numbers(&intake).revenue, intake.orders.customer_count()), (124_150, 1));
}

#[test]
fn a_shop_whose_orders_were_all_refunded_is_no_error() {
    let file = b"order id,order date,customer id,total,status\n1,2024-01-01,a,5,refunded\n2,2024-01-02,b,6,refunded\n";
    let intake = read(file, &Choices::default());
    assert!(intake.orders.is_empty());
    assert_eq!(numbers(&intake).set_aside, [(Reason::Refunded, 2)]);
}

#[test]
fn orders_of_an_earlier_file_are_not_counted_again() {
    let first: &[u8] = b"order id,order date,customer id,total\n1,2024-01-01,a,5\n2,2024-01-02,b,6\n";
    let second: &[u8] = b"order id,order date,customer id,total\n2,2024-01-02,b,6\n3,2024-01-03,b,7\n";
    let intake = intake::read(&[("a", first), ("b", second)], &Choices::default()).unwrap();
    assert_eq!(numbers(&intake).set_aside, [(Reason::DuplicateOrder, 1)]);
    assert_eq!((numbers(&intake).revenue, intake.set_aside[0].1.file), (1_800, 1));
}

/// Formulas, markup and impossible values stay text or are set aside; ids that a spreadsheet damaged stop all.
#[test]
fn hostile_samples() {
    if let Some(bytes) = sample("formats/zz_hostile_formulas_and_scripts.csv") {
        let intake = read(&bytes, &Choices::default());
        let expected = [(Reason::UnmatchedCredit, 1), (Reason::ImpossibleDate, 2), (Reason::NoAmount, 1)];
        assert_eq!(numbers(&intake).set_aside, expected);
        assert!(intake.orders.customer_key(0).contains("=hyperlink(\"http://canary.invalid/x\")"));
    }
    if let Some(bytes) = sample("formats/zz_scientific_order_ids.csv") {
        let error = trouble(&bytes);
        assert_eq!((error.trouble, error.line), (Trouble::ScientificIds { rows: 3 }, Some(2)));
    }
}

/// A header is not cut into cells before it is known to be one; what is too much is told at once.
#[test]
fn too_much_is_refused() {
    let wide = ",a".repeat(100_000);
    let error = trouble(format!("order id{wide}\n1,2,3\n").as_bytes());
    assert!(matches!(error.trouble, Trouble::TooManyColumns { columns: 100_001 }), "{error:?}");
    let cell = "x".repeat(50_000_000);
    for (before, after) in [("", ""), ("\"", "\"")] {
        let error = trouble(format!("order id,date,total\n1,2024-01-01,{before}{cell}{after}\n").as_bytes());
        assert!(matches!(error, Error { trouble: Trouble::RecordTooLong { .. }, .. }), "{error:?}");
    }
    let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
    let pushed = (0..100_000).try_for_each(|file| {
        reader.start_file(&file.to_string());
        reader.push(b"order date,customer id,total\n2024-01-01,a,5\n")
    });
    assert_eq!(pushed.unwrap_err().trouble, Trouble::TooManyFiles { most: 10_000 });
}
