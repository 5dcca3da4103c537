//! What holds for every shop: random orders, against the definitions read word for word.

use std::collections::{BTreeMap, BTreeSet};

use huitou::analysis::retention::{CohortMeasure, DoubtfulCohorts, RetentionMode};
use huitou::analysis::rfm::{GroupRow, Measure, Rfm};
use huitou::analysis::{CountBy, Settings, Split};
use huitou::money::Money;
use huitou::report::{Report, Results};
use huitou::time::{Day, Period, PeriodKind};
use proptest::prelude::*;

use crate::analyses::rows::{Row, highs as sides, orders};

fn any_row() -> impl Strategy<Value = Row> {
    // Few customers and days, so that ties, repeats and anonymous orders are common; some amounts are huge.
    let customer = prop_oneof![1 => Just(String::new()), 8 => (0..9).prop_map(|n| format!("c{n}"))];
    let cents = prop_oneof![8 => -300..3_000_i64, 1 => Just(0_i64), 1 => 0..1_i64 << 46];
    (customer, 19_700..19_900, cents).prop_map(|(customer, day, cents)| Row {
        customer,
        day: Day(day),
        cents,
    })
}

pub fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(any_row(), 0..60)
}

pub fn any_settings() -> impl Strategy<Value = Settings> {
    let period = prop::sample::select(vec![
        PeriodKind::Day,
        PeriodKind::Week,
        PeriodKind::SundayWeek,
        PeriodKind::Month,
        PeriodKind::Quarter,
        PeriodKind::Year,
    ]);
    let count_by = prop::sample::select(vec![CountBy::Orders, CountBy::Days]);
    let split = prop::sample::select(vec![Split::Mean, Split::Median]);
    let as_of = prop::option::of((19_690..19_950).prop_map(Day));
    (as_of, period, count_by, split).prop_map(|(as_of, period, count_by, split)| Settings {
        as_of,
        period,
        count_by,
        split,
        ..Settings::default()
    })
}

fn any_mode() -> impl Strategy<Value = RetentionMode> {
    prop::sample::select(vec![
        RetentionMode::Period,
        RetentionMode::OnOrAfter,
        RetentionMode::Cumulative,
        RetentionMode::Day,
        RetentionMode::Bracket,
        RetentionMode::AgeMonth,
    ])
}

pub fn results(rows: &[Row], settings: &Settings) -> Results {
    Report::of(&orders(rows), settings, &[]).results
}

fn json(results: &Results) -> String {
    serde_json::to_string(results).unwrap()
}

/// The known customers' days, ascending, and amounts up to the as-of day.
fn by_customer(rows: &[Row], as_of: Day) -> BTreeMap<&str, (Vec<Day>, i64)> {
    let mut customers: BTreeMap<&str, (Vec<Day>, i64)> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.customer.is_empty() && row.day <= as_of) {
        let (days, total) = customers.entry(&row.customer).or_default();
        days.push(row.day);
        *total += row.cents;
    }
    customers.values_mut().for_each(|(days, _)| days.sort());
    customers
}

fn as_of(rows: &[Row], settings: &Settings) -> Day {
    settings.as_of.or(rows.iter().map(|row| row.day).max()).unwrap_or(Day(0))
}

fn purchases(days: &[Day], count_by: CountBy) -> u64 {
    match count_by {
        CountBy::Orders => days.len() as u64,
        CountBy::Days => days.iter().collect::<BTreeSet<_>>().len() as u64,
    }
}

fn measures(rows: &[Row], settings: &Settings) -> Vec<[i128; 3]> {
    let as_of = as_of(rows, settings);
    let of = |(days, total): (Vec<Day>, i64)| {
        let recency = as_of.days_since(*days.last().unwrap());
        [recency.into(), purchases(&days, settings.count_by).into(), total.into()]
    };
    by_customer(rows, as_of).into_values().map(of).collect()
}

/// Which customers are high in the n-th measure, with the cut as a fraction.
fn highs(measures: &[[i128; 3]], n: usize, split: Split) -> Vec<bool> {
    let mut sorted: Vec<i128> = measures.iter().map(|values| values[n]).collect();
    sorted.sort();
    let count = sorted.len();
    let (numerator, denominator) = match split {
        Split::Mean => (sorted.iter().sum::<i128>(), count as i128),
        Split::Median => (sorted[(count - 1) / 2] + sorted[count / 2], 2),
    };
    let is_high = |value: i128| {
        let (value, cut) = (value * denominator, numerator);
        if n == 0 { value < cut || value == 0 } else { value > cut }
    };
    measures.iter().map(|values| is_high(values[n])).collect()
}

