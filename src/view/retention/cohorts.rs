//! The cohort matrix.

use super::{customers_note, nobody, nth, offsets_title, unit};
use crate::analysis::retention::{self, Cohort, Retention};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const COHORTS: Text = Text { zh: "同期群留存", en: "Repurchase cohorts" };

const COHORTS_HOW: [Text; 3] = [
    Text {
        zh: "每行是一个同期群，“人数”是群规模（即第 0 期）。格子里是首单后第 k 个周期又下单的客户占比。",
        en: "Each row is one cohort with its size (which is what offset 0 would show). A cell is the share of it who \
             ordered in the k-th period after their first order's.",
    },
    Text {
        zh: "斜线格：该周期到截止日还没有走完，数字还会上升，因此不进入平均。",
        en: "Hatched cells: the period is not over on the as-of day. The number can still grow, and stays out of averages.",
    },
    Text {
        zh: "第一个同期群标有 * 时：文件（或所选时间）从该周期中间开始；文件开始之前买过的人会被当作“新客户”。",
        en: "A first cohort marked * begins before the file, or the chosen time, does. Who bought before the file begins is taken \
             for new in it.",
    },
];

pub(super) fn panel(report: &Report, retention: &Retention, lang: Lang) -> Panel {
    let mut panel = Panel::new("retention_cohorts", Group::Retention, COHORTS, lang);
    panel.how = view::paragraphs(&COHORTS_HOW, lang);
    panel.finding = cohort_finding(report, retention, lang);
    if retention.cohorts.iter().any(|cohort| !cohort.cells.is_empty()) {
        panel.figures = vec![cohort_figure(report, retention, lang)];
        panel.notes = vec![customers_note(report, retention, lang)];
        if retention.cohorts.iter().flat_map(|cohort| &cohort.cells).any(|cell| !cell.complete) {
            panel.notes.push(view::unfinished_note(lang));
        }
    }
    if !retention.cohorts.is_empty() {
        panel.table = Some(cohort_table(retention, lang));
    }
    panel
}

fn cohort_finding(report: &Report, retention: &Retention, lang: Lang) -> String {
    if let Some(sentence) = nobody(report, lang) {
        return sentence;
    }
    let finished =
        |cohort: &&Cohort| cohort.cells.first().is_some_and(|cell| cell.complete) && cohort.size >= 30;
    let rate = |cohort: &&Cohort| cohort.cells.first().and_then(|cell| cell.retained.rate()).unwrap_or(0.0);
    let comparable: Vec<&Cohort> = retention.cohorts.iter().filter(finished).listed();
    let ordered = |a: &&&Cohort, b: &&&Cohort| rate(a).total_cmp(&rate(b));
    let (Some(best), Some(worst)) = (comparable.iter().max_by(ordered), comparable.iter().min_by(ordered))
    else {
        let n = retention.cohorts.len() as u64;
        return match lang {
            Lang::Zh => format!("共 {n} 个同期群，还没有满 30 人且之后走完一个周期的，暂时不能比较。"),
            Lang::En => format!(
                "{} so far; none has 30 customers and a finished period after it, so there is nothing to compare.",
                plural(n, "cohort", "cohorts")
            ),
        };
    };
    if comparable.len() == 1 {
        let (name, rate) = (format::period(best.period, lang), format::rate(&best.cells[0].retained));
        return match lang {
            Lang::Zh => format!("只有{name}的同期群可以看：下一个周期有 {rate} 的客户再次下单。"),
            Lang::En => format!(
                "Only the cohort of {name} can be read: {rate} of it ordered again in the next period."
            ),
        };
    }
    extremes(best, worst, comparable.len(), lang)
}

fn extremes(best: &Cohort, worst: &Cohort, cohorts: usize, lang: Lang) -> String {
    let (high, low) = (&best.cells[0].retained, &worst.cells[0].retained);
    let apart = match (high.interval, low.interval) {
        (Some(high), Some(low)) => high.low > low.high,
        _ => false,
    };
    let names = (format::period(best.period, lang), format::period(worst.period, lang));
    let rates = (format::rate(high), format::rate(low));
    let sure = (format::sureness(high, lang), format::sureness(low, lang));
    let judgement = match (lang, apart) {
        (Lang::Zh, true) => "两者的区间不重叠。",
        (Lang::Zh, false) => "两者的区间有重叠，差别可能只是偶然。",
        (Lang::En, true) => "Their intervals do not overlap.",
        (Lang::En, false) => "Their intervals overlap, so the difference may be chance.",
    };
    match lang {
        Lang::Zh => format!(
            "{cohorts} 个可比的同期群中，下一周期留存最高的是{}（{}，{}），最低的是{}（{}，{}）。{judgement}",
            names.0, rates.0, sure.0, names.1, rates.1, sure.1
        ),
        Lang::En => format!(
            "Of {cohorts} comparable cohorts, {} came back most in the next period ({}, {}) and {} least ({}, {}). \
             {judgement}",
            names.0, rates.0, sure.0, names.1, rates.1, sure.1
        ),
    }
}

