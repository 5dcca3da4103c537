//! The sentences that there can be: which number each one looks at, what it weighs, and its words.

use super::acts::{members, one_order_each};
use super::ground::{Ground, amount};
use super::{Told, fill};
use crate::analysis::Share;
use crate::analysis::cycle::Due;
use crate::analysis::lifecycle::Stage;
use crate::analysis::retention::Cohort;
use crate::analysis::rfm::{CustomerGroup, Octant};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Section;
use crate::view::format::{self, count, percent, plural};
use crate::view::second_order::quoted;
use crate::view::{Lang, Text, activity};

/// A sentence that there can be.
pub(super) struct Rule {
    /// Its stable name.
    pub(super) id: &'static str,
    /// The section whose number it looks at.
    pub(super) section: Section,
    /// The panel that shows that number.
    panel: &'static str,
    /// The sentence, with places for what is found.
    words: Text,
    /// What the money is that it weighs, with a place for it.
    weighs: Text,
    /// How sure it is, with a place for an interval.
    sure: Text,
    find: fn(&Ground) -> Option<Found>,
}

/// What a rule has found.
struct Found {
    values: Vec<String>,
    weight: Money,
    interval: String,
}

impl Found {
    fn exact(values: Vec<String>, weight: Money) -> Found {
        Found { values, weight, interval: String::new() }
    }
}

const BY_INTERVAL: Text = Text { zh: "{0}。", en: "{0}." };
const NO_INTERVAL: Text = Text {
    zh: "这些订单的事实，没有区间。",
    en: "A fact about these orders, without an interval.",
};
/// The sentence is that of the panel, which tells how sure it is.
const AS_FOUND: Text = Text { zh: "{0}", en: "{0}" };
const SAID: Text = Text { zh: "", en: "" };

/// Equal ones stand in this order.
pub(super) const RULES: [Rule; 11] = [
    Rule {
        id: "second_order",
        section: Section::SecondOrder,
        panel: "second_order_curve",
        words: Text {
            zh: "新客户里，{1} 在首单后 {0} 天内再次购买。",
            en: "{1} of new customers buy again within {0} days of their first order.",
        },
        weighs: Text {
            zh: "每 100 位新客户里多 10 位再买一单（按笔单价），一年约 {0}。",
            en: "Ten more of a hundred placing one more average order: about {0} a year.",
        },
        sure: BY_INTERVAL,
        find: second_order,
    },
    Rule {
        id: "repeat_revenue",
        section: Section::Repurchase,
        panel: "repurchase_rate",
        words: Text {
            zh: "{0} 的客户买过不止一次；复购订单占销售额的 {1}。",
            en: "{0} of customers bought more than once; repeat orders make {1} of the revenue.",
        },
        weighs: Text {
            zh: "复购订单多一成，一年约 {0}。",
            en: "A tenth more of repeat orders: about {0} a year.",
        },
        sure: BY_INTERVAL,
        find: repeat_revenue,
    },
    Rule {
        id: "pareto",
        section: Section::Value,
        panel: "pareto",
        words: Text {
            zh: "销售额最高的 20% 客户（{0} 位）贡献了 {1} 的销售额。",
            en: "The top 20% of customers ({0}) make {1} of the revenue.",
        },
        weighs: Text {
            zh: "其中流失一成，一年约少 {0}。",
            en: "Losing one in ten of them: about {0} a year.",
        },
        sure: NO_INTERVAL,
        find: pareto,
    },
    Rule {
        id: "at_risk",
        section: Section::Rfm,
        panel: "rfm_segments",
        words: Text {
            zh: "曾经常来、如今渐远的“重要保持客户”有 {0} 位，占销售额的 {1}。",
            en: "{0}, who used to come often and no longer do, brought {1} of the revenue.",
        },
        weighs: Text { zh: "他们一年带来约 {0}。", en: "They bring about {0} a year." },
        sure: Text { zh: "占客户的 {0}。", en: "Of all customers they are {0}." },
        find: at_risk,
    },
    Rule {
        id: "due",
        section: Section::Cycle,
        panel: "due",
        words: Text {
            zh: "按各人自己的周期，现在到期的客户有 {0} 位，逾期的有 {1} 位。",
            en: "By their own cycles {0} due now and {1} overdue.",
        },
        weighs: Text { zh: "每人再买一单，共约 {0}。", en: "One more order of each: about {0}." },
        sure: Text {
            zh: "人数是数出来的，周期是估计。",
            en: "Customers are counted; their cycles are estimates.",
        },
        find: due,
    },
    Rule {
        id: "dormant",
        section: Section::Lifecycle,
        panel: "lifecycle",
        words: Text { zh: "休眠的客户有 {0} 位，占 {1}。", en: "{0} dormant, {1} of all." },
        weighs: Text {
            zh: "不会自己回来的部分，一年约 {0}。",
            en: "What would not come back by itself: about {0} a year.",
        },
        sure: Text {
            zh: "90 天前休眠的人里，后来又买了的占 {0}。",
            en: "Of those who were so 90 days earlier {0} have ordered since.",
        },
        find: dormant,
    },
    Rule {
        id: "moved",
        section: Section::Value,
        panel: "what_moved_sales",
        words: AS_FOUND,
        // Whether it lasts nobody knows.
        weighs: Text {
            zh: "只按这一次的变化排，约 {0}。", en: "Weighed as this one change: about {0}."
        },
        sure: NO_INTERVAL,
        find: moved,
    },
    Rule {
        id: "next_period",
        section: Section::Activity,
        panel: "next_period_rate",
        words: AS_FOUND,
        weighs: Text {
            zh: "与一年前相差的客户各一单，约 {0}。",
            en: "One order of each customer by whom it differs: about {0}.",
        },
        sure: SAID,
        find: next_period,
    },
    Rule {
        id: "cohorts_differ",
        section: Section::Retention,
        panel: "retention_comparison",
        words: AS_FOUND,
        weighs: Text {
            zh: "新客户都像较好的那群一样回来、各多一单，一年约 {0}。",
            en: "All new customers coming back as the better of the two, one order each: about {0} a year.",
        },
        sure: SAID,
        find: cohorts_differ,
    },
    Rule {
        id: "file_start",
        section: Section::Retention,
        panel: "retention_curve",
        words: Text {
            zh: "最早 {0} 个同期群的“新客户”里，不少人在文件开始之前可能就买过，不计入留存曲线。",
            en: "{0} left out of the retention curve: many of their customers may have bought before the file begins.",
        },
        weighs: Text {
            zh: "这些客户一年带来约 {0}（按人均）。",
            en: "At the average of all they bring about {0} a year.",
        },
        sure: Text { zh: "第一个群估计有 {0}。", en: "Of the first one it is estimated to be {0}." },
        find: file_start,
    },
    Rule {
        id: "anonymous",
        section: Section::Overview,
        panel: "overview",
        words: Text {
            zh: "{0} 的订单认不出是哪位客户，这些人回没回来无从知道。",
            en: "The customer of {0} of orders is not known, nor whether they came back.",
        },
        weighs: Text { zh: "这些订单一年约 {0}。", en: "These orders bring about {0} a year." },
        sure: NO_INTERVAL,
        find: anonymous,
    },
];

