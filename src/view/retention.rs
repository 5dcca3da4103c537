//! The words and pictures of [`Retention`]: the curve and the cohort matrix.

use super::figure::{Caption, FaintLine, Figure, HeatCell, HeatRow, Heatmap, Line, Lines, Point, StepAxis};
use super::format::{self, count, percent, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text};
use crate::analysis::retention::{Cohort, CurvePoint, Retention};
use crate::report::Report;
use crate::time::PeriodKind;

const CURVE: Text = Text { zh: "留存曲线", en: "Retention curve" };
const COHORTS: Text = Text { zh: "同期群留存", en: "Repurchase cohorts" };
const CURVE_HOW: [Text; 3] = [
    Text {
        zh: "同期群：首单落在同一周期的客户。第 k 期留存率 = 该群中在首单后第 k 个周期内至少下过 1 笔有效订单的客户 ÷ 该群全部客户。",
        en: "A cohort is the customers whose first order falls in one period. Retention at k is the members with at \
             least one valid order in the k-th period after it, over all members.",
    },
    Text {
        zh: "粗线是加权平均：只取第 k 期已经走完的同期群，留存客户数相加 ÷ 群规模相加。能观察到的群随 k 变少，所以曲线后段也可能上升。",
        en: "The strong line is the mean weighted by size: over the cohorts whose k-th period is over, retained customers \
             summed, over sizes summed. Fewer cohorts are old enough at later k, so the curve may rise.",
    },
    Text {
        zh: "色带是 95% Wilson 区间；细线是各个同期群（超过 40 个时不画）。少于 30 位客户的点，提示里标明“样本少”。",
        en: "The band is the 95% Wilson interval; faint lines are the single cohorts, left out where there are more than \
             40. The words of a point say so where it rests on fewer than 30 customers.",
    },
];
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
        zh: "第一个同期群标有 * 时：文件从该周期中间开始，其中一部分“新客户”可能以前就买过。",
        en: "A first cohort marked * begins before the file does: some of its \"new\" customers may have bought earlier.",
    },
];

/// More single cohorts would cover the curve that matters; the matrix has them all.
const MOST_LINES: usize = 40;

/// The panels of retention.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(retention) = &report.results.retention else { return Vec::new() };
    vec![curve_panel(report, retention, lang), cohort_panel(report, retention, lang)]
}

fn curve_panel(report: &Report, retention: &Retention, lang: Lang) -> Panel {
    let mut panel = Panel::new("retention_curve", Group::Retention, CURVE, lang);
    panel.how = super::paragraphs(&CURVE_HOW, lang);
    panel.finding = curve_finding(report, retention, lang);
    if !retention.curve.is_empty() {
        panel.figures = vec![curve_figure(report, retention, lang)];
        panel.table = Some(curve_table(retention, lang));
        panel.notes = vec![customers_note(report, retention, lang)];
    }
    panel
}

fn cohort_panel(report: &Report, retention: &Retention, lang: Lang) -> Panel {
    let mut panel = Panel::new("retention_cohorts", Group::Retention, COHORTS, lang);
    panel.how = super::paragraphs(&COHORTS_HOW, lang);
    panel.finding = cohort_finding(report, retention, lang);
    if retention.cohorts.iter().any(|cohort| !cohort.cells.is_empty()) {
        panel.figures = vec![cohort_figure(report, retention, lang)];
        panel.notes = vec![customers_note(report, retention, lang)];
        if retention.cohorts.iter().flat_map(|cohort| &cohort.cells).any(|cell| !cell.complete) {
            panel.notes.push(super::unfinished_note(lang));
        }
    }
    if !retention.cohorts.is_empty() {
        panel.table = Some(cohort_table(retention, lang));
    }
    panel
}

fn nobody(report: &Report, lang: Lang) -> Option<String> {
    (!report.results.has_customers).then(|| super::no_key_sentence(lang))
}

fn unit(kind: PeriodKind, n: u32, lang: Lang) -> String {
    format!("{n} {}", format::period_unit(kind, u64::from(n), lang))
}

