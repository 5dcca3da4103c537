//! The eight segments.

use crate::analysis::rfm::{Octant, OctantRow, Rfm};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::Report;
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Lang, Panel, Text};

const OCTANTS: Text = Text { zh: "RFM 八类客户", en: "RFM segments" };

pub(super) fn panel(report: &Report, rfm: &Rfm, lang: Lang) -> Panel {
    let mut panel = super::panel("rfm_segments", OCTANTS, report, rfm, lang);
    if rfm.customers > 0 {
        panel.finding = octant_finding(rfm, lang);
        panel.table = Some(octant_table(rfm, &report.results.currency, lang));
    }
    panel
}

/// The name of an octant.
fn octant_name(octant: Octant) -> Text {
    match octant {
        Octant::Champions => Text { zh: "重要价值客户", en: "Champions" },
        Octant::BigFirstOrders => Text { zh: "重要发展客户", en: "Big first orders" },
        Octant::AtRiskRegulars => Text { zh: "重要保持客户", en: "At-risk regulars" },
        Octant::LapsedSpenders => Text { zh: "重要挽留客户", en: "Lapsed spenders" },
        Octant::LoyalSmall => Text { zh: "一般价值客户", en: "Loyal, small" },
        Octant::NewSmall => Text { zh: "一般发展客户", en: "New, small" },
        Octant::FadingSmall => Text { zh: "一般保持客户", en: "Fading, small" },
        Octant::LostSmall => Text { zh: "一般挽留客户", en: "Lost, small" },
    }
}

/// One line on what to do.
fn advice(octant: Octant) -> Text {
    match octant {
        Octant::Champions => Text {
            zh: "优先服务：新品先知、专属权益，不必用折扣。",
            en: "Look after them first: early access and privileges rather than discounts.",
        },
        Octant::BigFirstOrders => Text {
            zh: "促成第二单：首单后推荐搭配商品。",
            en: "Win the second order: suggest what goes with the first.",
        },
        Octant::AtRiskRegulars => Text {
            zh: "主动联系：他们曾常来，问问原因，给一个回来的理由。",
            en: "Get in touch: they used to come often; ask why, and give a reason to return.",
        },
        Octant::LapsedSpenders => Text {
            zh: "逐个挽回：人数少、金额大，值得单独联系。",
            en: "Win back one by one: few people, large amounts.",
        },
        Octant::LoyalSmall => Text {
            zh: "提高客单：组合装、满额礼。",
            en: "Raise the basket: bundles, a gift above an amount.",
        },
        Octant::NewSmall => Text {
            zh: "培养习惯：使用指导和到期提醒。",
            en: "Build the habit: how to use it, and a reminder when it runs out.",
        },
        Octant::FadingSmall => Text {
            zh: "轻量唤回：自动提醒即可。",
            en: "A light nudge: an automatic reminder will do.",
        },
        Octant::LostSmall => Text {
            zh: "不再投入：只在大促时顺带触达。",
            en: "Spend nothing extra: include them in large campaigns only.",
        },
    }
}

fn octant_finding(rfm: &Rfm, lang: Lang) -> String {
    let row = |octant| rfm.octants.iter().find(|row: &&OctantRow| row.octant == octant);
    let (Some(best), Some(risk)) = (row(Octant::Champions), row(Octant::AtRiskRegulars)) else {
        return view::no_customers_sentence(lang);
    };
    match lang {
        Lang::Zh => format!("{}；{}。", champions(best, lang), at_risk(risk, lang)),
        Lang::En => format!("{}; {}.", champions(best, lang), at_risk(risk, lang)),
    }
}

fn champions(row: &OctantRow, lang: Lang) -> String {
    let (n, revenue) = (row.customers.part, row.revenue_share.map_or_else(format::undefined, percent));
    let (share, sure) = (format::rate(&row.customers), format::sureness(&row.customers, lang));
    match lang {
        Lang::Zh if n == 0 => "没有重要价值客户".into(),
        Lang::Zh => format!("重要价值客户有 {} 位（{share}，{sure}），贡献了 {revenue} 的净销售额", count(n)),
        Lang::En if n == 0 => "There are no champions".into(),
        Lang::En => {
            format!(
                "{} ({share}, {sure}) brought {revenue} of net revenue",
                plural(n, "champion", "champions")
            )
        }
    }
}

fn at_risk(row: &OctantRow, lang: Lang) -> String {
    let (n, revenue) = (row.customers.part, row.revenue_share.map_or_else(format::undefined, percent));
    match lang {
        Lang::Zh if n == 0 => "也没有曾经常来、如今渐远的重要保持客户".into(),
        Lang::Zh => format!("曾经常来、如今渐远的重要保持客户有 {} 位，占净销售额 {revenue}", count(n)),
        Lang::En if n == 0 => "no big regulars have drifted away".into(),
        Lang::En => format!(
            "{} who used to come often and no longer do brought {revenue}",
            plural(n, "at-risk regular", "at-risk regulars")
        ),
    }
}

fn octant_table(rfm: &Rfm, currency: &Currency, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let number = |value: Option<f64>| {
        value.map_or(Cell::text(format::undefined()), |v| Cell::number(format::trimmed(v, 1), v))
    };
    let money = |value: Option<Money>| {
        value.map_or(Cell::text(format::undefined()), |m| {
            Cell::number(format::money(m, currency), format::major(m, currency))
        })
    };
    let rows = rfm.octants.iter().map(|row| {
        vec![
            Cell::text(octant_name(row.octant).get(lang)),
            Cell::count(row.customers.part),
            Cell::share(&row.customers),
            Cell::count(row.orders),
            money(Some(row.revenue)),
            row.revenue_share.map_or(Cell::text(format::undefined()), |s| Cell::number(percent(s), s)),
            number(row.mean_recency_days),
            number(row.mean_frequency),
            money(row.mean_monetary),
            Cell::text(advice(row.octant).get(lang)),
        ]
    });
    Table {
        caption: OCTANTS.get(lang).into(),
        columns: vec![
            column("客户类型", "Segment", false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("订单", "Orders", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
            column("平均 R（天）", "Mean R, days", true),
            column("平均 F", "Mean F", true),
            column("平均 M", "Mean M", true),
            column("怎么做", "What to do", false),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
