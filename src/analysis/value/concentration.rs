//! How much of the revenue comes from how few customers.

use huitou_columns::numbers::Numbers;
use serde::{Deserialize, Serialize};

use crate::analysis::Scope;
use crate::list::Listed;
use crate::money::Money;
use crate::stats::descending;

/// Customers by their net amount, the largest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Concentration {
    /// How many.
    pub customers: u64,
    /// Net amount of their orders.
    pub revenue: Money,
    /// Customers whose net amount is zero or less; they are counted like the others.
    pub not_positive: u64,
    /// 0 where all are equal, near 1 where one has all; above 1 only with negative amounts. `None` where the revenue is not positive.
    pub gini: Option<f64>,
    /// The fewest customers who make 80 % of the revenue; `None` where that is not positive.
    pub for_80_percent: Option<u64>,
    /// The top 0, 1, 2, ... 100 % of customers; empty without any.
    pub top: Vec<TopShare>,
    /// The top 1 %, from there to 5, 20 and 50 %, and the rest; empty without customers.
    pub tiers: Vec<Tier>,
}

/// The customers with the largest amounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct TopShare {
    /// Of the customers.
    pub percent: u32,
    /// How many that are, rounded up.
    pub customers: u64,
    /// Their net amount.
    pub revenue: Money,
}

/// Customers between two of these shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Tier {
    /// Down to so many percent of the customers.
    pub to_percent: u32,
    /// How many.
    pub customers: u64,
    /// Their net amount.
    pub revenue: Money,
    /// The smallest amount of one of them; `None` without customers.
    pub least: Option<Money>,
}

const TIERS: [u32; 5] = [1, 5, 20, 50, 100];

/// The concentration of those who are shown.
pub(super) fn concentration(scope: &Scope) -> Concentration {
    of(&scope.histories.gathered().since(i32::MIN).sums)
}

/// The concentration of these amounts, one a customer.
pub(in crate::analysis) fn of(amounts: &Numbers) -> Concentration {
    let customers = amounts.len() as u64;
    let revenue = amounts.sum(0..amounts.len());
    // So many customers are so many percent of all, rounded up.
    let count = |percent: u32| (customers * u64::from(percent)).div_ceil(100);
    let (mut rank, mut sum, mut weighted) = (0_u64, 0_i64, 0_i128);
    let (mut not_positive, mut for_80_percent) = (0, None);
    let percents = if customers > 0 { 101 } else { 0 };
    let top =
        (0..percents).map(|percent| TopShare { percent, customers: count(percent), revenue: Money::ZERO });
    let mut top = top.listed();
    let tiers = TIERS.iter().filter(|_| customers > 0);
    let mut tiers = tiers
        .map(|&to_percent| Tier { to_percent, customers: 0, revenue: Money::ZERO, least: None })
        .listed();
    let (mut next, mut tier) = (0, 0);
    descending::each(amounts, &mut |amount| {
        while top.get(next).is_some_and(|share| share.customers == rank) {
            top[next].revenue = Money(sum);
            next += 1;
        }
        (rank, sum) = (rank + 1, sum.saturating_add(amount));
        weighted += i128::from(rank) * i128::from(amount);
        not_positive += u64::from(amount <= 0);
        if i128::from(sum) * 10 >= i128::from(revenue) * 8 {
            for_80_percent.get_or_insert(rank);
        }
        while rank > count(TIERS[tier]) {
            tier += 1;
        }
        let row = &mut tiers[tier];
        (row.customers, row.least) = (row.customers + 1, Some(Money(amount)));
        row.revenue += Money(amount);
    });
    top[next..].iter_mut().for_each(|share| share.revenue = Money(sum));
    let n = customers as f64;
    let gini = (n + 1.0) / n - 2.0 * weighted as f64 / (n * revenue as f64);
    Concentration {
        customers,
        revenue: Money(revenue),
        not_positive,
        gini: (revenue > 0).then_some(gini),
        for_80_percent: for_80_percent.filter(|_| revenue > 0),
        top,
        tiers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // 10, 6, 3, 1: mean differences 2 x (4 + 7 + 9 + 3 + 5 + 2) = 60, over 2 x 16 x 5: 0.375.
        let found = of(&[3, 10, 1, 6].into_iter().collect());
        assert_eq!((found.gini, found.for_80_percent, found.not_positive), (Some(0.375), Some(2), 0));
        let share = |percent: usize| (found.top[percent].customers, found.top[percent].revenue.0);
        assert_eq!([0, 1, 25, 26, 50, 100].map(share), [(0, 0), (1, 10), (1, 10), (2, 16), (2, 16), (4, 20)]);
        let tiers: Vec<_> =
            found.tiers.iter().map(|tier| (tier.customers, tier.least.map(|m| m.0))).collect();
        assert_eq!(tiers, [(1, Some(10)), (0, None), (0, None), (1, Some(6)), (2, Some(1))]);
        // All alike, one alone, nothing, less than nothing.
        assert_eq!(of(&[7, 7, 7, 7].into_iter().collect()).gini, Some(0.0));
        assert_eq!(of(&[7].into_iter().collect()).gini, Some(0.0));
        let none = of(&[].into_iter().collect());
        assert_eq!((none.gini, none.top.len(), none.tiers.len()), (None, 0, 0));
        let loss = of(&[-5, 2, 0].into_iter().collect());
        assert_eq!((loss.gini, loss.for_80_percent, loss.not_positive), (None, None, 2));
    }
}
