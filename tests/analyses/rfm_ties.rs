//! Ties and hand-computed octants.

use huitou::analysis::rfm::{CustomerGroup, Octant, Rfm};
use huitou::analysis::{CountBy, Settings, Split};
use huitou::report::{Report, Section};

use super::rows::{Row, day_of, highs, oracle, orders};

fn rfm(rows: &[Row], settings: &Settings) -> Rfm {
    Report::of(&orders(rows), settings, &[Section::Rfm]).results.rfm.unwrap()
}

fn count(rfm: &Rfm, octant: Octant) -> u64 {
    rfm.octants.iter().find(|row| row.group == CustomerGroup::Octant(octant)).unwrap().customers.part
}

#[test]
fn equal_frequencies_are_never_told_apart() {
    // openretailscience's fixture "rfm_tie_hazard": five customers with one order each, whom its NTILE ranks
    // 0..4 in F all the same. Days since the last order on 2025-03-10: 9 23 39 0 18, mean 17.8; spend 100 200
    // 150 300 250, mean 200, which the second customer meets exactly.
    let last = ["2025-03-01", "2025-02-15", "2025-01-30", "2025-03-10", "2025-02-20"];
    let spend = [100, 200, 150, 300, 250];
    let names = ["1", "2", "3", "4", "5"];
    let rows: Vec<Row> = (0..5).map(|i| Row::new(names[i], last[i], spend[i] * 100)).collect();
    for split in [Split::Mean, Split::Median] {
        let rfm = rfm(&rows, &Settings { split, ..Settings::default() });
        assert!(rfm.octants.iter().all(|row| !highs(row)[1] || row.customers.part == 0));
    }
    let rfm = rfm(&rows, &Settings::default());
    assert_eq!(rfm.cuts.as_ref().map(|cuts| cuts.recency_days), Some(17.8));
    let counts = [Octant::NewSmall, Octant::LostSmall, Octant::BigFirstOrders, Octant::LapsedSpenders];
    assert_eq!(counts.map(|octant| count(&rfm, octant)), [1, 2, 1, 1]);
}

#[test]
fn all_eight_octants_by_hand() {
    // As of 2024-12-31. Recent customers last ordered that day, the others on 2024-01-01, 365 days before;
    // regulars have 3 orders, the others 1; big spenders spend 9.00, the others 3.00. One of each kind: the
    // means are 182.5 days, 2 orders and 6.00, and the medians are the same.
    let mut rows = Vec::new();
    for (number, octant) in Octant::ALL.into_iter().enumerate() {
        let [recent, regular, big] = octant.highs();
        let day = if recent { "2024-12-31" } else { "2024-01-01" };
        let (orders, total) = (if regular { 3 } else { 1 }, if big { 900 } else { 300 });
        let key = number.to_string();
        rows.extend((0..orders).map(|_| Row::new(&key, day, total / orders)));
    }
    for split in [Split::Mean, Split::Median] {
        let rfm = rfm(&rows, &Settings { split, ..Settings::default() });
        let cuts = rfm.cuts.clone().unwrap();
        assert_eq!((cuts.recency_days, cuts.frequency, cuts.monetary_minor), (182.5, 2.0, 600.0));
        for row in &rfm.octants {
            let [recent, regular, big] = highs(row);
            assert_eq!((row.customers.part, row.customers.whole), (1, 8));
            assert_eq!(row.orders, if regular { 3 } else { 1 });
            assert_eq!(row.revenue.0, if big { 900 } else { 300 });
            assert_eq!(row.mean_recency_days, Some(if recent { 0.0 } else { 365.0 }));
            assert_eq!(row.revenue_share, Some(row.revenue.0 as f64 / 4800.0));
        }
        let cell = &rfm.quadrants[1].cells[0];
        assert_eq!((cell.customers.part, cell.revenue.0, cell.revenue_share), (2, 1800, Some(0.375)));
    }
}

#[test]
fn frequency_by_days_merges_a_day() {
    // pymc-marketing's fixture "rfm_segments": customer 4 ordered twice on 2015-02-05. Its frequencies (with
    // the first purchase) are 2 1 3 3 3 1, its recencies 1 37 33 2 20 5.
    let Some(text) = oracle("small_fixtures/fixtures.json") else { return };
    let fixtures: serde_json::Value = serde_json::from_str(&text).unwrap();
    let transactions = fixtures["pymc_marketing_rfm_segments"]["transactions"].as_array().unwrap();
    let row = |t: &serde_json::Value| {
        Row::new(&t[0].to_string(), t[1].as_str().unwrap(), t[2].as_i64().unwrap() * 100)
    };
    let rows: Vec<Row> = transactions.iter().map(row).collect();
    let as_of = Some(day_of("2015-02-07"));
    let cuts = |count_by| rfm(&rows, &Settings { as_of, count_by, ..Settings::default() }).cuts.unwrap();
    let days = cuts(CountBy::Days);
    assert_eq!(
        (days.recency_days, days.frequency, days.monetary_minor),
        (98.0 / 6.0, 13.0 / 6.0, 4900.0 / 6.0)
    );
    assert_eq!(cuts(CountBy::Orders).frequency, 14.0 / 6.0);
}
