//! Gaps between order days, and the funnel with its days from order to order.

use huitou::analysis::cycle::{Cycle, Due};
use huitou::analysis::repurchase::Repurchase;
use huitou::analysis::rfm::{CustomerGroup, Segment, members};
use huitou::analysis::{Basis, CountBy, Settings};
use huitou::order::Orders;
use huitou::report::{Answers, Audience, Report, Section};

use super::rows::{Row, cdnow, day_of, oracle, orders};
use super::shop::{Sale, shop};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn cycle(orders: &Orders) -> Cycle {
    Report::of(orders, &Settings::default(), &[Section::Cycle]).results.cycle.unwrap()
}

fn repurchase(orders: &Orders, count_by: CountBy) -> Repurchase {
    let settings = Settings { count_by, ..Settings::default() };
    Report::of(orders, &settings, &[Section::Repurchase]).results.repurchase.unwrap()
}

fn quantiles(cycle: &Cycle) -> Vec<(u32, f64)> {
    cycle.quantiles.iter().map(|quantile| (quantile.percent, quantile.days)).collect()
}

fn medians(cycle: &Cycle) -> Vec<(u64, f64)> {
    cycle.by_order_day.iter().map(|row| (row.gaps, row.median_days.unwrap())).collect()
}

/// Customers with at least n purchases, and the median days since the one before.
fn steps(repurchase: &Repurchase) -> Vec<(u64, f64)> {
    let rows = repurchase.funnel.iter();
    rows.map(|row| (row.customers.part, row.median_days.unwrap_or(-1.0))).collect()
}

#[test]
fn cdnow_master() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let orders = orders(&cdnow(&text, 1));
    let found = cycle(&orders);
    // The oracles' README (pandas): n 44,021, quarter 12, median 34, three quarters 94; 90 % 200; medians 57, 52, 44, 37.
    // 4 days at 10 %, and the rest of the medians: a script of its own in Python.
    assert_eq!((found.gaps, found.customers), (44_021, 11_516));
    assert_eq!(quantiles(&found), [(10, 4.0), (25, 12.0), (50, 34.0), (75, 94.0), (90, 200.0)]);
    assert_eq!(
        medians(&found)[..5],
        [(11_516, 57.0), (7_476, 52.0), (5_271, 44.0), (3_835, 37.0), (2_844, 32.0)]
    );
    // Open gaps counted: the same script. Half of all first order days are never followed by another.
    let shop = found.shop.as_ref().unwrap();
    assert_eq!((shop.days, shop.is_reached, shop.order_days), (94, true, 67_591));
    let cycles: Vec<Option<u32>> = found.by_order_day[..5].iter().map(|row| row.cycle_days).collect();
    assert_eq!(cycles, [None, Some(136), Some(85), Some(64), Some(51)]);
    let brackets: Vec<u64> = found.brackets.iter().map(|bracket| bracket.gaps).collect();
    assert_eq!(brackets, [7_555, 5_086, 7_996, 7_826, 4_173, 6_225, 4_235, 925]);

    // The README's funnel, by orders and by order days.
    let by_orders = repurchase(&orders, CountBy::Orders);
    let reached: Vec<u64> = by_orders.funnel.iter().map(|row| row.customers.part).collect();
    assert_eq!(reached[..6], [23_570, 11_662, 7_583, 5_366, 3_925, 2_930]);
    assert!((by_orders.funnel[0].next.rate().unwrap() - 0.494782).abs() < 5e-7);
    let by_days = repurchase(&orders, CountBy::Days);
    let reached: Vec<u64> = by_days.funnel.iter().map(|row| row.customers.part).collect();
    assert_eq!(reached[..6], [23_570, 11_516, 7_476, 5_271, 3_835, 2_844]);
    assert_eq!(steps(&by_days)[1..], medians(&found)[..]);
}

