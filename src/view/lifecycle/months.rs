//! The stages month by month.

use super::{names, note, nothing, stages};
use crate::analysis::lifecycle::{Lifecycle, Stage, StageMonth};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use crate::view::format::{self, count};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, campaigns};

const MONTHS: Text = Text { zh: "生命周期阶段的变化", en: "Lifecycle by month" };
const HOW: [Text; 2] = [
    Text {
        zh: "每个月末按当时的订单判断阶段：客户自己的间隔只看到那时为止，店铺和商品的周期用今天的。",
        en: "At each month's end stages are told by the orders up to then: the customer's own gaps of that time, and today's \
             cycles of the shop and of products.",
    },
    Text {
        zh: "表中的销售额是当月支付的金额，按客户上月末所在的阶段归类；当月首次购买的客户单列。",
        en: "Revenue in the table is what was paid in the month, by the stage at the end of the month before; who bought for \
             the first time in it stands apart.",
    },
];

pub(super) fn panel(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("lifecycle_months", Group::Segments, MONTHS, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = nothing(report, lifecycle, lang).unwrap_or_else(|| finding(report, lifecycle, lang));
    if !lifecycle.months.is_empty() {
        panel.figures = vec![figure(report, lifecycle, lang)];
        panel.notes = vec![note(report, lifecycle, lang)];
        if lifecycle.months.iter().any(|month| !month.complete) {
            panel.notes.push(view::unfinished_note(lang));
        }
        panel.notes.extend(campaigns::note(lifecycle.months.iter().map(|month| month.period), lang));
        panel.table = Some(table(report, lifecycle, lang));
    }
    panel
}

/// Customers who are new, growing or mature, of all.
fn active(month: &StageMonth) -> crate::analysis::Share {
    let sum = |stages: &[u64]| stages.iter().sum();
    crate::analysis::Share::of(sum(&month.customers[..Stage::Dormant as usize]), sum(&month.customers))
}

fn finding(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> String {
    let over = lifecycle.months.iter().filter(|month| month.complete).listed();
    // A year before, or at the start.
    let (Some(last), true) = (over.last(), over.len() > 1) else {
        let words = Text {
            zh: "走完的月份还不足两个，看不出变化。",
            en: "Fewer than two months are over, so there is no change to show.",
        };
        return view::none_or_few(report, words.get(lang).into(), lang);
    };
    let year_before = last.period.plus(-12);
    let first = over.iter().find(|month| month.period == year_before).unwrap_or(&over[0]);
    let (from, to) = (format::rate(&active(first)), format::rate(&active(last)));
    let (start, end) = (format::period(first.period, lang), format::period(last.period, lang));
    match lang {
        Lang::Zh => format!("活跃客户（引入、成长、成熟期）的占比，{start}末是 {from}，{end}末是 {to}。"),
        Lang::En => format!(
            "The share of active customers (new, growing or mature) was {from} at the end of {start} and {to} at the end of \
             {end}."
        ),
    }
}

fn figure(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Figure {
    let total = |month: &StageMonth| month.customers.iter().sum::<u64>() as f64;
    let most = lifecycle.months.iter().map(total).fold(0.0, f64::max);
    let bars = lifecycle.months.iter().map(|month| Bar {
        values: month.customers.iter().map(|n| *n as f64).listed(),
        label: String::new(),
        unfinished: !month.complete,
        tip: tip(month, lang) + &campaigns::line(month.period, lang),
    });
    let part = |(series, stage): (u8, Stage)| Part { label: stages::name(stage).get(lang).into(), series };
    let unfinished = lifecycle.months.iter().any(|month| !month.complete);
    Figure::Bars(Bars {
        caption: Caption {
            title: Text {
                zh: "每个月末各阶段的客户", en: "Customers by stage at each month's end"
            }
            .get(lang)
            .into(),
            subtitle: note(report, lifecycle, lang)
                + if unfinished { view::unfinished_short(lang) } else { "" }
                + &campaigns::short(lifecycle.months.iter().map(|month| month.period), lang),
            description: finding(report, lifecycle, lang),
        },
        x: StepAxis {
            title: String::new(),
            labels: lifecycle.months.iter().map(|month| campaigns::step(month.period, lang)).listed(),
        },
        y: format::number_axis(most.max(4.0), lang),
        parts: (0..).zip(Stage::ALL).map(part).listed(),
        bars: bars.listed(),
    })
}

fn tip(month: &StageMonth, lang: Lang) -> String {
    let mut tip = format::period(month.period, lang) + view::unfinished_suffix(!month.complete, lang);
    for (name, n) in names(lang).iter().zip(&month.customers) {
        tip += &format!("\n{name}{}{}", view::colon(lang), count(*n));
    }
    tip
}

fn table(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Table {
    let currency = &report.results.currency;
    let rows = lifecycle.months.iter().map(|month| {
        let mut cells = vec![Cell::text(format::period(month.period, lang))];
        cells.extend(month.customers.iter().map(|n| Cell::count(*n)));
        let paid = month.revenue.iter();
        cells.extend(
            paid.map(|paid| Cell::number(format::money(*paid, currency), format::major(*paid, currency))),
        );
        cells.iter_mut().skip(1).for_each(|cell| cell.unfinished = !month.complete);
        cells
    });
    let names = names(lang);
    let mut columns = vec![Column::in_language(lang)("月份", "Month", false)];
    columns.extend(names[..Stage::ALL.len()].iter().map(|name| Column::new(name, true)));
    columns.extend(names.iter().map(|name| match lang {
        Lang::Zh => Column::new(&format!("销售额：{name}"), true),
        Lang::En => Column::new(&format!("Revenue: {name}"), true),
    }));
    Table {
        caption: MONTHS.get(lang).into(),
        columns,
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
