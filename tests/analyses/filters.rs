//! Filters: what they leave, by hand. The example is the one of docs/metrics.md.

use huitou::analysis::Settings;
use huitou::analysis::rfm::{CustomerGroup, Octant, Segment};
use huitou::order::Orders;
use huitou::report::{Answers, Report, Results};

use super::rows::{cdnow, day_of, highs, orders};
use super::shop::{Sale, shop};

fn example() -> Orders {
    shop(&[
        Sale::new("ann", "2024-01-05", "app", "Tea", 2_000),
        Sale::new("bob", "2024-01-20", "shop", "Cup", 3_000),
        Sale::new("cy", "2024-02-08", "app", "Tea", 2_000),
        Sale::new("ann", "2024-02-10", "shop", "Cup", 3_000),
        Sale::new("bob", "2024-02-15", "app", "Tea", 2_000),
        Sale::new("ann", "2024-03-03", "app", "Tea", 2_000),
    ])
}

fn results(orders: &Orders, settings: &Settings) -> Results {
    Report::of(orders, settings, &[]).results
}

/// New and existing customers by month.
fn months(results: &Results) -> Vec<(u64, u64)> {
    let series = &results.overview.as_ref().unwrap().series;
    series.iter().map(|month| (month.new_customers, month.existing_customers)).collect()
}

/// The size of each cohort and its retained customers by month.
fn cohorts(results: &Results) -> Vec<(u64, Vec<u64>)> {
    let cohorts = &results.retention.as_ref().unwrap().cohorts;
    cohorts.iter().map(|c| (c.size, c.cells.iter().map(|cell| cell.retained.part).collect())).collect()
}

fn rate(results: &Results) -> (u64, u64) {
    let rate = &results.repurchase.as_ref().unwrap().rate;
    (rate.part, rate.whole)
}

/// Orders, customers, revenue and repeat orders.
fn totals(results: &Results) -> (u64, u64, i64, u64) {
    let overview = results.overview.as_ref().unwrap();
    assert_eq!(overview.repeat_orders, results.repurchase.as_ref().unwrap().repeat_orders);
    (overview.orders, overview.customers, overview.revenue.0, overview.repeat_orders)
}

#[test]
fn a_channel_limits_which_orders_count_and_nobody_becomes_new() {
    let app = Settings { channel: Some("app".into()), ..Settings::default() };
    let found = results(&example(), &app);
    // Bob's app order repeats his first one in the shop.
    assert_eq!(totals(&found), (4, 3, 8_000, 2));
    assert_eq!(rate(&found), (1, 3));
    assert_eq!(months(&found), [(1, 0), (1, 1), (0, 1)]);
    // Ann's February order was in the shop; Bob is in January's cohort by his first order, in the shop.
    assert_eq!(cohorts(&found), [(2, vec![1, 1]), (1, vec![0])]);
    // Ann from 5 January to 3 March, 58 days.
    let cycle = found.cycle.unwrap();
    assert_eq!((cycle.gaps, cycle.quantiles[2].days), (1, 58.0));
    let rfm = found.rfm.unwrap();
    assert_eq!((rfm.customers, rfm.revenue.0, rfm.cuts.unwrap().frequency), (3, 8_000, 4.0 / 3.0));
}

#[test]
fn a_product_is_found_by_its_name_or_a_part_of_it() {
    let of = |name: &str| {
        let settings = Settings { product: Some(name.into()), ..Settings::default() };
        totals(&results(&example(), &settings))
    };
    assert_eq!(of("Tea"), (4, 3, 8_000, 2));
    assert_eq!(of("te"), of("Tea"));
    assert_eq!(of("Cup"), (2, 2, 6_000, 1));
    assert_eq!(of("coffee"), (0, 0, 0, 0));
    // A product of exactly this name is meant alone.
    let pots = shop(&[
        Sale::new("ann", "2024-01-05", "", "Tea", 100),
        Sale::new("ann", "2024-01-06", "", "Tea pot", 100),
        Sale::new("ann", "2024-01-07", "", "", 100),
    ]);
    for (name, orders) in [("Tea", 1), ("tea", 2), ("pot", 1)] {
        let settings = Settings { product: Some(name.into()), ..Settings::default() };
        assert_eq!(totals(&results(&pots, &settings)).0, orders, "{name}");
    }
}

#[test]
fn a_window_start_limits_what_is_shown() {
    let from = Settings { from: Some(day_of("2024-02-01")), ..Settings::default() };
    let found = results(&example(), &from);
    assert_eq!(totals(&found), (4, 3, 9_000, 3));
    assert_eq!(rate(&found), (1, 3));
    assert_eq!(months(&found), [(1, 2), (0, 1)]);
    assert_eq!(cohorts(&found), [(1, vec![0])]);
    let window = found.overview.unwrap().window.unwrap();
    assert_eq!((window.first_day, window.as_of), (day_of("2024-02-01"), day_of("2024-03-03")));

    // Inside a month: what came before in it is not shown, and Ann is not new in it.
    let found = results(&example(), &Settings { from: Some(day_of("2024-01-10")), ..Settings::default() });
    assert_eq!(months(&found), [(1, 0), (1, 2), (0, 1)]);
    assert!(found.overview.as_ref().unwrap().series[0].cut_at_start);
    assert_eq!(cohorts(&found), [(1, vec![1, 0]), (1, vec![0])]);

    // After the as-of day nothing is left.
    let settings = Settings {
        as_of: Some(day_of("2024-02-01")),
        from: Some(day_of("2024-02-02")),
        ..Settings::default()
    };
    let found = results(&example(), &settings);
    assert_eq!(totals(&found), (0, 0, 0, 0));
    assert!(found.retention.unwrap().cohorts.is_empty() && found.rfm.unwrap().cuts.is_none());
}