#[test]
fn cdnow_sample() {
    // A script of its own in Python.
    let orders = orders(&cdnow(SAMPLE, 2));
    let found = cycle(&orders);
    assert_eq!(quantiles(&found), [(10, 4.0), (25, 12.0), (50, 34.0), (75, 90.5), (90, 196.0)]);
    let brackets: Vec<u64> = found.brackets.iter().map(|bracket| bracket.gaps).collect();
    assert_eq!((found.gaps, brackets), (4_339, vec![741, 524, 799, 806, 384, 597, 401, 87]));
    let expected = [
        (2_357, -1.0),
        (1_152, 53.0),
        (746, 49.0),
        (538, 41.5),
        (388, 30.0),
        (290, 34.0),
        (234, 28.0),
        (169, 24.0),
        (134, 20.0),
        (111, 17.0),
    ];
    let by_orders = repurchase(&orders, CountBy::Orders);
    assert_eq!(steps(&by_orders), expected);
    for (row, next) in by_orders.funnel.iter().zip(expected.iter().skip(1).map(|step| step.0).chain([90])) {
        assert_eq!((row.next.part, row.next.whole), (next, row.customers.part));
    }
}

#[test]
fn orders_of_one_day_are_one_order_day_and_two_orders() {
    let days = ["2024-01-01", "2024-01-01", "2024-01-05"];
    let orders = orders(&days.map(|day| Row::new("ann", day, 100)));
    let found = cycle(&orders);
    assert_eq!((found.gaps, quantiles(&found)[0]), (1, (10, 4.0)));
    assert_eq!(steps(&repurchase(&orders, CountBy::Orders))[..4], [(1, -1.0), (1, 0.0), (1, 4.0), (0, -1.0)]);
    assert_eq!(steps(&repurchase(&orders, CountBy::Days))[..3], [(1, -1.0), (1, 4.0), (0, -1.0)]);
}

#[test]
fn who_is_due_in_the_cdnow_sample() {
    // A script of its own in Python, which reads the definitions of docs/metrics.md word for word.
    let orders = orders(&cdnow(SAMPLE, 2));
    let found = cycle(&orders);
    assert_eq!(found.shop.unwrap().days, 93);
    let customers: Vec<u64> = found.due.iter().map(|row| row.customers.part).collect();
    assert_eq!(customers, [150, 56, 128, 264, 1_759]);
    let weeks = found.calendar.iter();
    let (due, half_way): (Vec<u64>, Vec<u64>) = weeks.map(|week| (week.due, week.half_way)).unzip();
    assert_eq!(due, [25, 30, 27, 24, 16, 16, 16, 24, 16, 12, 9, 11]);
    assert_eq!(half_way, [26, 18, 31, 25, 11, 11, 9, 6, 5, 3, 0, 0]);
    assert_eq!(found.calendar[1].first_day, day_of("1998-07-08"));
    // The lists are the rows, and share out everybody.
    let settings = Settings::default();
    let basis = Basis::of(&orders, &settings, None);
    for row in &found.due {
        let list = members(&basis.scope(&orders, &settings), CustomerGroup::Due(row.due));
        assert_eq!(list.customers.len() as u64, row.customers.part);
        assert_eq!(list.orders.iter().map(|orders| u64::from(*orders)).sum::<u64>(), row.orders);
    }
    assert_eq!(found.due.iter().map(|row| row.customers.part).sum::<u64>(), 2_357);
}

/// Forty customers buy tea every ten days, three times; one bought a cup beside it last.
fn tea_shop() -> Orders {
    let days = ["2024-01-01", "2024-01-11", "2024-01-21"];
    let mut sales = Vec::new();
    for (day, at) in days.iter().flat_map(|day| (0..40).map(move |at| (day, at))) {
        sales.push(Sale::new(&format!("c{at:02}"), day, "app", "Tea", 100));
    }
    sales[119].products = vec!["Tea".into(), "Cup".into()];
    sales.push(Sale::new("slow", "2023-12-02", "app", "Cup", 300));
    sales.push(Sale::new("slow", "2024-01-31", "app", "Cup", 300));
    shop(&sales)
}

