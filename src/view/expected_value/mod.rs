//! The words and pictures of [`ExpectedValue`]: what today's customers will still be worth, and how far to trust that.

mod check;
mod forecast;

use super::format::{self, count, plural};
use super::value::Tiers;
use super::{Group, Lang, Panel, Text};
use crate::analysis::expected_value::{
    ExpectedValue, FEWEST_CYCLES, FEWEST_REPEAT_CUSTOMERS, HoldOut, Model, ModelCheck, Refusal,
};
use crate::report::Report;

const FORECAST: Text = Text { zh: "未来 12 个月的预期价值", en: "Expected value in 12 months" };
const TIERS: Text = Text { zh: "加上预期的价值分层", en: "Value tiers with what is expected" };
const HOW_TIERS: [Text; 1] = [Text {
    zh: "每位客户已支付的净额，加上模型给出的未来 365 天预期金额，从高到低分层：前 1%、1–5%、5–20%、20–50% 和其余，人数向上取整。\
             预期只对一群客户可靠，单个客户的很粗。",
    en: "For each customer what they have paid plus what the model expects of them in 365 days, the largest first: the top 1 %, \
         from there to 5, 20 and 50 %, and the rest; numbers are rounded up. What is expected is reliable for groups; of a \
         single customer it says little.",
}];
const CHECK: Text = Text { zh: "预测与实际", en: "Forecast against fact" };

/// The panels of expected value, which have their place before they are worked out.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let of = |id, title| Panel::new(id, Group::Value, title, lang);
    let mut panels = [of("expected_value", FORECAST), of("expected_check", CHECK)];
    match &report.results.expected_value {
        // In a saved report nothing more is worked out.
        None if report.results.value.is_none() || report.least_group.is_some() => return Vec::new(),
        None => panels.iter_mut().for_each(|panel| panel.finding = waiting(lang)),
        Some(expected) => {
            let [first, second] = &mut panels;
            forecast::fill(first, report, expected, lang);
            check::fill(second, report, expected, lang);
        }
    }
    let mut panels = Vec::from(panels);
    let expected = report.results.expected_value.as_ref();
    if let Some(counted) = expected.and_then(|expected| tiers(report, expected, lang)) {
        let mut panel = of("expected_tiers", TIERS);
        panel.how = super::paragraphs(&HOW_TIERS, lang);
        counted.fill(&mut panel);
        panels.push(panel);
    }
    panels
}

/// `None` where it is not told what customers are expected to pay.
fn tiers<'a>(report: &'a Report, expected: &'a ExpectedValue, lang: Lang) -> Option<Tiers<'a>> {
    let tiers = expected.forecast.as_ref()?.tiers.as_ref()?;
    let note = note(report, expected.customers, lang);
    Some(Tiers { report, tiers, of: None, note, lang })
}

fn waiting(lang: Lang) -> String {
    let words = Text {
        zh: "还没有估计：这一项比其他的要久一些。",
        en: "Not worked out yet: this takes longer than the rest.",
    };
    words.get(lang).into()
}

/// Why there is no forecast.
fn refused(report: &Report, expected: &ExpectedValue, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    if expected.customers == 0 {
        return Some(super::no_customers_sentence(lang));
    }
    Some(match expected.refusal? {
        Refusal::FewRepeats => few_repeats(expected.repeat_customers, lang),
        Refusal::ShortHistory => short_history(expected, lang),
        Refusal::DropOutNotSeen => {
            let words = Text {
                zh: "这份数据里看不出客户会流失：没有一个模型能分辨，预测会变成永远买下去，所以不给出。",
                en: "It cannot be seen in this file that customers stop coming: a forecast would let them buy for ever, so \
                     none is given.",
            };
            words.get(lang).into()
        }
    })
}

