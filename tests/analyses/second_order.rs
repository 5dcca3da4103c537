//! The chance of the next order, and the statistics below it, against lifelines.

use huitou::analysis::Settings;
use huitou::analysis::second_order::{Chance, Grouping, SecondOrder};
use huitou::order::Orders;
use huitou::report::{Report, Section};
use huitou::stats::kaplan_meier::Waits;
use huitou::stats::log_rank::log_rank;

use super::rows::{Row, cdnow, day_of, oracle, orders};
use super::shop::{Sale, shop};

fn second_order(orders: &Orders, settings: &Settings) -> SecondOrder {
    Report::of(orders, settings, &[Section::SecondOrder]).results.second_order.unwrap()
}

fn until(as_of: &str) -> Settings {
    Settings { as_of: Some(day_of(as_of)), ..Settings::default() }
}

fn on(second: &SecondOrder, days: u32) -> &Chance {
    second.curve.iter().find(|chance| chance.days == days).unwrap()
}

fn is_near(found: Option<f64>, expected: f64) {
    assert!((found.unwrap() - expected).abs() < 5e-7, "{found:?} is not {expected}");
}

#[test]
fn cdnow_in_two_windows() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let orders = orders(&cdnow(&text, 1));
    // The oracles' README: lifelines 0.30.3.
    let found = second_order(&orders, &Settings::default());
    let first = &found.order_days[0];
    assert_eq!((first.customers, first.returned), (23_570, 11_516));
    for (days, chance) in
        [(30, 0.174586), (60, 0.251549), (90, 0.292193), (120, 0.323292), (180, 0.374501), (365, 0.458634)]
    {
        is_near(on(&found, days).chance, chance);
    }
    let ends = |days| on(&found, days).interval.unwrap();
    for (days, low, high) in [
        (30, 0.169800, 0.179493),
        (90, 0.286433, 0.298044),
        (180, 0.368357, 0.380715),
        (365, 0.452296, 0.465019),
    ] {
        is_near(Some(ends(days).low), low);
        is_near(Some(ends(days).high), high);
    }
    // Nobody's 365 days are cut short: the plain share is the same.
    is_near(first.plain(&first.within[4]).rate(), 0.458634);
    assert_eq!(first.median_days, None);

    let early = second_order(&orders, &until("1997-06-30"));
    is_near(on(&early, 120).chance, 0.323944);
    is_near(Some(on(&early, 120).interval.unwrap().low), 0.317956);
    is_near(Some(on(&early, 120).interval.unwrap().high), 0.330015);
    let half_a_year = &early.order_days[0].within[3];
    is_near(half_a_year.chance, 0.383866);
    is_near(Some(half_a_year.interval.unwrap().low), 0.374769);
    is_near(Some(half_a_year.interval.unwrap().high), 0.393109);
    is_near(early.order_days[0].plain(half_a_year).rate(), 0.340263);
    // The README's funnel by distinct days: who waits after the n-th day has had n of them.
    let reached: Vec<u64> = found.order_days[..6].iter().map(|chances| chances.customers).collect();
    assert_eq!(reached, [23_570, 11_516, 7_476, 5_271, 3_835, 2_844]);
}

/// Rows of an oracle's table as cells.
fn cells(text: &str) -> Vec<Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').map(str::trim).collect()).collect()
}

#[test]
fn lifelines_g3() {
    let Some(text) = oracle("lifelines/g3.csv") else { return };
    let group = |name: &str| {
        let mut waits = Waits::default();
        let rows = cells(&text).into_iter().filter(|row| row[4] == name);
        rows.for_each(|row| waits.add(row[6].parse().unwrap(), row[5] == "True"));
        waits
    };
    let (rit, other) = (group("RIT"), group("Control"));
    assert_eq!((rit.total(), other.total()), (11, 6));
    // The oracles' README, to the digits that it gives.
    for (time, waiting, low, high) in [
        (9, 0.833, 0.2731, 0.975),
        (19, 0.667, 0.1946, 0.904),
        (32, 0.5, 0.1109, 0.804),
        (34, 0.333, 0.0461, 0.676),
    ] {
        let point = other.curve().at(time).unwrap();
        let ends = point.interval().unwrap();
        assert!((point.waiting - waiting).abs() < 5e-4, "{time}: {point:?}");
        assert!((1.0 - ends.high - low).abs() < 5e-5 && (1.0 - ends.low - high).abs() < 5e-4, "{ends:?}");
    }
    for (time, waiting) in [(25, 0.909), (53, 0.779)] {
        assert!((rit.curve().at(time).unwrap().waiting - waiting).abs() < 5e-4);
    }
    assert!((log_rank(&[&rit, &other]).unwrap().p - 0.0138).abs() < 5e-5);
}

#[test]
fn lifelines_lymphoma() {
    let Some(text) = oracle("lifelines/lymphoma.csv") else { return };
    let mut groups = [Waits::default(), Waits::default()];
    for row in cells(&text) {
        groups[usize::from(row[0] == "1")].add(row[1].parse().unwrap(), row[2] == "1");
    }
    let found = log_rank(&[&groups[0], &groups[1]]).unwrap();
    assert!((found.statistic - 6.70971).abs() < 5e-6 && (found.p - 0.0096).abs() < 5e-5, "{found:?}");
}

