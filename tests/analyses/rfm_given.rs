//! RFM by what is given: limits, scores as the R package `rfm` makes them, and migration.

use huitou::analysis::rfm::{
    CustomerGroup, MigrationCuts, Monetary, Octant, PackageSegment, Rfm, RfmSettings, Scoring, Segment,
};
use huitou::analysis::{CountBy, Settings, Split};
use huitou::order::Orders;
use huitou::report::{Answers, Report, Section};

use super::rows::{Row, cdnow, day_of, oracle, orders};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn rfm(orders: &Orders, settings: Settings) -> Rfm {
    Report::of(orders, &settings, &[Section::Rfm]).results.rfm.unwrap()
}

fn given(orders: &Orders, rfm_settings: RfmSettings) -> Rfm {
    rfm(orders, Settings { rfm: rfm_settings, ..Settings::default() })
}

/// The R package's example: 4,906 orders of 995 customers, as of 2006-12-31, in whole units of money.
fn package_example() -> Option<(Orders, Settings)> {
    let text = oracle("r_rfm/rfm_data_orders.csv")?;
    let row = |line: &str| {
        let fields: Vec<&str> = line.rsplitn(3, ',').collect();
        Row::new(fields[2].trim_matches('"'), fields[1], fields[0].parse::<i64>().unwrap() * 100)
    };
    let rows: Vec<Row> = text.lines().skip(1).map(row).collect();
    assert_eq!(rows.len(), 4_906);
    let settings = Settings {
        as_of: Some(day_of("2006-12-31")),
        rfm: RfmSettings { scoring: Scoring::QuantilePlusOne, ..RfmSettings::default() },
        ..Settings::default()
    };
    Some((orders(&rows), settings))
}

#[test]
fn thresholds_and_segments_of_the_package() {
    let Some((orders, settings)) = package_example() else { return };
    let found = rfm(&orders, settings);
    assert_eq!(found.customers, 995);
    let scores = found.scores.unwrap();
    // Published by the package: thresholds, and segments with customers, orders and revenue.
    let thresholds: Vec<&[f64]> = scores.axes.iter().map(|axis| &axis.thresholds[..]).collect();
    assert_eq!(
        thresholds,
        [[482.0, 297.4, 181.0, 115.0], [4.0, 5.0, 6.0, 8.0], [25_580.0, 38_200.0, 50_640.0, 66_600.0]]
    );
    for (segment, customers, of_orders, revenue) in [
        (PackageSegment::LoyalCustomers, 278, 1_708, 166_712),
        (PackageSegment::AtRisk, 86, 438, 44_178),
        (PackageSegment::Champions, 158, 1_234, 120_178),
        (PackageSegment::NeedAttention, 35, 144, 13_287),
        (PackageSegment::Lost, 111, 244, 20_955),
        (PackageSegment::PotentialLoyalist, 229, 801, 65_873),
        (PackageSegment::AboutToSleep, 50, 127, 10_914),
        (PackageSegment::Others, 48, 210, 22_061),
        (PackageSegment::NewCustomers, 0, 0, 0),
        (PackageSegment::Promising, 0, 0, 0),
        (PackageSegment::CantLoseThem, 0, 0, 0),
    ] {
        let row = scores.package.iter().find(|row| row.group == CustomerGroup::Package(segment)).unwrap();
        assert_eq!(
            (row.customers.part, row.orders, row.revenue.0),
            (customers, of_orders, revenue * 100),
            "{segment:?}"
        );
    }
}

