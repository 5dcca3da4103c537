//! RFM by what is given: limits, scores as the R package `rfm` makes them, and migration.

use huitou::analysis::rfm::{CustomerGroup, MigrationCuts, PackageSegment, Rfm, RfmSettings, Scoring};
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
