//! Every way to count who is retained, every kind of cohort, every measure of a cell.

use huitou::analysis::Settings;
use huitou::analysis::retention::{
    Cell, CohortBy, CohortMeasure, CohortName, MAX_COHORTS, Retention, RetentionMode, Sums,
};
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Report, Section};
use huitou::time::PeriodKind;

use super::rows::{Row, cdnow, cents_of, oracle, orders};
use super::shop::{Sale, shop};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn retention(orders: &Orders, settings: Settings) -> Retention {
    Report::of(orders, &settings, &[Section::Retention]).results.retention.unwrap()
}

fn by(orders: &Orders, mode: RetentionMode) -> Retention {
    retention(orders, Settings { retention: mode, ..Settings::default() })
}

fn parts(cells: &[Cell]) -> Vec<u64> {
    cells.iter().map(|cell| cell.retained.part).collect()
}

fn of_observed(cells: &[Cell]) -> Vec<(u64, u64)> {
    cells.iter().map(|cell| (cell.retained.part, cell.retained.whole)).collect()
}

#[test]
fn cdnow_sample_in_every_mode() {
    // A script of its own in plain Python, customer by customer, from the same file.
    let orders = orders(&cdnow(SAMPLE, 2));
    let later = by(&orders, RetentionMode::OnOrAfter);
    assert_eq!(
        parts(&later.cohorts[0].cells),
        [355, 323, 300, 284, 273, 251, 234, 225, 213, 198, 180, 157, 142, 120, 83, 62, 33]
    );
    // (355 + 378 + 333) / 2,357; the cohorts were followed for 15 to 17 months.
    let first = &later.curve[0];
    assert_eq!((first.retained.part, first.retained.whole, first.followed), (1_066, 2_357, [15, 17]));

    let cumulative = by(&orders, RetentionMode::Cumulative);
    assert_eq!(
        parts(&cumulative.cohorts[1].cells),
        [203, 252, 277, 304, 321, 333, 349, 359, 372, 378, 384, 389, 401, 407, 413, 416]
    );

    let days = by(&orders, RetentionMode::Day);
    assert_eq!(days.spans, [1, 3, 7, 14, 30, 60, 90, 180, 365].map(|day| [day, day]));
    assert_eq!(parts(&days.cohorts[0].cells), [10, 7, 7, 8, 8, 9, 1, 1, 2]);

    let brackets = by(&orders, RetentionMode::Bracket);
    assert_eq!(parts(&brackets.cohorts[2].cells), [36, 47, 59, 85, 72, 150, 209]);

    let ages = by(&orders, RetentionMode::AgeMonth);
    let last: Vec<_> = of_observed(&ages.cohorts[0].cells).split_off(15);
    assert_eq!(last, [(33, 781), (10, 157)]);
    // On 30 June 1998 who came on 1 January 1997 has been observed for days 510-539, who came on the 31st has not.
    assert!(ages.cohorts[0].cells[15].complete && !ages.cohorts[0].cells[16].complete);
    assert_eq!(of_observed(&ages.cohorts[1].cells)[15], (11, 199));
}

#[test]
fn cdnow_sample_in_orders_and_money() {
    // The same script.
    let orders = orders(&cdnow(SAMPLE, 2));
    let with = |mode| {
        let settings = Settings { retention: mode, measure: CohortMeasure::Revenue, ..Settings::default() };
        retention(&orders, settings)
    };
    let cohort = &with(RetentionMode::Period).cohorts[0];
    assert_eq!(cohort.start, Some(Sums { orders: 885, revenue: Money(2_859_270) }));
    let sums: Vec<Sums> = cohort.cells.iter().filter_map(|cell| cell.sums).collect();
    assert_eq!(
        sums.iter().map(|sums| sums.orders).collect::<Vec<_>>(),
        [180, 131, 100, 91, 93, 93, 74, 77, 62, 84, 75, 55, 56, 84, 45, 41, 39]
    );
    assert_eq!(sums[..3].iter().map(|sums| sums.revenue.0).collect::<Vec<_>>(), [700_373, 424_164, 375_536]);
    // What a cohort has brought so far: its running sum.
    let so_far = &with(RetentionMode::Cumulative).cohorts[0].cells;
    let so_far: Vec<i64> = so_far.iter().filter_map(|cell| Some(cell.sums?.revenue.0)).collect();
    assert_eq!(so_far[..4], [3_559_643, 3_983_807, 4_359_343, 4_742_668]);
    let bracket = &with(RetentionMode::Bracket).cohorts[0].cells;
    let bracket: Vec<i64> = bracket.iter().filter_map(|cell| Some(cell.sums?.revenue.0)).collect();
    assert_eq!(bracket, [132_704, 172_279, 452_308, 544_310, 366_613, 1_019_377, 1_618_037]);
}

