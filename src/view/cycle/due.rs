//! Who is due.

use super::no_due;
use crate::analysis::cycle::{Cycle, Due};
use crate::analysis::rfm::CustomerGroup;
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::settings::group_option;
use crate::view::states::{self, State};
use crate::view::{self, Group, Lang, Panel, Text};

const DUE: Text = Text { zh: "谁该回来了", en: "Who is due" };
const HOW: [Text; 3] = [
    Text {
        zh: "客户自己的周期 c = exp(w ln m + (1 − w) ln s)：m 是他各次间隔的中位数，s 是他最后一单里最贵商品的周期（没有则用店铺周期），\
             w = n ÷ (n + 3)，n 是间隔个数；间隔不足 2 个时 c = s。比较之前四舍五入到 0.01 天。",
        en: "A customer's own cycle is c = exp(w ln m + (1 − w) ln s): m the median of their gaps, s the cycle of the dearest \
             product of their last order, else the shop's, w = n / (n + 3) with n gaps; with fewer than 2 gaps c = s. It is \
             rounded to 0.01 day before anything is compared.",
    },
    Text {
        zh: "g 是距最后一次购买的天数。未到期：g < 0.5c；过半：0.5c 到 0.75c 之前；到期：0.75c 至 1.25c；逾期：超过 1.25c 至 3c；久未回来：超过 3c。",
        en: "g is the days since the last order. Not due: g < 0.5c. Half-way: from 0.5c to below 0.75c. Due: 0.75c to 1.25c. \
             Overdue: above 1.25c up to 3c. Long gone: above 3c.",
    },
    Text {
        zh: "筛选客户时，周期仍参照全部客户，不会因为只看一部分人而改变谁到期。",
        en: "Where only some customers are shown, cycles are still held towards those of all, so nobody is due on another day.",
    },
];

pub(in crate::view) fn name(due: Due) -> Text {
    match due {
        Due::NotYet => Text { zh: "未到期", en: "Not due" },
        Due::HalfWay => Text { zh: "过半", en: "Half-way" },
        Due::Now => Text { zh: "到期", en: "Due" },
        Due::Overdue => Text { zh: "逾期", en: "Overdue" },
        Due::LongGone => Text { zh: "久未回来", en: "Long gone" },
    }
}

pub(in crate::view) fn advice(due: Due) -> Text {
    match due {
        Due::NotYet => {
            Text { zh: "刚买过，先别打扰。", en: "They have just bought: leave them alone." }
        }
        Due::HalfWay => Text {
            zh: "可以用内容或用法提醒，让他们想起你。",
            en: "A tip or a story keeps the shop in mind.",
        },
        Due::Now => Text {
            zh: "现在联系最自然：提醒补货或推荐下一件。",
            en: "The natural moment: remind them to restock, or suggest the next item.",
        },
        Due::Overdue => Text {
            zh: "已经晚了，给一个回来的理由。",
            en: "They are late: give them a reason to come back.",
        },
        Due::LongGone => Text {
            zh: "多半已去别处，只做低成本的挽回。",
            en: "Most have gone elsewhere: win back only at low cost.",
        },
    }
}

pub(super) fn panel(report: &Report, cycle: &Cycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("due", Group::Cycle, DUE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, cycle, lang);
    if !cycle.due.is_empty() {
        panel.figures = vec![figure(report, cycle, lang)];
        panel.notes = vec![note(report, cycle, lang)];
        let heading = Text { zh: "状态", en: "State" };
        panel.table = Some(states::table(DUE, heading, &rows(cycle), &report.results.currency, lang));
        panel.lists = Due::ALL.map(|due| group_option(CustomerGroup::Due(due), lang)).into();
    }
    panel
}

fn finding(report: &Report, cycle: &Cycle, lang: Lang) -> String {
    if let Some(sentence) = no_due(report, cycle, lang) {
        return sentence;
    }
    let row = |due: Due| &cycle.due[due as usize].customers;
    let (now, overdue, gone) = (row(Due::Now), row(Due::Overdue), row(Due::LongGone));
    match lang {
        Lang::Zh => format!(
            "按各人自己的周期，现在到期的客户有 {} 位（{}），逾期 {} 位（{}），久未回来 {} 位（{}）。",
            count(now.part),
            format::rate(now),
            count(overdue.part),
            format::rate(overdue),
            count(gone.part),
            format::rate(gone)
        ),
        Lang::En => format!(
            "By their own cycles, {} due now ({}), {} overdue ({}), and {} long gone ({}).",
            match now.part {
                1 => "1 customer is".into(),
                n => format!("{} customers are", count(n)),
            },
            format::rate(now),
            count(overdue.part),
            format::rate(overdue),
            count(gone.part),
            format::rate(gone)
        ),
    }
}

pub(super) fn note(report: &Report, cycle: &Cycle, lang: Lang) -> String {
    let n = cycle.due.first().map_or(0, |row| row.customers.whole);
    let window = view::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户。{window}", count(n)),
        Lang::En => format!("n = {}. {window}", plural(n, "customer", "customers")),
    }
}

fn figure(report: &Report, cycle: &Cycle, lang: Lang) -> Figure {
    let title =
        Text { zh: "客户离自己的到期日有多远", en: "How far customers are in their own cycles" };
    let caption = Caption {
        title: title.get(lang).into(),
        subtitle: note(report, cycle, lang),
        description: finding(report, cycle, lang),
    };
    states::figure(caption, &rows(cycle), lang)
}

fn rows(cycle: &Cycle) -> Vec<State<'_>> {
    let rows = cycle.due.iter().map(|row| State {
        name: name(row.due),
        customers: &row.customers,
        orders: row.orders,
        revenue: row.revenue,
        advice: advice(row.due),
    });
    rows.listed()
}
