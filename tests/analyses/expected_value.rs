//! The models of expected value.
//!
//! Origin of the expected values: "published" = stated by the authors of the models or asserted by lifetimes 0.11.3;
//! "lifetimes" = computed with it from the same file (the oracles' README).

use std::collections::BTreeMap;

use huitou::analysis::expected_value::{ExpectedValue, Fitting, Forecast, Refusal, judged};
use huitou::analysis::rfm::{CustomerGroup, Octant};
use huitou::analysis::{Basis, Settings};
use huitou::money::Currency;
use huitou::order::Orders;
use huitou::report::{Answers, Audience, Report, Section};
use huitou::stats::drop_out::{Model, Parameters, Track};
use huitou::stats::gamma_gamma::GammaGamma;
use huitou::time::Day;
use huitou::view::{self, AudienceWish, Lang};

use super::rows::{Row, cdnow, day_of, oracle, orders};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");
const START: Parameters = [1.0, 10.0, 1.0, 10.0];

/// What was seen of each customer up to a day, and what was paid on repeat days, made here by other means.
fn seen(rows: &[Row], end: Day, unit: f64) -> Vec<(Track, i64)> {
    let mut days: BTreeMap<&str, BTreeMap<Day, i64>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.day <= end) {
        *days.entry(&row.customer).or_default().entry(row.day).or_default() += row.cents;
    }
    let track = |days: &BTreeMap<Day, i64>| {
        let (first, last) = (*days.keys().next().unwrap(), *days.keys().last().unwrap());
        let time = |day: Day| f64::from(day.days_since(first)) / unit;
        let track = Track { repeats: days.len() as u32 - 1, last: time(last), watched: time(end) };
        (track, days.values().skip(1).sum())
    };
    days.values().map(track).collect()
}

fn each_once(seen: &[(Track, i64)]) -> Vec<(Track, f64)> {
    seen.iter().map(|(track, _)| (*track, 1.0)).collect()
}

fn assert_near(found: &[f64], expected: &[f64], relative: f64) {
    assert_eq!(found.len(), expected.len());
    for (found_one, one) in found.iter().zip(expected) {
        assert!((found_one - one).abs() <= relative * one.abs(), "{found:?} is not {expected:?}");
    }
}

#[test]
fn cdnow_models_as_published() {
    // lifetimes, whose values are the published ones to all digits that were published.
    let known = [
        (Model::BgNbd, [0.24259454, 4.41360248, 0.79292184, 2.42590640], -9582.429207),
        (Model::MbgNbd, [0.52484309, 6.18308462, 0.89135952, 1.61400273], -9582.135716),
        (Model::ParetoNbd, [0.55327702, 10.57768296, 0.60623987, 11.66873185], -9594.976179),
    ];
    let tracks = each_once(&seen(&cdnow(SAMPLE, 2), day_of("1997-09-30"), 7.0));
    assert_eq!(tracks.len(), 2_357);
    for (model, parameters, likelihood) in known {
        // From two starts, one of them far away.
        for start in [START, [0.1, 0.1, 0.1, 0.1]] {
            let found = model.fit(&tracks, &start);
            assert_near(&found, &parameters, 1e-3);
            let sum: f64 = tracks.iter().map(|(track, _)| model.log_likelihood(&found, track)).sum();
            assert!((sum - likelihood).abs() < 1e-3, "{model:?}: {sum}");
        }
    }
    let one = Track { repeats: 2, last: 30.43, watched: 38.86 };
    let (model, parameters, _) = known[0];
    // 1.226 is published, the rest lifetimes.
    assert_near(&[model.expected(&parameters, &one, 39.0)], &[1.2259109], 1e-5);
    assert_near(&[model.alive(&parameters, &one)], &[0.7266094], 1e-5);
    // Published (Fader and Hardie's note on Pareto/NBD).
    let (many, (model, parameters, _)) = (Track { repeats: 26, last: 30.86, watched: 31.0 }, known[2]);
    assert!((model.expected(&parameters, &many, 52.0) - 25.46).abs() < 0.005);
    assert!((model.alive(&parameters, &many) - 0.9979).abs() < 5e-5);
}

