//! The retention curve.

use super::{customers_note, nobody, nth, offsets_title};
use crate::analysis::retention::{Cohort, CurvePoint, MAX_OFFSET, Retention};
use crate::list::Listed;
use crate::report::Report;
use crate::time::PeriodKind;
use crate::view::figure::{Caption, FaintLine, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const CURVE: Text = Text { zh: "留存曲线", en: "Retention curve" };

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

/// More single cohorts would cover the curve that matters; the matrix has them all.
const MOST_LINES: usize = 40;

pub(super) fn panel(report: &Report, retention: &Retention, lang: Lang) -> Panel {
    let mut panel = Panel::new("retention_curve", Group::Retention, CURVE, lang);
    panel.how = view::paragraphs(&CURVE_HOW, lang);
    panel.finding = curve_finding(report, retention, lang);
    if !retention.curve.is_empty() {
        panel.figures = vec![curve_figure(report, retention, lang)];
        panel.table = Some(curve_table(retention, lang));
        panel.notes = vec![customers_note(report, retention, lang)];
    }
    panel
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

fn curve_figure(report: &Report, retention: &Retention, lang: Lang) -> Figure {
    let last = retention.curve.last().map_or(0, |p| p.offset);
    let singles = if retention.cohorts.len() > MOST_LINES { &[][..] } else { &retention.cohorts[..] };
    let faint: Vec<FaintLine> = singles.iter().map(|cohort| faint_line(cohort, last)).listed();
    let points: Vec<Point> = retention.curve.iter().map(|p| curve_point(p, retention.period, lang)).listed();
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
            labels: (1..=last.min(MAX_OFFSET)).map(|k| k.to_string()).listed(),
        },
        y: format::axis_from_zero(String::new(), top, |v| format!("{}%", format::trimmed(v * 100.0, 1))),
        faint,
        main: vec![Line { label: label.get(lang).into(), series: 0, points }],
    })
}

fn faint_line(cohort: &Cohort, last: u32) -> FaintLine {
    let finished = cohort.cells.iter().take(last as usize);
    FaintLine { values: finished.map(|cell| cell.retained.rate().filter(|_| cell.complete)).listed() }
}

fn curve_point(point: &CurvePoint, kind: PeriodKind, lang: Lang) -> Point {
    let share = &point.retained;
    let (nth, rate, sure) =
        (nth(kind, point.offset, lang), format::rate(share), format::sureness(share, lang));
    let small = view::small_suffix(share.is_small(), lang);
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
        // A saved report may say anything.
        step: point.offset.clamp(1, MAX_OFFSET) - 1,
        value: share.rate().unwrap_or(0.0),
        band: share.interval.map(|i| [i.low, i.high]),
        unfinished: false,
        tip,
    }
}

fn curve_table(retention: &Retention, lang: Lang) -> Table {
    let column = Column::in_language(lang);
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
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
