//! How many times what they cost customers have brought, by channel and age.

use super::{Seen, small};
use crate::analysis::acquisition::{AGES, AcquiredGroup, AtAge};
use crate::analysis::retention::CohortBy;
use crate::list::Listed;
use crate::view::figure::{Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::retention::cohort_name;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const RATIOS: Text =
    Text { zh: "价值与获客成本之比（LTV/CAC）", en: "Value over acquisition cost (LTV/CAC)" };
const HOW: [Text; 1] = [Text {
    zh: "在 30、90、180、365 天：观察满 N 天的客户在客龄 0 至 N 天支付的净额 × 毛利率 ÷ 这些客户的获客成本。1 就是刚好回本。\
         是已经发生的金额，不是预测。渠道指首单渠道；每列只含观察满这么久的客户，所以各列的人群不同。",
    en: "At 30, 90, 180 and 365 days: what customers observed for N days have paid at ages 0 to N, times the gross margin, over \
         what these customers cost. At 1 they have just earned that back. Money that was paid, no forecast. The channel is the \
         first order's. Each column is of the customers observed so long, so the columns are not of the same people.",
}];

pub(super) fn panel(seen: &Seen) -> Panel {
    let mut panel = Panel::new("value_over_cost", Group::Value, RATIOS, seen.lang);
    panel.how = view::paragraphs(&HOW, seen.lang);
    panel.finding = finding(seen);
    panel.notes = vec![seen.note()];
    if highest(seen) > 0.0 {
        panel.figures = vec![figure(seen)];
    }
    panel.table = Some(table(seen));
    panel
}

fn ratio(seen: &Seen, at: &AtAge) -> Option<f64> {
    at.ratio(seen.margin).filter(|_| at.customers > 0)
}

fn written(ratio: f64) -> String {
    format!("{ratio:.2}")
}

fn highest(seen: &Seen) -> f64 {
    let cells = seen.found.groups.iter().flat_map(|group| &group.at_ages);
    cells.filter_map(|at| ratio(seen, at)).fold(0.0, f64::max)
}

fn finding(seen: &Seen) -> String {
    let mut known = seen.all.at_ages.iter().filter(|at| at.customers > 0);
    let lang = seen.lang;
    let Some(last) = known.next_back() else {
        let words = Text {
            zh: "还没有新客观察满 30 天，价值与成本之比算不出来。",
            en: "No new customer has been observed for 30 days yet, so value cannot be set against cost.",
        };
        return words.get(lang).into();
    };
    let Some(ratio) = ratio(seen, last) else {
        let words = Text {
            zh: "这些客户的获客成本是 0，比值没有定义。",
            en: "These customers cost nothing, so the ratio is undefined.",
        };
        return words.get(lang).into();
    };
    let few = small(last.customers, lang);
    match lang {
        Lang::Zh => format!(
            "首单后 {} 天，新客带来的毛利是获客成本的 {} 倍（{} 位客户{few}）。",
            last.days,
            written(ratio),
            count(last.customers)
        ),
        Lang::En => format!(
            "Within {} days after the first order new customers have brought {} times what they cost ({}{few}).",
            last.days,
            written(ratio),
            plural(last.customers, "customer", "customers")
        ),
    }
}

fn name(group: &AcquiredGroup, lang: Lang) -> String {
    let all = || Text { zh: "全部", en: "All" }.get(lang).to_string();
    group.channel.as_ref().map_or_else(all, |name| cohort_name(name, false, CohortBy::Channel, lang))
}

fn figure(seen: &Seen) -> Figure {
    let lang = seen.lang;
    let rows = seen.found.groups.iter().map(|group| HeatRow {
        label: name(group, lang),
        size: count(group.customers),
        cells: AGES.iter().map(|days| cell(seen, group, *days)).listed(),
    });
    let title = Text {
        zh: "新客带来的毛利 ÷ 获客成本（倍）",
        en: "Margin brought by new customers over what they cost",
    };
    Figure::Heatmap(Heatmap {
        caption: seen.caption(title, finding(seen)),
        row_title: Text { zh: "首单渠道", en: "First channel" }.get(lang).into(),
        size_title: Text { zh: "客户", en: "Customers" }.get(lang).into(),
        columns: StepAxis {
            title: Text { zh: "首单后的天数", en: "days after the first order" }.get(lang).into(),
            labels: AGES.iter().map(u32::to_string).listed(),
        },
        rows: rows.listed(),
        max: highest(seen),
    })
}

fn cell(seen: &Seen, group: &AcquiredGroup, days: u32) -> Option<HeatCell> {
    let at = group.at_ages.iter().find(|at| at.days == days)?;
    let (ratio, lang) = (ratio(seen, at)?, seen.lang);
    let (ratio_words, few) = (written(ratio), small(at.customers, lang));
    let name = format::isolated(&name(group, lang));
    let tip = match lang {
        Lang::Zh => {
            format!("{name}，{days} 天：{ratio_words} 倍\n观察满的 {} 位客户{few}", count(at.customers))
        }
        Lang::En => format!(
            "{name}, {days} days: {ratio_words} times\n{} observed so long{few}",
            plural(at.customers, "customer", "customers")
        ),
    };
    Some(HeatCell { value: ratio.max(0.0), label: ratio_words, unfinished: false, tip })
}

fn table(seen: &Seen) -> Table {
    let (lang, currency) = (seen.lang, &seen.report.results.currency);
    let (column, not) = (Column::in_language(lang), Text { zh: "数据内没有", en: "not within the data" });
    let rows = seen.found.groups.iter().map(|group| {
        let payback = group.payback.map(|mean| Cell::count(mean.day.into()));
        let mut cells = vec![
            Cell::text(name(group, lang) + small(group.customers, lang)),
            Cell::count(group.customers),
            Cell::money(seen.cost(group), currency),
            payback.unwrap_or_else(|| Cell::text(not.get(lang))),
        ];
        for days in AGES {
            let at = group.at_ages.iter().find(|at| at.days == days);
            cells.push(Cell::count(at.map_or(0, |at| at.customers)));
            let undefined = || Cell::text(format::undefined());
            let ratio = at.and_then(|at| ratio(seen, at));
            cells.push(ratio.map_or_else(undefined, |ratio| Cell::number(written(ratio), ratio)));
        }
        cells
    });
    let mut columns = vec![
        column("首单渠道", "First channel", false),
        column("客户", "Customers", true),
        column("人均成本", "Cost, each", true),
        column("回本（天）", "Pay-back (days)", true),
    ];
    for days in AGES {
        columns.push(column(&format!("观察满 {days} 天"), &format!("Observed {days} days"), true));
        columns.push(column(&format!("{days} 天倍数"), &format!("At {days} days"), true));
    }
    Table { caption: RATIOS.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