fn curve_finding(report: &Report, retention: &Retention, lang: Lang) -> String {
    if let Some(sentence) = nobody(report, lang) {
        return sentence;
    }
    let Some(first) = retention.curve.first() else {
        return match lang {
            Lang::Zh => "还没有一个周期在首单之后走完，因此还算不出留存。换更短的周期，或等数据更长一些。".into(),
            Lang::En => "No period after a first order is over yet, so there is no retention to show. Choose a shorter \
                         period, or come back with more data."
                .into(),
        };
    };
    let later = later_point(&retention.curve);
    let mut sentence = match lang {
        Lang::Zh => format!(
            "每 100 位新客户，首单后第 {}再次下单的约 {} 位（{}，{}，来自 {} 个同期群）",
            nth(retention.period, first.offset, lang),
            per_hundred(first),
            format::rate(&first.retained),
            format::sureness(&first.retained, lang),
            first.cohorts
        ),
        Lang::En => format!(
            "Of 100 new customers, about {} order again in the {} after their first order ({}, {}, {})",
            per_hundred(first),
            nth(retention.period, first.offset, lang),
            format::rate(&first.retained),
            format::sureness(&first.retained, lang),
            plural(u64::from(first.cohorts), "cohort", "cohorts")
        ),
    };
    match (later, lang) {
        (Some(later), Lang::Zh) => sentence.push_str(&format!(
            "；到第 {}为 {} 位（{}）。",
            nth(retention.period, later.offset, lang),
            per_hundred(later),
            format::sureness(&later.retained, lang)
        )),
        (Some(later), Lang::En) => sentence.push_str(&format!(
            "; in the {} it is {} ({}).",
            nth(retention.period, later.offset, lang),
            per_hundred(later),
            format::sureness(&later.retained, lang)
        )),
        (None, Lang::Zh) => sentence.push('。'),
        (None, Lang::En) => sentence.push('.'),
    }
    sentence
}

/// The last point that still rests on three cohorts and is not small, if it is not the first one.
fn later_point(curve: &[CurvePoint]) -> Option<&CurvePoint> {
    let from = curve.first()?.offset;
    curve.iter().rev().find(|p| p.cohorts >= 3 && p.offset > from && !p.retained.is_small())
}

fn per_hundred(point: &CurvePoint) -> String {
    let rate = point.retained.rate().unwrap_or(0.0) * 100.0;
    if rate > 0.0 && rate < 1.0 { format::trimmed(rate, 1) } else { format::trimmed(rate, 0) }
}

/// `3 个月` after 第, `3rd month`.
fn nth(kind: PeriodKind, n: u32, lang: Lang) -> String {
    if lang == Lang::Zh {
        return unit(kind, n, lang);
    }
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending} {}", format::period_unit(kind, 1, lang))
}

fn cohort_finding(report: &Report, retention: &Retention, lang: Lang) -> String {
    if let Some(sentence) = nobody(report, lang) {
        return sentence;
    }
    let finished =
        |cohort: &&Cohort| cohort.cells.first().is_some_and(|cell| cell.complete) && cohort.size >= 30;
    let rate = |cohort: &&Cohort| cohort.cells.first().and_then(|cell| cell.retained.rate()).unwrap_or(0.0);
    let comparable: Vec<&Cohort> = retention.cohorts.iter().filter(finished).collect();
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

fn customers_note(report: &Report, retention: &Retention, lang: Lang) -> String {
    let n: u64 = retention.cohorts.iter().map(|cohort| cohort.size).sum();
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户，{} 个同期群。{window}", count(n), retention.cohorts.len()),
        Lang::En => format!(
            "n = {}, {}. {window}",
            plural(n, "customer", "customers"),
            plural(retention.cohorts.len() as u64, "cohort", "cohorts")
        ),
    }
}

/// With what hatching and the star mean: a saved picture must stand alone.
fn matrix_note(report: &Report, retention: &Retention, lang: Lang) -> String {
    let mut note = customers_note(report, retention, lang);
    if retention.cohorts.iter().flat_map(|cohort| &cohort.cells).any(|cell| !cell.complete) {
        note.push_str(super::unfinished_short(lang));
    }
    if retention.cohorts.iter().any(|cohort| cohort.cut_at_start) {
        note.push_str(match lang {
            Lang::Zh => "* 文件从该周期中间开始。",
            Lang::En => " * The file begins inside this period.",
        });
    }
    note
}

fn offsets_title(kind: PeriodKind, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("首单之后第几{}", format::period_unit(kind, 2, lang)),
        Lang::En => format!("{} after that of the first order", format::period_unit(kind, 2, lang)),
    }
}

fn curve_figure(report: &Report, retention: &Retention, lang: Lang) -> Figure {
    let last = retention.curve.last().map_or(0, |p| p.offset);
    let singles = if retention.cohorts.len() > MOST_LINES { &[][..] } else { &retention.cohorts[..] };
    let faint: Vec<FaintLine> = singles.iter().map(|cohort| faint_line(cohort, last)).collect();
    let points: Vec<Point> = retention.curve.iter().map(|p| curve_point(p, retention.period, lang)).collect();
    let highest_faint = faint.iter().flat_map(|line| &line.values).flatten().fold(0.0_f64, |a, b| a.max(*b));
    let highest = points.iter().filter_map(|p| p.band.map(|b| b[1])).fold(0.0_f64, f64::max);
    // Tiny cohorts may jump to 100 %: they are cut off rather than flatten the curve that matters.
    let top = highest.max(highest_faint.min(highest * 1.6)).min(1.0);
    let title = Text {
        zh: "首单之后各周期的留存率（加权平均与各同期群）",
        en: "Retention by period after the first order: weighted mean and cohorts",
    };
    let label = Text { zh: "加权平均", en: "Weighted mean" };
    Figure::Lines(Lines {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: customers_note(report, retention, lang),
            description: curve_finding(report, retention, lang),
        },
        x: StepAxis {
            title: offsets_title(retention.period, lang),
            labels: (1..=last).map(|k| k.to_string()).collect(),
        },
        y: format::axis_from_zero(String::new(), top, |v| format!("{}%", format::trimmed(v * 100.0, 1))),
        faint,
        main: vec![Line { label: label.get(lang).into(), series: 0, points }],
    })
}

