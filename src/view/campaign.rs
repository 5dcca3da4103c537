//! The words and pictures of [`CampaignEffect`]: what came of writing to customers.

use super::figure::{Bar, Caption, Figure};
use super::format::{self, count, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, comparison, figure};
use crate::analysis::Window;
use crate::analysis::campaign::{CampaignEffect, CampaignGroup, CampaignGroupKind};
use crate::list::Listed;
use crate::report::Report;

const EFFECT: Text = Text { zh: "效果跟踪", en: "What a campaign brought" };
const HOW: [Text; 4] = [
    Text {
        zh: "把从这里保存的客户名单（带“分组”和“日期”两列）和之后的订单文件一起放进来，或在读完订单之后单独放入。名单里的客户从活动次日起 N 天内（设置）有没有计入的订单，就是“买了”；活动当天不算，因为当天的订单可能早于消息。",
        en: "Drop a list of customers that was saved here (with its columns Group and Date) together with later orders, or \
             after them. Who of the list has an order that counts on one of the N days (a setting) after the campaign has \
             bought; the campaign's own day is left out, since its orders may have come before the message.",
    },
    Text {
        zh: "效果 = 触达组的购买比例 − 对照组的购买比例，95% 区间用 Newcombe 方法；区间含 0 就是分不出。对照组必须是随机留出的，人为挑出来的不算。",
        en: "The effect is the share who bought among those contacted less that among those held out, with Newcombe's 95 % \
             interval; where it holds 0 the two cannot be told apart. Held out means drawn at random: a group that was \
             picked is no control.",
    },
    Text {
        zh: "没有对照组就不作比较：这些客户本来也会有人回来，文件里看不出有多少是活动带来的。人均金额 = 这些天的净销售额 ÷ 全组人数（含没买的人），不给区间，因为少数大单就能左右它。",
        en: "Without a control group nothing is compared: some of these customers would have come back anyway, and a file \
             cannot tell how many. Revenue per head is the net revenue of these days over the whole group, buyers or not; \
             it has no interval, since a few large orders decide it.",
    },
    Text {
        zh: "还没有观察满 N 天的、没有日期的、订单里找不到的客户，都另外计数，不进入比例。",
        en: "Customers who have not been observed for N days, have no date, or are in no order are counted apart and are in \
             no share.",
    },
];

/// The panel of campaigns.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(campaign) = &report.results.campaign else { return Vec::new() };
    let mut panel = Panel::new("campaign_effect", Group::Act, EFFECT, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.finding = finding(report, campaign, lang);
    if !campaign.groups.is_empty() {
        panel.figures = vec![figure(report, campaign, lang)];
        panel.table = Some(table(report, campaign, lang));
        panel.notes = vec![window(report, campaign, lang)];
    }
    panel.notes.extend(left_out(campaign, lang));
    vec![panel]
}

fn finding(report: &Report, campaign: &CampaignEffect, lang: Lang) -> String {
    let days = campaign.within_days;
    let of = |kind| campaign.groups.iter().find(|group| group.kind == kind);
    let nothing = match lang {
        _ if !report.results.has_customers => super::no_key_sentence(lang),
        Lang::Zh if !campaign.is_given => {
            "放入一份带对照组的客户名单和之后的订单，这里就会说触达有没有多带来复购。".into()
        }
        Lang::En if !campaign.is_given => {
            "Drop a list of customers with a group held out, and later orders: here it will \
                                           be told whether writing to them brought more orders."
                .into()
        }
        Lang::Zh => format!("名单里还没有客户在活动之后观察满 {days} 天，或者都不在这些订单里。"),
        Lang::En => format!(
            "No customer of the list has been observed for {days} days after the campaign, or none is in these orders."
        ),
    };
    match (of(CampaignGroupKind::Treated), of(CampaignGroupKind::Control), &campaign.effect) {
        (Some(treated), Some(control), Some(effect)) => {
            let words = comparison::words(effect, lang);
            let (first, second) = (&treated.bought, &control.bought);
            match lang {
                Lang::Zh => format!(
                    "{days} 天内，触达的 {} 位客户有 {} 买了，留作对照的 {} 位有 {}。{words}",
                    count(first.whole),
                    format::rate(first),
                    count(second.whole),
                    format::rate(second)
                ),
                Lang::En => format!(
                    "Within {days} days {} of {} contacted bought, and {} of {} held out. {words}",
                    format::rate(first),
                    count(first.whole),
                    format::rate(second),
                    count(second.whole)
                ),
            }
        }
        _ => match campaign.groups.first() {
            None => nothing,
            Some(group) => alone(group, days, lang),
        },
    }
}