#[test]
fn cdnow_master_revenue_matrix() {
    let (Some(text), Some(table)) =
        (oracle("cdnow/CDNOW_master.txt"), oracle("cdnow/expected_master_month_cohort_revenue.csv"))
    else {
        return;
    };
    let settings = Settings { measure: CohortMeasure::Revenue, ..Settings::default() };
    let found = retention(&orders(&cdnow(&text, 1)), settings);
    assert_eq!(found.cohorts.len(), 3);
    for (cohort, line) in found.cohorts.iter().zip(table.lines().skip(1)) {
        let expected = line.split(',').skip(1).filter(|cell| !cell.is_empty()).map(cents_of);
        let revenue = cohort.cells.iter().filter_map(|cell| Some(cell.sums?.revenue.0));
        let revenue: Vec<i64> = cohort.start.iter().map(|start| start.revenue.0).chain(revenue).collect();
        assert_eq!(revenue, expected.collect::<Vec<_>>(), "{:?}", cohort.name);
    }
}

#[test]
fn by_hand_in_every_mode() {
    // As of 10 March. Ann comes on 1 January and again on 2 and 31 January and 10 March; Bob on 31 January and again
    // on 1 March; Cy on 5 March. Counted on paper.
    let rows = [
        ("ann", "2024-01-01"),
        ("ann", "2024-01-02"),
        ("ann", "2024-01-31"),
        ("ann", "2024-03-10"),
        ("bob", "2024-01-31"),
        ("bob", "2024-03-01"),
        ("cy", "2024-03-05"),
    ];
    let orders = orders(&rows.map(|(customer, day)| Row::new(customer, day, 100)));
    let january = |mode| of_observed(&by(&orders, mode).cohorts[0].cells);
    assert_eq!(january(RetentionMode::Period), [(0, 2), (2, 2)]);
    assert_eq!(january(RetentionMode::OnOrAfter), [(2, 2), (2, 2)]);
    assert_eq!(january(RetentionMode::Cumulative), [(1, 2), (2, 2)]);
    // Days 1, 3, 7, 14, 30, 60: Ann on days 1 and 30; Bob has been observed for 39 days.
    assert_eq!(january(RetentionMode::Day), [(1, 2), (0, 2), (0, 2), (0, 2), (2, 2), (0, 1)]);
    // Days 1-7 Ann, 15-30 both, 31-60 Ann alone is observed, and her 69th day is in no bracket that is over.
    assert_eq!(january(RetentionMode::Bracket), [(1, 2), (0, 2), (2, 2), (0, 1)]);
    assert_eq!(january(RetentionMode::AgeMonth), [(1, 1)]);
    let complete: Vec<bool> =
        by(&orders, RetentionMode::Day).cohorts[0].cells.iter().map(|cell| cell.complete).collect();
    assert_eq!(complete, [true, true, true, true, true, false]);
}

#[test]
fn cohorts_by_the_first_order() {
    // As of 15 March, so March is not over: who came in January has been observed for one whole month.
    let orders = shop(&[
        Sale::new("ann", "2024-01-05", "app", "Tea", 2_000),
        Sale::new("ann", "2024-02-05", "shop", "Cup", 3_000),
        Sale::new("bob", "2024-01-20", "app", "Cup", 3_000),
        Sale::new("cy", "2024-02-08", "app", "Tea", 2_000),
        Sale::new("cy", "2024-03-15", "app", "Tea", 2_000),
        Sale::new("dan", "2024-01-08", "shop", "Tea", 2_000),
        Sale::new("dan", "2024-02-08", "shop", "Tea", 2_000),
        Sale::new("eve", "2024-01-09", "", "", 2_000),
    ]);
    let channels = retention(&orders, Settings { cohort_by: CohortBy::Channel, ..Settings::default() });
    let rows: Vec<_> =
        channels.cohorts.iter().map(|c| (c.name.clone(), c.size, of_observed(&c.cells))).collect();
    let value = |name: &str| CohortName::Value(name.to_string());
    assert_eq!(
        rows,
        [
            (value("app"), 3, vec![(1, 2)]),
            (value("shop"), 1, vec![(1, 1)]),
            (CohortName::Missing, 1, vec![(0, 1)])
        ]
    );
    assert!(channels.cohorts.iter().flat_map(|cohort| &cohort.cells).all(|cell| cell.complete));
    // Together they are the curve of the months: January's four, of whom two came back in February.
    let months = by(&orders, RetentionMode::Period);
    assert_eq!(channels.curve[0].retained, months.curve[0].retained);
    let products = retention(&orders, Settings { cohort_by: CohortBy::Product, ..Settings::default() });
    let sizes: Vec<_> = products.cohorts.iter().map(|c| (c.name.clone(), c.size)).collect();
    assert_eq!(sizes, [(value("Tea"), 3), (value("Cup"), 1), (CohortName::Missing, 1)]);
    // Nothing is known about categories: one cohort of all.
    let none = retention(&orders, Settings { cohort_by: CohortBy::Category, ..Settings::default() });
    assert_eq!((none.cohorts.len(), none.cohorts[0].size), (1, 5));
}

