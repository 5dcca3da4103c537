//! **Question.** What is bought again, what comes next, and does who tries more come back more?
//!
//! **Definition.** Of a product, customers who bought it are looked at whose first day with it is at least one *cycle*
//! before the as-of day; *again* are those with another day with it, *within one cycle* those with one at most so many
//! days later. The cycle is the product's [own or the shop's](crate::analysis::cycle). Categories likewise, by the
//! shop's cycle; with them stand the quantiles of the gaps between a customer's days with the category.
//!
//! *What comes next*: of all pairs of consecutive orders of one customer that both name a product, those with one
//! product in the first and another in the next. Support is their share of all pairs; confidence their share of the
//! pairs with the one in the first; lift is confidence over the share of pairs with the other in the next.
//!
//! *Breadth*: customers by the number of distinct categories, or of products where the files have no categories, in
//! their very first order, and the share of each who are back within 90 days, against all others.
//!
//! **Units.** Shares 0..=1; lift as a ratio, 1 where the one says nothing of the other; days.
//!
//! **Choices.**
//! - Orders are those that count, of customers that are shown; anonymous ones belong to nobody.
//! - Ties: several orders of one day are one day with a product, and consecutive orders all the same.
//! - The 40 products and 40 categories that most customers bought are told, of equals the one whose name comes first, and
//!   the pairs among them of at least 10 pairs of orders, the most first, at most 60; all pairs are counted.
//! - A product that stands in both orders is its own successor.
//! - Shares of customers have intervals. Shares of pairs have none: pairs of one customer are not independent.
//! - Censoring: within one cycle everybody had that time; *again* grows with time, and early customers had more of it.
//! - Where nobody came back there is no cycle, and nothing is told of buying again.
//! - Refunds: an order refunded in full is no order.
//!
//! **Example.** Ann buys tea and then a cup; Bob buys tea twice:
//!
//! ```
//! let file = "order id,customer,date,amount,product\n1,ann,2024-01-01,5,tea\n2,ann,2024-01-11,5,cup\n\
//!             3,bob,2024-01-01,5,tea\n4,bob,2024-01-11,5,tea\n";
//! let intake = huitou::intake::read(&[("a.csv", file.as_bytes())], &Default::default())?;
//! use huitou::report::{Report, Section};
//! let found = Report::of(&intake.orders, &Default::default(), &[Section::Products]).results.products.unwrap();
//! // The shop's cycle is 10 days; both who bought tea were watched for so long.
//! assert_eq!(found.products[0].name, "tea");
//! assert_eq!((found.products[0].within_cycle.part, found.products[0].within_cycle.whole), (1, 2));
//! assert_eq!(found.pairs, 2);
//! # Ok::<(), huitou::error::Error>(())
//! ```
//!
//! **Sources.** R. Agrawal, T. Imielinski and A. Swami (1993), SIGMOD 22, 207-216, for support and confidence.

mod again;
mod breadth;
mod next;

use huitou_columns::contents::Contents;
use serde::{Deserialize, Serialize};

use super::baskets::Baskets;
use super::{Comparison, Scope, Share};
use crate::list::Listed;
use crate::order::{POOLED, Texts, sort};

/// Products and categories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Products {
    /// The products that most customers bought; empty where the files name none, or nobody came back.
    pub products: Vec<AgainRow>,
    /// The same of categories.
    pub categories: Vec<AgainRow>,
    /// Pairs of consecutive orders that both name a product.
    pub pairs: u64,
    /// Products that follow one another, the most frequent first.
    pub next: Vec<NextRow>,
    /// By the number of categories in the very first order: 1, 2, 3, and 4 or more; those that there are.
    pub breadth: Vec<BreadthRow>,
    /// Whether breadth is of categories; else of products.
    pub breadth_of_categories: bool,
}