#[test]
fn a_product_with_thirty_gaps_has_its_own_cycle() {
    let found = cycle(&tea_shop());
    let products: Vec<(&str, u64, u32)> =
        found.products.iter().map(|row| (row.product.as_str(), row.gaps, row.cycle_days)).collect();
    // The cup has one gap: it goes by the shop's cycle.
    assert_eq!(products, [("Tea", 80, 10)]);
    // By hand: 81 of 122 waits have ended, 80 of them after 10 days: the shop's cycle is 10 days too. On the 31st tea is
    // due: 10 days after the 21st. `slow` ordered on that day.
    assert_eq!(found.shop.unwrap().days, 10);
    let of = |due: Due| found.due[due as usize].customers.part;
    assert_eq!((of(Due::Now), of(Due::NotYet)), (40, 1));
}

#[test]
fn filters_on_customers_make_nobody_due_on_another_day() {
    let orders = orders(&cdnow(SAMPLE, 2));
    for row in cycle(&orders).due {
        let settings = Settings { segment: Some(CustomerGroup::Due(row.due)), ..Settings::default() };
        let shown = Report::of(&orders, &settings, &[Section::Cycle]).results.cycle.unwrap();
        for other in shown.due {
            let expected = if other.due == row.due { row.customers.part } else { 0 };
            assert_eq!((other.customers.part, other.customers.whole), (expected, row.customers.part));
        }
    }
}

#[test]
fn a_list_tells_who_is_due_when() {
    let rows = [("ann", "2024-01-05"), ("ann", "2024-02-10"), ("ann", "2024-03-03"), ("bob", "2024-01-20")];
    let rows = [&rows[..], &[("bob", "2024-02-15"), ("cy", "2024-02-08")]].concat();
    let rows: Vec<Row> = rows.iter().map(|(key, day)| Row::new(key, day, 100)).collect();
    let mut answers = Answers::new(&orders(&rows));
    let mut dates = |as_of: &str, due| {
        let settings = Settings { as_of: Some(day_of(as_of)), ..Settings::default() };
        let list = answers.audience(&orders(&rows), &settings, CustomerGroup::Due(due).into());
        list.keys().into_iter().zip(list.due_days).collect::<Vec<_>>()
    };
    // By hand: gaps of 36, 22 and 26 days have ended, 0, 17 and 24 are open: of five who are watched on, 3/4 x 1/2 wait on
    // after 26 days, which is the shop's cycle. Ann: 29^0.4 x 26^0.6 = 27.16 days.
    assert_eq!(dates("2024-03-03", Due::NotYet), [("ann".into(), day_of("2024-03-30").0)]);
    assert_eq!(dates("2024-03-03", Due::HalfWay), [("bob".into(), day_of("2024-03-12").0)]);
    assert_eq!(dates("2024-03-03", Due::Now), [("cy".into(), day_of("2024-03-05").0)]);
    // On the first day nobody has come back: nobody is due, and no list has a date.
    assert_eq!(dates("2024-01-20", Due::NotYet), []);
    let settings = Settings { as_of: Some(day_of("2024-01-20")), ..Settings::default() };
    let list = Answers::new(&orders(&rows)).audience(
        &orders(&rows),
        &settings,
        CustomerGroup::Segment(Segment::Gone).into(),
    );
    assert!(!list.due_days.is_empty() && list.due_days.iter().all(|day| *day == Audience::NO_DAY));
}

#[test]
fn without_a_second_day_nobody_is_due() {
    for rows in [&[][..], &[Row::new("ann", "2024-01-01", 1)], &[Row::new("", "2024-01-01", 1)]] {
        let found = cycle(&orders(rows));
        assert!(found.shop.is_none() && found.due.is_empty() && found.calendar.is_empty());
        assert!(found.by_order_day.iter().all(|row| row.cycle_days.is_none()));
    }
    // Everybody repeats: one gap of 9 days, one customer, who is at the start of the next.
    let found = cycle(&orders(&["2024-01-01", "2024-01-10"].map(|day| Row::new("ann", day, 1))));
    assert_eq!(found.shop.map(|shop| (shop.days, shop.order_days)), Some((9, 2)));
    assert_eq!((found.due[0].customers.part, found.calendar[1].due), (1, 1));
}
