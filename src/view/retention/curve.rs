//! The retention curve.

use super::{customers_note, file_start, nobody, words};
use crate::analysis::retention::{Cohort, CurveMean, CurvePoint, MAX_OFFSET, Retention, RetentionMode};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, FaintLine, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, percent, plural};
use crate::view::settings::mode_name;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const CURVE: Text = Text { zh: "留存曲线", en: "Retention curve" };

const CURVE_HOW: [Text; 3] = [
    Text {
        zh: "同期群：首单落在同一周期（或首单的渠道、商品、品类、地区、优惠相同）的客户。",
        en: "A cohort is the customers whose first order falls in one period, or has one channel, product, category, region \
             or price.",
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
    panel.how.extend(file_start::how(lang));
    panel.how.insert(1, words::how(retention.mode).get(lang).into());
    panel.finding = curve_finding(report, retention, lang);
    if !retention.curve.is_empty() {
        panel.figures = vec![curve_figure(report, retention, lang)];
        panel.table = Some(curve_table(retention, lang));
        panel.notes = vec![customers_note(report, retention, lang)];
        panel.notes.extend(file_start::note(report, retention, false, lang));
    }
    panel
}

fn curve_finding(report: &Report, retention: &Retention, lang: Lang) -> String {
    if let Some(sentence) = nobody(report, lang) {
        return sentence;
    }
    let Some(first) = retention.curve.first() else {
        let none = Text {
            zh: "还没有一个周期在首单之后走完，因此还算不出留存。换更短的周期，或等数据更长一些。",
            en: "No period after a first order is over yet, so there is no retention to show. Choose a shorter period, or \
                 come back with more data.",
        };
        return view::none_or_few(report, none.get(lang).into(), lang);
    };
    let later = later_point(&retention.curve);
    let mut sentence = match lang {
        Lang::Zh => format!(
            "每 100 位新客户，首单后{}再次下单的约 {} 位（{}，{}，来自 {} 个同期群）",
            words::when(retention, first.offset, lang),
            per_hundred(first),
            format::rate(&first.retained),
            format::sureness(&first.retained, lang),
            first.cohorts
        ),
        Lang::En => format!(
            "Of 100 new customers, about {} order again {} after their first order ({}, {}, {})",
            per_hundred(first),
            words::when(retention, first.offset, lang),
            format::rate(&first.retained),
            format::sureness(&first.retained, lang),
            plural(u64::from(first.cohorts), "cohort", "cohorts")
        ),
    };
    match (later, lang) {
        (Some(later), Lang::Zh) => sentence.push_str(&format!(
            "；{}为 {} 位（{}）。",
            words::when(retention, later.offset, lang),
            per_hundred(later),
            format::sureness(&later.retained, lang)
        )),
        (Some(later), Lang::En) => sentence.push_str(&format!(
            "; {} it is {} ({}).",
            words::when(retention, later.offset, lang),
            per_hundred(later),
            format::sureness(&later.retained, lang)
        )),
        (None, Lang::Zh) => sentence.push('。'),
        (None, Lang::En) => sentence.push('.'),
    }
    if retention.mode == RetentionMode::OnOrAfter {
        sentence.push_str(&followed(retention, first, lang));
    }
    sentence.push_str(&file_start::left_out(retention, lang));
    sentence
}

/// For how long the cohorts of a point have been followed: what counts later orders grows with it.
fn followed(retention: &Retention, point: &CurvePoint, lang: Lang) -> String {
    let [least, most] = point.followed;
    let unit = format::period_unit(retention.period, u64::from(most), lang);
    match lang {
        Lang::Zh if least == most => format!("这些群被观察了 {most} {unit}；观察越久，数字越高。"),
        Lang::Zh => format!("这些群被观察了 {least} 至 {most} {unit}；观察越久，数字越高。"),
        Lang::En if least == most => {
            format!(" They were followed for {most} {unit}; the longer, the higher.")
        }
        Lang::En => format!(" They were followed for {least} to {most} {unit}; the longer, the higher."),
    }
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
    let points: Vec<Point> = retention.curve.iter().map(|p| curve_point(retention, p, lang)).listed();
    let highest_faint = faint.iter().flat_map(|line| &line.values).flatten().fold(0.0_f64, |a, b| a.max(*b));
    let highest = points.iter().filter_map(|p| p.band.map(|b| b[1])).fold(0.0_f64, f64::max);
    // Tiny cohorts may jump to 100 %: they are cut off rather than flatten the curve that matters.
    let top = highest.max(highest_faint.min(highest * 1.6)).min(1.0);
    let title = Text {
        zh: "首单之后各周期的留存率（加权平均与各同期群）",
        en: "Retention by period after the first order: weighted mean and cohorts",
    };
    let mode = mode_name(retention.mode).get(lang);
    let of_mode = match lang {
        Lang::Zh => format!("留存率（{mode}）：加权平均与各同期群"),
        Lang::En => format!("Retention ({}): weighted mean and cohorts", mode.to_lowercase()),
    };
    let label = Text { zh: "加权平均", en: "Weighted mean" };
    let mut main = vec![Line { label: label.get(lang).into(), series: 0, points }];
    if report.settings.curve_mean == CurveMean::WithPlain {
        main.push(plain_line(retention, lang));
    }
    Figure::Lines(Lines {
        caption: Caption {
            title: if retention.mode == RetentionMode::Period { title.get(lang).into() } else { of_mode },
            subtitle: customers_note(report, retention, lang),
            description: curve_finding(report, retention, lang),
        },
        x: StepAxis {
            title: words::axis(retention, lang),
            labels: words::labels(retention, last.min(MAX_OFFSET) as usize),
        },
        y: format::share_axis(top),
        faint,
        main,
    })
}

/// The mean that weighs each cohort alike, however few its customers.
fn plain_line(retention: &Retention, lang: Lang) -> Line {
    let label = Text { zh: "简单平均", en: "Plain mean" }.get(lang);
    let points = retention.curve.iter().map(|point| Point {
        step: point.offset.clamp(1, MAX_OFFSET) - 1,
        value: point.plain_mean,
        band: None,
        unfinished: false,
        tip: format!(
            "{}{}{label} {}",
            words::when(retention, point.offset, lang),
            view::colon(lang),
            percent(point.plain_mean)
        ),
    });
    Line { label: label.into(), series: 1, points: points.listed() }
}

fn faint_line(cohort: &Cohort, last: u32) -> FaintLine {
    let finished = cohort.cells.iter().take(last as usize);
    FaintLine { values: finished.map(|cell| cell.retained.rate().filter(|_| cell.complete)).listed() }
}

fn curve_point(retention: &Retention, point: &CurvePoint, lang: Lang) -> Point {
    let share = &point.retained;
    let (when, rate, sure) =
        (words::when(retention, point.offset, lang), format::rate(share), format::sureness(share, lang));
    let small = view::small_suffix(share.is_small(), lang);
    let tip = match lang {
        Lang::Zh => format!(
            "{when}：{rate}\n{sure}\n{} / {} 位客户，{} 个同期群{small}",
            count(share.part),
            count(share.whole),
            point.cohorts
        ),
        Lang::En => format!(
            "{when}: {rate}\n{sure}\n{} of {}, {}{small}",
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
            Cell::number(words::label(retention, (p.offset as usize).saturating_sub(1)), f64::from(p.offset)),
            Cell::share(share),
            end(share.interval.map(|i| i.low)),
            end(share.interval.map(|i| i.high)),
            Cell::count(share.part),
            Cell::count(share.whole),
            Cell::count(u64::from(p.cohorts)),
            Cell::number(percent(p.plain_mean), p.plain_mean),
        ]
    });
    Table {
        caption: CURVE.get(lang).into(),
        columns: vec![
            Column::new(&words::axis(retention, lang), true),
            column("留存率", "Retention", true),
            column("区间下限", "Interval from", true),
            column("区间上限", "to", true),
            column("留存客户", "Retained customers", true),
            column("可观察客户", "Customers observed", true),
            column("同期群数", "Cohorts", true),
            column("简单平均（各群等权）", "Plain mean (cohorts alike)", true),
        ],
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
