//! What every analysis says where there is little or nothing to say.

use huitou::analysis::activity::Activity;
use huitou::analysis::cycle::Cycle;
use huitou::analysis::overview::Overview;
use huitou::analysis::repurchase::Repurchase;
use huitou::analysis::repurchase_rates::RepurchaseRates;
use huitou::analysis::retention::Retention;
use huitou::analysis::rfm::{CustomerGroup, Octant, Rfm};
use huitou::analysis::{CountBy, Settings, Share, Split};
use huitou::money::Money;
use huitou::report::Report;
use huitou::time::{Day, PeriodKind};

use super::rows::{Row, day_of, highs, orders};

struct Sections {
    overview: Overview,
    retention: Retention,
    repurchase: Repurchase,
    activity: Activity,
    rates: RepurchaseRates,
    rfm: Rfm,
    cycle: Cycle,
}

fn sections(rows: &[Row], settings: &Settings) -> Sections {
    let report = Report::of(&orders(rows), settings, &[]);
    let json = serde_json::to_string(&report).unwrap();
    // A NaN is written as null, which is no number when read again.
    serde_json::from_str::<Report>(&json).unwrap();
    let results = report.results;
    Sections {
        overview: results.overview.unwrap(),
        retention: results.retention.unwrap(),
        repurchase: results.repurchase.unwrap(),
        activity: results.activity.unwrap(),
        rates: results.repurchase_rates.unwrap(),
        rfm: results.rfm.unwrap(),
        cycle: results.cycle.unwrap(),
    }
}

/// Each case under all settings.
fn under_all_settings(rows: &[Row], check: impl Fn(&Sections)) {
    let kinds = [
        PeriodKind::Day,
        PeriodKind::Week,
        PeriodKind::SundayWeek,
        PeriodKind::Month,
        PeriodKind::Quarter,
        PeriodKind::Year,
    ];
    for period in kinds {
        for count_by in [CountBy::Orders, CountBy::Days] {
            for split in [Split::Mean, Split::Median] {
                check(&sections(rows, &Settings { period, count_by, split, ..Settings::default() }));
            }
        }
    }
}

fn assert_no_customers(sections: &Sections) {
    let Sections { overview, retention, repurchase, activity, rates, rfm, cycle } = sections;
    assert_eq!((overview.customers, overview.repeat_customers), (0, Share::of(0, 0)));
    assert_eq!(overview.repeat_customers.rate(), None);
    assert!(retention.cohorts.is_empty() && retention.curve.is_empty());
    assert_eq!((repurchase.rate.rate(), repurchase.rate.interval), (None, None));
    assert_eq!((repurchase.repeat_order_share, repurchase.repeat_revenue_share), (None, None));
    assert_eq!(repurchase.distribution.len(), 10);
    assert!(repurchase.distribution.iter().all(|row| row.customers.whole == 0));
    assert_eq!((rfm.as_of, rfm.customers, rfm.revenue), (None, 0, Money::ZERO));
    assert!(rfm.cuts.is_none() && rfm.octants.is_empty() && rfm.quadrants.is_empty() && rfm.scores.is_none());
    assert_eq!(repurchase.funnel.len(), 10);
    assert!(repurchase.funnel.iter().all(|row| row.customers.rate().is_none() && row.next.rate().is_none()));
    assert_no_gaps(sections);
    assert_eq!(cycle.customers, 0);
    assert!(activity.periods.iter().all(|period| period.active() == 0 && period.next.rate().is_none()));
    assert_eq!(rates.rates.len(), 16);
    assert!(rates.rates.iter().all(|rate| rate.share.is_none()));
}

/// No gap at all: rows that say so, and no median.
fn assert_no_gaps(Sections { cycle, repurchase, .. }: &Sections) {
    assert_eq!((cycle.gaps, cycle.quantiles.len(), cycle.brackets.len()), (0, 0, 8));
    assert!(cycle.brackets.iter().all(|bracket| bracket.gaps == 0));
    assert_eq!(cycle.by_order_day.len(), 9);
    assert!(cycle.by_order_day.iter().all(|row| row.gaps == 0 && row.median_days.is_none()));
    assert_eq!(repurchase.funnel[0].median_days, None);
}