/// How often something is bought again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AgainRow {
    /// As it stands in the files.
    pub name: String,
    /// Customers who bought it.
    pub customers: u64,
    /// The cycle, in days.
    pub cycle_days: u32,
    /// Of those watched for one cycle, who bought it again within it.
    pub within_cycle: Share,
    /// Of the same, who bought it again until today.
    pub again: Share,
    /// Gaps between a customer's days with it.
    pub gaps: u64,
    /// Their quantiles at 25, 50 and 75 %, type 7, in days; empty without gaps.
    pub quartile_days: Vec<f64>,
}

/// A product that follows another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct NextRow {
    /// In the first order.
    pub first: String,
    /// In the next one.
    pub next: String,
    /// Pairs of orders with both.
    pub pairs: u64,
    /// Pairs with `first` in the first order.
    pub pairs_with_first: u64,
    /// Pairs with `next` in the next order.
    pub pairs_with_next: u64,
}

impl NextRow {
    /// The share of the pairs with the one that have the other; `None` where there is none.
    pub fn confidence(&self) -> Option<f64> {
        (self.pairs_with_first > 0).then(|| self.pairs as f64 / self.pairs_with_first as f64)
    }

    /// Confidence over the share of all pairs that have the other; `None` where there is none.
    pub fn lift(&self, all: u64) -> Option<f64> {
        let expected = self.pairs_with_first as f64 * self.pairs_with_next as f64;
        (expected > 0.0).then(|| self.pairs as f64 * all as f64 / expected)
    }
}

/// Customers by how much they tried at first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct BreadthRow {
    /// Distinct categories or products in the first order; 4: so many or more.
    pub breadth: u32,
    /// The share who are back within 90 days, against all others.
    pub comparison: Comparison,
}

/// So many of each are told.
const MOST: usize = 40;

/// The results of this section.
pub fn products(scope: &Scope) -> Products {
    let cycles = scope.cycles();
    let orders = scope.orders;
    let of_products = Baskets::of_products(orders, scope.histories);
    let products = Goods { names: orders.products(), baskets: of_products };
    let of_categories = Baskets::of_categories(orders, scope.histories);
    let categories = Goods { names: orders.categories(), baskets: of_categories };
    let told = products.most_bought(scope);
    let (pairs, next) = next::next(scope, &products, &told);
    let breadth_of_categories = !categories.names.is_empty();
    Products {
        products: again::rows(scope, &products, &told, &|product| cycles.of_product(product)),
        categories: again::rows(scope, &categories, &categories.most_bought(scope), &|_| cycles.of_shop()),
        pairs,
        next,
        breadth: breadth::rows(scope, breadth_of_categories),
        breadth_of_categories,
    }
}

/// Products or categories.
struct Goods<'a> {
    names: &'a Texts,
    baskets: Baskets,
}

impl Goods<'_> {
    /// Those that most customers bought, and how many.
    fn most_bought(&self, scope: &Scope) -> Vec<(u32, u64)> {
        let counts = self.contents().holders(scope.histories.gathered());
        let is_told =
            |code: &u32| counts[*code as usize] > 0 && !matches!(self.names.get(*code), "" | POOLED);
        let mut told = (0..counts.len() as u32).filter(is_told).listed();
        sort(&mut told, &|a, b| {
            let more = counts[b as usize].cmp(&counts[a as usize]);
            more.then_with(|| self.names.get(a).cmp(self.names.get(b)))
        });
        told.truncate(MOST);
        told.into_iter().map(|code| (code, counts[code as usize].into())).listed()
    }

    /// What the orders of these histories hold.
    fn contents(&self) -> Contents<'_> {
        self.baskets.contents(self.names.len())
    }

    /// For each code its place among those that are told, or the number of these.
    fn places(&self, told: &[(u32, u64)]) -> Vec<u32> {
        let mut places = vec![told.len() as u32; self.names.len()];
        (0..).zip(told).for_each(|(place, (code, _))| places[*code as usize] = place);
        places
    }
}