fn few_repeats(repeat_customers: u64, lang: Lang) -> String {
    match (lang, repeat_customers) {
        (Lang::Zh, 0) => format!("还没有客户再次购买；至少有 {FEWEST_REPEAT_CUSTOMERS} 位时才估计未来价值。"),
        (Lang::Zh, n) => {
            format!("再次购买过的客户只有 {n} 位，至少要 {FEWEST_REPEAT_CUSTOMERS} 位才能估计未来价值。")
        }
        (Lang::En, 0) => format!(
            "Nobody has come back on another day yet; a forecast needs {FEWEST_REPEAT_CUSTOMERS} customers who have."
        ),
        (Lang::En, n) => format!(
            "Only {} come back on another day; a forecast needs {FEWEST_REPEAT_CUSTOMERS}.",
            plural(n, "customer has", "customers have")
        ),
    }
}

fn short_history(expected: &ExpectedValue, lang: Lang) -> String {
    let (days, cycle) =
        (u64::from(expected.history_days), u64::from(expected.cycle_days.unwrap_or_default()));
    let needed = u64::from(FEWEST_CYCLES) * cycle;
    match lang {
        Lang::Zh => format!(
            "数据只有 {} 天，估计未来价值至少要 {FEWEST_CYCLES} 个复购周期，也就是 {} 天。",
            count(days),
            count(needed)
        ),
        Lang::En => format!(
            "The data cover {}; a forecast needs {FEWEST_CYCLES} of the shop's cycles, {}.",
            plural(days, "day", "days"),
            plural(needed, "day", "days")
        ),
    }
}

/// The model that was taken, on the days that it had not seen.
fn checked(expected: &ExpectedValue) -> Option<(&HoldOut, &ModelCheck)> {
    let (hold_out, forecast) = (expected.hold_out.as_ref()?, expected.forecast.as_ref()?);
    let check = hold_out.models.iter().find(|check| check.model == forecast.model)?;
    Some((hold_out, check))
}

/// `少估了 1.7%`, `1.7% too low`; nothing where none came.
fn off(hold_out: &HoldOut, check: &ModelCheck, lang: Lang) -> Option<String> {
    let came = hold_out.order_days as f64;
    let off = if came > 0.0 { check.expected / came - 1.0 } else { return None };
    let by = format::percent(off.abs());
    Some(match (lang, off.abs() < 0.0005, off > 0.0) {
        (Lang::Zh, true, _) => "相差不到 0.1%".into(),
        (Lang::Zh, _, true) => format!("多估了 {by}"),
        (Lang::Zh, _, false) => format!("少估了 {by}"),
        (Lang::En, true, _) => "less than 0.1% off".into(),
        (Lang::En, _, true) => format!("{by} too high"),
        (Lang::En, _, false) => format!("{by} too low"),
    })
}

fn name(model: Model) -> &'static str {
    match model {
        Model::BgNbd => "BG/NBD",
        Model::MbgNbd => "MBG/NBD",
        Model::ParetoNbd => "Pareto/NBD",
    }
}

/// Order days in whole ones.
fn whole(order_days: f64) -> u64 {
    (order_days + 0.5) as u64
}

/// `2,101 个购买日`, `1 order day`.
fn order_days(n: u64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} 个购买日", count(n)),
        Lang::En => plural(n, "order day", "order days"),
    }
}

fn note(report: &Report, customers: u64, lang: Lang) -> String {
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户，按购买日计。{window}", count(customers)),
        Lang::En => format!("n = {}, by order days. {window}", plural(customers, "customer", "customers")),
    }
}

/// Heads the column of groups, and names the step axis.
const REPEATS: Text = Text { zh: "首单之后的购买日数", en: "Order days after the first" };

/// `0`, `4–5`, `10+`.
fn range(from: u32, to: Option<u32>) -> String {
    match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}–{to}"),
        None => format!("{from}+"),
    }
}

/// Of one customer, two decimals.
fn each(sum: f64, customers: u64) -> String {
    if customers == 0 { format::undefined() } else { format!("{:.2}", sum / customers as f64) }
}
