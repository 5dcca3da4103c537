//! The words and pictures of [`Overview`]: the shop at a glance.

use super::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use super::format::{self, count, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Headline, Lang, Panel, Text, campaigns, no_customer, settings};
use crate::analysis::overview::{Overview, PeriodTotals};
use crate::intake::ledger::Ledger;
use crate::list::Listed;
use crate::money::Currency;
use crate::report::Report;

const TITLE: Text = Text { zh: "店铺一览", en: "The shop at a glance" };
const HOW: [Text; 4] = [
    Text {
        zh: "有效订单：已付款、未取消、未全额退款的订单；金额已扣除优惠和退款。其余的行都列在“数据账”里。",
        en: "A valid order is paid for, not cancelled and not refunded in full; its amount is net of discounts and \
             refunds. Every other row is accounted for under Data.",
    },
    Text {
        zh: "新客户：首单落在该周期内的客户；老客户：首单更早、在该周期内又下单的客户。首单按整个文件中最早的有效订单算。",
        en: "New customers placed their first order in the period; existing ones had ordered before it and ordered \
             again in it. The first order is the earliest valid one in the whole file.",
    },
    Text {
        zh: "回头客占比 = 至少购买 2 次的客户 ÷ 全部客户，附 95% Wilson 区间：如果再来一批同样的客户，真实比例大致会落在这个范围。",
        en: "The share who came back is customers with two or more purchases over all customers, with its 95% Wilson \
             interval: the range in which the true share of customers like these plausibly lies.",
    },
    Text {
        zh: "没有可用客户标识的订单（匿名订单）计入订单数和金额，但不进入任何客户比例的分子或分母。",
        en: "Orders without a usable customer key (anonymous orders) count as orders and revenue, and enter neither \
             part of any customer ratio.",
    },
];

/// The panel of the overview.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(overview) = &report.results.overview else { return Vec::new() };
    let currency = &report.results.currency;
    let mut panel = Panel::new("overview", Group::Overview, TITLE, lang);
    panel.finding = finding(overview, report.provenance.as_ref(), lang);
    panel.how = super::paragraphs(&HOW, lang);
    if overview.orders > 0 {
        panel.headlines = headlines(overview, currency, lang);
        panel.notes = notes(report, overview, lang);
        panel.figures = vec![figure(report, overview, lang)];
        panel.table = Some(table(overview, currency, lang));
    }
    vec![panel]
}

fn finding(overview: &Overview, ledger: Option<&Ledger>, lang: Lang) -> String {
    let Some(window) = overview.window.filter(|_| overview.orders > 0) else {
        return match lang {
            Lang::Zh => "所选范围内没有有效订单。".into(),
            Lang::En => "There is no valid order in what is chosen.".into(),
        };
    };
    let days = format::window(window, lang);
    let (orders, customers) = (overview.orders, overview.customers);
    if customers == 0 {
        let advice = no_customer::sentence(ledger, lang);
        return match lang {
            Lang::Zh => {
                format!(
                    "{days}共有 {} 笔有效订单，但没有可用的客户标识，因此看不出谁回来过。\n{advice}",
                    count(orders)
                )
            }
            Lang::En => format!(
                "{days}: {}, and no usable customer key, so it cannot be told who came back.\n{advice}",
                plural(orders, "valid order", "valid orders")
            ),
        };
    }
    let known = orders.saturating_sub(overview.anonymous_orders);
    let who = match lang {
        Lang::Zh => format!("{days}，{} 位客户下了 {} 笔有效订单", count(customers), count(known)),
        Lang::En => format!(
            "{} placed {} ({days})",
            plural(customers, "customer", "customers"),
            plural(known, "valid order", "valid orders")
        ),
    };
    let caution = no_customer::caution(overview, lang).unwrap_or_default();
    format!("{who}{}{}{caution}", came_back(overview, lang), anonymous(overview, lang))
}

