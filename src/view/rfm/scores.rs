//! The grid of R against F scores, and the named segments on it.

use super::{groups, nobody, short_window};
use crate::analysis::CountBy;
use crate::analysis::rfm::{
    CustomerGroup, GroupRow, Measure, PackageSegment, Rfm, ScoreAxis, ScoreCell, Scores, Segment,
};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::Report;
use crate::view::figure::{Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, percent, plural};
use crate::view::settings::ControlOption;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, audience};

const SCORES: Text = Text { zh: "RFM 评分", en: "RFM scores" };
const SEGMENTS: Text = Text { zh: "按评分划分的人群", en: "Segments by score" };
const HOW: [Text; 4] = [
    Text {
        zh: "评分 = 1 + ⌊5 × 严格更差的客户占比⌋：5 分最好。R 越近越好，F、M 越多越好。",
        en: "The score is 1 + ⌊5 × share of customers who are strictly worse⌋; 5 is best. For R fewer days are better, for \
             F and M more.",
    },
    Text {
        zh: "数值相同的客户评分相同，取其中最低的一档；因此多数人只买过一次时，F 的 2 分（甚至 3 分）可能没有人。",
        en: "Equal values have the same score, the lowest of their tie. Where most customers bought once, nobody may have \
             an F score of 2, or even of 3.",
    },
    Text {
        zh: "设置里可以给定每档的界限（达到即得分），或按 R 语言 rfm 包的方法：第 7 型 20/40/60/80% 分位数加 1，R 反向；这时人群表换成该包的三轴分群，按表中顺序取第一个符合的。",
        en: "The settings can give limits (who reaches one has its score), or score as the R package rfm does: quantiles of \
             type 7 at 20, 40, 60 and 80 % plus one, R reversed. The table of segments is then that package's, on all three \
             scores: the first that fits.",
    },
    Text {
        zh: "人群只看 R 和 F，25 个格子各属于一个人群：R 4–5：F 1 新近、2–3 成长、4–5 核心；R 3：F 1–2 观望、3–5 降温常客；\
             R 2：F 1–2 沉睡、3–5 将失常客；R 1：F 1–2 流失、3–5 流失常客。",
        en: "The segments look at R and F alone, and each of the 25 cells belongs to one. R 4–5: F 1 fresh, 2–3 growing, 4–5 \
             core. R 3: F 1–2 wavering, 3–5 cooling regulars. R 2: F 1–2 drowsy, 3–5 slipping regulars. R 1: F 1–2 gone, \
             3–5 lost regulars.",
    },
];

/// The grid, and the table of segments.
pub(super) fn panels(report: &Report, rfm: &Rfm, lang: Lang) -> [Panel; 2] {
    let mut grid = Panel::new("rfm_scores", Group::Segments, SCORES, lang);
    let mut segments = Panel::new("rfm_score_segments", Group::Segments, SEGMENTS, lang);
    for panel in [&mut grid, &mut segments] {
        panel.how = view::paragraphs(&HOW, lang);
        panel.finding = nobody(report, rfm, lang).unwrap_or_default();
    }
    if let Some(scores) = &rfm.scores {
        let currency = &report.results.currency;
        grid.finding = grid_finding(scores, lang);
        grid.figures = vec![figure(report, rfm, scores, lang)];
        grid.table = Some(table(scores, currency, lang));
        grid.lists =
            scores.cells.iter().filter(|cell| cell.customers.part > 0).map(|cell| list(cell, lang)).listed();
        grid.notes = vec![note(report, rfm, lang)];
        grid.notes.extend(scores.axes.iter().map(|axis| ranges(axis, rfm.count_by, currency, lang)));
        grid.notes.extend(short_window(report, lang));
        let rows = if scores.package.is_empty() { &scores.segments } else { &scores.package };
        segments.finding = segments_finding(rows, lang);
        segments.notes = vec![note(report, rfm, lang)];
        segments.notes.extend(short_window(report, lang));
        segments.lists = groups::lists(rows, lang);
        segments.table = Some(groups::table(SEGMENTS, rows, currency, lang));
    }
    [grid, segments]
}

fn list(cell: &ScoreCell, lang: Lang) -> ControlOption {
    let (r, f, n) = (cell.recency, cell.frequency, count(cell.customers.part));
    let label = match lang {
        Lang::Zh => format!("R {r}、F {f}（{n} 位）"),
        Lang::En => format!("R {r}, F {f} ({n})"),
    };
    ControlOption { value: audience::scores_value(r, f), label }
}

