//! Acquisition cost and pay-back.

use huitou::analysis::Settings;
use huitou::analysis::acquisition::{AcquiredGroup, Acquisition, AcquisitionCost, CostOf};
use huitou::analysis::retention::CohortName;
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Report, Section};
use huitou::time::PeriodKind;
use huitou::view::{self, Lang, Panel, settings};

use super::rows::{Row, cdnow, day_of, orders};
use super::shop::{Sale, shop};

fn told(margin: u32, everybody: Option<i64>) -> AcquisitionCost {
    AcquisitionCost { margin: Some(margin), everybody: everybody.map(Money), ..AcquisitionCost::default() }
}

fn costs(all: &[(&str, i64)]) -> Vec<CostOf> {
    all.iter().map(|(name, each)| CostOf { name: name.to_string(), each: Money(*each) }).collect()
}

fn set(acquisition: AcquisitionCost) -> Settings {
    Settings { acquisition, ..Settings::default() }
}

fn report(orders: &Orders, settings: &Settings) -> Report {
    let report = Report::of(orders, settings, &[Section::Acquisition]);
    // A NaN is written as null, which is no number when read again.
    serde_json::from_str::<Report>(&serde_json::to_string(&report).unwrap()).unwrap();
    report
}

fn found(orders: &Orders, settings: &Settings) -> Acquisition {
    report(orders, settings).results.acquisition.unwrap()
}

fn payback(group: &AcquiredGroup) -> Option<(u32, u64)> {
    group.payback.map(|mean| (mean.day, mean.observed))
}

/// Ann and Bob came by the app, Cat by the web; observed for 60, 55 and 40 days.
fn three() -> Orders {
    shop(&[
        Sale::new("ann", "2024-01-15", "app", "Tea", 800),
        Sale::new("bob", "2024-01-20", "app", "Tea", 600),
        Sale::new("ann", "2024-01-25", "web", "Tea", 1200),
        Sale::new("cat", "2024-02-04", "web", "Tea", 2000),
        Sale::new("cat", "2024-03-10", "web", "Tea", 1000),
    ])
}

fn until_15_march(acquisition: AcquisitionCost) -> Settings {
    Settings { as_of: Some(day_of("2024-03-15")), ..set(acquisition) }
}

#[test]
fn by_hand() {
    // Paid by age: 34 at 0 and 12 at 10 of three, 10 at 35 of three: 11.33, 15.33, 18.67; six tenths: 6.8, 9.2, 11.2.
    let sixty = found(&three(), &until_15_march(told(6_000, Some(1000))));
    let all = &sixty.groups[0];
    assert_eq!((all.customers, all.cost, payback(all)), (3, Money(3000), Some((35, 3))));
    // All three were observed for 30 days: 34 + 12 of revenue, 27.6 of margin, against 30. Nobody was for 90.
    let at = |group: &AcquiredGroup| {
        group.at_ages.iter().map(|at| (at.days, at.customers, at.paid.0)).collect::<Vec<_>>()
    };
    assert_eq!(at(all), [(30, 3, 4600), (90, 0, 0), (180, 0, 0), (365, 0, 0)]);
    let ratios: Vec<Option<f64>> = all.at_ages.iter().map(|at| at.ratio(6_000)).collect();
    assert_eq!(ratios, [Some(0.92), None, None, None]);
    let points: Vec<(u32, u64)> = sixty.curve.iter().map(|mean| (mean.day, mean.observed)).collect();
    assert_eq!(points, [(0, 3), (30, 3), (60, 1)]);
    assert!((sixty.curve[2].paid - 5600.0 / 3.0).abs() < 1e-9);
    // Five tenths of 18.67 never are 10.
    assert_eq!(found(&three(), &until_15_march(told(5_000, Some(1000)))).groups[0].payback, None);
    // The app: 7 at 0, 13 from 10 on; the web: 20 at once.
    let named = |name: &str| {
        let is_named = |group: &&AcquiredGroup| group.channel == Some(CohortName::Value(name.into()));
        sixty.groups.iter().find(is_named).unwrap()
    };
    assert_eq!((named("app").customers, payback(named("app"))), (2, None));
    assert_eq!(payback(named("web")), Some((0, 1)));
    assert_eq!(sixty.groups.len(), 3);
}

