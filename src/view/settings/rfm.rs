//! What is given for RFM: limits of high, limits of scores, how scores are made, and how far back migration looks.

use super::typed::{self, text};
use super::{Control, ControlOption, chosen, group_of, group_option, one_of_few};
use crate::analysis::Settings;
use crate::analysis::rfm::{CustomerGroup, MigrationCuts, Monetary, Octant, RfmSettings, Scoring, Segment};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::Report;
use crate::view::{Lang, Text, format};

const SCORINGS: [(&str, Text); 2] = [
    ("rank", Text { zh: "比多少人好", en: "Share who are worse" }),
    ("quantile_plus_one", Text { zh: "分位数 + 1（R 语言 rfm 包）", en: "Quantile + 1 (R's rfm)" }),
];
const CUTS: [(&str, Text); 2] =
    [("then", Text { zh: "当时的", en: "As then" }), ("now", Text { zh: "现在的", en: "As now" })];
const MONETARY: [(&str, Text); 2] = [
    ("sum", Text { zh: "净销售额合计", en: "Sum" }),
    ("mean_per_order", Text { zh: "每单平均", en: "Mean per order" }),
];
/// R, F and M: the end of a control's name, what is measured, and examples of a limit and of four.
const AXES: [(&str, Text, [&str; 2]); 3] = [
    ("r", Text { zh: "R（天）", en: "R (days)" }, ["90", "360 180 90 30"]),
    ("f", Text { zh: "F（次）", en: "F (purchases)" }, ["3", "2 3 5 8"]),
    ("m", Text { zh: "M（金额）", en: "M (money)" }, ["500", "50 100 200 500"]),
];
/// Days and purchases that can be limits.
const LIMITS: [u32; 2] = [0, 1_000_000];
const MIGRATION_DAYS: [u32; 2] = [1, 3_660];

pub(super) fn controls(report: &Report, set: &Settings, lang: Lang) -> Vec<Control> {
    let words = |zh, en| Text { zh, en }.get(lang);
    let (rfm, currency) = (&set.rfm, &report.results.currency);
    let mut all = Vec::new();
    for (at, (axis, name, [one, _])) in AXES.iter().enumerate() {
        let given = rfm.high[at].map(|limit| written(at, limit, currency)).unwrap_or_default();
        let label = format!("{} {}", words("“高”的界限", "High from"), name.get(lang));
        let takes = if at < 2 {
            typed::number(LIMITS, 1, lang)
        } else {
            words("一个数", "one number").to_string()
        };
        all.push(text(&format!("high_{axis}"), &label, &given, !given.is_empty(), [&takes, one], lang));
    }
    let scoring = usize::from(rfm.scoring == Scoring::QuantilePlusOne);
    all.push(one_of_few("scoring", words("评分方法", "Scores by"), &SCORINGS, scoring, lang));
    for (at, (axis, name, [_, four])) in AXES.iter().enumerate() {
        let limits = rfm.limits[at].iter().flatten().map(|limit| written(at, *limit, currency)).listed();
        let label = format!("{} {}", words("2–5 分的界限", "Scores 2–5 from"), name.get(lang));
        let takes = words("四个数", "four numbers");
        let is_given = !limits.is_empty();
        all.push(text(&format!("limits_{axis}"), &label, &limits.join(" "), is_given, [takes, four], lang));
    }
    let days = rfm.migration_days.map(|days| days.to_string()).unwrap_or_default();
    let label = words("变化：多少天前（默认 90）", "Change: days before (90)");
    let takes = typed::number(MIGRATION_DAYS, 1, lang);
    all.push(text("migration_days", label, &days, !days.is_empty(), [&takes, "30"], lang));
    let cuts = usize::from(rfm.migration_cuts == MigrationCuts::Now);
    all.push(one_of_few("migration_cuts", words("变化：用哪天的分界", "Change: divided"), &CUTS, cuts, lang));
    let monetary = usize::from(rfm.monetary == Monetary::MeanPerOrder);
    all.push(one_of_few("monetary", words("M（金额）", "M of RFM"), &MONETARY, monetary, lang));
    let labels = [words("当时的类型：前者", "Group of then"), words("当时的类型：后者", "With group")];
    all.push(group("group_first", labels[0], rfm.compare_first, lang));
    all.push(group("group_second", labels[1], rfm.compare_second, lang));
    all
}