#[test]
fn a_first_channel_chooses_customers_by_their_very_first_order() {
    let app = Settings { first_channel: Some("app".into()), ..Settings::default() };
    // Ann and Cy with all their orders.
    let found = results(&example(), &app);
    assert_eq!(totals(&found), (4, 2, 9_000, 2));
    assert_eq!((rate(&found), months(&found)), ((1, 2), vec![(1, 0), (1, 1), (0, 1)]));
    assert_eq!(cohorts(&found), [(1, vec![1, 1]), (1, vec![0])]);
    // Compared with everybody: the means are those of three customers.
    let cuts = found.rfm.unwrap().cuts.unwrap();
    assert_eq!((cuts.recency_days, cuts.frequency), (41.0 / 3.0, 2.0));
    // Filters add up: Ann and Cy in the shop.
    let both = Settings { channel: Some("shop".into()), ..app };
    assert_eq!(totals(&results(&example(), &both)), (1, 1, 3_000, 1));
}

#[test]
fn a_segment_is_that_of_all_orders() {
    // Ann: 0 days, 3 orders, 70.00; Bob: 17, 2, 50.00; Cy: 24, 1, 20.00. Means 13.67 days, 2 orders, 46.67.
    let segment = Some(CustomerGroup::Octant(Octant::LapsedSpenders));
    let found = results(&example(), &Settings { segment, ..Settings::default() });
    assert_eq!(totals(&found), (2, 1, 5_000, 1));
    assert_eq!((rate(&found), months(&found)), ((1, 1), vec![(1, 0), (0, 1), (0, 0)]));
    assert_eq!(cohorts(&found), [(1, vec![1, 0])]);
    let rfm = found.rfm.unwrap();
    let inside: Vec<u64> = rfm.octants.iter().map(|row| row.customers.part).collect();
    assert_eq!(inside, [0, 0, 0, 1, 0, 0, 0, 0]);
    // His app order alone, seen among everybody's app orders: R 17 of 0, 17, 24; F 1 of 2, 1, 1; M 20 of 40, 20, 20.
    let app = Settings { segment, channel: Some("app".into()), ..Settings::default() };
    let rfm = results(&example(), &app).rfm.unwrap();
    let row = rfm.octants.iter().find(|row| row.customers.part == 1).unwrap();
    assert_eq!((highs(row), row.revenue.0), ([false, false, false], 2_000));
}

#[test]
fn a_group_of_cdnow_is_shown_whole_and_stays_what_it_is() {
    let orders = orders(&cdnow(include_str!("../data/cdnow/CDNOW_sample.txt"), 2));
    let everybody = results(&orders, &Settings::default()).rfm.unwrap();
    let scores = everybody.scores.unwrap();
    for row in everybody.octants.iter().chain(&scores.segments) {
        let found = results(&orders, &Settings { segment: Some(row.group), ..Settings::default() });
        let rfm = found.rfm.as_ref().unwrap();
        assert_eq!((rfm.customers, rfm.revenue), (row.customers.part, row.revenue), "{:?}", row.group);
        assert_eq!(totals(&found).0, row.orders);
        let groups = rfm.scores.iter().flat_map(|scores| &scores.segments).chain(&rfm.octants);
        for same in groups.filter(|same| same.group == row.group) {
            assert_eq!(
                (same.customers.part, same.mean_recency_days),
                (row.customers.part, row.mean_recency_days)
            );
        }
    }
    // 1997 alone is cut off: customers who came in the first quarter are new there, and nobody is in 1998.
    let settings = Settings { from: Some(day_of("1998-01-01")), ..Settings::default() };
    let found = results(&orders, &settings);
    assert!(found.retention.as_ref().unwrap().cohorts.is_empty());
    assert!(months(&found).iter().all(|(new, existing)| *new == 0 && *existing > 0));
    let repurchase = found.repurchase.unwrap();
    assert_eq!(repurchase.repeat_orders, repurchase.customer_orders);
}

#[test]
fn a_list_has_the_customers_of_its_row() {
    let orders = example();
    let settings = Settings { channel: Some("app".into()), ..Settings::default() };
    let mut answers = Answers::new(&orders);
    let rfm = answers.answer(&orders, &settings, &[]).results.rfm.clone().unwrap();
    for row in rfm.octants.iter().chain(&rfm.scores.unwrap().segments) {
        let members = answers.members(&orders, &settings, row.group.into());
        assert_eq!(members.customers.len() as u64, row.customers.part, "{:?}", row.group);
        assert_eq!(members.revenue.iter().copied().sum::<huitou::money::Money>(), row.revenue);
        assert_eq!(members.orders.iter().map(|orders| u64::from(*orders)).sum::<u64>(), row.orders);
    }
    // Ann alone has an F of more than 1 in the app: scores 1 + 5 * 2 / 3 = 4 in R and F.
    let members = answers.members(&orders, &settings, CustomerGroup::Segment(Segment::Core).into());
    assert_eq!((members.recency_days, members.orders), (vec![0], vec![2]));
    assert_eq!(orders.customer_key(members.customers[0]), "ann");
}