proptest! {
    #[test]
    fn permuted_rows_give_the_same_results(
        (rows, shuffled) in any_rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        settings in any_settings(),
    ) {
        prop_assert_eq!(json(&results(&rows, &settings)), json(&results(&shuffled, &settings)));
    }

    #[test]
    fn an_as_of_day_is_the_same_as_dropping_later_orders(rows in any_rows(), settings in any_settings()) {
        let cut = as_of(&rows, &settings);
        let settings = Settings { as_of: Some(cut), ..settings };
        let kept: Vec<Row> = rows.iter().filter(|row| row.day <= cut).cloned().collect();
        let all = Results { span: None, has_customers: true, ..results(&rows, &settings) };
        let earlier = Results { span: None, has_customers: true, ..results(&kept, &settings) };
        prop_assert_eq!(json(&all), json(&earlier));
    }

    #[test]
    fn cohorts_partition_the_customers_and_cells_follow_the_definition(
        rows in any_rows(), settings in any_settings(),
    ) {
        let as_of = as_of(&rows, &settings);
        let customers = by_customer(&rows, as_of);
        let kind = settings.period;
        let keep = Settings { doubtful_cohorts: DoubtfulCohorts::Keep, ..settings };
        let retention = results(&rows, &keep).retention.unwrap();
        let sizes: u64 = retention.cohorts.iter().map(|cohort| cohort.size).sum();
        prop_assert_eq!(sizes, customers.len() as u64);
        for cohort in &retention.cohorts {
            let members: Vec<_> =
                customers.values().filter(|(days, _)| Period::of(days[0], kind) == cohort.period().unwrap()).collect();
            prop_assert_eq!(cohort.size, members.len() as u64);
            let until = Period::of(as_of, kind).steps_since(cohort.period().unwrap()).min(120);
            prop_assert_eq!(cohort.cells.len() as i32, until);
            for cell in &cohort.cells {
                let period = cohort.period().unwrap().plus(cell.offset as i32);
                let is_back = |days: &[Day]| days.iter().any(|day| Period::of(*day, kind) == period);
                let back = members.iter().filter(|(days, _)| is_back(days)).count() as u64;
                prop_assert_eq!((cell.retained.part, cell.retained.whole), (back, cohort.size));
                prop_assert_eq!(cell.complete, period.last_day() <= as_of);
            }
        }
        for point in &retention.curve {
            let cells = retention.cohorts.iter().flat_map(|cohort| &cohort.cells);
            let at: Vec<_> = cells.filter(|cell| cell.offset == point.offset && cell.complete).collect();
            prop_assert_eq!(point.cohorts as usize, at.len());
            prop_assert_eq!(point.retained.part, at.iter().map(|cell| cell.retained.part).sum::<u64>());
            prop_assert_eq!(point.retained.whole, at.iter().map(|cell| cell.retained.whole).sum::<u64>());
        }
    }

    #[test]
    fn every_mode_of_retention_follows_the_definition(
        rows in any_rows(), settings in any_settings(), mode in any_mode(),
    ) {
        let as_of = as_of(&rows, &settings);
        let customers = by_customer(&rows, as_of);
        let kind = settings.period;
        let retention =
            results(&rows, &Settings { retention: mode, measure: CohortMeasure::Orders, ..settings }).retention.unwrap();
        for cohort in &retention.cohorts {
            let period = cohort.period().unwrap();
            let members: Vec<&Vec<Day>> =
                customers.values().map(|(days, _)| days).filter(|days| Period::of(days[0], kind) == period).collect();
            for cell in &cohort.cells {
                let at = Period::of(period.first_day(), kind).plus(cell.offset as i32);
                let span = retention.spans.get(cell.offset as usize - 1);
                let age = |days: &[Day], day: Day| day.days_since(days[0]) as u32;
                let counts = |days: &[Day], day: Day| match (mode, span) {
                    (RetentionMode::OnOrAfter, _) => Period::of(day, kind) >= at,
                    (RetentionMode::Cumulative, _) => Period::of(day, kind) <= at,
                    (_, Some([from, to])) => (*from..=*to).contains(&age(days, day)),
                    _ => Period::of(day, kind) == at,
                };
                let end = |days: &[Day]| span.map_or(days[0], |span| days[0].plus(span[1] as i32));
                let observed = || members.iter().filter(|days| end(days) <= as_of);
                let skipped = usize::from(mode == RetentionMode::Cumulative);
                let retained = observed().filter(|days| days.iter().skip(skipped).any(|day| counts(days, *day)));
                prop_assert_eq!(cell.retained.whole, observed().count() as u64);
                prop_assert_eq!(cell.retained.part, retained.count() as u64);
                let orders = observed().flat_map(|days| days.iter().filter(|day| counts(days, **day)));
                prop_assert_eq!(cell.sums.unwrap().orders, orders.count() as u64);
                let last = span.map_or(at.last_day(), |span| period.last_day().plus(span[1] as i32));
                prop_assert_eq!(cell.complete, last <= as_of);
            }
        }
    }

    #[test]
    fn activity_follows_the_definition(rows in any_rows(), settings in any_settings()) {
        let customers = by_customer(&rows, as_of(&rows, &settings));
        let periods = results(&rows, &settings).activity.unwrap().periods;
        let kind = settings.period;
        let with_order = |period: Period| -> BTreeSet<&str> {
            let is_in = |days: &[Day]| days.iter().any(|day| Period::of(*day, kind) == period);
            customers.iter().filter(|(_, (days, _))| is_in(days)).map(|(key, _)| *key).collect()
        };
        let share = |part: usize, whole: usize| (part as u64, whole as u64);
        for (at, found) in periods.iter().enumerate() {
            let [now, last, first] = [0, -1, -2].map(|step| with_order(found.period.plus(step)));
            let is_new = |key: &&&str| Period::of(customers[**key].0[0], kind) == found.period;
            prop_assert_eq!(found.new, now.iter().filter(is_new).count() as u64);
            prop_assert_eq!(found.returning, now.intersection(&last).count() as u64);
            prop_assert_eq!(found.active(), now.len() as u64);
            let next = if at < 1 { (0, 0) } else { share(now.intersection(&last).count(), last.len()) };
            prop_assert_eq!((found.next.part, found.next.whole), next);
            let both: BTreeSet<&str> = first.union(&last).copied().collect();
            let two = if at < 2 { (0, 0) } else { share(now.intersection(&both).count(), both.len()) };
            prop_assert_eq!((found.two.part, found.two.whole), two);
            let later: BTreeSet<&str> = now.union(&last).copied().collect();
            let from = if at < 2 { (0, 0) } else { share(first.intersection(&later).count(), first.len()) };
            prop_assert_eq!((found.two_from.part, found.two_from.whole), from);
        }
    }

    #[test]
    fn repurchase_follows_the_definition(rows in any_rows(), settings in any_settings()) {
        let customers = by_customer(&rows, as_of(&rows, &settings));
        let results = results(&rows, &settings);
        let (repurchase, overview) = (results.repurchase.unwrap(), results.overview.unwrap());
        let twice = customers.values().filter(|(days, _)| purchases(days, settings.count_by) >= 2).count();
        prop_assert_eq!((repurchase.rate.part, repurchase.rate.whole), (twice as u64, customers.len() as u64));
        prop_assert_eq!(overview.repeat_customers, repurchase.rate);
        prop_assert_eq!(overview.repeat_revenue, repurchase.repeat_revenue);

        let rows_sum: u64 = repurchase.distribution.iter().map(|row| row.customers.part).sum();
        prop_assert_eq!(rows_sum, customers.len() as u64);
        let of_orders: u64 = repurchase.distribution.iter().map(|row| row.orders).sum();
        prop_assert_eq!(of_orders, repurchase.customer_orders);
        let revenue: Money = repurchase.distribution.iter().map(|row| row.revenue).sum();
        prop_assert_eq!(revenue, repurchase.customer_revenue);
        prop_assert_eq!(revenue + overview.anonymous_revenue, overview.revenue);

        for period in &repurchase.periods {
            let inside = |days: &[Day]| -> Vec<Day> {
                days.iter().copied().filter(|day| Period::of(*day, settings.period) == period.period).collect()
            };
            let counts = customers.values().map(|(days, _)| purchases(&inside(days), settings.count_by));
            let active: Vec<u64> = counts.filter(|count| *count > 0).collect();
            let twice = active.iter().filter(|count| **count >= 2).count();
            prop_assert_eq!((period.rate.part, period.rate.whole), (twice as u64, active.len() as u64));
        }
    }

    #[test]
    fn overview_series_adds_up(rows in any_rows(), settings in any_settings()) {
        let overview = results(&rows, &settings).overview.unwrap();
        let series = &overview.series;
        prop_assert_eq!(series.iter().map(|period| period.orders).sum::<u64>(), overview.orders);
        prop_assert_eq!(series.iter().map(|period| period.revenue).sum::<Money>(), overview.revenue);
        prop_assert_eq!(series.iter().map(|period| period.new_customers).sum::<u64>(), overview.customers);
        for pair in series.windows(2) {
            prop_assert_eq!(pair[1].period, pair[0].period.plus(1));
        }
        let customers = by_customer(&rows, as_of(&rows, &settings));
        for period in series {
            let is_inside = |day: &Day| Period::of(*day, settings.period) == period.period;
            let existing = |days: &[Day]| !is_inside(&days[0]) && days.iter().any(is_inside);
            let count = customers.values().filter(|(days, _)| existing(days)).count() as u64;
            prop_assert_eq!(period.existing_customers, count);
        }
    }

    #[test]
    fn octants_follow_the_definition(rows in any_rows(), settings in any_settings()) {
        let rfm = results(&rows, &settings).rfm.unwrap();
        let measures = measures(&rows, &settings);
        prop_assert_eq!(rfm.customers, measures.len() as u64);
        if measures.is_empty() {
            return Ok(());
        }
        let [r, f, m] = [0, 1, 2].map(|n| highs(&measures, n, settings.split));
        for row in &rfm.octants {
            let is_inside = |i: &usize| [r[*i], f[*i], m[*i]] == sides(row);
            let inside: Vec<usize> = (0..measures.len()).filter(is_inside).collect();
            prop_assert_eq!(row.customers.part, inside.len() as u64);
            let revenue: i128 = inside.iter().map(|i| measures[*i][2]).sum();
            prop_assert_eq!(i128::from(row.revenue.0), revenue);
        }
        prop_assert_eq!(rfm.octants.iter().map(|row| row.customers.part).sum::<u64>(), rfm.customers);
        prop_assert_eq!(rfm.octants.iter().map(|row| row.revenue).sum::<Money>(), rfm.revenue);
    }

    #[test]
    fn scores_follow_the_definition(rows in any_rows(), settings in any_settings()) {
        let rfm = results(&rows, &settings).rfm.unwrap();
        let measures = measures(&rows, &settings);
        let Some(scores) = rfm.scores else {
            prop_assert!(measures.is_empty());
            return Ok(());
        };
        let score = |of: &[i128; 3], n: usize| {
            let is_worse = |other: &&[i128; 3]| if n == 0 { other[n] > of[n] } else { other[n] < of[n] };
            let score = 1 + 5 * measures.iter().filter(is_worse).count() / measures.len();
            // Who ordered on the as-of day has not stayed away.
            if n == 0 && of[n] == 0 { score.max(4) } else { score }
        };
        for (n, axis) in scores.axes.iter().enumerate() {
            for (at, members) in axis.customers.iter().enumerate() {
                let expected = measures.iter().filter(|of| score(of, n) == at + 1).count();
                prop_assert_eq!(*members, expected as u64);
            }
        }
        for cell in &scores.cells {
            let is_inside = |of: &&[i128; 3]| {
                score(of, 0) == usize::from(cell.recency) && score(of, 1) == usize::from(cell.frequency)
            };
            let inside: Vec<_> = measures.iter().filter(is_inside).collect();
            prop_assert_eq!(cell.customers.part, inside.len() as u64);
            prop_assert_eq!(i128::from(cell.revenue.0), inside.iter().map(|of| of[2]).sum::<i128>());
        }
        prop_assert_eq!(scores.segments.iter().map(|row| row.revenue).sum::<Money>(), rfm.revenue);
    }

    #[test]
    fn gaps_and_funnel_follow_the_definition(rows in any_rows(), settings in any_settings()) {
        let results = results(&rows, &settings);
        let (cycle, repurchase) = (results.cycle.unwrap(), results.repurchase.unwrap());
        let customers = by_customer(&rows, as_of(&rows, &settings));
        let gap = |pair: &[Day]| pair[1].days_since(pair[0]);
        let distinct = |days: &[Day]| days.iter().copied().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        let gaps: Vec<i32> =
            customers.values().flat_map(|(days, _)| distinct(days).windows(2).map(gap).collect::<Vec<_>>()).collect();
        prop_assert_eq!(cycle.gaps, gaps.len() as u64);
        prop_assert_eq!(cycle.brackets.iter().map(|bracket| bracket.gaps).sum::<u64>(), cycle.gaps);
        for bracket in &cycle.brackets {
            let lies_in = |days: &&i32| {
                **days >= bracket.from_days as i32 && bracket.to_days.is_none_or(|to| **days <= to as i32)
            };
            prop_assert_eq!(bracket.gaps, gaps.iter().filter(lies_in).count() as u64);
        }
        for row in &repurchase.funnel {
            let n = row.purchase as usize;
            let purchases = |days: &[Day]| match settings.count_by {
                CountBy::Orders => days.to_vec(),
                CountBy::Days => distinct(days),
            };
            let reached: Vec<Vec<Day>> =
                customers.values().map(|(days, _)| purchases(days)).filter(|days| days.len() >= n).collect();
            prop_assert_eq!(row.customers.part, reached.len() as u64);
            prop_assert_eq!(row.next.part, reached.iter().filter(|days| days.len() > n).count() as u64);
            let mut steps: Vec<i32> =
                reached.iter().filter(|_| n > 1).map(|days| gap(&days[n - 2..n])).collect();
            steps.sort();
            let median = steps.get(steps.len() / 2).map(|upper| f64::from(upper + steps[(steps.len() - 1) / 2]) / 2.0);
            prop_assert_eq!(row.median_days, median);
        }
    }

    #[test]
    fn pictures_agree_with_the_octants(rows in any_rows(), settings in any_settings()) {
        check_pictures(&results(&rows, &settings).rfm.unwrap())?;
    }
}

