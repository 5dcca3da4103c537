//! UCI Online Retail (UCI 352, CC BY 4.0): the published month tables, from one row an invoice.

use huitou::analysis::retention::Retention;
use huitou::analysis::{Settings, Share};
use huitou::report::{Report, Section};

use super::rows::{Row, cents_of, cohort_table, oracle, orders};

/// Invoices: all of them with credit notes as orders of their own, or what was bought in them alone.
pub fn invoices(text: &str, positive: bool) -> Vec<Row> {
    let fields = text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let kept = fields.filter(|fields| !positive || fields[5] != "0");
    // Unit prices of tenths of a cent leave fractions of cents in a few sums; no count depends on them.
    let amount = |cell: &str| cents_of(&format!("{:.2}", cell.parse::<f64>().unwrap()));
    kept.map(|fields| Row::new(fields[1], fields[2], amount(fields[if positive { 6 } else { 3 }]))).collect()
}

fn retention(positive: bool) -> Option<Retention> {
    let rows = invoices(&oracle("uci_online_retail/OR1_invoice_level_orders.csv")?, positive);
    Report::of(&orders(&rows), &Settings::default(), &[Section::Retention]).results.retention
}

fn assert_table(retention: &Retention, table: &str) {
    let expected = cohort_table(&oracle(table).unwrap());
    assert_eq!(retention.cohorts.len(), expected.len());
    for (cohort, (month, counts)) in retention.cohorts.iter().zip(expected) {
        assert_eq!(cohort.period().unwrap().to_string(), month);
        let cells = cohort.cells.iter().map(|cell| cell.retained.part);
        let counted: Vec<u64> = std::iter::once(cohort.size).chain(cells).collect();
        assert_eq!(counted, counts, "{month}");
        // December 2011 ends on the 9th: the last cell of each cohort is unfinished, and only that one.
        let complete = cohort.cells.iter().filter(|cell| cell.complete).count();
        assert_eq!(complete, cohort.cells.len().saturating_sub(1), "{month}");
    }
}

#[test]
fn positive_rows() {
    let Some(retention) = retention(true) else { return };
    assert_table(&retention, "uci_online_retail/OR1_positive_rows_cohort_counts.csv");
}

#[test]
fn all_rows_with_credits_as_orders() {
    let Some(retention) = retention(false) else { return };
    assert_table(&retention, "uci_online_retail/OR1_all_rows_cohort_counts.csv");
    // 362/948: statsmodels, proportion_confint(method="wilson").
    let Share { interval, .. } = retention.cohorts[0].cells[0].retained;
    let interval = interval.unwrap();
    assert!((interval.low - 0.351465).abs() < 1e-6 && (interval.high - 0.413202).abs() < 1e-6);
}

#[test]
fn the_unfinished_month_stays_out_of_the_curve() {
    let Some(retention) = retention(true) else { return };
    // Offset 12 is December 2011 for the one cohort that reaches it.
    assert_eq!(retention.curve.last().map(|point| (point.offset, point.cohorts)), Some((11, 1)));
    // Sums of the published table's column 1 and of its sizes, without the cohorts of November (whose month
    // 1 is unfinished) and December.
    let sizes = 885 + 417 + 380 + 452 + 300 + 284 + 242 + 188 + 169 + 299 + 358;
    let retained = 324 + 92 + 71 + 68 + 64 + 54 + 42 + 34 + 35 + 70 + 86;
    let first = &retention.curve[0];
    assert_eq!((first.retained.part, first.retained.whole, first.cohorts), (retained, sizes, 11));
}