/// There is nothing to compare with.
fn alone(group: &CampaignGroup, days: u32, lang: Lang) -> String {
    let (n, rate, sure) =
        (group.bought.whole, format::rate(&group.bought), format::sureness(&group.bought, lang));
    match lang {
        Lang::Zh => format!(
            "{}的 {} 位客户有 {rate} 在 {days} 天内买了（{sure}）；缺少可比的另一组，看不出有多少是活动带来的。",
            name(group.kind).zh,
            count(n)
        ),
        Lang::En => format!(
            "Of {} {}, {rate} bought within {days} days ({sure}). There is no other group to compare them with, so it \
             cannot be told how many the campaign brought.",
            plural(n, "customer", "customers"),
            name(group.kind).en,
        ),
    }
}

fn name(kind: CampaignGroupKind) -> Text {
    match kind {
        CampaignGroupKind::Treated => Text { zh: "触达", en: "contacted" },
        CampaignGroupKind::Control => Text { zh: "留作对照", en: "held out" },
        CampaignGroupKind::Unknown => Text { zh: "未注明分组", en: "without a group" },
    }
}

fn window(report: &Report, campaign: &CampaignEffect, lang: Lang) -> String {
    let n: u64 = campaign.groups.iter().map(|group| group.bought.whole).sum();
    let days =
        campaign.days.map(|[first, last]| format::window(Window { first_day: first, as_of: last }, lang));
    let (days, within) = (days.unwrap_or_default(), campaign.within_days);
    let filters = super::settings::filter_words(&report.settings, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户。活动日期：{days}；之后 {within} 天。{filters}", count(n)),
        Lang::En => {
            let n = plural(n, "customer", "customers");
            format!("n = {n}. Campaign: {days}; {within} days after it.{filters}")
        }
    }
}

/// Who of the list is in no group, each reason that there is.
fn left_out(campaign: &CampaignEffect, lang: Lang) -> Vec<String> {
    let all = [
        (campaign.not_found, Text { zh: "在订单里找不到", en: "not found in the orders" }),
        (campaign.unfinished, Text { zh: "还没有观察满", en: "not observed long enough" }),
        (campaign.undated, Text { zh: "没有可读的日期", en: "without a date that can be read" }),
        (campaign.filtered, Text { zh: "被筛选排除", en: "left out by a filter" }),
        (campaign.repeated, Text { zh: "重复的行", en: "in a row that repeats a customer" }),
    ];
    let told = all.iter().filter(|(n, _)| *n > 0).map(|(n, why)| match lang {
        Lang::Zh => format!("{}：{}。", why.zh, count(*n)),
        Lang::En => format!("{} {}.", count(*n), why.en),
    });
    told.listed()
}

fn figure(report: &Report, campaign: &CampaignEffect, lang: Lang) -> Figure {
    let bars = campaign.groups.iter().map(|group| {
        let (bought, name) = (&group.bought, name(group.kind).get(lang));
        let (rate, sure) = (format::rate(bought), format::sureness(bought, lang));
        let small = super::small_suffix(bought.is_small(), lang);
        Bar {
            values: vec![bought.rate().unwrap_or(0.0)],
            label: rate.clone(),
            unfinished: false,
            tip: match lang {
                Lang::Zh => format!(
                    "{name}：{} 位中 {} 位买了，{rate}{small}\n{sure}",
                    count(bought.whole),
                    count(bought.part)
                ),
                Lang::En => format!(
                    "{name}: {} of {} bought, {rate}{small}\n{sure}",
                    count(bought.part),
                    count(bought.whole)
                ),
            },
        }
    });
    let bars = bars.listed();
    let highest = bars.iter().map(|bar| bar.values[0]).fold(0.04, f64::max);
    let title = Text { zh: "活动之后买了的客户", en: "Customers who bought after the campaign" };
    let names = campaign.groups.iter().map(|group| name(group.kind).get(lang).to_string()).listed();
    let subtitle = window(report, campaign, lang);
    let description =
        names.iter().zip(&bars).map(|(name, bar)| format!("{name} {}", bar.label)).listed().join(", ");
    let caption = Caption { title: title.get(lang).into(), subtitle, description };
    figure::Bars::plain(caption, "", names, format::share_axis(highest), bars)
}

fn table(report: &Report, campaign: &CampaignEffect, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let rows = campaign.groups.iter().map(|group| {
        let head = group.revenue_per_head();
        vec![
            Cell::text(name(group.kind).get(lang)),
            Cell::count(group.bought.whole),
            Cell::count(group.bought.part),
            Cell::share(&group.bought),
            Cell::text(group.bought.interval.map_or_else(format::undefined, format::interval)),
            Cell::count(group.orders),
            Cell::money(group.revenue, currency),
            head.map_or_else(|| Cell::text(format::undefined()), |head| Cell::money(head, currency)),
        ]
    });
    Table {
        caption: EFFECT.get(lang).into(),
        columns: vec![
            column("分组", "Group", false),
            column("客户", "Customers", true),
            column("买了", "Bought", true),
            column("占比", "Share", true),
            column("95% 区间", "95% interval", false),
            column("订单", "Orders", true),
            column("净销售额", "Net revenue", true),
            column("人均", "Per head", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
