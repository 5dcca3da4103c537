//! Each customer's own cycle: their gaps, held towards the cycle of what they bought last or of the shop.

use serde::{Deserialize, Serialize};

use crate::analysis::Scope;
use crate::analysis::baskets::Baskets;
use crate::history::{Days, Histories, History};
use crate::list::Listed;
use crate::order::{MISSING, Orders, sort};
use crate::stats::geometric;
use crate::stats::kaplan_meier::Waits;
use crate::time::Day;

/// Days in hundredths: whole numbers, so that no rounding decides who is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Hundredths(pub u32);

impl Hundredths {
    /// Rounded half up.
    pub fn of_days(days: f64) -> Hundredths {
        Hundredths((days * 100.0 + 0.5) as u32)
    }

    /// The day so long after another, rounded half up.
    pub fn after(self, day: Day) -> Day {
        day.plus(((self.0 + 50) / 100) as i32)
    }

    /// The day half as long after another, rounded half up.
    pub fn half_after(self, day: Day) -> Day {
        day.plus(((self.0 + 100) / 200) as i32)
    }
}

/// A product that is bought again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ProductCycle {
    /// As it stands in the files.
    pub product: String,
    /// Finished gaps between a customer's days with it, at least 30.
    pub gaps: u64,
    /// Days by which half of those who are seen to buy it again have.
    pub cycle_days: u32,
}

/// A product with fewer finished gaps goes by the shop's cycle.
const FEWEST_GAPS: u64 = 30;
/// The products with the most gaps have cycles of their own; no more, since each takes memory for every day.
const MOST_PRODUCTS: usize = 1_000;
/// With so many gaps a customer's own median weighs as much as the cycle that it is held towards.
const EVEN_GAPS: f64 = 3.0;
/// A product that has no cycle of its own.
const NONE: u32 = u32::MAX;

/// What own cycles are made from: those of everybody.
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    /// Days; `None` where nobody came back.
    shop: Option<u32>,
    /// For each product its cycle in days, or [`NONE`].
    products: Vec<u32>,
    /// The finished gaps of those that have one, and their products, the most gaps first.
    listed: Vec<(u64, u32)>,
}

impl Cycles {
    /// The cycles of the orders that count, of all customers.
    pub fn of(scope: &Scope) -> Cycles {
        let Some(window) = scope.window else { return Cycles::default() };
        let shop = waits(scope.everybody, window.as_of).curve().median_of_ending();
        let mut cycles = Cycles { shop, ..Cycles::default() };
        if shop.is_some() && !scope.orders.products().is_empty() {
            cycles.add_products(scope, window.as_of);
        }
        cycles
    }

    fn add_products(&mut self, scope: &Scope, as_of: Day) {
        let baskets = Baskets::of_products(scope.orders, scope.everybody);
        let (contents, gathered) =
            (baskets.contents(scope.orders.products().len()), scope.everybody.gathered());
        let gaps = contents.returns(gathered);
        let is_enough = |product: &u32| u64::from(gaps[*product as usize]) >= FEWEST_GAPS;
        let mut products = (0..gaps.len() as u32).filter(is_enough).listed();
        let names = scope.orders.products();
        sort(&mut products, &|a, b| {
            gaps[b as usize].cmp(&gaps[a as usize]).then_with(|| names.get(a).cmp(names.get(b)))
        });
        products.truncate(MOST_PRODUCTS);
        self.products = vec![NONE; gaps.len()];
        // While waits are gathered: the position of the product among those that are listed.
        (0..).zip(&products).for_each(|(at, product)| self.products[*product as usize] = at);
        let returns = contents.returns_of(gathered, as_of.0, &self.products, products.len());
        for (product, returns) in products.into_iter().zip(returns) {
            let waits = Waits::of(returns.ended, returns.open);
            self.products[product as usize] = waits.curve().median_of_ending().unwrap_or(NONE);
            self.listed.push((gaps[product as usize].into(), product));
        }
    }

    /// The first products, the most gaps first.
    pub(super) fn products(&self, orders: &Orders, most: usize) -> Vec<ProductCycle> {
        let row = |&(gaps, product): &(u64, u32)| ProductCycle {
            product: orders.products().get(product).to_string(),
            gaps,
            cycle_days: self.products[product as usize],
        };
        self.listed.iter().take(most).map(row).listed()
    }

