//! Each customer's own cycle: their gaps, held towards the cycle of what they bought last or of the shop.

use serde::{Deserialize, Serialize};

use huitou_columns::classes;
use huitou_columns::gaps::Gaps;
use huitou_columns::lasts::{Last, Middle};

use super::LAST_ORDER_DAY;
use crate::analysis::Scope;
use crate::analysis::baskets::Baskets;
use crate::history::{Histories, History};
use crate::list::Listed;
use crate::order::{MISSING, Orders, sort};
use crate::stats::geometric::{self, Logs};
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
/// A product that is not listed.
const NONE: u32 = u32::MAX;

/// What own cycles are made from: those of everybody.
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    /// All gaps; the first ones by order day.
    pub(super) gaps: Gaps,
    /// Days; `None` where nobody came back.
    shop: Option<u32>,
    /// For each product its cycle in hundredths of a day, or that of the shop.
    products: Vec<u32>,
    /// The finished gaps of those that have one, and their products, the most gaps first.
    listed: Vec<(u64, u32)>,
}

impl Cycles {
    /// The cycles of the orders that count, of all customers.
    pub fn of(scope: &Scope) -> Cycles {
        let Some(window) = scope.window else { return Cycles::default() };
        let gaps = gaps(scope.everybody, window.as_of);
        let shop = waits(&gaps).curve().median_of_ending();
        let mut cycles = Cycles { gaps, shop, ..Cycles::default() };
        if let Some(shop) = shop.filter(|_| !scope.orders.products().is_empty()) {
            cycles.add_products(scope, window.as_of, shop);
        }
        cycles
    }

    fn add_products(&mut self, scope: &Scope, as_of: Day, shop: u32) {
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
        self.products.fill(Hundredths::of_days(shop.into()).0);
        for (product, returns) in products.into_iter().zip(returns) {
            let waits = Waits::of(returns.ended, returns.open);
            let days = waits.curve().median_of_ending().unwrap_or(shop);
            self.products[product as usize] = Hundredths::of_days(days.into()).0;
            self.listed.push((gaps[product as usize].into(), product));
        }
    }

    /// The first products, the most gaps first.
    pub(super) fn products(&self, orders: &Orders, most: usize) -> Vec<ProductCycle> {
        let row = |&(gaps, product): &(u64, u32)| ProductCycle {
            product: orders.products().get(product).to_string(),
            gaps,
            cycle_days: self.products[product as usize] / 100,
        };
        self.listed.iter().take(most).map(row).listed()
    }

    /// That of the shop, in days; `None` where nobody came back.
    pub fn of_shop(&self) -> Option<u32> {
        self.shop
    }

    /// That of a product, or else of the shop.
    pub fn of_product(&self, product: u32) -> Option<u32> {
        self.products.get(product as usize).map(|cycle| cycle / 100).or(self.shop)
    }

    /// What customers' gaps are held towards after some orders: the cycle of an order's dearest product, of equals the one
    /// whose name comes first, or that of the shop. In hundredths of a day, over what is in `usual`; nothing where nobody
    /// came back.
    pub fn usual(&self, orders: &Orders, rows: &[u32], usual: &mut Vec<u32>) {
        usual.clear();
        let Some(shop) = self.shop.map(|days| Hundredths::of_days(days.into()).0) else { return };
        if self.listed.is_empty() {
            usual.resize(rows.len(), shop);
            return;
        }
        if orders.has_one_line_each() {
            orders.columns().lines.product.read(rows, usual);
        } else {
            let product = |&order: &u32| dearest(orders, order as usize).unwrap_or(MISSING);
            usual.extend(rows.iter().map(product));
        }
        classes::look_up(usual, &self.products, shop);
    }

    /// Tells of customers, some at a time, how long their own cycles are, in hundredths of a day; of nobody where nobody
    /// came back.
    pub(super) fn each(
        &self,
        orders: &Orders,
        histories: &Histories,
        found: &mut dyn FnMut(&[Last], &[u32]),
    ) {
        let (mut logs, mut cycles) = (Logs::default(), Vec::new());
        if self.shop.is_none() {
            return;
        }
        histories.gathered().each_lasts(&mut |lasts| {
            self.usual(orders, &lasts.rows, &mut cycles);
            hold(&lasts.middles, &mut cycles, &mut logs);
            found(&lasts.all, &cycles);
        });
    }

    /// The own cycle of one customer; `None` where nobody came back.
    pub(super) fn own(&self, orders: &Orders, history: &History, logs: &mut Logs) -> Option<Hundredths> {
        let mut usual = Vec::new();
        self.usual(orders, &history.orders[history.orders.len().checked_sub(1)?..], &mut usual);
        let usual = *usual.first()?;
        let middle = history.days.middle_gap();
        Some(Hundredths(middle.map_or(usual, |(gaps, doubled)| held(gaps, doubled, usual, logs))))
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

/// Makes own cycles of usual ones, both in hundredths of a day, where there are gaps enough.
pub fn hold(middles: &[Middle], cycles: &mut [u32], logs: &mut Logs) {
    for &Middle { at, gaps, doubled } in middles {
        if let Some(cycle) = cycles.get_mut(at as usize) {
            *cycle = held(gaps, doubled, *cycle, logs);
        }
    }
}

/// The cycle of a customer with so many gaps, at least two, and twice their median, held towards a usual one: both in
/// hundredths of a day.
fn held(gaps: u32, doubled: u32, usual: u32, logs: &mut Logs) -> u32 {
    let weight = f64::from(gaps) / (f64::from(gaps) + EVEN_GAPS);
    let (own, usual) = (logs.of_half(doubled), logs.of_half(2 * (usual / 100).max(1)));
    Hundredths::of_days(geometric::of_logs(own, usual, weight)).0
}

/// The gaps between all order days, those of the first by themselves.
pub(super) fn gaps(histories: &Histories, as_of: Day) -> Gaps {
    histories.gathered().gaps(as_of.0, LAST_ORDER_DAY - 1, true)
}

/// The waits that begin on all order days.
pub(super) fn waits(gaps: &Gaps) -> Waits {
    Waits::of(gaps.ended_anywhere(), gaps.open_anywhere())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_held_towards_the_usual_cycle() {
        // By hand: n = 3, w = 1/2: sqrt(10 x 40) = 20. n = 2, m = 15, w = 2/5: 15^.4 x 40^.6 = 27.02.
        let mut logs = Logs::default();
        assert_eq!(held(3, 20, 4_000, &mut logs), 2_000);
        assert_eq!(held(2, 30, 4_000, &mut logs), 2_702);
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(Hundredths(2_050).after(day("2024-01-01")), day("2024-01-22"));
        assert_eq!(Hundredths(2_049).after(day("2024-01-01")), day("2024-01-21"));
        assert_eq!(Hundredths(2_100).half_after(day("2024-01-01")), day("2024-01-12"));
    }
}