#[test]
fn cdnow_amounts_as_published() {
    let seen = seen(&cdnow(SAMPLE, 2), day_of("1997-09-30"), 7.0);
    let paid = seen.iter().filter(|(track, paid)| track.repeats > 0 && *paid > 0);
    let means: Vec<(u32, f64)> =
        paid.map(|(track, paid)| (track.repeats, *paid as f64 / 100.0 / f64::from(track.repeats))).collect();
    let found = GammaGamma::fit(&means).unwrap();
    // lifetimes and CLVTools from the summary, whose means are rounded to cents: 6.25, 3.74, 15.44.
    assert_near(&[found.p, found.q, found.v], &[6.249572, 3.74422463, 15.4435213], 2e-3);
    let sum: f64 = means.iter().map(|(repeats, mean)| found.log_likelihood(*repeats, *mean)).sum();
    assert!((sum + 4055.92).abs() < 0.05, "{} repeaters: {sum}", means.len());
    // Published: expected spend of the first ten customers, from their rounded means.
    let published = GammaGamma { p: 6.25, q: 3.74, v: 15.44 };
    let first = [(2, 22.35), (1, 11.77), (0, 0.0)].map(|(repeats, mean)| published.expected(repeats, mean));
    for (found, expected) in first.iter().zip([24.65, 18.91, 35.17]) {
        assert!((found - expected).abs() < 0.1, "{first:?}");
    }
}

#[test]
fn lifetimes_example() {
    let Some(text) = oracle("lifetimes_example/example_transactions.csv") else { return };
    let rows: Vec<Row> = text
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(day, id)| Row::new(id, day, 100))
        .collect();
    let end = rows.iter().map(|row| row.day).max().unwrap();
    let found = Model::BgNbd.fit(&each_once(&seen(&rows, end, 1.0)), &START);
    // Published with two decimals.
    for (found, expected) in found.iter().zip([0.16, 1.86, 1.85, 3.18]) {
        assert!((found - expected).abs() < 0.01, "{found} is not {expected}");
    }
    for (id, expected) in
        ["0", "1", "2", "3", "4"].iter().zip([0.016053, 0.021171, 0.030461, 0.031686, 0.001607])
    {
        let own: Vec<Row> = rows.iter().filter(|row| row.customer == *id).cloned().collect();
        let track = seen(&own, end, 1.0)[0].0;
        let days = Model::BgNbd.expected(&found, &track, 30.0);
        assert!((days - expected).abs() < 2e-4, "customer {id}: {days}");
    }
}

#[test]
fn cdnow_hold_out() {
    let orders = orders(&cdnow(SAMPLE, 2));
    let settings = Settings::default();
    let basis = Basis::of(&orders, &settings, None);
    let (until, as_of) = (day_of("1997-09-30"), day_of("1998-06-30"));
    let (found, chosen) = judged(&basis.scope(&orders, &settings), until, as_of);
    assert_eq!((found.days, found.customers, found.order_days), (273, 2_357, 1_882));
    // lifetimes.
    let first = &found.models[0];
    assert_eq!(first.model, Model::BgNbd);
    assert_near(&[first.expected, first.rmse], &[1653.41, 1.607982], 1e-4);
    // The rows are all of it.
    assert_eq!(found.rows.iter().map(|row| row.order_days).sum::<u64>(), 1_882);
    assert_eq!(found.rows.iter().map(|row| row.customers).sum::<u64>(), 2_357);
    let taken =
        found.models.iter().find(|check| Some(check.model) == chosen.map(|(model, _)| model)).unwrap();
    assert_near(&[found.rows.iter().map(|row| row.expected).sum()], &[taken.expected], 1e-9);
}

fn section(orders: &Orders, settings: &Settings) -> ExpectedValue {
    let report = Report::of(orders, settings, &[Section::ExpectedValue]);
    // A NaN is written as null, which is no number when read again.
    serde_json::from_str::<Report>(&serde_json::to_string(&report).unwrap()).unwrap();
    report.results.expected_value.unwrap()
}