impl Rule {
    /// What is to be said, behind what it weighs; nothing where there is nothing to say.
    pub(super) fn tell(&self, ground: &Ground) -> Option<Told> {
        let found = (self.find)(ground).filter(|_| ground.overview.customers > 0)?;
        let text = |text: Text, values: &[String]| fill(text.get(ground.lang), values);
        let weighs = if found.weight > Money::ZERO {
            text(self.weighs, &[ground.about(found.weight)])
        } else {
            String::new()
        };
        let details = [weighs, text(self.sure, &[found.interval])];
        let words = text(self.words, &found.values);
        Some((found.weight, ground.sentence(self.id.into(), self.panel, words, details)?))
    }
}

fn second_order(ground: &Ground) -> Option<Found> {
    let first = ground.results().second_order.as_ref()?.order_days.first()?;
    let chance = quoted(first)?;
    let small = crate::view::small_suffix(chance.is_small(), ground.lang);
    let interval = match (chance.interval, ground.lang) {
        (None, Lang::Zh) => "没有区间".into(),
        (None, Lang::En) => "No interval".into(),
        (Some(ends), Lang::Zh) => format!("95% 区间 {}{small}", format::interval(ends)),
        (Some(ends), Lang::En) => format!("95% interval {}{small}", format::interval(ends)),
    };
    Some(Found {
        values: vec![chance.days.to_string(), percent(chance.chance?)],
        weight: ground.a_year(&[first.customers.into(), ground.average_order()], 10),
        interval,
    })
}

fn repeat_revenue(ground: &Ground) -> Option<Found> {
    let repurchase = ground.results().repurchase.as_ref()?;
    let share = repurchase.repeat_revenue_share.filter(|_| repurchase.repeat_orders > 0)?;
    Some(Found {
        values: vec![format::rate(&repurchase.rate), percent(share)],
        weight: ground.a_year(&[repurchase.repeat_revenue.0.into()], 10),
        interval: ground.sure(&repurchase.rate),
    })
}

/// Of fewer than thirty customers a fifth is a handful.
fn pareto(ground: &Ground) -> Option<Found> {
    let all = &ground.results().value.as_ref()?.concentration;
    let top = all.top.iter().find(|top| top.percent == 20).filter(|_| all.customers >= Share::SMALL)?;
    let values = vec![count(top.customers), percent(top.revenue.share_of(all.revenue)?)];
    Some(Found::exact(values, ground.a_year(&[top.revenue.0.into()], 10)))
}