fn came_back(overview: &Overview, lang: Lang) -> String {
    let (back, sure) = (&overview.repeat_customers, format::sureness(&overview.repeat_customers, lang));
    let (n, rate) = (count(back.part), format::rate(back));
    match lang {
        Lang::Zh if back.part == 0 => format!("，还没有人回来买过第二次（{sure}）"),
        Lang::Zh => format!("，其中 {n} 位（{rate}，{sure}）至少回来买过一次"),
        Lang::En if back.part == 0 => format!("; nobody has come back yet ({sure})"),
        Lang::En => format!("; {n} of them ({rate}, {sure}) came back at least once"),
    }
}

fn anonymous(overview: &Overview, lang: Lang) -> String {
    let n = overview.anonymous_orders;
    match lang {
        Lang::Zh if n == 0 => "。".into(),
        Lang::Zh => format!("。另有 {} 笔有效订单认不出是哪位客户。", count(n)),
        Lang::En if n == 0 => ".".into(),
        Lang::En => {
            format!(". The customer of {} more is not known.", plural(n, "valid order", "valid orders"))
        }
    }
}

fn headlines(overview: &Overview, currency: &Currency, lang: Lang) -> Vec<Headline> {
    let words = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_string() } else { en.to_string() };
    // Short, and in full where that is not the same.
    let money = |amount, label| {
        let (value, full) = (format::money_compact(amount, currency, lang), format::money(amount, currency));
        Headline { detail: if value == full { String::new() } else { full }, value, label }
    };
    let average = words("笔单价", "Average order");
    let mut all = vec![
        Headline {
            value: count(overview.orders),
            label: words("有效订单", "Valid orders"),
            detail: String::new(),
        },
        money(overview.revenue, words("净销售额", "Net revenue")),
        match overview.average_order {
            Some(amount) => money(amount, average),
            None => Headline { value: format::undefined(), label: average, detail: String::new() },
        },
    ];
    if overview.customers > 0 {
        let back = &overview.repeat_customers;
        let customers = Headline {
            value: count(overview.customers),
            label: words("客户", "Customers"),
            detail: String::new(),
        };
        all.insert(0, customers);
        all.push(Headline {
            value: format::rate(back),
            label: words("回头客占比", "Came back"),
            detail: back.interval.map(format::interval).unwrap_or_default(),
        });
    }
    all
}

fn notes(report: &Report, overview: &Overview, lang: Lang) -> Vec<String> {
    let filters = settings::filter_words(&report.settings, lang);
    let mut notes: Vec<String> =
        Some(filters.trim().to_string()).filter(|words| !words.is_empty()).into_iter().listed();
    if overview.anonymous_orders > 0 && overview.customers > 0 {
        let share = format::percent(overview.anonymous_orders as f64 / overview.orders as f64);
        notes.push(match lang {
            Lang::Zh => format!(
                "{} 笔订单（{share}）没有可用的客户标识，不进入客户指标。",
                count(overview.anonymous_orders)
            ),
            Lang::En => format!(
                "{} ({share}) without a usable customer key, left out of customer metrics.",
                plural(overview.anonymous_orders, "order", "orders")
            ),
        });
    }
    if overview.series.iter().any(|p| !p.complete) {
        notes.push(super::unfinished_note(lang));
    }
    notes.extend(campaigns::note(overview.series.iter().map(|p| p.period), lang));
    notes
}