#[test]
fn no_orders() {
    under_all_settings(&[], |sections| {
        assert_no_customers(sections);
        let overview = &sections.overview;
        assert_eq!((overview.window, overview.orders, overview.average_order), (None, 0, None));
        assert!(overview.series.is_empty() && sections.repurchase.periods.is_empty());
    });
}

#[test]
fn as_of_before_the_first_order() {
    let settings = Settings { as_of: Some(day_of("2023-12-31")), ..Settings::default() };
    let sections = sections(&[Row::new("ann", "2024-01-01", 100)], &settings);
    assert_no_customers(&sections);
    assert_eq!((sections.overview.window, sections.overview.orders), (None, 0));
}

#[test]
fn all_anonymous() {
    let rows = [Row::new("", "2024-01-10", 100), Row::new("", "2024-03-10", 301)];
    under_all_settings(&rows, |sections| {
        assert_no_customers(sections);
        let overview = &sections.overview;
        assert_eq!((overview.orders, overview.anonymous_orders), (2, 2));
        assert_eq!((overview.revenue, overview.anonymous_revenue), (Money(401), Money(401)));
        // 200.5, half to even.
        assert_eq!(overview.average_order, Some(Money(200)));
        assert_eq!(overview.series.iter().map(|period| period.orders).sum::<u64>(), 2);
        assert_eq!(sections.repurchase.periods.len(), overview.series.len());
        assert!(sections.repurchase.periods.iter().all(|period| period.rate.rate().is_none()));
    });
}

#[test]
fn one_order() {
    under_all_settings(&[Row::new("ann", "2024-02-29", 100)], |sections| {
        let Sections { overview, retention, repurchase, rfm, .. } = sections;
        assert_no_gaps(sections);
        assert_eq!((overview.orders, overview.repeat_orders, overview.series.len()), (1, 0, 1));
        assert_eq!(overview.average_order, Some(Money(100)));
        assert_eq!((retention.cohorts.len(), retention.cohorts[0].size), (1, 1));
        assert!(retention.cohorts[0].cells.is_empty() && retention.curve.is_empty());
        assert_eq!((repurchase.rate.rate(), repurchase.repeat_order_share), (Some(0.0), Some(0.0)));
        assert_eq!(repurchase.distribution[0].customers.part, 1);
        // Nobody is better than a mean or a median of one, but who ordered today has not stayed away.
        assert_eq!(rfm.octants[5].group, CustomerGroup::Octant(Octant::NewSmall));
        assert_eq!(rfm.octants[5].customers.part, 1);
        // Nobody is worse: the lowest score of all, but for R of today.
        let axes = &rfm.scores.as_ref().unwrap().axes;
        assert_eq!(axes[0].customers, [0, 0, 0, 1, 0]);
        assert!(axes[1..].iter().all(|axis| axis.customers == [1, 0, 0, 0, 0]));
        let scores = rfm.scores.as_ref().unwrap();
        assert_eq!(scores.cells.iter().map(|cell| cell.customers.part).sum::<u64>(), 1);
        assert_eq!((repurchase.funnel[0].next.rate(), repurchase.funnel[1].next.rate()), (Some(0.0), None));
        for (picture, cell) in rfm.quadrants.iter().zip([1, 3, 1]) {
            assert_eq!((picture.bins.len(), picture.cells[cell].customers.part), (1, 1));
        }
    });
}

#[test]
fn one_day() {
    let rows = [("ann", 100), ("ann", 300), ("bob", 200)].map(|(key, c)| Row::new(key, "2024-05-05", c));
    under_all_settings(&rows, |sections| {
        assert_eq!(sections.overview.series.len(), 1);
        assert_eq!(sections.overview.repeat_orders, 1);
        assert!(sections.retention.cohorts[0].cells.is_empty());
        let by_days = sections.repurchase.count_by == CountBy::Days;
        assert_eq!(sections.repurchase.rate.part, if by_days { 0 } else { 1 });
        assert_eq!(sections.repurchase.periods[0].rate, sections.repurchase.rate);
        // A second order of the day is a second purchase by orders, after 0 days; there are no gaps between days.
        assert_eq!(sections.repurchase.funnel[1].median_days, if by_days { None } else { Some(0.0) });
        assert_no_gaps(sections);
        // Everybody ordered today: nobody has stayed away.
        let recent = sections.rfm.octants.iter().filter(|row| highs(row)[0]);
        assert_eq!(recent.map(|row| row.customers.part).sum::<u64>(), 2);
        assert_eq!(sections.rfm.scores.as_ref().unwrap().axes[0].customers, [0, 0, 0, 2, 0]);
    });
}

