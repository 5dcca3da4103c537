//! The three planes of two measures each.

use super::{note, split_words};
use crate::analysis::rfm::{self, Bin, Measure, Monetary, QuadrantCell, Rfm};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::Report;
use crate::view::figure::{BinAxis, BinMark, Caption, Corner, Figure, Quadrants, Tick};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Lang, Panel, Text};

/// Bins with fewer customers are drawn alike and say no more: nobody is shown alone.
const FEW: u64 = 5;

const QUADRANTS: Text = Text { zh: "RFM 四象限", en: "RFM quadrants" };

pub(super) fn panel(report: &Report, rfm: &Rfm, lang: Lang) -> Panel {
    let mut panel = super::panel("rfm_quadrants", QUADRANTS, report, rfm, lang);
    if rfm.customers > 0 {
        panel.finding = quadrant_finding(rfm, lang);
        panel.figures = rfm.quadrants.iter().map(|plane| figure(report, rfm, plane, lang)).listed();
        panel.table = Some(quadrant_table(rfm, &report.results.currency, lang));
    }
    panel
}

fn quadrant_finding(rfm: &Rfm, lang: Lang) -> String {
    let Some(plane) = rfm.quadrants.first() else { return view::no_customers_sentence(lang) };
    let cell = |x_high, y_high| {
        plane.cells.iter().find(|c: &&QuadrantCell| c.x_high == x_high && c.y_high == y_high)
    };
    let (Some(active), Some(lapsed)) = (cell(true, true), cell(false, true)) else {
        return view::left_out_sentence(lang);
    };
    let revenue = |cell: &QuadrantCell| cell.revenue_share.map_or_else(format::undefined, percent);
    match lang {
        Lang::Zh => format!(
            "买得多且最近来过的客户占 {}（{}），贡献净销售额的 {}；买得多但很久没来的占 {}，贡献 {}。",
            format::rate(&active.customers),
            format::sureness(&active.customers, lang),
            revenue(active),
            format::rate(&lapsed.customers),
            revenue(lapsed)
        ),
        Lang::En => format!(
            "{} of customers ({}) buy often and came lately; they bring {} of net revenue. {} bought often but have not \
             come for long; they brought {}.",
            format::rate(&active.customers),
            format::sureness(&active.customers, lang),
            revenue(active),
            format::rate(&lapsed.customers),
            revenue(lapsed)
        ),
    }
}

fn measure_name(report: &Report, measure: Measure) -> Text {
    match measure {
        Measure::Monetary if report.settings.rfm.monetary == Monetary::MeanPerOrder => {
            Text { zh: "M 每单平均净额", en: "M, mean net amount per order" }
        }
        Measure::Recency => Text { zh: "R 距上次购买的天数", en: "R, days since the last purchase" },
        Measure::Frequency => Text { zh: "F 购买次数", en: "F, number of purchases" },
        Measure::Monetary => Text { zh: "M 净销售额", en: "M, net revenue" },
    }
}

fn measure_value(measure: Measure, value: f64, currency: &Currency, lang: Lang) -> String {
    match measure {
        Measure::Recency | Measure::Frequency => format::decimal(value, 2),
        Measure::Monetary => {
            let whole = Money(value.round() as i64);
            let text = format::money_compact(whole, currency, lang);
            text.strip_suffix(".00").map(str::to_string).unwrap_or(text)
        }
    }
}

