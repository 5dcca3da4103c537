// Files and settings whose results are compared natively and in a browser with the same golden texts.

use huitou::analysis::retention::{CohortMeasure, RetentionMode};
use huitou::analysis::rfm::{RfmSettings, Scoring};
use huitou::analysis::{CountBy, Settings, Split};
use huitou::intake::{Choices, Decode, Reader};
use huitou::report::Report;
use huitou::time::PeriodKind;

/// A name, the file, and the golden results.
pub type Case = (&'static str, &'static [u8], &'static str);

macro_rules! case {
    ($name:literal, $file:literal) => {
        (
            $name,
            include_bytes!(concat!("../data/", $file)),
            include_str!(concat!("../golden/results/", $name, ".json")),
        )
    };
}

/// One file of each shop; GBK is decoded by `encoding_rs` natively and by `TextDecoder` in the browser.
pub const CASES: [Case; 6] = [
    case!("taobao", "taobao/orders_gbk.csv"),
    case!("shopify", "shopify/orders.csv"),
    case!("uci_online_retail", "uci_online_retail/lines.csv"),
    case!("cdnow", "cdnow/CDNOW_sample.txt"),
    case!("plain_zh", "plain/orders_zh.csv"),
    case!("plain_en", "plain/orders_en.tsv"),
];

/// The results as JSON, a line for each of two settings.
pub fn results(file: &[u8], slice_bytes: usize, decoder: Box<dyn Decode>) -> String {
    let mut reader = Reader::new(Choices::default(), decoder);
    reader.start_file("orders");
    for slice in file.chunks(slice_bytes) {
        reader.push(slice).unwrap();
    }
    reader.end_file().unwrap();
    let orders = reader.finish().unwrap().orders;
    let other = Settings {
        period: PeriodKind::Quarter,
        count_by: CountBy::Days,
        split: Split::Median,
        retention: RetentionMode::Bracket,
        measure: CohortMeasure::RevenuePerCustomer,
        rfm: RfmSettings { scoring: Scoring::QuantilePlusOne, ..RfmSettings::default() },
        ..Settings::default()
    };
    let line = |settings: &Settings| {
        serde_json::to_string(&Report::of(&orders, settings, &[]).results).unwrap() + "\n"
    };
    line(&Settings::default()) + &line(&other)
}
