//! Each stage from bytes to results, natively: `cargo xtask bench native`, which writes the file.
//!
//! What a stage is given is made before its clock starts; rows (or cells, one a row) a second stand beside its time.

// The file is one that is known to be clean.
#![allow(clippy::expect_used)]

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;

use huitou::analysis::Settings;
use huitou::intake::{self, Choices, Intake, NativeDecoder, Reader, stages};
use huitou::report::{Report, Section};

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let file = std::env::var_os("HUITOU_BENCH_FILE").expect("run by cargo xtask bench native");
    std::fs::read(file).expect("the file is there")
});

static INTAKE: LazyLock<Intake> = LazyLock::new(read);

fn main() {
    divan::main();
}

#[divan::bench(name = "1 cutting records")]
fn records(bencher: Bencher) {
    bencher.counter(rows()).bench(|| stages::records(black_box(&FILE)));
}

#[divan::bench(name = "2 dates")]
fn dates(bencher: Bencher) {
    of_column(bencher, "order_time", stages::dates);
}

#[divan::bench(name = "3 amounts")]
fn amounts(bencher: Bencher) {
    of_column(bencher, "amount_cny", stages::amounts);
}

#[divan::bench(name = "4 interning", args = ["customer_id", "product"])]
fn texts(bencher: Bencher, column: &str) {
    of_column(bencher, column, stages::texts);
}

#[divan::bench(name = "4 interning order ids")]
fn ids(bencher: Bencher) {
    of_column(bencher, "order_id", stages::ids);
}

/// Bytes to columns: what stands above and the glue between.
#[divan::bench(name = "5 rows", sample_count = 20)]
fn pushing(bencher: Bencher) {
    bencher.counter(rows()).bench(pushed);
}

/// Columns to orders.
#[divan::bench(name = "6 folding", sample_count = 20)]
fn folding(bencher: Bencher) {
    bencher.with_inputs(pushed).counter(rows()).bench_values(|reader| reader.finish().expect("a clean file"));
}

#[divan::bench(name = "7 reading", sample_count = 20)]
fn reading(bencher: Bencher) {
    bencher.counter(rows()).bench(read);
}

#[divan::bench(name = "8 analysis", args = Section::ALL)]
fn analysis(bencher: Bencher, section: Section) {
    let orders = &INTAKE.orders;
    bencher.counter(rows()).bench(|| Report::of(orders, &Settings::default(), &[section]));
}

#[divan::bench(name = "9 report")]
fn report(bencher: Bencher) {
    let orders = &INTAKE.orders;
    bencher.counter(rows()).bench(|| Report::of(orders, &Settings::default(), &[]));
}

fn of_column<T>(bencher: Bencher, name: &str, stage: fn(&[Vec<u8>]) -> T) {
    let cells = stages::column(&FILE, name);
    bencher.counter(rows()).bench(|| stage(black_box(&cells)));
}

fn read() -> Intake {
    intake::read(&[("orders.csv", FILE.as_slice())], &Choices::default()).expect("a clean file")
}

fn pushed() -> Reader {
    let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
    reader.start_file("orders.csv");
    reader.push(&FILE).expect("a clean file");
    reader.end_file().expect("a clean file");
    reader
}

fn rows() -> ItemsCount {
    ItemsCount::new(INTAKE.ledger.rows)
}