#[test]
fn every_customer_of_the_package_has_its_scores_and_segment() {
    let (Some((orders, settings)), Some(table)) =
        (package_example(), oracle("r_rfm/expected_rfm_table_order_2006-12-31.csv"))
    else {
        return;
    };
    let mut answers = Answers::new(&orders);
    let mut compared = 0;
    let names = |segment| match segment {
        PackageSegment::Champions => "Champions",
        PackageSegment::LoyalCustomers => "Loyal Customers",
        PackageSegment::PotentialLoyalist => "Potential Loyalist",
        PackageSegment::NewCustomers => "New Customers",
        PackageSegment::Promising => "Promising",
        PackageSegment::NeedAttention => "Need Attention",
        PackageSegment::AboutToSleep => "About To Sleep",
        PackageSegment::AtRisk => "At Risk",
        PackageSegment::CantLoseThem => "Can't Lose Them",
        PackageSegment::Lost => "Lost",
        PackageSegment::Others => "Others",
    };
    for segment in PackageSegment::ALL {
        let mut keys = answers.audience(&orders, &settings, CustomerGroup::Package(segment).into()).keys();
        keys.sort();
        let rows = table.lines().skip(1).map(|line| line.rsplitn(10, ',').collect::<Vec<_>>());
        let mut expected: Vec<String> = rows
            .filter(|fields| fields[0] == names(segment))
            .map(|fields| fields[9].trim_matches('"').to_string())
            .collect();
        expected.sort();
        assert_eq!(keys, expected, "{segment:?}");
        compared += keys.len();
    }
    assert_eq!(compared, 995);
    // The numbers of each score, from the same table: columns R, F and M.
    let scores = rfm(&orders, settings).scores.unwrap();
    for (axis, column) in scores.axes.iter().zip([5, 4, 3]) {
        let of = |score: u64| {
            let rows = table.lines().skip(1).map(|line| line.rsplitn(10, ',').nth(column).unwrap());
            rows.filter(|cell| *cell == score.to_string()).count() as u64
        };
        assert_eq!(axis.customers, [1, 2, 3, 4, 5].map(of), "{:?}", axis.measure);
    }
}

#[test]
fn limits_that_are_given() {
    // By hand, as of 31 March: Ann 3 orders, 9.00, today; Bob 1, 3.00, 30 days ago; Cy 1, 5.00, 60 days ago.
    let rows = [
        ("ann", "2024-01-31", 300),
        ("ann", "2024-03-01", 300),
        ("ann", "2024-03-31", 300),
        ("bob", "2024-03-01", 300),
        ("cy", "2024-01-31", 500),
    ];
    let orders = orders(&rows.map(|(customer, day, cents)| Row::new(customer, day, cents)));
    let settings = RfmSettings {
        high: [Some(30), None, Some(500)],
        limits: [Some([90, 60, 30, 7]), Some([2, 3, 4, 5]), None],
        ..RfmSettings::default()
    };
    let found = given(&orders, settings);
    // R+ are Ann and Bob, F+ (mean 5/3) Ann, M+ Ann and Cy.
    let members: Vec<u64> = found.octants.iter().map(|row| row.customers.part).collect();
    assert_eq!(members, [1, 0, 0, 1, 0, 1, 0, 0]);
    let cuts = found.cuts.unwrap();
    assert_eq!((cuts.recency_days, cuts.monetary_minor), (30.0, 500.0));
    let scores = found.scores.unwrap();
    assert_eq!(scores.axes[0].customers, [0, 0, 1, 1, 1]);
    assert_eq!(scores.axes[1].customers, [2, 0, 1, 0, 0]);
    assert!(scores.package.is_empty() && scores.axes[0].thresholds.is_empty());
}

#[test]
fn migration_by_hand() {
    // From 31 January (60 days before 31 March). Then: Ann one order that day, 3.00; Bob one on 1 January, 3.00.
    // Mean R then: 15, so Ann is new, small and Bob lost, small. Now: Ann two orders, 30 days, 6.00; Bob one, 90 days,
    // 3.00; Cy one, today, 3.00. Means 40 days, 4/3, 4.00: Ann a champion, Bob lost, small, Cy new, small.
    let rows = [("ann", "2024-01-31"), ("bob", "2024-01-01"), ("ann", "2024-03-01"), ("cy", "2024-03-31")];
    let orders = orders(&rows.map(|(customer, day)| Row::new(customer, day, 300)));
    let settings =
        |migration_cuts| RfmSettings { migration_days: Some(60), migration_cuts, ..RfmSettings::default() };
    let migration = given(&orders, settings(MigrationCuts::Then)).migration.unwrap();
    assert_eq!(migration.from, day_of("2024-01-31"));
    let moved = |migration: &huitou::analysis::rfm::Migration| {
        let mut moved = Vec::new();
        for (from, row) in migration.octants.iter().enumerate() {
            moved.extend(row.iter().enumerate().filter(|(_, n)| **n > 0).map(|(to, n)| (from, to, *n)));
        }
        moved
    };
    assert_eq!(moved(&migration), [(5, 0, 1), (7, 7, 1), (8, 5, 1)]);
    // By today's means Bob, 30 days away then, was recent too.
    let migration = given(&orders, settings(MigrationCuts::Now)).migration.unwrap();
    assert_eq!(moved(&migration), [(5, 0, 1), (5, 7, 1), (8, 5, 1)]);
    // 91 days before 31 March is the last of December: nobody had ordered.
    let early = RfmSettings { migration_days: Some(91), ..RfmSettings::default() };
    assert_eq!(given(&orders, early).migration, None);
}