fn figure(report: &Report, overview: &Overview, lang: Lang) -> Figure {
    let with_customers = overview.customers > 0;
    let values = |p: &PeriodTotals| {
        if with_customers {
            vec![p.new_customers as f64, p.existing_customers as f64]
        } else {
            vec![p.orders as f64]
        }
    };
    let part = |zh: &str, en: &str, series| Part {
        label: if lang == Lang::Zh { zh.into() } else { en.into() },
        series,
    };
    let parts = if with_customers {
        vec![part("新客户", "New customers", 1), part("老客户", "Existing customers", 0)]
    } else {
        vec![part("有效订单", "Valid orders", 0)]
    };
    let max = overview.series.iter().map(|p| values(p).iter().sum::<f64>()).fold(0.0, f64::max);
    let title = match (lang, with_customers) {
        (Lang::Zh, true) => "每个周期下单的客户：新客户与老客户",
        (Lang::Zh, false) => "每个周期的有效订单",
        (Lang::En, true) => "Customers who ordered in each period: new and existing",
        (Lang::En, false) => "Valid orders in each period",
    };
    let window = overview.window.map(|w| format::window(w, lang)).unwrap_or_default();
    let bars = overview.series.iter().map(|p| Bar {
        values: values(p),
        label: String::new(),
        unfinished: !p.complete,
        tip: tip(p, with_customers, lang) + &campaigns::line(p.period, lang),
    });
    Figure::Bars(Bars {
        caption: Caption {
            title: title.into(),
            subtitle: subtitle(overview, &window, lang)
                + &settings::filter_words(&report.settings, lang)
                + &campaigns::short(overview.series.iter().map(|p| p.period), lang),
            description: format!("{title}. {window}."),
        },
        x: StepAxis {
            title: String::new(),
            labels: overview.series.iter().map(|p| campaigns::step(p.period, lang)).listed(),
        },
        y: format::number_axis(max.max(4.0), lang),
        parts,
        bars: bars.listed(),
    })
}

/// n and window, and what hatching means where there is any: a saved picture must stand alone.
fn subtitle(overview: &Overview, window: &str, lang: Lang) -> String {
    let n = match lang {
        Lang::Zh => format!(
            "n = {} 位客户，{} 笔有效订单。{window}。",
            count(overview.customers),
            count(overview.orders)
        ),
        Lang::En => format!(
            "n = {}, {}. {window}.",
            plural(overview.customers, "customer", "customers"),
            plural(overview.orders, "valid order", "valid orders")
        ),
    };
    let unfinished = overview.series.iter().any(|p| !p.complete);
    n + if unfinished { super::unfinished_short(lang) } else { "" }
}

fn tip(totals: &PeriodTotals, with_customers: bool, lang: Lang) -> String {
    let name = format::period(totals.period, lang);
    let unfinished = super::unfinished_suffix(!totals.complete, lang);
    let orders = totals.orders;
    match (lang, with_customers) {
        (Lang::Zh, true) => format!(
            "{name}{unfinished}\n新客户 {}，老客户 {}\n有效订单 {}",
            count(totals.new_customers),
            count(totals.existing_customers),
            count(orders)
        ),
        (Lang::Zh, false) => format!("{name}{unfinished}\n有效订单 {}", count(orders)),
        (Lang::En, true) => format!(
            "{name}{unfinished}\n{}, {}\n{}",
            plural(totals.new_customers, "new customer", "new customers"),
            plural(totals.existing_customers, "existing one", "existing ones"),
            plural(orders, "valid order", "valid orders")
        ),
        (Lang::En, false) => format!("{name}{unfinished}\n{}", plural(orders, "valid order", "valid orders")),
    }
}

fn table(overview: &Overview, currency: &Currency, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = overview.series.iter().map(|p| {
        let mut cells = vec![
            Cell::text(format::period(p.period, lang)),
            Cell::count(p.orders),
            Cell::number(format::money(p.revenue, currency), format::major(p.revenue, currency)),
            Cell::count(p.new_customers),
            Cell::count(p.existing_customers),
        ];
        cells.iter_mut().skip(1).for_each(|cell| cell.unfinished = !p.complete);
        cells
    });
    Table {
        caption: Text { zh: "按周期汇总", en: "Totals by period" }.get(lang).into(),
        columns: vec![
            column("周期", "Period", false),
            column("有效订单", "Valid orders", true),
            column("净销售额", "Net revenue", true),
            column("新客户", "New customers", true),
            column("老客户", "Existing customers", true),
        ],
        rows: rows.listed(),
        unfinished_title: super::UNFINISHED.get(lang).into(),
    }
}