fn note(report: &Report, rfm: &Rfm, lang: Lang) -> String {
    let (n, window) = (rfm.customers, view::window_words(report, lang));
    match lang {
        Lang::Zh => format!("n = {} 位客户。{window}", count(n)),
        Lang::En => format!("n = {}. {window}", plural(n, "customer", "customers")),
    }
}

fn grid_finding(scores: &Scores, lang: Lang) -> String {
    let Some(core) = scores.segments.iter().find(|row| row.group == CustomerGroup::Segment(Segment::Core))
    else {
        return view::left_out_sentence(lang);
    };
    let (n, rate, sure) =
        (core.customers.part, format::rate(&core.customers), format::sureness(&core.customers, lang));
    let revenue = core.revenue_share.map_or_else(format::undefined, percent);
    match lang {
        Lang::Zh => format!(
            "买得近又买得勤（R、F 都在 4 分以上）的客户有 {} 位（{rate}，{sure}），贡献了 {revenue} 的净销售额。",
            count(n)
        ),
        Lang::En => format!(
            "{} bought both lately and often (R and F of 4 or 5: {rate}, {sure}) and brought {revenue} of net revenue.",
            plural(n, "customer", "customers")
        ),
    }
}

fn segments_finding(rows: &[GroupRow], lang: Lang) -> String {
    let largest = rows.iter().reduce(|a, b| if b.customers.part > a.customers.part { b } else { a });
    let first =
        [CustomerGroup::Segment(Segment::SlippingRegulars), CustomerGroup::Package(PackageSegment::AtRisk)];
    let slipping = rows.iter().find(|row| first.contains(&row.group));
    let (Some(largest), Some(slipping)) = (largest, slipping) else {
        return view::left_out_sentence(lang);
    };
    let name = |row: &GroupRow| groups::name(row.group).get(lang);
    let (rate, sure) = (format::rate(&largest.customers), format::sureness(&largest.customers, lang));
    let share = slipping.revenue_share.map_or_else(format::undefined, percent);
    match lang {
        // Nobody is there to be contacted.
        Lang::Zh if slipping.customers.part == 0 => {
            format!("人数最多的是{}（{rate}，{sure}）；没有{}。", name(largest), name(slipping))
        }
        Lang::En if slipping.customers.part == 0 => format!(
            "The largest segment is “{}” ({rate}, {sure}); nobody is among the “{}”.",
            name(largest),
            name(slipping)
        ),
        Lang::Zh => format!(
            "人数最多的是{}（{rate}，{sure}）；最值得先联系的{}有 {} 位，占净销售额 {share}。",
            name(largest),
            name(slipping),
            count(slipping.customers.part)
        ),
        Lang::En => format!(
            "The largest segment is “{}” ({rate}, {sure}). To be contacted first: “{}”, {}, who brought {share} of net \
             revenue.",
            name(largest),
            name(slipping),
            plural(slipping.customers.part, "customer", "customers")
        ),
    }
}

/// `R (days): score 5 (0–12), score 4 (13–40), ...`.
fn ranges(axis: &ScoreAxis, count_by: CountBy, currency: &Currency, lang: Lang) -> String {
    let (letter, unit) = match (axis.measure, lang) {
        (Measure::Recency, Lang::Zh) => ("R", "（天）"),
        (Measure::Recency, Lang::En) => ("R", " (days)"),
        (Measure::Frequency, Lang::Zh) => {
            ("F", if count_by == CountBy::Orders { "（笔）" } else { "（购买日）" })
        }
        (Measure::Frequency, Lang::En) => {
            ("F", if count_by == CountBy::Orders { " (orders)" } else { " (order days)" })
        }
        (Measure::Monetary, _) => ("M", ""),
    };
    let scores = (1..=5).rev().map(|score| match lang {
        Lang::Zh => format!("{score} 分（{}）", range(axis, score, currency)),
        Lang::En => format!("score {score} ({})", range(axis, score, currency)),
    });
    let comma = if lang == Lang::Zh { "，" } else { ", " };
    format!("{letter}{unit}{}{}", view::colon(lang), scores.listed().join(comma))
}