/// The four corners of a plane: what customers there are like.
fn corner_name(x: Measure, y: Measure, x_high: bool, y_high: bool) -> Text {
    match (x, y, x_high, y_high) {
        (Measure::Recency, Measure::Frequency, true, true) => {
            Text { zh: "常来的客户", en: "Coming often" }
        }
        (Measure::Recency, Measure::Frequency, true, false) => {
            Text { zh: "新近的客户", en: "New lately" }
        }
        (Measure::Recency, Measure::Frequency, false, true) => {
            Text { zh: "渐远的常客", en: "Regulars drifting away" }
        }
        (Measure::Recency, Measure::Frequency, false, false) => {
            Text { zh: "久未再来", en: "Gone long ago" }
        }
        (Measure::Frequency, _, true, true) => Text { zh: "常买、买得多", en: "Often and much" },
        (Measure::Frequency, _, true, false) => Text { zh: "常买、金额小", en: "Often, little" },
        (Measure::Frequency, _, false, true) => Text { zh: "少买、金额大", en: "Seldom, much" },
        (Measure::Frequency, _, false, false) => Text { zh: "少买、金额小", en: "Seldom, little" },
        (_, _, true, true) => Text { zh: "最近来过、金额大", en: "Lately, much" },
        (_, _, true, false) => Text { zh: "最近来过、金额小", en: "Lately, little" },
        (_, _, false, true) => Text { zh: "很久没来、金额大", en: "Long ago, much" },
        (_, _, false, false) => Text { zh: "很久没来、金额小", en: "Long ago, little" },
    }
}

/// High recency is few days: it lies on the left, or at the bottom.
fn high_is_up(measure: Measure) -> bool {
    measure != Measure::Recency
}

fn figure(report: &Report, rfm: &Rfm, plane: &rfm::Quadrants, lang: Lang) -> Figure {
    let currency = &report.results.currency;
    let (x, y) = (plane.x.measure, plane.y.measure);
    let places: [(bool, bool); 4] = [(false, true), (true, true), (false, false), (true, false)];
    let highs = places.map(|(right, up)| (right == high_is_up(x), up == high_is_up(y)));
    let corners: Vec<Corner> =
        highs.iter().filter_map(|&(x_high, y_high)| corner(plane, x_high, y_high, lang)).listed();
    let bins = plane.bins.iter().map(|bin| bin_mark(plane, bin, currency, lang));
    let title = match lang {
        Lang::Zh => format!("{} × {}", measure_name(report, x).zh, measure_name(report, y).zh),
        Lang::En => format!("{} × {}", measure_name(report, x).en, measure_name(report, y).en),
    };
    Figure::Quadrants(Quadrants {
        caption: Caption {
            title: title.clone(),
            subtitle: note(report, rfm, lang),
            description: corners.iter().fold(title, |all, c| format!("{all}; {}: {}", c.label, c.detail)),
        },
        x: bin_axis(report, &plane.x, lang),
        y: bin_axis(report, &plane.y, lang),
        corners,
        bins: bins.listed(),
    })
}

fn corner(plane: &rfm::Quadrants, x_high: bool, y_high: bool, lang: Lang) -> Option<Corner> {
    let cell = plane.cells.iter().find(|cell| cell.x_high == x_high && cell.y_high == y_high)?;
    let name = corner_name(plane.x.measure, plane.y.measure, x_high, y_high).get(lang);
    let (rate, sure) = (format::rate(&cell.customers), format::sureness(&cell.customers, lang));
    let revenue = cell.revenue_share.map_or_else(format::undefined, percent);
    let (detail, tip) = match lang {
        Lang::Zh => (
            format!("{} 人，{rate}", count(cell.customers.part)),
            format!("{name}：{} 位客户，{rate}\n{sure}\n占净销售额 {revenue}", count(cell.customers.part)),
        ),
        Lang::En => (
            format!("{}, {rate}", count(cell.customers.part)),
            format!(
                "{name}: {}, {rate}\n{sure}\n{revenue} of net revenue",
                plural(cell.customers.part, "customer", "customers")
            ),
        ),
    };
    let series = u8::from(!x_high) * 2 + u8::from(!y_high);
    Some(Corner { label: name.into(), detail, series, tip })
}

