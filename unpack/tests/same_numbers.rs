//! The same orders in every container give the same report as the plain file.

use super::{data, files, make};
use huitou::analysis::Settings;
use huitou::intake::{self, Choices};
use huitou::report::Report;

/// The results as text, and how many valid orders there are.
fn results(files: &[(String, String)]) -> (String, usize) {
    let given: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let intake = intake::read(&given, &Choices::default()).unwrap();
    assert!(intake.questions.is_empty() && intake.ledger.balances());
    let report = Report::of(&intake.orders, &Settings::default(), &[]);
    (serde_json::to_string(&report.results).unwrap(), intake.orders.len())
}

fn plain() -> (String, usize) {
    let text = String::from_utf8(data("orders.csv")).unwrap();
    results(&[("orders.csv".to_string(), text)])
}

#[test]
fn the_plain_file_has_nine_orders() {
    // By hand: nine lines below the header.
    assert_eq!(plain().1, 9);
}

#[test]
fn archives_hold_the_same_orders() {
    let csv = data("orders.csv");
    let zip = make::zip(&[("orders.csv", csv.clone())]);
    let nested = make::zip(&[("2024/all.zip", zip.clone())]);
    for (name, bytes) in [("o.zip", zip), ("o.csv.gz", make::gzip(&csv)), ("o.zip", nested)] {
        assert_eq!(results(&files(name, &bytes).unwrap()), plain(), "{name}");
    }
}

#[test]
fn workbooks_hold_the_same_orders() {
    let below_the_title = |files: Vec<(String, String)>| -> Vec<(String, String)> {
        files.into_iter().map(|(name, text)| (name, text.split_once('\n').unwrap().1.to_string())).collect()
    };
    let zipped = make::zip(&[("shop.xlsx", make::orders_xlsx())]);
    assert_eq!(results(&files("o.xls", &data("orders.xls")).unwrap()), plain());
    let books = [("o.xlsx", make::orders_xlsx()), ("o.zip", zipped)];
    for (name, bytes) in books {
        assert_eq!(results(&below_the_title(files(name, &bytes).unwrap())), plain(), "{name}");
    }
}