#[test]
fn no_repeat() {
    let rows = [("ann", "2024-01-01"), ("bob", "2024-02-01"), ("cy", "2024-03-31")];
    let rows = rows.map(|(key, day)| Row::new(key, day, 100));
    under_all_settings(&rows, |sections| {
        assert_eq!(sections.overview.repeat_customers.rate(), Some(0.0));
        assert_eq!(sections.overview.repeat_revenue, Money::ZERO);
        assert!(sections.overview.series.iter().all(|period| period.existing_customers == 0));
        let cells = sections.retention.cohorts.iter().flat_map(|cohort| &cohort.cells);
        assert!(cells.map(|cell| cell.retained.rate()).all(|rate| rate == Some(0.0)));
        assert!(sections.retention.curve.iter().all(|point| point.retained.part == 0));
        assert!(sections.activity.periods.iter().all(|period| period.returning + period.reactivated == 0));
        assert!(sections.rates.rates.iter().all(|rate| rate.share.is_none_or(|share| share == 0.0)));
        assert_eq!(sections.repurchase.repeat_revenue_share, Some(0.0));
        assert_no_gaps(sections);
    });
}

#[test]
fn nothing_paid() {
    let rows = [("ann", "2024-01-01", 0), ("ann", "2024-02-01", 0), ("bob", "2024-02-01", 0)];
    let rows = rows.map(|(key, day, cents)| Row::new(key, day, cents));
    under_all_settings(&rows, |sections| {
        assert_eq!(sections.repurchase.repeat_revenue_share, None);
        assert!(sections.rfm.octants.iter().all(|row| row.revenue_share.is_none()));
        let scores = sections.rfm.scores.as_ref().unwrap();
        assert!(scores.cells.iter().all(|cell| cell.revenue_share.is_none()));
        assert!(scores.segments.iter().all(|row| row.revenue_share.is_none()));
        assert!(sections.rfm.octants.iter().all(|row| !highs(row)[2] || row.customers.part == 0));
    });
}

#[test]
fn a_first_period_that_begins_before_the_file_is_marked_and_stays() {
    let rows = [("ann", "2024-01-15"), ("ann", "2024-02-15"), ("bob", "2024-02-29")];
    let rows = rows.map(|(key, day)| Row::new(key, day, 100));
    let sections = sections(&rows, &Settings::default());
    let marks: Vec<bool> = sections.overview.series.iter().map(|period| period.cut_at_start).collect();
    assert_eq!(marks, [true, false]);
    assert!(sections.retention.cohorts[0].cut_at_start && !sections.retention.cohorts[1].cut_at_start);
    assert_eq!(sections.retention.curve[0].retained.part, 1);
    assert!(sections.repurchase.periods[0].cut_at_start);
}

#[test]
fn a_matrix_of_days_over_years_stays_small() {
    let rows = [Row::new("ann", "2014-01-01", 100), Row::new("ann", "2024-01-01", 100)];
    let settings = Settings { period: PeriodKind::Day, ..Settings::default() };
    let sections = sections(&rows, &settings);
    assert_eq!(sections.retention.cohorts[0].cells.len(), 120);
    assert_eq!(sections.overview.series.len(), 3_653);
}

#[test]
fn an_as_of_day_in_the_far_future_stays_small() {
    let rows = [Row::new("ann", "2024-01-01", 100)];
    for as_of in [day_of("9999-12-31"), Day(i32::MAX)] {
        let settings = Settings { as_of: Some(as_of), period: PeriodKind::Day, ..Settings::default() };
        let window = sections(&rows, &settings).overview.window.unwrap();
        assert_eq!(window.as_of.days_since(window.first_day), 3_660);
    }
    let settings = Settings { as_of: Some(Day(i32::MIN)), ..Settings::default() };
    assert_eq!(sections(&rows, &settings).overview.window, None);
}