fn bin_axis(report: &Report, axis: &rfm::BinAxis, lang: Lang) -> BinAxis {
    let currency = &report.results.currency;
    let write = |value| measure_value(axis.measure, value, currency, lang);
    // Frequency bins hold one whole number each: its tick stands in the middle of the bin.
    let shift = if axis.measure == Measure::Frequency { 0.5 } else { 0.0 };
    let last = axis.edges.len().saturating_sub(1);
    // The last bin of frequency holds all above.
    let open = |i| if i == last && i > 0 && axis.measure == Measure::Frequency { "+" } else { "" };
    let tick = |(i, edge): (usize, &f64)| Tick { at: i as f64 + shift, label: write(*edge) + open(i) };
    let ticks = axis.edges.iter().enumerate().map(tick);
    BinAxis {
        title: measure_name(report, axis.measure).get(lang).into(),
        bins: axis.edges.len() as u32,
        cut: f64::from(axis.cut_edge),
        cut_label: format!("{} {}", split_words(report.settings.split, lang), write(axis.cut)),
        ticks: ticks.listed(),
    }
}

/// The corner that the bin lies in: the dividing value is always an edge of bins.
fn corner_of(plane: &rfm::Quadrants, bin: &Bin) -> u8 {
    u8::from(bin.y < plane.y.cut_edge) * 2 + u8::from(bin.x >= plane.x.cut_edge)
}

fn bin_mark(plane: &rfm::Quadrants, bin: &Bin, currency: &Currency, lang: Lang) -> BinMark {
    let range = |axis: &rfm::BinAxis, i: u32| bin_range(axis, i as usize, currency, lang);
    let (x, y) = (range(&plane.x, bin.x), range(&plane.y, bin.y));
    let revenue = format::money(bin.revenue, currency);
    let few = bin.customers < FEW;
    let tip = match lang {
        Lang::Zh if few => format!("{x}\n{y}\n不到 {FEW} 位客户"),
        Lang::Zh => format!("{x}\n{y}\n{} 位客户，{revenue}", count(bin.customers)),
        Lang::En if few => format!("{x}\n{y}\nfewer than {FEW} customers"),
        Lang::En => format!("{x}\n{y}\n{}, {revenue}", plural(bin.customers, "customer", "customers")),
    };
    let weight = if few { FEW as f64 / 2.0 } else { bin.customers as f64 };
    BinMark { x: bin.x, y: bin.y, weight, corner: corner_of(plane, bin), tip }
}

fn bin_range(axis: &rfm::BinAxis, i: usize, currency: &Currency, lang: Lang) -> String {
    let letter = match axis.measure {
        Measure::Recency => "R",
        Measure::Frequency => "F",
        Measure::Monetary => "M",
    };
    let write = |value: f64| measure_value(axis.measure, value, currency, lang);
    let low = axis.edges.get(i).copied().unwrap_or(0.0);
    match axis.edges.get(i + 1) {
        Some(high) if axis.measure == Measure::Monetary => {
            format!("{letter} {}–{}", write(low), write(*high))
        }
        Some(high) if high - low > 1.0 => format!("{letter} {}–{}", write(low), write(high - 1.0)),
        Some(_) => format!("{letter} {}", write(low)),
        None => format!("{letter} ≥ {}", write(low)),
    }
}

fn quadrant_table(rfm: &Rfm, currency: &Currency, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = rfm.quadrants.iter().flat_map(|plane| {
        plane.cells.iter().map(move |cell| {
            let (x, y) = (plane.x.measure, plane.y.measure);
            vec![
                Cell::text(format!("{} × {}", letter(x), letter(y))),
                Cell::text(corner_name(x, y, cell.x_high, cell.y_high).get(lang)),
                Cell::count(cell.customers.part),
                Cell::share(&cell.customers),
                Cell::text(cell.customers.interval.map_or_else(format::undefined, format::interval)),
                Cell::number(format::money(cell.revenue, currency), format::major(cell.revenue, currency)),
                cell.revenue_share.map_or(Cell::text(format::undefined()), |s| Cell::number(percent(s), s)),
            ]
        })
    });
    Table {
        caption: QUADRANTS.get(lang).into(),
        columns: vec![
            column("两项", "Axes", false),
            column("象限", "Quadrant", false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("95% 区间", "95% interval", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}

fn letter(measure: Measure) -> &'static str {
    match measure {
        Measure::Recency => "R",
        Measure::Frequency => "F",
        Measure::Monetary => "M",
    }
}
