//! What comes of export files: numbers, questions, troubles.

mod bad_input;
mod currencies;
mod dialects;
mod dirty;
mod encodings;
mod general;
mod joins;
mod known_shops;
mod many_values;
mod merchants;
mod one_person;
mod rows_and_refunds;
mod samples;
mod shops_china;
mod shops_west;
mod slices;
mod stretches;
mod witness;
mod wrong_numbers;
mod wrong_people;
mod zones;

use std::path::PathBuf;

use huitou::error::Error;
use huitou::intake::ledger::Reason;
use huitou::intake::{self, Choices, Intake, NativeDecoder, Reader};
use huitou::money::Money;

/// Fixtures of every form: GBK, several rows an order, spaces between cells, dates that may be read in two ways.
pub const FIXTURES: [&str; 8] = [
    "taobao/orders_gbk.csv",
    "shopify/orders.csv",
    "uci_online_retail/lines.csv",
    "uci_online_retail/lines_month_first.csv",
    "cdnow/master.txt",
    "cdnow/sample.txt",
    "plain/orders_zh.csv",
    "plain/orders_en.tsv",
];

/// A fixture that the project carries: `tests/data/<shop>/<case>`.
pub fn fixture(path: &str) -> Vec<u8> {
    let full = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path);
    std::fs::read(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}

/// A sample that stands beside the project, or `None`, said aloud, where it does not.
pub fn sample(path: &str) -> Option<Vec<u8>> {
    let full = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let bytes = std::fs::read(&full).ok();
    if bytes.is_none() {
        eprintln!("skipped: {path} is not there");
    }
    bytes
}

/// The samples that stand beside the project; none, said aloud, where they do not.
pub fn sample_names() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/formats");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: the samples are not there");
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name != "README.md").collect();
    names.sort();
    names.into_iter().map(|name| format!("formats/{name}")).collect()
}

/// Reads one file.
pub fn read(bytes: &[u8], choices: &Choices) -> Intake {
    let intake = intake::read(&[("orders.csv", bytes)], choices).unwrap();
    assert!(intake.ledger.balances(), "{:?}", intake.ledger);
    intake
}

/// Reads files (name and bytes) that come in slices.
pub fn in_slices(files: &[(&str, &[u8])], size: usize) -> Result<Intake, Error> {
    let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
    for (name, bytes) in files {
        reader.start_file(name);
        bytes.chunks(size).try_for_each(|slice| reader.push(slice))?;
        reader.end_file()?;
    }
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert_eq!(reader.progress().bytes, bytes as u64);
    reader.finish()
}

/// The numbers of a file.
#[derive(Debug, PartialEq)]
pub struct Numbers {
    pub rows: u64,
    pub orders: usize,
    pub customers: usize,
    /// In minor units.
    pub revenue: i64,
    pub set_aside: Vec<(Reason, u64)>,
}

/// What the numbers of a file turned out to be.
pub fn numbers(intake: &Intake) -> Numbers {
    let revenue: Money = intake.orders.amounts().sum();
    Numbers {
        rows: intake.ledger.rows,
        orders: intake.orders.len(),
        customers: intake.orders.customer_count(),
        revenue: revenue.0,
        set_aside: intake.ledger.set_aside.iter().map(|aside| (aside.reason, aside.rows)).collect(),
    }
}