fn faint_line(cohort: &Cohort, last: u32) -> FaintLine {
    let finished = cohort.cells.iter().take(last as usize);
    FaintLine { values: finished.map(|cell| cell.retained.rate().filter(|_| cell.complete)).collect() }
}

fn curve_point(point: &CurvePoint, kind: PeriodKind, lang: Lang) -> Point {
    let share = &point.retained;
    let (nth, rate, sure) =
        (nth(kind, point.offset, lang), format::rate(share), format::sureness(share, lang));
    let small = super::small_suffix(share.is_small(), lang);
    let tip = match lang {
        Lang::Zh => format!(
            "第 {nth}：{rate}\n{sure}\n{} / {} 位客户，{} 个同期群{small}",
            count(share.part),
            count(share.whole),
            point.cohorts
        ),
        Lang::En => format!(
            "{nth}: {rate}\n{sure}\n{} of {}, {}{small}",
            count(share.part),
            plural(share.whole, "customer", "customers"),
            plural(u64::from(point.cohorts), "cohort", "cohorts")
        ),
    };
    Point {
        step: point.offset - 1,
        value: share.rate().unwrap_or(0.0),
        band: share.interval.map(|i| [i.low, i.high]),
        unfinished: false,
        tip,
    }
}

fn curve_table(retention: &Retention, lang: Lang) -> Table {
    let column = |zh: &str, en: &str, numeric| Column::new(if lang == Lang::Zh { zh } else { en }, numeric);
    let rows = retention.curve.iter().map(|p| {
        let share = &p.retained;
        let end = |value: Option<f64>| {
            value.map_or(Cell::text(format::undefined()), |v| Cell::number(percent(v), v))
        };
        vec![
            Cell::count(u64::from(p.offset)),
            Cell::share(share),
            end(share.interval.map(|i| i.low)),
            end(share.interval.map(|i| i.high)),
            Cell::count(share.part),
            Cell::count(share.whole),
            Cell::count(u64::from(p.cohorts)),
        ]
    });
    Table {
        caption: CURVE.get(lang).into(),
        columns: vec![
            Column::new(&offsets_title(retention.period, lang), true),
            column("留存率", "Retention", true),
            column("区间下限", "Interval from", true),
            column("区间上限", "to", true),
            column("留存客户", "Retained customers", true),
            column("可观察客户", "Customers observed", true),
            column("同期群数", "Cohorts", true),
        ],
        rows: rows.collect(),
        unfinished_title: super::UNFINISHED.get(lang).into(),
    }
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
        cells: cohort.cells.iter().map(|cell| Some(heat_cell(cohort, cell, lang))).collect(),
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
            labels: (1..=columns).map(|k| k.to_string()).collect(),
        },
        rows: rows.collect(),
        max: if highest > 0.0 { highest } else { 1.0 },
    })
}

fn heat_cell(cohort: &Cohort, cell: &crate::analysis::retention::Cell, lang: Lang) -> HeatCell {
    let share = &cell.retained;
    let name = cohort_name(cohort, lang);
    let rate = format::rate(share);
    let sure = format::sureness(share, lang);
    let state = format!(
        "{}{}",
        super::small_suffix(share.is_small(), lang),
        super::unfinished_suffix(!cell.complete, lang)
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
        tip: format!("{when}{}{rate}\n{sure}\n{people}{state}", super::colon(lang)),
    }
}

/// `15%`, below ten percent `4.2%`.
fn short_percent(rate: Option<f64>) -> String {
    let Some(rate) = rate else { return String::new() };
    let percent = rate * 100.0;
    if percent >= 9.95 || percent == 0.0 { format!("{percent:.0}%") } else { format!("{percent:.1}%") }
}

fn cohort_table(retention: &Retention, lang: Lang) -> Table {
    let column = |zh: &str, en: &str, numeric| Column::new(if lang == Lang::Zh { zh } else { en }, numeric);
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
        rows: rows.collect(),
        unfinished_title: super::UNFINISHED.get(lang).into(),
    }
}