#[test]
fn a_cost_by_channel_goes_before_one_by_month_and_that_before_everybodys() {
    let cost = |everybody, months: &[(&str, i64)], channels: &[(&str, i64)]| {
        let told =
            AcquisitionCost { months: costs(months), channels: costs(channels), ..told(5_000, everybody) };
        let found = found(&three(), &until_15_march(told));
        (found.customers, found.groups.first().map(|all| (all.customers, all.cost.0)))
    };
    assert_eq!(cost(None, &[], &[("app", 300)]), (3, Some((2, 600))));
    assert_eq!(cost(Some(1000), &[], &[("app", 300)]), (3, Some((3, 1600))));
    assert_eq!(cost(Some(1000), &[("2024-02", 2500)], &[]), (3, Some((3, 4500))));
    assert_eq!(cost(None, &[("2024-01", 900), ("2024-02", 2500)], &[("app", 300)]), (3, Some((3, 3100))));
    assert_eq!(cost(None, &[("2023-12", 900)], &[("shop", 300)]), (3, None));
    assert_eq!(cost(None, &[], &[("web", 0)]), (3, Some((1, 0))));
}

#[test]
fn cohorts_by_hand() {
    // January: 26 in the first 30 days, over since 1 March for who came on the 31st; February's are not over.
    let cohorts = |margin| {
        let found = found(&three(), &until_15_march(told(margin, Some(1000))));
        let row = |cost: &huitou::analysis::acquisition::CostCohort| {
            (cost.cohort.size, cost.cost.0, cost.cohort.complete, cost.payback)
        };
        found.cohorts.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(cohorts(6_000), [(2, 2000, 1, None), (1, 1000, 0, None)]);
    assert_eq!(cohorts(8_000), [(2, 2000, 1, Some(0)), (1, 1000, 0, None)]);
    let later = Settings {
        as_of: Some(day_of("2024-05-31")),
        period: PeriodKind::Quarter,
        ..set(told(5_600, Some(1000)))
    };
    // All in one quarter, 28 of 30 by day 29, 56 x .56 = 31.36 by day 59; over for who came on 31 March.
    let quarter = &found(&three(), &later).cohorts[0];
    assert_eq!((quarter.cohort.size, quarter.cohort.complete, quarter.payback), (3, 2, Some(1)));
}

#[test]
fn cdnow_sample() {
    // A script of its own in Python, which reads the definitions of docs/metrics.md word for word.
    let text = include_str!("../data/cdnow/CDNOW_sample.txt");
    let orders = orders(&cdnow(text, 2));
    let found = |margin| found(&orders, &set(told(margin, Some(1500))));
    let forty = found(4_000);
    for (at, paid) in forty.groups[0].at_ages.iter().zip([10_460_837, 13_010_354, 16_052_321, 21_313_664]) {
        assert_eq!((at.customers, at.paid.0), (2_357, paid));
    }
    for (mean, paid) in
        [0, 1, 17].map(|at| forty.curve[at]).iter().zip([3_299.106916, 4_438.199830, 10_394.345085])
    {
        assert!((mean.paid - paid).abs() < 1e-6, "{mean:?}");
    }
    let days = [4_000, 3_000, 2_000].map(|margin| payback(&found(margin).groups[0]));
    assert_eq!(days, [Some((11, 2_357)), Some((57, 2_357)), Some((239, 2_357))]);
    assert_eq!(forty.groups.len(), 1);
}

#[test]
fn little_or_nothing() {
    let nothing = [orders(&[]), orders(&[Row::new("", "2024-01-01", 100), Row::new("", "2024-02-01", 100)])];
    for orders in nothing {
        let found = found(&orders, &set(told(5_000, Some(100))));
        assert_eq!((found.customers, found.groups.len(), found.cohorts.len()), (0, 0, 0));
    }
    let one = orders(&[Row::new("ann", "2024-01-01", 100)]);
    let groups = |orders: &Orders, cost| found(orders, &set(cost)).groups;
    // What costs nothing is earned back at once, how often is undefined.
    let free = &groups(&one, told(5_000, Some(0)))[0];
    assert_eq!((payback(free), free.at_ages[0].ratio(5_000)), (Some((0, 1)), None));
    assert_eq!(payback(&groups(&one, told(5_000, Some(50)))[0]), Some((0, 1)));
    assert_eq!(payback(&groups(&one, told(5_000, Some(51)))[0]), None);
    let refunded = orders(&[Row::new("ann", "2024-01-01", 0), Row::new("bob", "2024-03-01", 0)]);
    assert_eq!(payback(&groups(&refunded, told(10_000, Some(1)))[0]), None);
    // Without a cost or a margin nothing is computed.
    let no_margin = AcquisitionCost { everybody: Some(Money(10)), ..AcquisitionCost::default() };
    for told in [AcquisitionCost::default(), told(5_000, None), no_margin] {
        let found = found(&three(), &set(told));
        assert_eq!((found.customers, found.groups.len()), (0, 0));
    }
}

fn panels(orders: &Orders, settings: &Settings) -> Vec<Panel> {
    view::panels(&report(orders, settings), Lang::En)
}

#[test]
fn what_is_missing_is_said() {
    let finding = |told| panels(&three(), &until_15_march(told))[0].finding.clone();
    assert!(
        finding(AcquisitionCost::default())
            .starts_with("Enter what a new customer costs and the gross margin")
    );
    assert!(finding(told(5_000, None)).starts_with("The gross margin is entered"));
    let no_margin = AcquisitionCost { everybody: Some(Money(10)), ..AcquisitionCost::default() };
    assert!(finding(no_margin).starts_with("The acquisition cost is entered"));
    let unknown = AcquisitionCost { channels: costs(&[("shop", 300)]), ..told(5_000, None) };
    assert!(finding(unknown).contains("are those of no new customer"));
    assert_eq!(
        finding(told(6_000, Some(1000))),
        "A new customer costs $10.00 on average, and has earned that back 35 days after the first order (3 customers \
         observed so long (small group))."
    );
    assert_eq!(
        finding(told(5_000, Some(1000))),
        "Pay-back is not within the data: a new customer costs $10.00 on average, and 60 days after the first order has \
         brought $9.33 of margin (1 customer (small group))."
    );
    let ids: Vec<String> =
        panels(&three(), &until_15_march(told(6_000, Some(1000)))).into_iter().map(|p| p.id).collect();
    assert_eq!(ids, ["payback", "value_over_cost", "cohort_payback"]);
}

#[test]
fn what_is_typed_is_read_and_written_back() {
    let report = report(&three(), &Settings::default());
    let typed = |name: &str, value: &str| settings::changed(&report, &Settings::default(), name, value);
    let cost = typed("acquisition_cost", " app = 45; 2024-03=28.5；30 ").unwrap();
    let expected = AcquisitionCost {
        margin: None,
        everybody: Some(Money(3000)),
        months: costs(&[("2024-03", 2850)]),
        channels: costs(&[("app", 4500)]),
    };
    assert_eq!(cost.acquisition, expected);
    let controls = settings::controls(&report, &cost, Lang::En);
    let control = controls.iter().find(|control| control.name == "acquisition_cost").unwrap();
    assert_eq!((control.value.as_str(), control.changed), ("30; app=45; 2024-03=28.5", true));
    assert_eq!(control.chip, "Acquisition cost: 30; app=45; 2024-03=28.5");
    assert_eq!(typed("acquisition_cost", &control.value).unwrap(), cost);
    assert_eq!(settings::changed(&report, &cost, "acquisition_cost", "").unwrap(), Settings::default());
    for bad in ["-1", "a", "=3", "app=", "1;;x", "1e300", "NaN"] {
        assert_eq!(typed("acquisition_cost", bad), None, "{bad}");
    }
    assert_eq!(typed("margin", "37.5%").unwrap().acquisition.margin, Some(3_750));
    assert_eq!(typed("margin", " ").unwrap().acquisition.margin, None);
    for bad in ["0", "101", "-5", "NaN", "x", "inf"] {
        assert_eq!(typed("margin", bad), None, "{bad}");
    }
}