/// The values that have a score: `13–40`, `≥ 41`; a dash where nobody has it.
fn range(axis: &ScoreAxis, score: usize, currency: &Currency) -> String {
    if axis.customers.get(score - 1).is_none_or(|members| *members == 0) {
        return format::undefined();
    }
    // Better than one cut, and not better than the next.
    let (beaten, next) = (score.checked_sub(2).and_then(|at| axis.cuts.get(at)), axis.cuts.get(score - 1));
    let (low, high) = match axis.measure {
        Measure::Recency => (Some(next.copied().unwrap_or(0)), beaten.map(|cut| cut - 1)),
        Measure::Frequency => (Some(beaten.map_or(1, |cut| cut + 1)), next.copied()),
        Measure::Monetary => (beaten.map(|cut| cut + 1), next.copied()),
    };
    let write = |value: i64| match axis.measure {
        Measure::Monetary => format::money(Money(value), currency),
        _ => format::decimal(value as f64, 0),
    };
    match (low, high) {
        (Some(low), Some(high)) if low == high => write(low),
        (Some(low), Some(high)) => format!("{}–{}", write(low), write(high)),
        (Some(low), None) => format!("≥ {}", write(low)),
        (None, high) => format!("≤ {}", high.map_or_else(format::undefined, write)),
    }
}

fn figure(report: &Report, rfm: &Rfm, scores: &Scores, lang: Lang) -> Figure {
    let currency = &report.results.currency;
    let axis = |at: usize, score: usize| {
        scores.axes.get(at).map(|axis| range(axis, score, currency)).unwrap_or_default()
    };
    let cell = |recency, frequency| {
        scores.cells.iter().find(|cell| cell.recency == recency && cell.frequency == frequency)
    };
    let rows = (1..=5).rev().map(|score| HeatRow {
        label: format!("R {score}"),
        size: axis(0, usize::from(score)),
        cells: (1..=5).map(|f| cell(score, f).map(|cell| heat_cell(cell, currency, lang))).collect(),
    });
    let columns = (1..=5).map(|score| format!("F {score}"));
    let most = scores.cells.iter().map(|cell| cell.customers.part).max().unwrap_or(0);
    let title = Text { zh: "客户数：R 评分 × F 评分", en: "Customers by R score and F score" };
    Figure::Heatmap(Heatmap {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, rfm, lang),
            description: grid_finding(scores, lang),
        },
        row_title: Text { zh: "R 评分", en: "R score" }.get(lang).into(),
        size_title: Text { zh: "距最后购买（天）", en: "Days since last" }.get(lang).into(),
        columns: StepAxis {
            title: Text { zh: "F 评分", en: "F score" }.get(lang).into(),
            labels: columns.collect(),
        },
        rows: rows.collect(),
        max: most.max(1) as f64,
    })
}

fn heat_cell(cell: &ScoreCell, currency: &Currency, lang: Lang) -> HeatCell {
    let (n, rate) = (cell.customers.part, format::rate(&cell.customers));
    let name = groups::name(CustomerGroup::Segment(cell.segment)).get(lang);
    let revenue = format::money(cell.revenue, currency);
    let head = format!("R {}, F {}{}{name}", cell.recency, cell.frequency, view::colon(lang));
    HeatCell {
        value: n as f64,
        label: count(n),
        unfinished: false,
        tip: match lang {
            Lang::Zh => format!("{head}\n{} 位客户（{rate}）\n净销售额 {revenue}", count(n)),
            Lang::En => {
                format!("{head}\n{} ({rate})\nnet revenue {revenue}", plural(n, "customer", "customers"))
            }
        },
    }
}

fn table(scores: &Scores, currency: &Currency, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = scores.cells.iter().map(|cell| {
        let share =
            cell.revenue_share.map_or(Cell::text(format::undefined()), |s| Cell::number(percent(s), s));
        vec![
            Cell::count(u64::from(cell.recency)),
            Cell::count(u64::from(cell.frequency)),
            Cell::text(groups::name(CustomerGroup::Segment(cell.segment)).get(lang)),
            Cell::count(cell.customers.part),
            Cell::share(&cell.customers),
            Cell::number(format::money(cell.revenue, currency), format::major(cell.revenue, currency)),
            share,
        ]
    });
    Table {
        caption: SCORES.get(lang).into(),
        columns: vec![
            column("R", "R", true),
            column("F", "F", true),
            column("人群", "Segment", false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
