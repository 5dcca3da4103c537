//! What can be set about campaigns, member tiers and points: numbers that are in no file.

use super::typed::{self, text};
use super::{Control, ControlOption, chosen, one_of_few};
use crate::analysis::Settings;
use crate::analysis::campaign::USUAL_DAYS;
use crate::analysis::points::PointsRule;
use crate::analysis::tiers::{MOST_TIERS, TierMeasure};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::Report;
use crate::view::{Lang, Text, format};

const CAMPAIGN_DAYS: [u32; 5] = [7, 14, 30, 60, 90];
const TIER_MEASURES: [(&str, Text); 2] =
    [("amount", Text { zh: "净销售额", en: "Net amount" }), ("orders", Text { zh: "订单数", en: "Orders" })];
const TIERS: Text = Text { zh: "等级门槛", en: "Tiers from" };
const TIERS_TAKE: Text = Text { zh: "最多 5 个大于 0 的数", en: "up to 5 numbers above 0" };

/// One number of points: its control's name and words, how many of its field are one as it is written, the least and the
/// most of the field.
struct Number {
    name: &'static str,
    label: Text,
    unit: u32,
    range: [u32; 2],
}

const POINTS: [Number; 5] = [
    Number {
        name: "points_per_100",
        label: Text { zh: "每消费 100 得积分", en: "Points per 100 spent" },
        unit: 1,
        range: [0, 100_000],
    },
    Number {
        name: "points_value",
        label: Text { zh: "100 积分抵", en: "100 points pay" },
        unit: 100,
        range: [0, 1_000_000],
    },
    Number {
        name: "points_redeemed",
        label: Text { zh: "积分兑换比例（%）", en: "Points redeemed (%)" },
        unit: 1,
        range: [0, 100],
    },
    Number {
        name: "points_expiry",
        label: Text { zh: "积分有效期（天）", en: "Points expire after (days)" },
        unit: 1,
        range: [1, 3_660],
    },
    Number {
        name: "points_budget",
        label: Text { zh: "积分预算（毛利的 %）", en: "Points budget (% of margin)" },
        unit: 10,
        range: [0, 1_000],
    },
];

impl Number {
    /// The field for what was typed, where it fits.
    fn read(&self, value: &str) -> Option<u32> {
        let given = value.parse::<f64>().ok()? * f64::from(self.unit);
        let [least, most] = self.range.map(f64::from);
        let is_whole = self.unit > 1 || given.fract() == 0.0;
        ((least..=most).contains(&given) && is_whole).then(|| given.round() as u32)
    }
}

/// All of them, behind the others.
pub(super) fn controls(report: &Report, set: &Settings, lang: Lang) -> Vec<Control> {
    let currency = &report.results.currency;
    let mut all = vec![campaign(set, lang)];
    let by = usize::from(set.tiers.measure == TierMeasure::Orders);
    let label = Text { zh: "会员等级按", en: "Tiers by" };
    all.push(one_of_few("tier_measure", label.get(lang), &TIER_MEASURES, by, lang));
    let thresholds =
        set.tiers.thresholds.iter().map(|from| threshold(*from, set.tiers.measure, currency)).listed();
    let takes = [TIERS_TAKE.get(lang), if by == 0 { "500 1000 3000" } else { "2 5 10" }];
    let written = thresholds.join(" ");
    all.push(text("tier_thresholds", TIERS.get(lang), &written, !thresholds.is_empty(), takes, lang));
    let usual = PointsRule::default();
    all.extend(POINTS.iter().map(|number| {
        let (value, usual) = (field(&set.points, number.name), field(&usual, number.name));
        let written = |value: u32| format::trimmed(f64::from(value) / f64::from(number.unit), 2);
        let takes = typed::number(number.range, number.unit, lang);
        let is_changed = value != usual;
        let takes = [&*takes, &written(usual)];
        text(number.name, number.label.get(lang), &written(value), is_changed, takes, lang)
    }));
    all
}

fn campaign(set: &Settings, lang: Lang) -> Control {
    let days = set.campaign_days.unwrap_or(USUAL_DAYS);
    let option = |days: &u32| ControlOption {
        value: days.to_string(),
        label: format::days(Some((*days).into()), lang),
    };
    let mut all = CAMPAIGN_DAYS.to_vec();
    if !all.contains(&days) {
        all.push(days);
    }
    let at = all.iter().position(|known| *known == days);
    let label = Text { zh: "活动之后", en: "After a campaign" };
    chosen("campaign_days", label.get(lang), all.iter().map(option).listed(), at, days != USUAL_DAYS, lang)
}

fn threshold(from: i64, measure: TierMeasure, currency: &Currency) -> String {
    match measure {
        TierMeasure::Amount => format::trimmed(format::major(Money(from), currency), 3),
        TierMeasure::Orders => from.to_string(),
    }
}

/// Sets one of them, to what it usually is for an empty value; `None` where the name or the value is another one.
pub(super) fn change(next: &mut Settings, name: &str, value: &str, currency: &Currency) -> Option<()> {
    match name {
        "campaign_days" => {
            let days = if value.is_empty() { USUAL_DAYS } else { value.parse().ok()? };
            CAMPAIGN_DAYS.contains(&days).then_some(())?;
            next.campaign_days = Some(days).filter(|days| *days != USUAL_DAYS);
        }
        "tier_measure" => {
            let at = TIER_MEASURES
                .iter()
                .position(|(known, _)| *known == value)
                .or(value.is_empty().then_some(0))?;
            let measure = [TierMeasure::Amount, TierMeasure::Orders][at];
            // Money is no number of orders.
            if measure != next.tiers.measure {
                next.tiers.thresholds.clear();
            }
            next.tiers.measure = measure;
        }
        "tier_thresholds" => {
            let unit = if next.tiers.measure == TierMeasure::Amount { currency.minor_per_major() } else { 1 };
            let all: Option<Vec<i64>> =
                super::rfm::numbers(value).map(|text| whole(text, unit as f64)).collect();
            let all = all.filter(|all| all.len() < MOST_TIERS && all.iter().all(|from| *from > 0))?;
            next.tiers.thresholds = all;
        }
        _ => {
            let number = POINTS.iter().find(|number| number.name == name)?;
            *field_mut(&mut next.points, name) = match value.trim() {
                "" => field(&PointsRule::default(), name),
                value => number.read(value)?,
            };
        }
    }
    Some(())
}

/// A number of so many parts, in parts.
fn whole(text: &str, unit: f64) -> Option<i64> {
    let parts = text.parse::<f64>().ok()? * unit;
    (parts.abs() < Money::LIMIT as f64).then(|| parts.round() as i64)
}

fn field(rule: &PointsRule, name: &str) -> u32 {
    let mut rule = *rule;
    *field_mut(&mut rule, name)
}

fn field_mut<'a>(rule: &'a mut PointsRule, name: &str) -> &'a mut u32 {
    match name {
        "points_per_100" => &mut rule.points_per_100,
        "points_value" => &mut rule.value_of_100,
        "points_redeemed" => &mut rule.redeemed_percent,
        "points_expiry" => &mut rule.expiry_days,
        _ => &mut rule.budget_per_mille,
    }
}