#[test]
fn what_is_fitted_elsewhere_is_what_is_fitted_here() {
    let orders = orders(&cdnow(SAMPLE, 2));
    // Those who first came before the window are not handed over.
    let from = Settings { from: Some(day_of("1997-01-20")), ..Settings::default() };
    for settings in [Settings::default(), from] {
        let mut answers = Answers::new(&orders);
        let numbers = answers.fitting(&orders, &settings).unwrap().into_numbers();
        let fitted = Fitting::from_numbers(&numbers).unwrap().fitted();
        answers.take_fitted(&settings, fitted);
        assert!(answers.fitting(&orders, &settings).is_none());
        let elsewhere = answers.answer(&orders, &settings, &[Section::ExpectedValue]).results.clone();
        assert!(answers.computed().is_empty());
        assert_eq!(elsewhere.expected_value.unwrap(), section(&orders, &settings));
        for some in [0, 3, 4, numbers.len() - 1] {
            assert!(Fitting::from_numbers(&numbers[..some]).is_none(), "{some} of {}", numbers.len());
        }
    }
}

#[test]
fn what_cannot_be_fitted_is_answered_without_a_fit() {
    for rows in [vec![], vec![Row::new("a", "2024-01-01", 100)]] {
        let (orders, settings) = (orders(&rows), Settings::default());
        let mut answers = Answers::new(&orders);
        assert!(answers.fitting(&orders, &settings).is_none());
        let found = answers.answer(&orders, &settings, &[Section::ExpectedValue]).results.clone();
        assert!(answers.computed().is_empty());
        assert_eq!(found.expected_value.unwrap(), section(&orders, &settings));
    }
}

#[test]
fn cdnow_forecast() {
    let found = section(&orders(&cdnow(SAMPLE, 2)), &Settings::default());
    assert_eq!((found.customers, found.refusal, found.history_days), (2_357, None, 546));
    let hold_out = found.hold_out.unwrap();
    assert_eq!((hold_out.days, hold_out.seen_until), (182, day_of("1997-12-30")));
    let forecast = found.forecast.unwrap();
    assert_eq!((forecast.every, forecast.rows.len()), (1, 7));
    assert_eq!(forecast.rows.iter().map(|row| row.customers).sum::<u64>(), 2_357);
    assert_eq!(forecast.rows[1..].iter().map(|row| row.customers).sum::<u64>(), found.repeat_customers);
    // Who has come back more often is expected more of, and each chance is one.
    let each: Vec<f64> = forecast.rows.iter().map(|row| row.order_days / row.customers as f64).collect();
    assert!(each.windows(2).all(|pair| pair[0] < pair[1]), "{each:?}");
    assert!(forecast.rows.iter().filter_map(|row| row.alive).all(|alive| (0.0..=1.0).contains(&alive)));
    assert_eq!(forecast.rows[0].alive.is_none(), forecast.model == Model::BgNbd);
    // The same once more by its definition, customer by customer.
    let (rows, as_of) = (cdnow(SAMPLE, 2), day_of("1998-06-30"));
    let spend = forecast.spend.unwrap();
    let (mut days, mut value) = (0.0, 0.0);
    for (track, paid) in seen(&rows, as_of, 7.0) {
        let own = forecast.model.expected(&forecast.parameters, &track, 365.0 / 7.0);
        let repeats = if paid > 0 { track.repeats } else { 0 };
        days += own;
        value += own * spend.expected(repeats, paid as f64 / f64::from(repeats.max(1)));
    }
    assert_near(&[forecast.rows.iter().map(|row| row.order_days).sum()], &[days], 1e-5);
    let found: i64 = forecast.rows.iter().map(|row| row.value.unwrap().0).sum();
    assert_near(&[found as f64], &[value], 1e-3);
}

