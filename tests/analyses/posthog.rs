//! PostHog's retention fixtures (MIT) and one of openretailscience: small matrices written by other people.
//!
//! PostHog's "recurring" matrix lists in row c everybody active in period c, whether for the first time or
//! not. Ours lists a customer once. Row c is therefore compared with our first cohort of the events from
//! period c on: with what came before left out, everybody active in c is there for the first time.
//!
//! Its "first time" fixture starts people by one kind of event and counts their returns by another. A shop has
//! one kind, so the first start and the returns stand as orders.
//!
//! Not comparable with what exists here: hours (no such period).

use huitou::analysis::Settings;
use huitou::analysis::retention::{Cohort, Retention, RetentionMode};
use huitou::report::{Report, Section};
use huitou::time::{Period, PeriodKind};
use serde_json::Value;

use super::rows::{Row, day_of, oracle, orders};

fn fixtures() -> Vec<Value> {
    let text = oracle("posthog_retention/fixtures.json");
    text.map_or_else(Vec::new, |text| serde_json::from_str(&text).unwrap())
}

fn kind(fixture: &Value) -> Option<PeriodKind> {
    match fixture["period"].as_str()? {
        "day" => Some(PeriodKind::Day),
        "week_mon" => Some(PeriodKind::Week),
        "week_sun" => Some(PeriodKind::SundayWeek),
        "month" => Some(PeriodKind::Month),
        _ => None,
    }
}

fn events(fixture: &Value, name: &str) -> Vec<Row> {
    let pair = |event: &Value| Row::new(event[0].as_str().unwrap(), event[1].as_str().unwrap(), 100);
    fixture[name].as_array().unwrap().iter().map(pair).collect()
}

fn expected(fixture: &Value) -> Vec<Vec<u64>> {
    serde_json::from_value(fixture["expected"].clone()).unwrap()
}

fn first_period(fixture: &Value, kind: PeriodKind) -> Period {
    let text = fixture["first_period"].as_str().unwrap();
    let period = Period::of(day_of(text), kind);
    assert_eq!(period.first_day().to_string(), text);
    period
}

fn retention(rows: &[Row], period: PeriodKind, until: Period) -> Retention {
    retention_by(RetentionMode::Period, rows, period, until)
}

fn retention_by(retention: RetentionMode, rows: &[Row], period: PeriodKind, until: Period) -> Retention {
    let settings = Settings { as_of: Some(until.last_day()), period, retention, ..Settings::default() };
    Report::of(&orders(rows), &settings, &[Section::Retention]).results.retention.unwrap()
}

/// The row of one period; all zeros where it founded no cohort.
fn row_of(retention: &Retention, period: Period, length: usize) -> Vec<u64> {
    let row = |cohort: &Cohort| {
        let cells = cohort.cells.iter().map(|cell| cell.retained.part);
        std::iter::once(cohort.size).chain(cells).collect()
    };
    retention.cohorts.iter().find(|cohort| cohort.period() == Some(period)).map_or(vec![0; length], row)
}

#[test]
fn recurring_matrices_by_day_week_and_month() {
    let mut compared = 0;
    let all = fixtures();
    for fixture in all.iter().filter(|fixture| fixture["mode"] == "recurring_exact") {
        let Some(kind) = kind(fixture) else { continue };
        let (events, expected) = (events(fixture, "events"), expected(fixture));
        let first = first_period(fixture, kind);
        let last = first.plus(expected.len() as i32 - 1);
        for (step, expected) in (0..).zip(&expected) {
            let period = first.plus(step);
            let rows: Vec<Row> = events.iter().filter(|row| row.day >= period.first_day()).cloned().collect();
            let retention = retention(&rows, kind, last);
            assert_eq!(&row_of(&retention, period, expected.len()), expected, "{} {period}", fixture["name"]);
        }
        compared += 1;
    }
    assert!(compared == 4 || all.is_empty(), "{compared}");
}

#[test]
fn rolling_matrix_is_on_or_after() {
    let all = fixtures();
    let rolling: Vec<_> = all.iter().filter(|fixture| fixture["mode"] == "recurring_on_or_after").collect();
    assert!(rolling.len() == 1 || all.is_empty());
    for fixture in rolling {
        let (events, expected) = (events(fixture, "events"), expected(fixture));
        let first = first_period(fixture, PeriodKind::Day);
        let last = first.plus(expected.len() as i32 - 1);
        for (step, expected) in (0..).zip(&expected) {
            let period = first.plus(step);
            let rows: Vec<Row> = events.iter().filter(|row| row.day >= period.first_day()).cloned().collect();
            let retention = retention_by(RetentionMode::OnOrAfter, &rows, PeriodKind::Day, last);
            assert_eq!(&row_of(&retention, period, expected.len()), expected, "{period}");
        }
    }
}

#[test]
fn first_time_matrix() {
    let all = fixtures();
    for fixture in all.iter().filter(|fixture| fixture["mode"] == "first_time_exact") {
        let mut starts = events(fixture, "start_events");
        starts.sort_by_key(|row| (row.customer.clone(), row.day));
        starts.dedup_by_key(|row| row.customer.clone());
        let rows = [starts, events(fixture, "events")].concat();
        let expected = expected(fixture);
        let first = first_period(fixture, PeriodKind::Day);
        let retention = retention(&rows, PeriodKind::Day, first.plus(expected.len() as i32 - 1));
        for (step, expected) in (0..).zip(expected) {
            assert_eq!(row_of(&retention, first.plus(step), expected.len()), expected);
        }
    }
}

#[test]
fn openretailscience_months() {
    let Some(text) = oracle("small_fixtures/fixtures.json") else { return };
    let fixtures: Value = serde_json::from_str(&text).unwrap();
    let fixture = &fixtures["openretailscience_cohort_month"];
    let row = |t: &Value| Row::new(&t[0].to_string(), t[1].as_str().unwrap(), 100);
    let rows: Vec<Row> = fixture["transactions"].as_array().unwrap().iter().map(row).collect();
    // It counts orders, and here each customer has at most one a month. Its columns go on past the data.
    let expected = &fixture["expected_unique_spend_values_by_cohort_month"];
    let last = Period::of(day_of("2023-08-31"), PeriodKind::Month);
    let retention = retention(&rows, PeriodKind::Month, last);
    for (name, values) in
        expected["rows"].as_array().unwrap().iter().zip(expected["values"].as_array().unwrap())
    {
        let values: Vec<u64> = serde_json::from_value(values.clone()).unwrap();
        let period = Period::of(day_of(&format!("{}-01", name.as_str().unwrap())), PeriodKind::Month);
        assert_eq!(row_of(&retention, period, 4)[..4], values, "{name}");
    }
}
