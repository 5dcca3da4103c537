//! What is expected of each customer after the as-of day, added up.

use huitou_columns::numbers::Numbers;
use serde::{Deserialize, Serialize};

use super::seen::{Buyer, WEEK, buyer, every};
use crate::analysis::Scope;
use crate::analysis::value::{Tier, concentration_of};
use crate::money::Money;
use crate::order::sort;
use crate::stats::drop_out::{Model, Parameters, Track};
use crate::stats::gamma_gamma::GammaGamma;

/// The twelve months after the as-of day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Forecast {
    /// The model that was taken.
    pub model: Model,
    /// Its parameters, with times in weeks.
    pub parameters: Parameters,
    /// Of how many customers one was fitted: 1 where all were.
    pub every: u64,
    /// What a repeat order day is worth, in minor units; `None` where that has no mean.
    pub spend: Option<GammaGamma>,
    /// By how many repeat order days customers have; groups without customers are left out.
    pub rows: Vec<ForecastRow>,
    /// Customers by what they have paid and are expected to pay, the top 1 %, from there to 5, 20 and 50 %, and the rest;
    /// `None` without [`Forecast::spend`].
    #[serde(default)]
    pub tiers: Option<Vec<Tier>>,
}

/// Customers with about so many repeat order days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ForecastRow {
    /// The fewest.
    pub from: u32,
    /// The most; `None`: any more.
    pub to: Option<u32>,
    /// How many customers.
    pub customers: u64,
    /// Their mean chance not to have stopped, 0..=1; `None` for one-time buyers under BG/NBD, which takes that to be 1.
    pub alive: Option<f64>,
    /// The order days that are expected of them in 365 days.
    pub order_days: f64,
    /// What they are expected to pay on them; `None` without [`Forecast::spend`].
    pub value: Option<Money>,
}

/// Days of the twelve months.
pub const YEAR_DAYS: u32 = 365;
/// The fewest repeats of each row.
const FEWEST: [u32; 7] = [0, 1, 2, 3, 4, 6, 10];
/// Chances and order days are added up in whole millionths: in whatever order customers come, the sum is the same.
const MILLION: f64 = 1e6;

#[derive(Clone, Copy, Default)]
struct Sums {
    customers: u64,
    alive: u64,
    order_days: u64,
    value: Money,
}

/// The forecast under a model.
pub(super) fn forecast(buyers: &[Buyer], model: Model, parameters: Parameters) -> Forecast {
    let spend = spend(buyers);
    let mut sums = [Sums::default(); FEWEST.len()];
    // One-time buyers are most customers and differ only in their first day.
    let mut one_time: Vec<Option<[f64; 2]>> = Vec::new();
    let mut worth = Numbers::default();
    for buyer in buyers {
        let track = buyer.seen.track();
        let told = || told(model, &parameters, &track);
        let [alive, order_days] = if track.repeats == 0 {
            let day = (track.watched * WEEK + 0.5) as usize;
            one_time.resize(one_time.len().max(day + 1), None);
            *one_time[day].get_or_insert_with(told)
        } else {
            told()
        };
        let row = FEWEST.iter().rposition(|fewest| *fewest <= track.repeats).unwrap_or_default();
        let sum = &mut sums[row];
        let value = (order_days * expected_spend(spend.as_ref(), buyer) + 0.5) as i64;
        worth.push(buyer.paid_in_all.saturating_add(value));
        sum.customers += 1;
        sum.alive += (alive * MILLION + 0.5) as u64;
        sum.order_days += (order_days * MILLION + 0.5) as u64;
        sum.value += Money(value);
    }
    let row = |(at, sum): (usize, &Sums)| ForecastRow {
        from: FEWEST[at],
        to: FEWEST.get(at + 1).map(|next| next - 1),
        customers: sum.customers,
        alive: (model != Model::BgNbd || at > 0).then(|| sum.alive as f64 / MILLION / sum.customers as f64),
        order_days: sum.order_days as f64 / MILLION,
        value: spend.map(|_| sum.value),
    };
    let rows = sums.iter().enumerate().filter(|(_, sum)| sum.customers > 0).map(row).collect();
    let tiers = spend.map(|_| concentration_of(&worth).tiers);
    Forecast { model, parameters, every: every(worth.len()) as u64, spend, rows, tiers }
}

/// The chance not to have stopped, and the order days of the twelve months.
fn told(model: Model, parameters: &Parameters, track: &Track) -> [f64; 2] {
    model.outlook(parameters, track, f64::from(YEAR_DAYS) / WEEK)
}

/// What a model says of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The chance not to have stopped, 0..=1; `None` for a one-time buyer under BG/NBD, which takes that to be 1.
    pub alive: Option<f64>,
    /// The order days that are expected in 365 days.
    pub order_days: f64,
    /// What is expected to be paid on them, in minor units; `None` without [`Forecast::spend`].
    pub value: Option<f64>,
}

/// What the model of a forecast, made of the same scope, says of one customer; `None` of one who did not first order in the
/// window.
pub fn outlook(scope: &Scope, forecast: &Forecast, customer: u32) -> Option<Outlook> {
    let as_of = scope.window?.as_of;
    let buyer = buyer(scope, &scope.all.of_customer(customer), as_of)?;
    let [alive, order_days] = told(forecast.model, &forecast.parameters, &buyer.seen.track());
    let is_known = forecast.model != Model::BgNbd || buyer.seen.repeats() > 0;
    let spend = forecast.spend.as_ref();
    let value = spend.map(|_| order_days * expected_spend(spend, &buyer));
    Some(Outlook { alive: is_known.then_some(alive), order_days, value })
}

/// In minor units; who has not paid on a repeat order day is expected to pay what all do.
fn expected_spend(spend: Option<&GammaGamma>, buyer: &Buyer) -> f64 {
    let Some(spend) = spend else { return 0.0 };
    let repeats = if buyer.paid > 0 { buyer.seen.repeats() } else { 0 };
    spend.expected(repeats, buyer.paid.max(0) as f64 / f64::from(repeats.max(1)))
}

/// Fitted on the repeat order days of those who have paid on them.
fn spend(buyers: &[Buyer]) -> Option<GammaGamma> {
    let (mut paid, mut order) = (Vec::new(), Vec::new());
    for buyer in buyers.iter().filter(|buyer| buyer.seen.repeats() > 0 && buyer.paid > 0) {
        order.push(paid.len() as u32);
        paid.push((buyer.seen.repeats(), buyer.paid));
    }
    sort(&mut order, &|a, b| paid[a as usize].cmp(&paid[b as usize]));
    let every = every(order.len());
    let mean = |at: &u32| {
        let (repeats, paid) = paid[*at as usize];
        (repeats, paid as f64 / f64::from(repeats))
    };
    let means: Vec<(u32, f64)> = order.iter().skip(every / 2).step_by(every).map(mean).collect();
    GammaGamma::fit(&means)
}