fn at_risk(ground: &Ground) -> Option<Found> {
    let group = CustomerGroup::Octant(Octant::AtRiskRegulars);
    let row = ground.results().rfm.as_ref()?.octants.iter().find(|row| row.group == group)?;
    let (n, share) = (row.customers.part, row.revenue_share?);
    let who = match ground.lang {
        Lang::Zh => count(n),
        Lang::En => plural(n, "at-risk regular", "at-risk regulars"),
    };
    (n > 0 && !ground.is_short()).then(|| Found {
        values: vec![who, percent(share)],
        weight: ground.a_year(&[row.revenue.0.into()], 1),
        interval: ground.rate_and_sureness(&row.customers),
    })
}

fn due(ground: &Ground) -> Option<Found> {
    let of = |due| members(ground, CustomerGroup::Due(due));
    let (now, overdue) = (of(Due::Now)?, of(Due::Overdue)?);
    let weight = |(customers, orders, revenue)| one_order_each(customers, orders, revenue);
    let found = Found::exact(vec![are(now.0, ground.lang), count(overdue.0)], weight(now) + weight(overdue));
    (now.0 > 0 || overdue.0 > 0).then_some(found)
}

/// `3`; `3 customers are`.
fn are(n: u64, lang: Lang) -> String {
    match lang {
        Lang::Zh => count(n),
        Lang::En => plural(n, "customer is", "customers are"),
    }
}

fn dormant(ground: &Ground) -> Option<Found> {
    let lifecycle = ground.results().lifecycle.as_ref()?;
    let row = lifecycle.stages.iter().find(|row| row.stage == Stage::Dormant)?;
    let back = lifecycle.past.as_ref()?.came_back.get(Stage::Dormant as usize)?;
    let gone = i128::from(back.whole) - i128::from(back.part);
    (row.customers.part > 0 && back.whole > 0).then(|| Found {
        values: vec![are(row.customers.part, ground.lang), format::rate(&row.customers)],
        weight: ground.a_year(&[row.revenue.0.into(), gone], back.whole.into()),
        interval: ground.rate_and_sureness(back),
    })
}

fn moved(ground: &Ground) -> Option<Found> {
    let last = ground.results().value.as_ref()?.changes.last().filter(|last| last.before != last.after)?;
    let change = i128::from(last.after.0) - i128::from(last.before.0);
    Some(Found::exact(vec![ground.finding("what_moved_sales")?], amount(&[change.abs()], 1)))
}

/// Where the rate of a year before lies outside the interval of the last one.
fn next_period(ground: &Ground) -> Option<Found> {
    let all = ground.results().activity.as_ref()?;
    let (last, before) = activity::last_and_year_before(all)?;
    let (interval, earlier) = (last.next.interval?, before?.next.rate()?);
    let differs = earlier < interval.low || earlier > interval.high;
    // The customers by whom it differs, in shares of the earlier period's.
    let [now, then] = [&last.next, &before?.next].map(|share| [i128::from(share.part), share.whole.into()]);
    let difference = (now[0] * then[1] - then[0] * now[1]).abs();
    let weight = amount(&[difference, ground.average_order()], then[1]);
    let finding = ground.finding("next_period_rate")?;
    differs.then(|| Found::exact(vec![finding], weight))
}

fn cohorts_differ(ground: &Ground) -> Option<Found> {
    let retention = ground.results().retention.as_ref()?;
    let [first, second] = retention.compared?.map(|at| retention.cohorts.get(at as usize));
    let comparison = first?.compare(second?, 1)?;
    comparison.difference.filter(|difference| difference.tells_apart())?;
    let [one, other] =
        [comparison.first, comparison.second].map(|share| [i128::from(share.part), share.whole.into()]);
    let difference = (one[0] * other[1] - other[0] * one[1]).abs();
    let factors = [difference, retention.customers.into(), ground.average_order()];
    let weight = ground.a_year(&factors, one[1].checked_mul(other[1])?);
    Some(Found::exact(vec![ground.finding("retention_comparison")?], weight))
}

fn file_start(ground: &Ground) -> Option<Found> {
    let retention = ground.results().retention.as_ref()?;
    let doubtful = retention.cohorts.iter().filter(|cohort| cohort.is_doubtful()).listed();
    let range = doubtful.first()?.not_new?;
    let customers: i128 = doubtful.iter().map(|cohort: &&Cohort| i128::from(cohort.size)).sum();
    let n = retention.left_out;
    let cohorts = match ground.lang {
        Lang::Zh => count(n),
        Lang::En => plural(n, "early cohort is", "early cohorts are"),
    };
    (n > 0).then(|| Found {
        values: vec![cohorts],
        weight: ground.a_year(&[ground.revenue().0.into(), customers], ground.overview.customers.into()),
        interval: format::interval(range),
    })
}

fn anonymous(ground: &Ground) -> Option<Found> {
    let overview = ground.overview;
    let share = overview.anonymous_orders as f64 / overview.orders.max(1) as f64;
    let weight = ground.a_year(&[overview.anonymous_revenue.0.into()], 1);
    (overview.anonymous_orders > 0).then(|| Found::exact(vec![percent(share)], weight))
}
