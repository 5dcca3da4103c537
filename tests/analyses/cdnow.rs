//! CDNOW (Fader and Hardie): the sample stands in this repository, the whole data among the oracles.
//!
//! Origin of the expected values: "pandas" = computed with pandas 3.1.1 from the same file, a group-by each;
//! "published" = stated by those who published the data.

use huitou::analysis::repurchase::Repurchase;
use huitou::analysis::rfm::Rfm;
use huitou::analysis::{CountBy, Settings, Split};
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Report, Results, Section};

use super::rows::{cdnow, cohort_table, oracle, orders};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn sample() -> Orders {
    orders(&cdnow(SAMPLE, 2))
}

fn master() -> Option<Orders> {
    oracle("cdnow/CDNOW_master.txt").map(|text| orders(&cdnow(&text, 1)))
}

fn results(orders: &Orders, count_by: CountBy, split: Split) -> Results {
    let settings = Settings { count_by, split, ..Settings::default() };
    Report::of(orders, &settings, &Section::ALL).results
}

/// Size and cells of each monthly cohort; checks that all cells are complete (the data end on 1998-06-30).
fn matrix(orders: &Orders) -> Vec<Vec<u64>> {
    let retention = results(orders, CountBy::Orders, Split::Mean).retention.unwrap();
    let row = |cohort: &huitou::analysis::retention::Cohort| {
        assert!(!cohort.cut_at_start && cohort.cells.iter().all(|cell| cell.complete));
        let cells = cohort.cells.iter().map(|cell| cell.retained.part);
        std::iter::once(cohort.size).chain(cells).collect()
    };
    retention.cohorts.iter().map(row).collect()
}

fn distribution(repurchase: &Repurchase) -> Vec<u64> {
    repurchase.distribution.iter().map(|row| row.customers.part).collect()
}

/// Customers with 1, 2, ... 6 or more purchases.
fn at_least(repurchase: &Repurchase) -> Vec<u64> {
    let counts = distribution(repurchase);
    (0..6).map(|from| counts[from..].iter().sum()).collect()
}

fn octants(rfm: &Rfm) -> (Vec<u64>, Vec<i64>, Vec<u64>) {
    let customers = rfm.octants.iter().map(|row| row.customers.part).collect();
    let revenue = rfm.octants.iter().map(|row| row.revenue.0).collect();
    (customers, revenue, rfm.octants.iter().map(|row| row.orders).collect())
}

#[test]
fn sample_totals() {
    // 2,357 customers: published (lifetimes, Fader and Hardie); the rest pandas.
    let overview = results(&sample(), CountBy::Orders, Split::Mean).overview.unwrap();
    assert_eq!((overview.orders, overview.customers, overview.revenue), (6_919, 2_357, Money(24_409_194)));
    assert_eq!((overview.anonymous_orders, overview.repeat_orders), (0, 6_919 - 2_357));
    let window = overview.window.unwrap();
    assert_eq!(
        (window.first_day.to_string(), window.as_of.to_string()),
        ("1997-01-01".into(), "1998-06-30".into())
    );
    let months = overview.series.iter().take(5);
    let months: Vec<_> = months.map(|m| (m.new_customers, m.existing_customers)).collect();
    assert_eq!(months, [(781, 0), (857, 124), (719, 229), (0, 267), (0, 224)]);
    let totals: Vec<_> = overview.series.iter().take(3).map(|m| (m.orders, m.revenue.0)).collect();
    assert_eq!(totals, [(885, 2_859_270), (1_178, 4_043_381), (1_204, 4_347_210)]);
    assert_eq!(overview.series.len(), 18);
    // 24,409,194 / 6,919 = 3,527.85...
    assert_eq!(overview.average_order, Some(Money(3_528)));
}

#[test]
fn sample_month_matrix() {
    // pandas.
    let expected: [&[u64]; 3] = [
        &[781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33],
        &[857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60],
        &[719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45],
    ];
    assert_eq!(matrix(&sample()), expected);
}

#[test]
fn sample_curve_is_weighted_by_size() {
    let retention = results(&sample(), CountBy::Orders, Split::Mean).retention.unwrap();
    // From the matrix above: (124 + 134 + 87) / (781 + 857 + 719), and 33 / 781 of one cohort alone.
    let first = &retention.curve[0];
    assert_eq!((first.retained.part, first.retained.whole, first.cohorts), (345, 2_357, 3));
    let plain = (124.0 / 781.0 + 134.0 / 857.0 + 87.0 / 719.0) / 3.0;
    assert!((first.plain_mean - plain).abs() < 1e-15);
    let last = retention.curve.last().unwrap();
    assert_eq!((last.offset, last.retained.part, last.retained.whole, last.cohorts), (17, 33, 781, 1));
}

#[test]
fn sample_repurchase() {
    // pandas.
    let orders = sample();
    let by_orders = results(&orders, CountBy::Orders, Split::Mean).repurchase.unwrap();
    assert_eq!((by_orders.rate.part, by_orders.rate.whole), (1_152, 2_357));
    assert_eq!(distribution(&by_orders), [1_205, 406, 208, 150, 98, 56, 65, 35, 23, 111]);
    let revenue: Vec<i64> = by_orders.distribution.iter().map(|row| row.revenue.0).collect();
    assert_eq!(revenue[..3], [3_667_338, 2_635_654, 2_094_776]);
    assert_eq!((revenue[9], by_orders.distribution[9].orders), (7_267_569, 1_910));
    let inside: Vec<_> = by_orders.periods.iter().map(|p| (p.rate.part, p.rate.whole)).collect();
    assert_eq!(inside[..4], [(81, 781), (137, 981), (151, 948), (58, 267)]);

    let by_days = results(&orders, CountBy::Days, Split::Mean).repurchase.unwrap();
    assert_eq!((by_days.rate.part, by_days.rate.whole), (1_139, 2_357));
    assert_eq!(distribution(&by_days), [1_218, 403, 209, 149, 95, 60, 64, 36, 22, 101]);
    assert_eq!(by_days.distribution[9].orders, 1_807);
    let inside: Vec<_> = by_days.periods.iter().map(|p| p.rate.part).collect();
    assert_eq!(inside[..4], [74, 127, 137, 57]);
    assert_eq!(by_days.repeat_orders, by_orders.repeat_orders);
}

