//! **Question.** What do points cost, what may customers hold, and what is owed today?
//!
//! **Definition.** A customer's order of net amount A (in major units) earns floor(p · A / 100) points, with p points per
//! 100 units of money; an order of 0 or less earns none. 100 points pay v units when they are redeemed. Of all
//! points a share r is redeemed, the others expire. The *cost* of a month is its points · v · r / 100; the *margin* is m of
//! its whole net revenue. A *balance* is what a customer has earned in the days before expiry up to the as-of day,
//! as if nothing had been redeemed. What is *owed* is all balances at their value (at most), and r of that (expected).
//!
//! **Units.** Points; minor units, rounded half to even; shares 0..=1.
//!
//! **Choices.**
//! - None of p, v, r, m, the days until expiry and the budget is in the files: all are assumptions of the settings, and
//!   the defaults are round numbers.
//! - Cost falls into the month in which points are earned. Anonymous orders earn nothing; their margin counts.
//! - Over budget: the cost is more than b of the margin, over the complete months together; where none is complete
//!   or there is no margin it cannot be told.
//! - Net amounts: points of what was refunded count as taken back.
//!
//! **Example.** With 100 points per 100.00 (one a unit), 100 points worth 1.00, 60 % redeemed, a margin of 40 % and a
//! budget of 2 %: orders of 99.50 and 10.00 earn 99 and 10 points and cost 109 · 0.6 cents = 0.65 of a margin of 43.80,
//! 1.5 %.
//!
//! **Sources.** Arithmetic; breakage and liability as in IFRS 15, B39-B47 (customer options, unexercised rights), simplified.

use huitou_columns::parts::Fraction;
use serde::{Deserialize, Serialize};

use super::{Scope, calendar::Calendar};
use crate::money::Money;
use crate::time::{Period, PeriodKind};

/// What the merchant can set; none of it is in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct PointsRule {
    /// Points for 100 units of money.
    pub points_per_100: u32,
    /// What 100 points pay, in hundredths of a unit of money.
    pub value_of_100: u32,
    /// How many in a hundred points are redeemed.
    pub redeemed_percent: u32,
    /// Days after which points expire.
    pub expiry_days: u32,
    /// What points may cost, in tenths of a percent of the margin.
    pub budget_per_mille: u32,
}

impl Default for PointsRule {
    fn default() -> PointsRule {
        PointsRule {
            points_per_100: 100,
            value_of_100: 100,
            redeemed_percent: 60,
            expiry_days: 365,
            budget_per_mille: 20,
        }
    }
}

/// The gross margin where none is told, in hundredths of a percent.
pub const USUAL_MARGIN: u32 = 4_000;

/// What points cost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Points {
    /// What was assumed.
    pub rule: PointsRule,
    /// Gross margin in hundredths of a percent of net revenue: what is told, or [`USUAL_MARGIN`].
    pub margin: u32,
    /// The months of the window, the earliest first.
    pub months: Vec<PointsMonth>,
    /// The complete months together.
    pub total: PointsSum,
    /// Customers with points on the as-of day.
    pub holders: u64,
    /// The fewest and the most points of one of them; `None` where nobody has any.
    pub balances: Option<[u64; 2]>,
    /// All points on the as-of day.
    pub outstanding: u64,
    /// What they pay, were all of them redeemed.
    pub owed_at_most: Money,
    /// What they pay as far as points are redeemed.
    pub owed: Money,
}

/// One month of points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct PointsMonth {
    /// Which one.
    pub month: Period,
    /// Whether it is over on the as-of day.
    pub complete: bool,
    /// Customers' orders in it, so that a month of few can be left out.
    pub orders: u64,
    /// What was earned in it.
    pub sum: PointsSum,
}

/// Points and what they cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct PointsSum {
    /// Points earned.
    pub points: u64,
    /// Net revenue, anonymous orders included.
    pub revenue: Money,
    /// Its margin.
    pub margin: Money,
    /// What the points cost as far as they are redeemed.
    pub cost: Money,
}

impl PointsSum {
    /// Cost over margin; `None` where there is no margin.
    pub fn cost_share(&self) -> Option<f64> {
        self.cost.share_of(self.margin)
    }

    /// Whether the cost is above the budget; `None` where there is no margin.
    pub fn is_over(&self, rule: &PointsRule) -> Option<bool> {
        let over =
            i128::from(self.cost.0) * 1_000 > i128::from(self.margin.0) * i128::from(rule.budget_per_mille);
        (self.margin.0 > 0).then_some(over)
    }

    fn add(&mut self, points: u64, revenue: Money) {
        self.points += points;
        self.revenue += revenue;
    }

