//! The words and pictures of [`Tiers`]: members by what they bought in a year.

use super::figure::{Bar, Bars, Caption, Figure};
use super::format::{self, count, percent, plural};
use super::settings::ControlOption;
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, audience};
use crate::analysis::tiers::{MemberTier, TierMeasure, Tiers};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;

const TIERS: Text = Text { zh: "会员等级", en: "Member tiers" };
const HOW: [Text; 3] = [
    Text {
        zh: "按截止日为止 365 天内计入的订单：每位客户的净销售额（或订单数，可设）达到哪一档门槛就在哪一级，没有达到任何门槛的在最低一级；这一年没有下单的不在任何一级，另外计数。",
        en: "By the orders that count in the 365 days up to the as-of day: a customer's net amount (or number of orders, a \
             setting) reaches the threshold of a tier; who reaches none is in the lowest. Who has not ordered in that year \
             is in none, and counted apart.",
    },
    Text {
        zh: "没有给定门槛时，取这一年客户的 50%、80%、95% 分位数（第 1 型；金额只留前两位数字），相同的合并，人人都达到的不要：这只是从数据出发的起点，请按自己的权益成本来改。",
        en: "Thresholds that are not given are the quantiles at 50, 80 and 95 % of that year's customers (type 1; amounts \
             rounded down to two digits); equal ones are one, and one that everybody reaches is dropped. They are a start \
             from the data: set them by what perks cost you.",
    },
    Text {
        zh: "“还差”是到下一级门槛的平均差额；“快到了”是差额不超过下一级门槛五分之一的客户。",
        en: "“Lacking” is the mean distance to the next threshold; “nearly there” are those who lack at most a fifth of it.",
    },
];

/// The panel of member tiers.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(tiers) = &report.results.tiers else { return Vec::new() };
    let mut panel = Panel::new("member_tiers", Group::Act, TIERS, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.finding = finding(report, tiers, lang);
    if !tiers.tiers.is_empty() {
        panel.figures = vec![figure(report, tiers, lang)];
        panel.notes = vec![note(report, tiers, lang), thresholds_note(tiers, lang)];
        panel.notes.extend(without_note(tiers, lang));
        panel.table = Some(table(report, tiers, lang));
        let list = |(at, tier): (usize, &MemberTier)| ControlOption {
            value: audience::tier_value(at),
            label: format!("{}{}{}", TIERS.get(lang), super::colon(lang), name(report, tiers, tier, lang)),
        };
        panel.lists = tiers.tiers.iter().enumerate().map(list).listed();
        panel.list_parts = audience::tier_parts(lang);
    }
    vec![panel]
}

fn finding(report: &Report, tiers: &Tiers, lang: Lang) -> String {
    let Some(highest) = tiers.tiers.last() else {
        return match lang {
            _ if !report.results.has_customers => super::no_key_sentence(lang),
            _ if report.least_group.is_some() => super::left_out_sentence(lang),
            Lang::Zh => "截止日之前的一年里没有客户下单。".into(),
            Lang::En => "No customer ordered in the year before the as-of day.".into(),
        };
    };
    let Some(from) = highest.from else {
        return match lang {
            Lang::Zh => "这一年的客户买得都差不多，数据里分不出等级；可以在设置里给定门槛。".into(),
            Lang::En => "This year's customers bought so much alike that the data give no tiers; thresholds can be set."
                .into(),
        };
    };
    let near: u64 = tiers.tiers.iter().map(|tier| tier.near).sum();
    let (rate, share) = (format::rate(&highest.customers), share(tiers, highest));
    let from = amount(report, tiers.measure, from as f64, lang);
    match lang {
        Lang::Zh => format!(
            "最高一级（满 {from}）有 {} 位客户（{rate}），贡献了这一年 {share} 的净销售额；快要升级的有 {} 位。",
            count(highest.customers.part),
            count(near)
        ),
        Lang::En => format!(
            "{} in the highest tier (from {from}; {rate}), with {share} of the year's net revenue; {} nearly in the next \
             one up.",
            is_or_are(highest.customers.part),
            is_or_are(near)
        ),
    }
}

fn is_or_are(n: u64) -> String {
    format!("{} {}", plural(n, "customer", "customers"), if n == 1 { "is" } else { "are" })
}

/// An amount or a number of orders.
fn amount(report: &Report, measure: TierMeasure, value: f64, lang: Lang) -> String {
    match (measure, lang) {
        (TierMeasure::Amount, _) => {
            format::money(Money((value + 0.5).floor() as i64), &report.results.currency)
        }
        (TierMeasure::Orders, Lang::Zh) => format!("{} 单", format::trimmed(value, 1)),
        (TierMeasure::Orders, Lang::En) => {
            let number = format::trimmed(value, 1);
            format!("{number} {}", if number == "1" { "order" } else { "orders" })
        }
    }
}