/// A shop of customers who first order through `app` or `shop`; each second one of `app` comes back after ten days.
fn two_channels(products: [&str; 2]) -> Orders {
    let mut sales = Vec::new();
    for at in 0..40 {
        let (name, channel) = (format!("c{at:02}"), if at % 2 == 0 { "app" } else { "shop" });
        let first = Sale::new(&name, "2024-01-01", channel, products[0], 100);
        sales.push(Sale { products: products.map(String::from).to_vec(), ..first.clone() });
        sales.push(Sale { customer: format!("d{at:02}"), ..first });
        if at % 4 == 0 {
            sales.push(Sale::new(&name, "2024-01-11", "web", "Cup", 100));
        }
    }
    shop(&sales)
}

#[test]
fn groups_are_those_of_the_first_order() {
    let found = second_order(&two_channels(["Tea", "Tea"]), &until("2024-02-10"));
    let by: Vec<Grouping> = found.comparisons.iter().map(|comparison| comparison.by).collect();
    // All have tea: one group of products, nothing to compare.
    assert_eq!(by, [Grouping::Channel]);
    let channels = &found.comparisons[0];
    let names: Vec<&str> = channels.groups.iter().map(|group| group.value.as_deref().unwrap()).collect();
    assert_eq!(names, ["app", "shop"]);
    let back = channels.groups.iter().map(|group| (group.chances.customers, group.chances.returned));
    assert_eq!(back.collect::<Vec<_>>(), [(40, 10), (40, 0)]);
    // By hand: all ends are on one day, 10 of 80. O - E = 10 - 5, the variance 10 (70/79) (1/2) (1/2).
    let chi = 25.0 / (10.0 * 70.0 / 79.0 / 4.0);
    let p = huitou::stats::chi_square::at_least(chi, 1);
    is_near(channels.log_rank_p, p);
    assert_eq!(channels.groups[0].chances.within[0].chance, Some(0.25));
}

#[test]
fn products_that_share_customers_are_not_tested() {
    let found = second_order(&two_channels(["Tea", "Pot"]), &until("2024-02-10"));
    let products = found.comparisons.iter().find(|comparison| comparison.by == Grouping::Product).unwrap();
    assert!(products.overlap && products.log_rank_p.is_none());
    // Half of the customers have a pot beside their tea.
    let sizes =
        products.groups.iter().map(|group| (group.value.as_deref().unwrap(), group.chances.customers));
    assert_eq!(sizes.collect::<Vec<_>>(), [("Tea", 80), ("Pot", 40)]);
}

#[test]
fn filters_limit_repeats_and_leave_the_first_order() {
    let sales = [
        Sale::new("ann", "2024-01-01", "app", "Tea", 100),
        Sale::new("ann", "2024-01-05", "app", "Tea", 100),
        Sale::new("ann", "2024-01-21", "app", "Cup", 100),
        Sale::new("bob", "2024-01-11", "app", "Tea", 100),
    ];
    let orders = shop(&sales);
    let of = |settings: Settings| second_order(&orders, &settings).order_days;
    let medians = |found: &[huitou::analysis::second_order::Chances]| {
        found[..2]
            .iter()
            .map(|chances| (chances.customers, chances.returned, chances.median_days))
            .collect::<Vec<_>>()
    };
    assert_eq!(medians(&of(Settings::default())), [(2, 1, Some(4)), (1, 1, Some(16))]);
    // Only the cup counts: Ann's second order day is the 21st, twenty days after her very first.
    let cups = Settings { product: Some("Cup".into()), ..Settings::default() };
    assert_eq!(medians(&of(cups)), [(2, 1, Some(20)), (1, 0, None)]);
    // Ann came before the window.
    let later = Settings { from: Some(day_of("2024-01-03")), ..Settings::default() };
    assert_eq!(medians(&of(later)), [(1, 0, None), (0, 0, None)]);
}

#[test]
fn nothing_one_and_everybody() {
    let none = second_order(&orders(&[]), &Settings::default());
    assert!(none.curve.is_empty() && none.comparisons.is_empty());
    assert!(none.order_days.iter().all(|chances| chances.customers == 0 && chances.median_days.is_none()));
    assert!(none.order_days.iter().flat_map(|chances| &chances.within).all(|chance| chance.chance.is_none()));
    let one = second_order(&orders(&[Row::new("ann", "2024-01-01", 100)]), &Settings::default());
    assert_eq!((one.curve.len(), one.curve[0].chance), (1, Some(0.0)));
    assert_eq!(one.order_days[0].within[0].chance, None);
    let anonymous = second_order(&orders(&[Row::new("", "2024-01-01", 100)]), &Settings::default());
    assert!(anonymous.curve.is_empty());
    // Everybody is back after a day: nobody is left to wait for.
    let rows = ["ann", "bob"].map(|key| [Row::new(key, "2024-01-01", 1), Row::new(key, "2024-01-02", 1)]);
    let all = second_order(&orders(&rows.concat()), &Settings::default());
    assert_eq!(all.order_days[0].within[4].chance, Some(1.0));
    assert_eq!((all.order_days[0].within[4].interval, all.order_days[0].median_days), (None, Some(1)));
    assert_eq!(all.order_days[1].within[0].chance, None);
}