#[test]
fn sample_octants() {
    // pandas, means compared as value * n with the sum.
    let orders = sample();
    let by_mean = results(&orders, CountBy::Orders, Split::Mean).rfm.unwrap();
    let (customers, revenue, of_orders) = octants(&by_mean);
    assert_eq!(customers, [465, 29, 40, 59, 189, 160, 52, 1_363]);
    assert_eq!(revenue, [14_943_517, 480_574, 1_498_590, 962_131, 1_313_661, 822_484, 350_434, 4_037_803]);
    assert_eq!(of_orders, [3_806, 58, 218, 85, 699, 320, 179, 1_554]);
    let cuts = by_mean.cuts.unwrap();
    assert!((cuts.recency_days - 371.563_852_354_688_15).abs() < 1e-9);
    assert!((cuts.frequency - 2.935_511_243_105_642_7).abs() < 1e-12);
    assert!((cuts.monetary_minor - 10_356.043_275_350_02).abs() < 1e-9);

    let by_median = results(&orders, CountBy::Orders, Split::Median).rfm.unwrap();
    let (customers, revenue, _) = octants(&by_median);
    assert_eq!(customers, [880, 22, 85, 191, 149, 123, 38, 869]);
    assert_eq!(revenue, [19_244_081, 151_497, 899_901, 1_535_254, 485_096, 246_326, 112_778, 1_734_261]);
    let cuts = by_median.cuts.unwrap();
    assert_eq!((cuts.recency_days, cuts.frequency, cuts.monetary_minor), (473.0, 1.0, 4_306.0));

    let days = octants(&results(&orders, CountBy::Days, Split::Mean).rfm.unwrap());
    assert_eq!(days.0, [464, 30, 37, 62, 188, 161, 47, 1_368]);
    assert_eq!(days.2, [3_803, 61, 209, 94, 696, 323, 160, 1_573]);
}

#[test]
fn sample_pictures_have_readable_axes() {
    let rfm = results(&sample(), CountBy::Orders, Split::Mean).rfm.unwrap();
    for axis in rfm.quadrants.iter().flat_map(|picture| [&picture.x, &picture.y]) {
        assert!((16..=30).contains(&axis.edges.len()), "{axis:?}");
        assert!(axis.edges.is_sorted_by(|a, b| a < b), "{axis:?}");
    }
}

#[test]
fn master_totals_and_matrix() {
    let Some(orders) = master() else { return };
    // 69,659 rows and 23,570 customers: published; revenue, span and matrix: pandas.
    let overview = results(&orders, CountBy::Orders, Split::Mean).overview.unwrap();
    assert_eq!((overview.orders, overview.customers, overview.revenue), (69_659, 23_570, Money(250_031_563)));
    let Some(table) = oracle("cdnow/expected_master_month_cohort_counts.csv") else { return };
    let expected: Vec<Vec<u64>> = cohort_table(&table).into_iter().map(|(_, cells)| cells).collect();
    assert_eq!(expected.iter().map(Vec::len).collect::<Vec<_>>(), [18, 17, 16]);
    assert_eq!(matrix(&orders), expected);
}

#[test]
fn master_order_counts_and_repurchase_rates() {
    let Some(orders) = master() else { return };
    // pandas: customers with at least 1, 2, ... 6 orders, and order days.
    let by_orders = results(&orders, CountBy::Orders, Split::Mean).repurchase.unwrap();
    assert_eq!(at_least(&by_orders), [23_570, 11_662, 7_583, 5_366, 3_925, 2_930]);
    assert!((by_orders.rate.rate().unwrap() - 0.494782).abs() < 5e-7);
    let by_days = results(&orders, CountBy::Days, Split::Mean).repurchase.unwrap();
    assert_eq!(at_least(&by_days), [23_570, 11_516, 7_476, 5_271, 3_835, 2_844]);
    assert!((by_days.rate.rate().unwrap() - 0.488587).abs() < 5e-7);
    let inside: Vec<_> = by_days.periods.iter().map(|p| (p.rate.part, p.rate.whole)).collect();
    assert_eq!(inside[..4], [(753, 7_846), (1_062, 9_633), (1_370, 9_524), (594, 2_822)]);
}

#[test]
fn master_octants() {
    let Some(orders) = master() else { return };
    // pandas.
    let by_mean = octants(&results(&orders, CountBy::Orders, Split::Mean).rfm.unwrap());
    assert_eq!(by_mean.0, [4_617, 268, 449, 579, 1_974, 1_532, 543, 13_608]);
    let by_median = octants(&results(&orders, CountBy::Days, Split::Median).rfm.unwrap());
    assert_eq!(by_median.0, [8_846, 217, 712, 2_010, 1_543, 1_012, 415, 8_815]);
    assert_eq!(by_median.1[0], 199_388_053);
}