/// Customers of whom all but some come every `gap` days for two years, the first ones on different days.
fn steady(customers: u32, gap: i32, cents: i64) -> Vec<Row> {
    let mut rows = Vec::new();
    for customer in 0..customers {
        let start = day_of("2022-01-01").plus((customer % 30) as i32);
        for visit in 0..700 / gap {
            rows.push(Row { customer: format!("c{customer:03}"), day: start.plus(visit * gap), cents });
        }
    }
    rows
}

#[test]
fn what_cannot_be_told_is_said() {
    let settings = Settings::default();
    for rows in [&[][..], &[Row::new("ann", "2024-01-01", 100)], &[Row::new("", "2024-01-01", 100)]] {
        let found = section(&orders(rows), &settings);
        assert_eq!((found.refusal, found.repeat_customers), (Some(Refusal::FewRepeats), 0));
        assert!(found.hold_out.is_none() && found.forecast.is_none());
    }
    let few = section(&orders(&steady(99, 35, 500)), &settings);
    assert_eq!((few.refusal, few.repeat_customers), (Some(Refusal::FewRepeats), 99));
    // Nobody ever stops.
    let steady_shop = section(&orders(&steady(120, 35, 500)), &settings);
    assert_eq!((steady_shop.refusal, steady_shop.cycle_days), (Some(Refusal::DropOutNotSeen), Some(35)));
    assert!(steady_shop.forecast.is_none() && steady_shop.hold_out.is_some());
    // 70 days are no three cycles of 35.
    let mut short = steady(120, 35, 500);
    short.retain(|row| row.day < day_of("2022-03-10"));
    assert_eq!(section(&orders(&short), &settings).refusal, Some(Refusal::ShortHistory));
    // Every order of the same amount: orders are told, value is not. Before the first order nothing is.
    let equal: Vec<Row> = cdnow(SAMPLE, 2).into_iter().map(|row| Row { cents: 700, ..row }).collect();
    let mut days = BTreeMap::new();
    equal.iter().for_each(|row| drop(days.insert((row.customer.clone(), row.day), row.clone())));
    let equal = orders(&days.into_values().collect::<Vec<_>>());
    let forecast = section(&equal, &settings).forecast.unwrap();
    assert!(
        forecast.spend.is_none()
            && forecast.rows.iter().all(|row| row.value.is_none() && row.order_days > 0.0)
    );
    let before = Settings { as_of: Some(day_of("1996-01-01")), ..settings };
    assert_eq!(section(&equal, &before).customers, 0);
}

#[test]
fn expected_repeats_by_integration() {
    // The posterior of the chance to stop integrated numerically (400,000 steps) over what is expected for each chance.
    let seen = |repeats, last| Track { repeats, last, watched: 30.0 };
    let known: [(Parameters, Track, f64, f64); 3] = [
        ([0.5, 6.0, 30.0, 90.0], seen(0, 0.0), 0.5720738772, 0.3154612557),
        ([0.5, 6.0, 30.0, 90.0], seen(3, 20.0), 1.3324299069, 1.3452103036),
        ([2.5, 6.0, 3000.0, 8000.0], seen(0, 0.0), 2.0684464120, 0.0607175357),
    ];
    for (parameters, track, bg, mbg) in known {
        let found = [Model::BgNbd, Model::MbgNbd].map(|model| model.expected(&parameters, &track, 52.0));
        assert_near(&found, &[bg, mbg], 1e-8);
    }
}

fn outlooks(list: &Audience) -> Vec<[f64; 3]> {
    list.outlooks.chunks_exact(3).map(|all| [all[0], all[1], all[2]]).collect()
}