#[test]
fn who_came_back_by_hand() {
    // As above: on 31 January Ann is new, small and fresh (R 4, F 1), Bob lost, small and gone (R 1, F 1). Only Ann
    // has ordered since.
    let rows = [("ann", "2024-01-31"), ("bob", "2024-01-01"), ("ann", "2024-03-01"), ("cy", "2024-03-31")];
    let orders = orders(&rows.map(|(customer, day)| Row::new(customer, day, 300)));
    let compare = |compare_first, compare_second| {
        let settings =
            RfmSettings { migration_days: Some(60), compare_first, compare_second, ..RfmSettings::default() };
        given(&orders, settings).came_back.unwrap()
    };
    let [new, lost] = [Octant::NewSmall, Octant::LostSmall].map(CustomerGroup::Octant);
    let [fresh, gone] = [Segment::Fresh, Segment::Gone].map(CustomerGroup::Segment);
    let usual = compare(None, None);
    let told: Vec<_> = usual.rows.iter().filter(|row| row.back.whole > 0).collect();
    let told: Vec<_> = told.iter().map(|row| (row.group, row.back.part, row.back.whole)).collect();
    assert_eq!(told, [(new, 1, 1), (lost, 0, 1), (fresh, 1, 1), (gone, 0, 1)]);
    assert_eq!(usual.compared, [new, lost]);
    assert_eq!(compare(Some(lost), None).compared, [lost, new]);
    assert_eq!(compare(Some(gone), None).compared, [gone, fresh]);
    // Of two ways to divide, the second is left out: somebody could be in both.
    assert_eq!(compare(Some(lost), Some(gone)).compared, [lost, new]);
    assert_eq!(compare(Some(lost), Some(lost)).compared, [lost, new]);
    // One of one less none of one.
    assert_eq!(usual.comparison().unwrap().difference.unwrap().value, 1.0);
}

#[test]
fn who_came_back_on_cdnow_as_counted_from_its_rows() {
    let rows = cdnow(SAMPLE, 2);
    let from = day_of("1998-04-01");
    let mut customers: Vec<&str> = rows.iter().map(|row| row.customer.as_str()).collect();
    customers.sort_unstable();
    customers.dedup();
    let has = |customer: &str, is: &dyn Fn(huitou::time::Day) -> bool| {
        rows.iter().any(|row| row.customer == customer && is(row.day))
    };
    let known: Vec<&str> = customers.into_iter().filter(|who| has(who, &|day| day <= from)).collect();
    let back = known.iter().filter(|who| has(who, &|day| day > from)).count() as u64;
    let came_back = given(&orders(&rows), RfmSettings::default()).came_back.unwrap();
    let sum = |part: fn(&huitou::analysis::Share) -> u64, of_octants: bool| -> u64 {
        let is_meant = |group| matches!(group, CustomerGroup::Octant(_)) == of_octants;
        came_back.rows.iter().filter(|row| is_meant(row.group)).map(|row| part(&row.back)).sum()
    };
    for of_octants in [true, false] {
        assert_eq!(sum(|back| back.whole, of_octants), known.len() as u64);
        assert_eq!(sum(|back| back.part, of_octants), back);
    }
    // Who bought lately, often and much comes back more often than who did none of these.
    let settings = RfmSettings {
        compare_first: Some(CustomerGroup::Octant(Octant::Champions)),
        compare_second: Some(CustomerGroup::Octant(Octant::LostSmall)),
        ..RfmSettings::default()
    };
    let comparison = given(&orders(&rows), settings).came_back.unwrap().comparison().unwrap();
    assert!(comparison.difference.unwrap().low > 0.0, "{comparison:?}");
}