#[test]
fn of_several_products_the_dearest_is_the_first_and_rare_ones_are_others() {
    let mut sales: Vec<Sale> = (0..12)
        .map(|n| Sale::new(&format!("customer {n}"), "2024-01-01", "app", &format!("product {n}"), 100))
        .collect();
    sales.push(Sale::new("again", "2024-01-02", "app", "product 3", 100));
    let found = retention(&shop(&sales), Settings { cohort_by: CohortBy::Product, ..Settings::default() });
    let sizes: Vec<u64> = found.cohorts.iter().map(|cohort| cohort.size).collect();
    assert_eq!(found.cohorts[0].name, CohortName::Value("product 3".into()));
    assert_eq!((sizes.len(), sizes[0], sizes[10]), (11, 2, 2));
    assert_eq!(found.cohorts[10].name, CohortName::Other);
}

#[test]
fn filters_limit_what_counts_as_a_repeat_in_every_mode() {
    // Ann's first order is on the app, so her only order in the shop is a repeat order.
    let orders = shop(&[
        Sale::new("ann", "2024-01-05", "app", "Tea", 100),
        Sale::new("ann", "2024-01-08", "shop", "Tea", 100),
        Sale::new("bob", "2024-01-05", "shop", "Tea", 100),
        Sale::new("bob", "2024-01-31", "app", "Tea", 100),
        Sale::new("cy", "2024-02-29", "app", "Tea", 100),
    ]);
    let settings = |retention| Settings { retention, channel: Some("shop".into()), ..Settings::default() };
    let first = |mode| of_observed(&retention(&orders, settings(mode)).cohorts[0].cells)[0];
    assert_eq!(first(RetentionMode::Cumulative), (1, 2));
    assert_eq!(first(RetentionMode::OnOrAfter), (0, 2));
    // Three days after: day 3.
    assert_eq!(of_observed(&retention(&orders, settings(RetentionMode::Day)).cohorts[0].cells)[1], (1, 2));
}

#[test]
fn old_cohorts_leave_the_list_and_stay_in_the_curve() {
    let day = |n: i32| super::rows::day_of("2024-01-01").plus(n).to_string();
    let rows: Vec<Row> = (0..200).map(|n| Row::new(&n.to_string(), &day(n), 100)).collect();
    let found = retention(&orders(&rows), Settings { period: PeriodKind::Day, ..Settings::default() });
    assert_eq!((found.cohorts.len(), found.earlier_cohorts, found.customers), (MAX_COHORTS, 20, 200));
    assert_eq!((found.curve[0].cohorts, found.curve[0].retained.whole), (199, 199));
}

#[test]
fn two_cohorts_are_compared() {
    // The README's Newcombe values: March of the second month against February of the first, of CDNOW's whole data.
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let orders = orders(&cdnow(&text, 1));
    let name = |key: &str| Some(key.to_string());
    let with = |first, second| {
        let settings = Settings { compare_first: first, compare_second: second, ..Settings::default() };
        retention(&orders, settings)
    };
    let found = with(name("1997-02"), name("1997-01"));
    assert_eq!(found.compared, Some([1, 0]));
    let comparison = found.cohorts[1].compare(&found.cohorts[0], 1).unwrap();
    assert_eq!((comparison.first.part, comparison.second.part), (1_312, 1_157));
    let difference = comparison.difference.unwrap();
    assert!((difference.value - 0.007326).abs() < 5e-7);
    assert!((difference.low + 0.003683).abs() < 5e-7 && (difference.high - 0.018308).abs() < 5e-7);
    assert!(!difference.tells_apart());
    // Nothing set: the last two. One set: the last other one. The same twice, or none that is there: one is chosen.
    assert_eq!(with(None, None).compared, Some([2, 1]));
    assert_eq!(with(name("1997-03"), None).compared, Some([2, 1]));
    assert_eq!(with(None, name("1997-03")).compared, Some([1, 2]));
    assert_eq!(with(name("1997-01"), name("1997-01")).compared, Some([0, 2]));
    assert_eq!(with(name("2001-01"), name("1997-01")).compared, Some([2, 0]));
}

#[test]
fn one_cohort_has_nothing_to_be_compared_with() {
    let found = by(&orders(&[Row::new("ann", "2024-01-01", 100)]), RetentionMode::Period);
    assert_eq!(found.compared, None);
}