#[test]
fn lists_tell_of_each_customer_what_the_forecast_adds_up() {
    let (orders, settings) = (orders(&cdnow(SAMPLE, 2)), Settings::default());
    let forecast = section(&orders, &settings).forecast.unwrap();
    let mut answers = Answers::new(&orders);
    let (mut customers, mut days, mut value) = (0, 0.0, 0.0);
    for octant in Octant::ALL {
        let list = answers.audience_expected(&orders, &settings, CustomerGroup::Octant(octant).into());
        assert_eq!(list.outlooks.len(), 3 * list.orders.len());
        for [alive, own, worth] in outlooks(&list) {
            assert!((0.0..=1.0).contains(&alive) && own > 0.0);
            (customers, days, value) = (customers + 1, days + own, value + worth);
        }
    }
    assert_eq!(customers, 2_357);
    assert_near(&[days], &[forecast.rows.iter().map(|row| row.order_days).sum()], 1e-5);
    let expected: i64 = forecast.rows.iter().map(|row| row.value.unwrap().0).sum();
    assert_near(&[value], &[expected as f64], 1e-3);
    // All have first ordered in the window: the tiers are of what all have paid and of all that is expected.
    let tiers = forecast.tiers.unwrap();
    let paid: i64 = cdnow(SAMPLE, 2).iter().map(|row| row.cents).sum();
    assert_eq!(tiers.iter().map(|tier| tier.revenue.0).sum::<i64>(), paid + expected);
    let counts: Vec<u64> = tiers.iter().map(|tier| tier.customers).collect();
    assert_eq!(counts, [24, 94, 354, 707, 1_178]);
}

#[test]
fn what_a_model_says_of_one_customer() {
    // Published: r .243, alpha 4.414, a .793, b 2.426; x = 2, tx = 30.43 and T = 38.86 weeks, here 213 and 272 days, is
    // .7266094 alive by lifetimes. Bob has bought once: BG/NBD takes him to be alive, which says nothing.
    let rows = [("ann", "2024-01-01"), ("ann", "2024-03-01"), ("ann", "2024-08-01"), ("bob", "2024-01-01")];
    let rows = rows.map(|(key, day)| Row::new(key, day, 100));
    let settings = Settings { as_of: Some(day_of("2024-09-29")), ..Settings::default() };
    let mut forecast = Forecast {
        model: Model::BgNbd,
        parameters: [0.243, 4.414, 0.793, 2.426],
        every: 1,
        spend: None,
        rows: Vec::new(),
        tiers: None,
    };
    let orders = orders(&rows);
    let told = |forecast: &Forecast| Answers::new(&orders).outlooks(&orders, &settings, forecast, &[0, 1]);
    let [ann, bob] = told(&forecast)[..] else { panic!("two customers") };
    assert_near(&[ann.unwrap().alive.unwrap()], &[0.7266094], 5e-4);
    assert_eq!((ann.unwrap().value, bob.unwrap().alive), (None, None));
    assert!(bob.unwrap().order_days > 0.0 && bob.unwrap().order_days < ann.unwrap().order_days);
    forecast.model = Model::MbgNbd;
    assert!(told(&forecast)[1].unwrap().alive.is_some_and(|alive| alive < 1.0));
}

#[test]
fn without_a_model_lists_tell_nothing_of_it() {
    let few = orders(&steady(20, 35, 500));
    let mut answers = Answers::new(&few);
    let lists = Octant::ALL.map(|octant| {
        answers.audience_expected(&few, &Settings::default(), CustomerGroup::Octant(octant).into())
    });
    assert_eq!(lists.iter().map(|list| list.orders.len()).sum::<usize>(), 20);
    assert!(lists.iter().all(|list| list.outlooks.is_empty()));
    let told = Audience {
        joined_keys: "ann".into(),
        offsets: vec![0, 3],
        outlooks: vec![Audience::UNKNOWN, 1.25, 2_345.6],
        ..Audience::default()
    };
    let wish = AudienceWish {
        columns: ["alive", "order_days", "value"].map(String::from).to_vec(),
        ..AudienceWish::default()
    };
    assert!(wish.asks_what_is_expected() && !AudienceWish::default().asks_what_is_expected());
    let table = view::audience_table(&told, "", &wish, &Currency::of("USD"), Lang::En);
    let values: Vec<Option<f64>> = table.rows[0][1..].iter().map(|cell| cell.value).collect();
    assert_eq!(values, [None, Some(1.25), Some(23.456)]);
}