#[test]
fn the_mean_per_order_by_hand() {
    // Ann 1.00 and 2.00: 3.00, 1.50 an order. Bob 2.00. Cy 1.00, 1.00 and 1.01: 3.01, 1.00 an order.
    let rows = [
        Row::new("ann", "2024-03-01", 100),
        Row::new("ann", "2024-03-31", 200),
        Row::new("bob", "2024-03-31", 200),
        Row::new("cy", "2024-03-01", 100),
        Row::new("cy", "2024-03-02", 100),
        Row::new("cy", "2024-03-31", 101),
    ];
    let orders = orders(&rows);
    let groups = |monetary| {
        let rfm = given(&orders, RfmSettings { monetary, ..RfmSettings::default() });
        let told = rfm.octants.iter().filter(|row| row.customers.part > 0);
        let told =
            told.map(|row| (row.group, row.revenue.0, row.mean_monetary.unwrap().0)).collect::<Vec<_>>();
        (rfm.revenue.0, rfm.cuts.unwrap().monetary_minor, told)
    };
    let of = CustomerGroup::Octant;
    // All ordered on the as-of day: R is high. F is 2, 1 and 3, of mean 2: Cy alone is high. The mean of M is 8.01 / 3.
    assert_eq!(
        groups(Monetary::Sum),
        (
            801,
            267.0,
            vec![
                (of(Octant::Champions), 301, 301),
                (of(Octant::BigFirstOrders), 300, 300),
                (of(Octant::NewSmall), 200, 200)
            ]
        )
    );
    // (1.50 + 2.00 + 1.00) / 3 = 1.50: Ann is on it, so low, and Bob alone is high.
    assert_eq!(
        groups(Monetary::MeanPerOrder),
        (
            801,
            150.0,
            vec![
                (of(Octant::BigFirstOrders), 200, 200),
                (of(Octant::LoyalSmall), 301, 100),
                (of(Octant::NewSmall), 300, 150)
            ]
        )
    );
}

#[test]
fn migration_is_the_groups_of_that_day_against_those_of_now() {
    let orders = orders(&cdnow(SAMPLE, 2));
    let members = |rows: &[huitou::analysis::rfm::GroupRow]| -> Vec<u64> {
        rows.iter().map(|row| row.customers.part).collect()
    };
    for count_by in [CountBy::Orders, CountBy::Days] {
        let settings = || Settings { count_by, split: Split::Median, ..Settings::default() };
        let now = rfm(&orders, settings());
        let migration = now.migration.clone().unwrap();
        // 90 days before 1998-06-30; as if the file had ended there.
        let then = rfm(&orders, Settings { as_of: Some(day_of("1998-04-01")), ..settings() });
        assert_eq!(migration.from, day_of("1998-04-01"));
        let (from, to) = (
            |rows: &[Vec<u64>]| rows.iter().map(|row| row.iter().sum()).collect::<Vec<u64>>(),
            |rows: &[Vec<u64>], n: usize| {
                (0..n).map(|at| rows.iter().map(|row| row[at]).sum()).collect::<Vec<u64>>()
            },
        );
        assert_eq!(from(&migration.octants)[..8], members(&then.octants)[..]);
        assert_eq!(to(&migration.octants, 8), members(&now.octants));
        let (then, now) = (then.scores.unwrap(), now.scores.unwrap());
        assert_eq!(from(&migration.segments)[..9], members(&then.segments)[..]);
        assert_eq!(to(&migration.segments, 9), members(&now.segments));
        // Everybody's first order lies in the first quarter of 1997.
        assert_eq!(migration.octants[8].iter().sum::<u64>(), 0);
    }
}