fn share(tiers: &Tiers, tier: &MemberTier) -> String {
    let all: Money = tiers.tiers.iter().map(|tier| tier.revenue).sum();
    tier.revenue.share_of(all).map_or_else(format::undefined, percent)
}

fn name(report: &Report, tiers: &Tiers, tier: &MemberTier, lang: Lang) -> String {
    match (tier.from, lang) {
        (None, Lang::Zh) => "未达门槛".into(),
        (None, Lang::En) => "below".into(),
        (Some(from), Lang::Zh) => format!("满 {}", amount(report, tiers.measure, from as f64, lang)),
        (Some(from), Lang::En) => format!("from {}", amount(report, tiers.measure, from as f64, lang)),
    }
}

fn note(report: &Report, tiers: &Tiers, lang: Lang) -> String {
    let n = tiers.tiers.first().map_or(0, |tier| tier.customers.whole);
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位一年内下过单的客户。{window}", count(n)),
        Lang::En => format!("n = {} of the last year. {window}", plural(n, "customer", "customers")),
    }
}

fn thresholds_note(tiers: &Tiers, lang: Lang) -> String {
    let words = match tiers.is_given {
        true => Text { zh: "门槛是设置里给定的。", en: "The thresholds are those that were set." },
        false => Text {
            zh: "门槛没有给定，取自数据的分位数，可以在设置里改。",
            en: "No thresholds are set: these are quantiles of the data, to be changed in the settings.",
        },
    };
    words.get(lang).into()
}

fn without_note(tiers: &Tiers, lang: Lang) -> Option<String> {
    let n = Some(tiers.without).filter(|n| *n > 0)?;
    Some(match lang {
        Lang::Zh => format!("另有 {} 位客户这一年没有下单，不在任何一级。", count(n)),
        Lang::En if n == 1 => "1 more customer has not ordered in that year and is in no tier.".into(),
        Lang::En => format!("{} more customers have not ordered in that year and are in no tier.", count(n)),
    })
}

fn figure(report: &Report, tiers: &Tiers, lang: Lang) -> Figure {
    let names = tiers.tiers.iter().map(|tier| name(report, tiers, tier, lang)).listed();
    let most = tiers.tiers.iter().map(|tier| tier.customers.part).max().unwrap_or(0);
    let bars = tiers.tiers.iter().zip(&names).map(|(tier, name)| {
        let (n, rate, revenue) = (tier.customers.part, format::rate(&tier.customers), share(tiers, tier));
        Bar {
            values: vec![n as f64],
            label: rate.clone(),
            unfinished: false,
            tip: match lang {
                Lang::Zh => format!("{name}：{} 位客户，{rate}，占净销售额 {revenue}", count(n)),
                Lang::En => {
                    format!(
                        "{name}: {}, {rate}, {revenue} of net revenue",
                        plural(n, "customer", "customers")
                    )
                }
            },
        }
    });
    let bars = bars.listed();
    let title = Text { zh: "各等级的客户", en: "Customers by tier" };
    let caption = Caption {
        title: title.get(lang).into(),
        subtitle: note(report, tiers, lang),
        description: finding(report, tiers, lang),
    };
    Bars::plain(caption, "", names, format::number_axis((most as f64).max(4.0), lang), bars)
}

fn table(report: &Report, tiers: &Tiers, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let all: Money = tiers.tiers.iter().map(|tier| tier.revenue).sum();
    let lacking = |tier: &MemberTier| {
        let Some(mean) = tier.mean_lacking() else { return Cell::text(format::undefined()) };
        let unit = if tiers.measure == TierMeasure::Amount { currency.minor_per_major() as f64 } else { 1.0 };
        Cell::number(amount(report, tiers.measure, mean, lang), mean / unit)
    };
    let rows = tiers.tiers.iter().map(|tier| {
        vec![
            Cell::text(name(report, tiers, tier, lang)),
            Cell::count(tier.customers.part),
            Cell::share(&tier.customers),
            Cell::count(tier.orders),
            Cell::money(tier.revenue, currency),
            Cell::part(tier.revenue.share_of(all)),
            lacking(tier),
            Cell::count(tier.near),
        ]
    });
    Table {
        caption: TIERS.get(lang).into(),
        columns: vec![
            column("等级", "Tier", false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("订单", "Orders", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
            column("平均还差", "Mean lacking", true),
            column("快到下一级", "Nearly there", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