    fn priced(mut self, rule: &PointsRule, margin: u32, unit: i64) -> PointsSum {
        self.margin = ratio(i128::from(self.revenue.0) * i128::from(margin), 10_000);
        self.cost = rule.pays(self.points, unit, rule.redeemed_percent);
        self
    }
}

impl PointsRule {
    /// The points of an order, of whose currency `unit` minor units are one.
    pub fn earned(&self, amount: Money, unit: i64) -> u64 {
        self.fraction(unit).of(amount.0)
    }

    fn fraction(&self, unit: i64) -> Fraction {
        Fraction { times: self.points_per_100, over: 100 * unit }
    }

    /// What points pay when so many in a hundred are redeemed.
    fn pays(&self, points: u64, unit: i64, percent: u32) -> Money {
        let hundredths = i128::from(points) * i128::from(self.value_of_100) * i128::from(unit);
        ratio(hundredths * i128::from(percent), 1_000_000)
    }
}

fn ratio(numerator: i128, denominator: i128) -> Money {
    Money::ratio(numerator, denominator).unwrap_or_default()
}

/// What points cost in this scope.
pub fn points(scope: &Scope) -> Points {
    let rule = scope.settings.points;
    let margin = scope.settings.acquisition.margin.unwrap_or(USUAL_MARGIN);
    let mut found = Points { rule, margin, ..Points::default() };
    let Some(calendar) = Calendar::by(scope, PeriodKind::Month) else { return found };
    count(scope, &calendar, &mut found);
    let unit = scope.orders.currency().minor_per_major();
    found.owed_at_most = rule.pays(found.outstanding, unit, 100);
    found.owed = rule.pays(found.outstanding, unit, rule.redeemed_percent);
    found
}

fn count(scope: &Scope, calendar: &Calendar, found: &mut Points) {
    let (rule, unit) = (found.rule, scope.orders.currency().minor_per_major());
    // Earned on this day or later they have not expired.
    let begin = calendar.window().as_of.plus(1 - rule.expiry_days as i32);
    let months = calendar.periods();
    let gathered = scope.histories.gathered();
    let (earned, held) = gathered.parts(rule.fraction(unit), calendar.numbers(), months.len(), begin.0);
    let mut start = scope.orders.count_until(calendar.window().first_day.plus(-1));
    for (month, [orders, points]) in months.iter().zip(earned) {
        let end = scope.orders.count_until(month.last_day()).min(scope.order_count);
        let mut sum = PointsSum::default();
        sum.add(points, scope.counted(start..end).1);
        start = end;
        let complete = calendar.is_complete(*month);
        if complete {
            found.total.add(sum.points, sum.revenue);
        }
        let sum = sum.priced(&rule, found.margin, unit);
        found.months.push(PointsMonth { month: *month, complete, orders, sum });
    }
    found.total = found.total.priced(&rule, found.margin, unit);
    (found.holders, found.outstanding) = (held.codes, held.sum);
    found.balances = (held.codes > 0).then_some([held.least, held.most]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_whole_and_of_what_is_paid() {
        let rule = PointsRule::default();
        let earned = [9_950, 1_000, 99, 0, -500].map(|minor| rule.earned(Money(minor), 100));
        assert_eq!(earned, [99, 10, 0, 0, 0]);
        assert_eq!(PointsRule { points_per_100: 5, ..rule }.earned(Money(1_999), 1), 99, "yen");
        // 1,000 units, in thousandths.
        assert_eq!(rule.earned(Money(1_000_000), 1_000), 1_000);
    }

    #[test]
    fn the_example_by_hand() {
        let sum = PointsSum { points: 109, revenue: Money(10_950), ..PointsSum::default() };
        let sum = sum.priced(&PointsRule::default(), USUAL_MARGIN, 100);
        assert_eq!((sum.margin, sum.cost), (Money(4_380), Money(65)));
        assert_eq!(sum.is_over(&PointsRule::default()), Some(false));
        // A yen has no cents: 109 points pay 1.09, of which 60 % is 0.654.
        assert_eq!(PointsRule::default().pays(109, 1, 60), Money(1));
        // 65 of 4,380 is 14.8 in a thousand.
        let budget = |budget_per_mille| PointsRule { budget_per_mille, ..PointsRule::default() };
        assert_eq!(
            [14, 15].map(|budget_per_mille| sum.is_over(&budget(budget_per_mille))),
            [Some(true), Some(false)]
        );
        let loss = PointsSum { revenue: Money(-5), ..PointsSum::default() }.priced(
            &PointsRule::default(),
            USUAL_MARGIN,
            100,
        );
        assert_eq!((loss.cost_share(), loss.is_over(&PointsRule::default())), (None, None));
    }
}