/// With what hatching and the star mean: a saved picture must stand alone.
fn matrix_note(report: &Report, retention: &Retention, lang: Lang) -> String {
    let mut note = customers_note(report, retention, lang);
    if retention.cohorts.iter().flat_map(|cohort| &cohort.cells).any(|cell| !cell.complete) {
        note.push_str(view::unfinished_short(lang));
    }
    if retention.cohorts.iter().any(|cohort| cohort.cut_at_start) {
        note.push_str(match lang {
            Lang::Zh => "* 数据从该周期中间开始。",
            Lang::En => " * The data begin inside this period.",
        });
    }
    note
}

fn cohort_name(cohort: &Cohort, lang: Lang) -> String {
    let mark = if cohort.cut_at_start { " *" } else { "" };
    format!("{}{mark}", format::period(cohort.period, lang))
}

fn cohort_figure(report: &Report, retention: &Retention, lang: Lang) -> Figure {
    let columns = retention.cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or(0);
    let complete =
        retention.cohorts.iter().flat_map(|c| &c.cells).filter(|c| c.complete && !c.retained.is_small());
    let highest = complete.filter_map(|cell| cell.retained.rate()).fold(0.0_f64, f64::max);
    let rows = retention.cohorts.iter().map(|cohort| HeatRow {
        label: cohort_name(cohort, lang),
        size: count(cohort.size),
        cells: cohort.cells.iter().map(|cell| Some(heat_cell(cohort, cell, lang))).listed(),
    });
    let title = Text {
        zh: "各同期群在首单之后每个周期的留存率", en: "Retention of each cohort by period"
    };
    Figure::Heatmap(Heatmap {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: matrix_note(report, retention, lang),
            description: cohort_finding(report, retention, lang),
        },
        row_title: Text { zh: "首单周期", en: "First order in" }.get(lang).into(),
        size_title: Text { zh: "人数", en: "Customers" }.get(lang).into(),
        columns: StepAxis {
            title: offsets_title(retention.period, lang),
            labels: (1..=columns).map(|k| k.to_string()).listed(),
        },
        rows: rows.listed(),
        max: if highest > 0.0 { highest } else { 1.0 },
    })
}

fn heat_cell(cohort: &Cohort, cell: &retention::Cell, lang: Lang) -> HeatCell {
    let share = &cell.retained;
    let name = cohort_name(cohort, lang);
    let rate = format::rate(share);
    let sure = format::sureness(share, lang);
    let state = format!(
        "{}{}",
        view::small_suffix(share.is_small(), lang),
        view::unfinished_suffix(!cell.complete, lang)
    );
    let when = match lang {
        Lang::Zh => format!("{name}，第 {}", unit(cohort.period.kind, cell.offset, lang)),
        Lang::En => format!("{name}, {}", nth(cohort.period.kind, cell.offset, lang)),
    };
    let people = match lang {
        Lang::Zh => format!("{} / {} 位客户", count(share.part), count(share.whole)),
        Lang::En => format!("{} of {}", count(share.part), plural(share.whole, "customer", "customers")),
    };
    HeatCell {
        value: share.rate().unwrap_or(0.0),
        label: short_percent(share.rate()),
        unfinished: !cell.complete,
        tip: format!("{when}{}{rate}\n{sure}\n{people}{state}", view::colon(lang)),
    }
}

/// `15%`, below ten percent `4.2%`.
fn short_percent(rate: Option<f64>) -> String {
    let Some(rate) = rate else { return String::new() };
    let percent = rate * 100.0;
    if percent >= 9.95 || percent == 0.0 { format!("{percent:.0}%") } else { format!("{percent:.1}%") }
}

fn cohort_table(retention: &Retention, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let columns = retention.cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or(0);
    let mut headings = vec![column("首单周期", "First order in", false), column("人数", "Customers", true)];
    let step = |k: usize| nth(retention.period, k as u32, lang);
    headings.extend((1..=columns).map(|k| match lang {
        Lang::Zh => Column::new(&format!("第 {}", step(k)), true),
        Lang::En => Column::new(&step(k), true),
    }));
    let rows = retention.cohorts.iter().map(|cohort| {
        let mut cells = vec![Cell::text(cohort_name(cohort, lang)), Cell::count(cohort.size)];
        cells.extend(
            cohort.cells.iter().map(|c| Cell { unfinished: !c.complete, ..Cell::share(&c.retained) }),
        );
        cells.resize_with(columns + 2, || Cell::text(""));
        cells
    });
    Table {
        caption: COHORTS.get(lang).into(),
        columns: headings,
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
