//! Which cohorts have earned back what they cost, and by when.

use super::{Seen, each};
use crate::analysis::Share;
use crate::analysis::acquisition::{CostCohort, brought};
use crate::list::Listed;
use crate::view::figure::{Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const COHORTS: Text = Text { zh: "各同期群的回本进度", en: "Pay-back by cohort" };
const HOW: [Text; 1] = [Text {
    zh: "同期群到年龄第 j 个 30 天为止累计支付的净额 × 毛利率 ÷ 全群的获客成本；达到 100% 就是回本。群里最后一天来的客户也走完的 30 天才算完整，\
         只有完整的才用来判断回本。不插值。",
    en: "All that a cohort has paid up to the end of its j-th 30 days, times the gross margin, over what it cost; at 100% it has \
         earned that back. An age is complete when it is over for a customer who came on the cohort's last day, and only \
         complete ones tell a pay-back. Nothing is interpolated.",
}];
/// Larger matrices are in the table alone.
const MOST_ROWS: usize = 36;

pub(super) fn panel(seen: &Seen) -> Panel {
    let mut panel = Panel::new("cohort_payback", Group::Value, COHORTS, seen.lang);
    let cohorts = &seen.found.cohorts;
    panel.how = view::paragraphs(&HOW, seen.lang);
    panel.finding = finding(seen);
    panel.notes = vec![seen.note()];
    if cohorts.iter().any(is_unfinished) {
        panel.notes.push(view::unfinished_note(seen.lang));
    }
    if cohorts.len() <= MOST_ROWS && highest(seen) > 0.0 {
        panel.figures = vec![figure(seen)];
    }
    panel.table = Some(table(seen));
    panel
}

fn is_unfinished(cost: &CostCohort) -> bool {
    (cost.cohort.complete as usize) < cost.cohort.paid.len()
}

/// At each age month the share of its cost that a cohort has earned back; none where it cost nothing.
fn shares<'a>(seen: &'a Seen, cost: &'a CostCohort) -> impl Iterator<Item = f64> + 'a {
    let paid = cost.cohort.paid.iter().filter(|_| cost.cost.0 > 0);
    paid.map(|paid| brought(*paid, seen.margin) / cost.cost.0 as f64)
}

fn highest(seen: &Seen) -> f64 {
    seen.found.cohorts.iter().flat_map(|cost| shares(seen, cost)).fold(0.0, f64::max)
}

fn finding(seen: &Seen) -> String {
    let (cohorts, lang) = (&seen.found.cohorts, seen.lang);
    let n = cohorts.len() as u64;
    let paid_back = cohorts.iter().filter_map(|cost| Some((days(cost)?, cost)));
    let slowest = paid_back.clone().reduce(|a, b| if b.0 > a.0 { b } else { a });
    let back = paid_back.count() as u64;
    let Some((days, slowest)) = slowest else {
        return match (lang, n) {
            (Lang::Zh, _) => format!("{} 个同期群在已走完的客龄内都还没有回本。", count(n)),
            (Lang::En, 1) => "The only cohort has not earned back its cost in the ages that are over.".into(),
            (Lang::En, _) => {
                format!("No cohort of the {} has earned back its cost in the ages that are over.", count(n))
            }
        };
    };
    let name = format::period(slowest.cohort.period, lang);
    match lang {
        Lang::Zh => format!(
            "{} 个同期群中有 {} 个已回本，最慢的是 {name}，用了 {days} 天以内。",
            count(n),
            count(back)
        ),
        Lang::En if n == 1 => {
            format!("The only cohort, {name}, has earned back its cost within {days} days.")
        }
        Lang::En => format!(
            "{} of {} cohorts {} earned back {} cost; the slowest of them, {name}, within {days} days.",
            count(back),
            count(n),
            if back == 1 { "has" } else { "have" },
            if back == 1 { "its" } else { "their" }
        ),
    }
}

/// By when its cost was earned back.
fn days(cost: &CostCohort) -> Option<u32> {
    cost.payback.map(|at| 30 * (at + 1))
}

fn ages(seen: &Seen) -> usize {
    seen.found.cohorts.iter().map(|cost| cost.cohort.paid.len()).max().unwrap_or(0)
}

fn figure(seen: &Seen) -> Figure {
    let lang = seen.lang;
    let rows = seen.found.cohorts.iter().map(|cost| HeatRow {
        label: format::period(cost.cohort.period, lang),
        size: count(cost.cohort.size),
        cells: shares(seen, cost).enumerate().map(|(at, share)| Some(cell(cost, at, share, lang))).listed(),
    });
    let title = Text {
        zh: "各同期群已收回的获客成本占比",
        en: "Share of its acquisition cost that each cohort has earned back",
    };
    let mut caption = seen.caption(title, finding(seen));
    if seen.found.cohorts.iter().any(is_unfinished) {
        caption.subtitle += view::unfinished_short(lang);
    }
    Figure::Heatmap(Heatmap {
        caption,
        row_title: Text { zh: "首单周期", en: "First order in" }.get(lang).into(),
        size_title: Text { zh: "客户", en: "Customers" }.get(lang).into(),
        columns: StepAxis {
            title: Text { zh: "首单后的第几个 30 天", en: "30 days since the first order" }.get(lang).into(),
            labels: (1..=ages(seen)).map(|age| age.to_string()).listed(),
        },
        rows: rows.listed(),
        max: highest(seen),
    })
}

fn cell(cost: &CostCohort, at: usize, share: f64, lang: Lang) -> HeatCell {
    let cohort = &cost.cohort;
    let unfinished = at >= cohort.complete as usize;
    let (name, days) = (format::period(cohort.period, lang), 30 * (at + 1));
    let open = view::unfinished_suffix(unfinished, lang);
    let few = super::small(cohort.size, lang);
    let tip = match lang {
        Lang::Zh => {
            format!("{name}，{days} 天{open}：{}\n{} 位客户{few}", percent(share), count(cohort.size))
        }
        Lang::En => format!(
            "{name}, {days} days{open}: {}\n{}{few}",
            percent(share),
            plural(cohort.size, "customer", "customers")
        ),
    };
    HeatCell { value: share.max(0.0), label: format::percent_to(share, 0), unfinished, tip }
}

fn table(seen: &Seen) -> Table {
    let (lang, currency) = (seen.lang, &seen.report.results.currency);
    let column = Column::in_language(lang);
    let not = Text { zh: "数据内没有", en: "not within the data" };
    let most = ages(seen);
    let rows = seen.found.cohorts.iter().map(|cost| {
        let cohort = &cost.cohort;
        let within = days(cost).map(|days| Cell::count(days.into()));
        let few = view::small_suffix(cohort.size < Share::SMALL, lang);
        let mut cells = vec![
            Cell::text(format::period(cohort.period, lang) + few),
            Cell::count(cohort.size),
            Cell::money(each(cost.cost, cohort.size), currency),
            within.unwrap_or_else(|| Cell::text(not.get(lang))),
        ];
        cells.extend(shares(seen, cost).enumerate().map(|(at, share)| Cell {
            unfinished: at >= cohort.complete as usize,
            ..Cell::part(Some(share))
        }));
        cells.resize(4 + most, Cell::text(""));
        cells
    });
    let mut columns = vec![
        column("首单周期", "First order in", false),
        column("客户", "Customers", true),
        column("人均成本", "Cost, each", true),
        column("回本于（天内）", "Paid back within (days)", true),
    ];
    let age = |age: usize| column(&format!("{} 天", 30 * age), &format!("{} days", 30 * age), true);
    columns.extend((1..=most).map(age));
    Table {
        caption: COHORTS.get(lang).into(),
        columns,
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