/// An octant or a named segment, or one that is chosen for the merchant.
fn group(name: &str, label: &str, set: Option<CustomerGroup>, lang: Lang) -> Control {
    let usual = Text { zh: "自动", en: "Automatic" }.get(lang);
    let mut options = vec![ControlOption { value: String::new(), label: usual.into() }];
    let octants = Octant::ALL.into_iter().map(CustomerGroup::Octant);
    let groups = octants.chain(Segment::ALL.into_iter().map(CustomerGroup::Segment)).listed();
    options.extend(groups.iter().map(|group| group_option(*group, lang)));
    let at = set.map_or(Some(0), |set| Some(groups.iter().position(|group| *group == set)? + 1));
    chosen(name, label, options, at, set.is_some(), lang)
}

/// The group that a value names, if it is one of these.
fn compared(value: &str) -> Option<Option<CustomerGroup>> {
    let is_offered =
        |group: &CustomerGroup| matches!(group, CustomerGroup::Octant(_) | CustomerGroup::Segment(_));
    if value.is_empty() { Some(None) } else { group_of(value).filter(is_offered).map(Some) }
}

fn written(axis: usize, limit: i64, currency: &Currency) -> String {
    if axis == 2 { format::trimmed(format::major(Money(limit), currency), 3) } else { limit.to_string() }
}

/// Sets one of them; `None` where the name or the value is another one.
pub(super) fn set(next: &mut RfmSettings, name: &str, value: &str, currency: &Currency) -> Option<()> {
    let at = |words: &[(&str, Text)]| match value {
        "" => Some(0),
        _ => words.iter().position(|(name, _)| *name == value),
    };
    match name {
        "scoring" => next.scoring = [Scoring::Rank, Scoring::QuantilePlusOne][at(&SCORINGS)?],
        "migration_cuts" => next.migration_cuts = [MigrationCuts::Then, MigrationCuts::Now][at(&CUTS)?],
        "monetary" => next.monetary = [Monetary::Sum, Monetary::MeanPerOrder][at(&MONETARY)?],
        "group_first" => next.compare_first = compared(value)?,
        "group_second" => next.compare_second = compared(value)?,
        "migration_days" => {
            let days = if value.is_empty() { None } else { Some(value.trim().parse().ok()?) };
            next.migration_days = days.filter(|days| *days != RfmSettings::MIGRATION_DAYS);
            let [least, most] = MIGRATION_DAYS;
            days.is_none_or(|days| (least..=most).contains(&days)).then_some(())?;
        }
        _ => {
            let (field, axis) = name.rsplit_once('_')?;
            let axis = AXES.iter().position(|(name, _, _)| *name == axis)?;
            let numbers: Option<Vec<i64>> = numbers(value).map(|text| number(text, axis, currency)).collect();
            let numbers = numbers?;
            match (field, &numbers[..]) {
                ("high", []) => next.high[axis] = None,
                ("high", [limit]) => next.high[axis] = Some(*limit),
                ("limits", []) => next.limits[axis] = None,
                ("limits", [a, b, c, d]) => next.limits[axis] = Some([*a, *b, *c, *d]),
                _ => return None,
            }
        }
    }
    Some(())
}

/// What stands between blanks, commas and the like.
pub(super) fn numbers(value: &str) -> impl Iterator<Item = &str> {
    value.split([' ', ',', ';', '/', '，', '、', '；']).filter(|text| !text.is_empty())
}

/// Whole days or purchases, or money in minor units.
fn number(text: &str, axis: usize, currency: &Currency) -> Option<i64> {
    if axis < 2 {
        return text.parse::<u32>().ok().filter(|number| *number <= LIMITS[1]).map(i64::from);
    }
    let minor = text.parse::<f64>().ok()? * currency.minor_per_major() as f64;
    (minor.abs() < Money::LIMIT as f64).then(|| minor.round() as i64)
}
