//! Shops whose truth is known: they are made of it, order by order.

use huitou::money::Currency;
use huitou::order::{Columns, Customers, Dimension, DimensionKind, MISSING, OrderIds, Orders, Texts};
use huitou::time::Day;
use huitou_columns::codes::Codes;

use crate::chance::Chance;

/// What a shop is made of. Chances are in per mille.
pub struct Truth {
    /// The channels of first orders, each with how many customers it brings and their chance of a second order.
    pub channels: &'static [(&'static str, u32, u64)],
    /// The chance that a first order is discounted, whatever the channel.
    pub discounted: u64,
    /// How much smaller the chance of a second order is after a discounted first one.
    pub discount_effect: u64,
    /// The chance of each day after the first order to be that of the second, where there will be one: a mean of
    /// 1,000 / that many days.
    pub a_day: u64,
}

/// Two channels that differ, two that do not, and a discount that drives customers away.
pub const DIFFERENT: Truth = Truth {
    channels: &[("app", 220, 500), ("ads", 180, 300), ("web", 200, 400), ("mall", 60, 400)],
    discounted: 400,
    discount_effect: 150,
    a_day: 25,
};

/// The same shop where neither channel nor discount is of any matter.
pub const ALIKE: Truth = Truth {
    channels: &[("app", 220, 400), ("ads", 180, 400), ("web", 200, 400), ("mall", 60, 400)],
    discount_effect: 0,
    ..DIFFERENT
};

/// First orders lie on the first so many days, evenly.
const FIRST_DAYS: usize = 300;
/// The as-of day: the last customers are watched for 60 days only.
pub const AS_OF: Day = Day(FIRST.0 + 360);
const FIRST: Day = Day(19_723);

impl Truth {
    /// The chance of a second order within so many days, of customers of one channel or of all.
    pub fn within(&self, channel: Option<&str>, days: u32) -> f64 {
        let chosen = self.channels.iter().filter(|(name, ..)| channel.is_none_or(|channel| channel == *name));
        let (mut customers, mut returns) = (0.0, 0.0);
        for (_, count, chance) in chosen {
            let lost = self.discounted as f64 * self.discount_effect as f64 / 1e6;
            customers += f64::from(*count);
            returns += f64::from(*count) * (*chance as f64 / 1e3 - lost);
        }
        let waits_on = (0..days).fold(1.0, |share, _| share * (1.0 - self.a_day as f64 / 1e3));
        returns / customers * (1.0 - waits_on)
    }

    /// One shop of this truth.
    pub fn shop(&self, chance: &mut Chance) -> Orders {
        let mut sales = Vec::new();
        for (channel, count, returns) in self.channels {
            for at in 0..*count {
                let key = format!("{channel}{at}");
                let first = FIRST.plus(chance.below(FIRST_DAYS) as i32);
                let is_discounted = happens(chance, self.discounted);
                sales.push((first, key.clone(), *channel, is_discounted));
                let lost = if is_discounted { self.discount_effect } else { 0 };
                if happens(chance, returns - lost) {
                    let second = first.plus(self.wait(chance));
                    sales.extend((second <= AS_OF).then_some((second, key, *channel, false)));
                }
            }
        }
        sales.sort();
        orders(&sales)
    }

    /// Days to the second order: 1 or more.
    fn wait(&self, chance: &mut Chance) -> i32 {
        (1..10_000).find(|_| happens(chance, self.a_day)).unwrap_or(10_000)
    }
}

fn happens(chance: &mut Chance, per_mille: u64) -> bool {
    (chance.below(1_000) as u64) < per_mille
}

fn orders(sales: &[(Day, String, &str, bool)]) -> Orders {
    let mut columns = Columns::new(Currency::of("CNY"));
    let (mut keys, mut ids) = (Texts::default(), Texts::default());
    let dimension = |kind| Dimension { kind, values: Texts::default(), codes: Codes::default() };
    let mut channels = dimension(DimensionKind::Channel);
    let mut discounts = dimension(DimensionKind::Discounted);
    let mut code_of = std::collections::BTreeMap::new();
    for (at, (day, key, channel, is_discounted)) in sales.iter().enumerate() {
        ids.push(&format!("{at:05}"));
        let customer = *code_of.entry(key).or_insert_with(|| {
            keys.push(key);
            keys.len() as u32 - 1
        });
        columns.customer.push(customer);
        columns.moment.push(day.start().0);
        columns.amount.push(1_000);
        channels.codes.push(code(&mut channels.values, channel));
        discounts.codes.push(code(&mut discounts.values, if *is_discounted { "yes" } else { "no" }));
    }
    columns.customers = Customers::of(keys);
    columns.ids = OrderIds::Texts(ids);
    columns.dimensions = vec![channels, discounts];
    Orders::new(columns).expect("a shop that holds what orders promise")
}

/// The number of one of a few texts.
fn code(texts: &mut Texts, value: &str) -> u32 {
    let known = (0..texts.len() as u32).find(|code| texts.get(*code) == value);
    known.unwrap_or_else(|| {
        texts.push(value);
        (texts.len() as u32).checked_sub(1).unwrap_or(MISSING)
    })
}