/// The two measures of each picture, as positions in R, F, M.
const PICTURES: [(usize, usize); 3] = [(0, 1), (1, 2), (0, 2)];

fn check_pictures(rfm: &Rfm) -> Result<(), TestCaseError> {
    let measures = [Measure::Recency, Measure::Frequency, Measure::Monetary];
    for ((x, y), picture) in PICTURES.into_iter().zip(&rfm.quadrants) {
        prop_assert_eq!((picture.x.measure, picture.y.measure), (measures[x], measures[y]));
        for cell in &picture.cells {
            let inside = |row: &&GroupRow| sides(row)[x] == cell.x_high && sides(row)[y] == cell.y_high;
            let octants = || rfm.octants.iter().filter(inside);
            prop_assert_eq!(cell.customers.part, octants().map(|row| row.customers.part).sum::<u64>());
            prop_assert_eq!(cell.revenue, octants().map(|row| row.revenue).sum::<Money>());

            // Every bin lies in one quadrant, so the bins of a quadrant add up to it.
            let is_high = |measure, bin: u32, edge: u32| (bin < edge) == (measure == Measure::Recency);
            let bins = || {
                picture.bins.iter().filter(|bin| {
                    is_high(picture.x.measure, bin.x, picture.x.cut_edge) == cell.x_high
                        && is_high(picture.y.measure, bin.y, picture.y.cut_edge) == cell.y_high
                })
            };
            prop_assert_eq!(bins().map(|bin| bin.customers).sum::<u64>(), cell.customers.part);
            prop_assert_eq!(bins().map(|bin| bin.revenue).sum::<Money>(), cell.revenue);
        }
        prop_assert_eq!(picture.bins.iter().map(|bin| bin.customers).sum::<u64>(), rfm.customers);
        for axis in [&picture.x, &picture.y] {
            prop_assert!((1..=30).contains(&axis.edges.len()), "{axis:?}");
            prop_assert!(axis.edges.is_sorted_by(|a, b| a < b), "{axis:?}");
        }
    }
    Ok(())
}