    /// That of the shop, in days; `None` where nobody came back.
    pub fn of_shop(&self) -> Option<u32> {
        self.shop
    }

    /// That of a product, or else of the shop.
    pub fn of_product(&self, product: u32) -> Option<u32> {
        self.products.get(product as usize).copied().filter(|days| *days != NONE).or(self.shop)
    }

    /// What a customer's gaps are held towards after an order, in days: the cycle of its dearest product, of equals the
    /// one whose name comes first, or of the shop. `None` where nobody came back.
    pub fn usual(&self, orders: &Orders, order: usize) -> Option<u32> {
        let shop = self.shop?;
        if self.listed.is_empty() {
            return Some(shop);
        }
        let dearest = match orders.has_one_line_each() {
            true => Some(orders.columns().lines.product.get(order)),
            false => dearest(orders, order),
        };
        let cycle = dearest.and_then(|product| self.products.get(product as usize)).copied();
        Some(cycle.filter(|days| *days != NONE).unwrap_or(shop))
    }

    /// A customer's own cycle; `None` where nobody came back. `gaps` is room to work in.
    pub fn own(&self, orders: &Orders, history: &History, gaps: &mut Vec<u32>) -> Option<Hundredths> {
        let last = history.orders.last()?;
        gaps.clear();
        // Fewer than two gaps do not tell.
        if history.days.len() > 2 {
            each_gap(history.days, &mut |days| insert_gap(gaps, days));
        }
        Some(held(gaps, self.usual(orders, *last as usize)?))
    }
}

/// The product of the line of an order that costs most; of equals the one whose name comes first.
fn dearest(orders: &Orders, order: usize) -> Option<u32> {
    let name = |product| orders.products().get(product);
    let lines = orders.lines_of(order).filter(|line| line.product != MISSING);
    let dearest =
        lines.max_by(|a, b| a.amount.cmp(&b.amount).then_with(|| name(b.product).cmp(name(a.product))));
    dearest.map(|line| line.product)
}

/// Keeps gaps ascending.
pub fn insert_gap(gaps: &mut Vec<u32>, gap: u32) {
    let place = gaps.partition_point(|other| *other < gap);
    gaps.insert(place, gap);
}

/// The cycle of a customer with these gaps, ascending, held towards a usual one.
pub fn held(gaps: &[u32], usual: u32) -> Hundredths {
    let n = gaps.len();
    if n < 2 {
        return Hundredths::of_days(usual.into());
    }
    let median = f64::from(gaps[(n - 1) / 2] + gaps[n / 2]) / 2.0;
    let weight = n as f64 / (n as f64 + EVEN_GAPS);
    Hundredths::of_days(geometric::weighted(median, f64::from(usual.max(1)), weight))
}

/// The waits that begin on all order days.
pub(super) fn waits(histories: &Histories, as_of: Day) -> Waits {
    let gaps = histories.gathered().gaps(as_of.0, 0, true);
    Waits::of(gaps.ended_anywhere(), gaps.open_anywhere())
}

/// Tells each gap between the order days of one customer.
fn each_gap(days: Days, found: &mut dyn FnMut(u32)) {
    for [earlier, later] in days.pairs().filter(|[earlier, later]| earlier != later) {
        found(later.days_since(earlier) as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_held_towards_the_usual_cycle() {
        // By hand: n = 3, w = 1/2: sqrt(10 x 40) = 20. n = 2, m = 15, w = 2/5: 15^.4 x 40^.6 = 27.02.
        assert_eq!(held(&[5, 10, 90], 40), Hundredths(2_000));
        assert_eq!(held(&[10, 20], 40), Hundredths(2_702));
        assert_eq!((held(&[10], 40), held(&[], 40)), (Hundredths(4_000), Hundredths(4_000)));
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(Hundredths(2_050).after(day("2024-01-01")), day("2024-01-22"));
        assert_eq!(Hundredths(2_049).after(day("2024-01-01")), day("2024-01-21"));
        assert_eq!(Hundredths(2_100).half_after(day("2024-01-01")), day("2024-01-12"));
    }
}
