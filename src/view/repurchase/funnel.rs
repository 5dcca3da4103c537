//! The funnel: how many come as far as a second, a third purchase, and how long each takes.

use super::note;
use crate::analysis::Share;
use crate::analysis::repurchase::{FunnelRow, Repurchase};
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use crate::view::format::{self, count, plural, trimmed};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const FUNNEL: Text = Text { zh: "购买漏斗", en: "From order to order" };
const HOW: [Text; 2] = [
    Text {
        zh: "第 n 步：购买至少 n 次的客户。X 单复购率 = 购买至少 X+1 次的客户 ÷ 购买至少 X 次的客户，附 95% Wilson 区间。",
        en: "Step n is the customers with at least n purchases. The X-order rate is those with at least X + 1 over those \
             with at least X, with its 95% Wilson interval.",
    },
    Text {
        zh: "“距上一次”是走到这一步的客户从上一次购买到这一次的天数的中位数。新客户还没有时间走到后面，因此各步的比例偏低。",
        en: "Days since the one before: the median over those who came so far, from the purchase before to this one. New \
             customers have had no time for later steps yet, so the rates are low rather than high.",
    },
];

pub(super) fn panel(report: &Report, repurchase: &Repurchase, lang: Lang) -> Panel {
    let mut panel = Panel::new("order_funnel", Group::Retention, FUNNEL, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, repurchase, lang);
    if repurchase.rate.whole > 0 {
        panel.figures = vec![figure(report, repurchase, lang)];
        panel.table = Some(table(repurchase, lang));
        panel.notes = vec![note(report, repurchase, lang)];
    }
    panel
}

fn finding(report: &Report, repurchase: &Repurchase, lang: Lang) -> String {
    if !report.results.has_customers {
        return view::no_key_sentence(lang);
    }
    let [first, second, ..] = &repurchase.funnel[..] else {
        return view::none_or_few(report, view::no_customers_sentence(lang), lang);
    };
    if first.customers.part == 0 {
        return view::no_customers_sentence(lang);
    }
    if second.customers.part == 0 {
        return match lang {
            Lang::Zh => "还没有客户买过第二次。".into(),
            Lang::En => "No customer has bought a second time yet.".into(),
        };
    }
    let sure = |share: &Share| {
        format!("{}{}", format::rate(share), in_brackets(format::sureness(share, lang), lang))
    };
    let days = format::days(second.median_days, lang);
    match lang {
        Lang::Zh => format!(
            "买过 1 次的客户有 {}又买了第 2 次，其中一半在 {days}内；买过 2 次的有 {}又买了第 3 次。",
            sure(&first.next),
            sure(&second.next)
        ),
        Lang::En => format!(
            "Of those who bought once {} bought again, half of them within {days}; of those who bought twice {} bought a \
             third time.",
            sure(&first.next),
            sure(&second.next)
        ),
    }
}

fn in_brackets(words: String, lang: Lang) -> String {
    if lang == Lang::Zh { format!("（{words}）") } else { format!(" ({words})") }
}

fn figure(report: &Report, repurchase: &Repurchase, lang: Lang) -> Figure {
    let bars = repurchase.funnel.iter().map(|row| Bar {
        values: vec![row.customers.part as f64],
        label: count(row.customers.part),
        unfinished: false,
        tip: tip(row, lang),
    });
    let title =
        Text { zh: "走到第 n 次购买的客户", en: "Customers who came as far as each purchase" };
    Figure::Bars(Bars {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, repurchase, lang),
            description: finding(report, repurchase, lang),
        },
        x: StepAxis {
            title: Text { zh: "至少购买的次数", en: "at least so many purchases" }.get(lang).into(),
            labels: repurchase.funnel.iter().map(|row| row.purchase.to_string()).collect(),
        },
        y: format::axis_from_zero(String::new(), (repurchase.rate.whole as f64).max(4.0), |v| {
            format::compact(v, lang)
        }),
        parts: vec![Part { label: String::new(), series: 0 }],
        bars: bars.collect(),
    })
}

fn tip(row: &FunnelRow, lang: Lang) -> String {
    let (n, people, rate) = (row.purchase, row.customers.part, format::rate(&row.customers));
    let small = view::small_suffix(row.next.is_small(), lang);
    let (next, sure) = (format::rate(&row.next), format::sureness(&row.next, lang));
    let since = row.median_days.map(|_| format::days(row.median_days, lang));
    match lang {
        Lang::Zh => {
            let since = since.map(|days| format!("\n距上一次的中位数 {days}")).unwrap_or_default();
            format!(
                "至少 {n} 次：{} 位客户，{rate}{since}\n其中 {next} 再买一次\n{sure}{small}",
                count(people)
            )
        }
        Lang::En => {
            let since = since.map(|days| format!("\nmedian {days} since the one before")).unwrap_or_default();
            let people = plural(people, "customer", "customers");
            format!("At least {n}: {people}, {rate}{since}\n{next} of them bought once more\n{sure}{small}")
        }
    }
}

fn table(repurchase: &Repurchase, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let day = |value: Option<f64>| {
        value.map_or(Cell::text(format::undefined()), |v| Cell::number(trimmed(v, 2), v))
    };
    let rows = repurchase.funnel.iter().map(|row| {
        vec![
            Cell::count(u64::from(row.purchase)),
            Cell::count(row.customers.part),
            Cell::share(&row.customers),
            day(row.median_days),
            Cell::share(&row.next),
            Cell::text(row.next.interval.map_or_else(format::undefined, format::interval)),
        ]
    });
    Table {
        caption: FUNNEL.get(lang).into(),
        columns: vec![
            column("至少购买次数", "Purchases", true),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("距上一次（中位天数）", "Days since the one before", true),
            column("再买一次（X 单复购率）", "Bought once more", true),
            column("95% 区间", "95% interval", true),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
