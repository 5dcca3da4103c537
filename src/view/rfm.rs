//! The words and pictures of [`Rfm`]: eight groups, and three planes of two measures each.

use super::figure::{BinAxis, BinMark, Caption, Corner, Figure, Quadrants, Tick};
use super::format::{self, count, percent, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text};
use crate::analysis::rfm::{self, Bin, Measure, Octant, OctantRow, QuadrantCell, Rfm};
use crate::analysis::{CountBy, Share, Split};
use crate::money::{Currency, Money};
use crate::report::Report;

const QUADRANTS: Text = Text { zh: "RFM 四象限", en: "RFM quadrants" };
const OCTANTS: Text = Text { zh: "RFM 八类客户", en: "RFM segments" };
const HOW: [Text; 4] = [
    Text {
        zh: "R（最近一次购买）：截止日距最后一次购买的天数，越少越好；F（频次）：购买次数；M（金额）：窗口内的净销售额。",
        en: "R, recency: days from the last purchase to the as-of day, fewer is better. F, frequency: number of purchases. \
             M, monetary: net revenue in the window.",
    },
    Text {
        zh: "每项与全部客户的平均值（或中位数）比较：严格优于才算“高”，恰好相等算“低”。比较用整数进行，没有舍入误差。",
        en: "Each is compared with the mean (or median) of all customers: high is strictly better, exactly equal is low. \
             The comparison is made in whole numbers, so nothing is rounded.",
    },
    Text {
        zh: "三项各分高低，得到八类客户；每次取两项，得到三张四象限图。圆点把落在同一格的客户合在一起，面积表示人数；不到 5 人的格子画成一样大，不显示任何单个客户。格子的跨度可以逐渐变大，最后一格包含更高的所有值。",
        en: "High or low in all three gives the eight segments; two at a time give the three pictures. A disc gathers the \
             customers of one cell of the grid, and its area tells how many; cells of fewer than five are drawn alike, \
             so nobody is shown alone. The steps of an axis may grow, and its last cell holds all above.",
    },
    Text {
        zh: "平均值容易被少数大客户拉高，这时“高”的客户会偏少；中位数把客户分成大致相等的两半。",
        en: "A few very large customers pull the mean up, and then few customers are high; the median halves them roughly.",
    },
];

/// Bins with fewer customers are drawn alike and say no more: nobody is shown alone.
const FEW: u64 = 5;

/// The panels of RFM.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(rfm) = &report.results.rfm else { return Vec::new() };
    let mut quadrants = Panel::new("rfm_quadrants", Group::Segments, QUADRANTS, lang);
    let mut octants = Panel::new("rfm_segments", Group::Segments, OCTANTS, lang);
    let finding = nobody(report, rfm, lang);
    quadrants.how = super::paragraphs(&HOW, lang);
    octants.how = super::paragraphs(&HOW, lang);
    quadrants.finding = finding.clone().unwrap_or_else(|| quadrant_finding(rfm, lang));
    octants.finding = finding.unwrap_or_else(|| octant_finding(rfm, lang));
    if rfm.customers > 0 {
        let currency = &report.results.currency;
        quadrants.figures = rfm.quadrants.iter().map(|q| figure(report, rfm, q, lang)).collect();
        quadrants.table = Some(quadrant_table(rfm, currency, lang));
        quadrants.notes = notes(report, rfm, lang);
        octants.table = Some(octant_table(rfm, currency, lang));
        octants.notes = notes(report, rfm, lang);
    }
    vec![quadrants, octants]
}

fn nobody(report: &Report, rfm: &Rfm, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    (rfm.customers == 0).then(|| super::no_customers_sentence(lang))
}

/// The name of an octant.
pub fn octant_name(octant: Octant) -> Text {
    match octant {
        Octant::Champions => Text { zh: "重要价值客户", en: "Champions" },
        Octant::BigFirstOrders => Text { zh: "重要发展客户", en: "Big first orders" },
        Octant::AtRiskRegulars => Text { zh: "重要保持客户", en: "At-risk regulars" },
        Octant::LapsedSpenders => Text { zh: "重要挽留客户", en: "Lapsed spenders" },
        Octant::LoyalSmall => Text { zh: "一般价值客户", en: "Loyal, small" },
        Octant::NewSmall => Text { zh: "一般发展客户", en: "New, small" },
        Octant::FadingSmall => Text { zh: "一般保持客户", en: "Fading, small" },
        Octant::LostSmall => Text { zh: "一般挽留客户", en: "Lost, small" },
    }
}

/// One line on what to do.
fn advice(octant: Octant) -> Text {
    match octant {
        Octant::Champions => Text {
            zh: "优先服务：新品先知、专属权益，不必用折扣。",
            en: "Look after them first: early access and privileges rather than discounts.",
        },
        Octant::BigFirstOrders => Text {
            zh: "促成第二单：首单后推荐搭配商品。",
            en: "Win the second order: suggest what goes with the first.",
        },
        Octant::AtRiskRegulars => Text {
            zh: "主动联系：他们曾常来，问问原因，给一个回来的理由。",
            en: "Get in touch: they used to come often; ask why, and give a reason to return.",
        },
        Octant::LapsedSpenders => Text {
            zh: "逐个挽回：人数少、金额大，值得单独联系。",
            en: "Win back one by one: few people, large amounts.",
        },
        Octant::LoyalSmall => Text {
            zh: "提高客单：组合装、满额礼。",
            en: "Raise the basket: bundles, a gift above an amount.",
        },
        Octant::NewSmall => Text {
            zh: "培养习惯：使用指导和到期提醒。",
            en: "Build the habit: how to use it, and a reminder when it runs out.",
        },
        Octant::FadingSmall => Text {
            zh: "轻量唤回：自动提醒即可。",
            en: "A light nudge: an automatic reminder will do.",
        },
        Octant::LostSmall => Text {
            zh: "不再投入：只在大促时顺带触达。",
            en: "Spend nothing extra: include them in large campaigns only.",
        },
    }
}

fn split_words(split: Split, lang: Lang) -> &'static str {
    match (split, lang) {
        (Split::Mean, Lang::Zh) => "平均值",
        (Split::Median, Lang::Zh) => "中位数",
        (Split::Mean, Lang::En) => "mean",
        (Split::Median, Lang::En) => "median",
    }
}

fn notes(report: &Report, rfm: &Rfm, lang: Lang) -> Vec<String> {
    let mut notes = vec![note(report, rfm, lang)];
    if rfm.customers < Share::SMALL {
        notes.push(match lang {
            Lang::Zh => format!("客户不到 {} 位，分群只能作参考。", Share::SMALL),
            Lang::En => format!("Fewer than {} customers: take the segments as a hint only.", Share::SMALL),
        });
    }
    notes
}

fn note(report: &Report, rfm: &Rfm, lang: Lang) -> String {
    let currency = &report.results.currency;
    let split = split_words(rfm.split, lang);
    let Some(cuts) = &rfm.cuts else { return String::new() };
    let money = cut_money(cuts.monetary_minor, currency);
    let (days, times) = (format::trimmed(cuts.recency_days, 2), format::trimmed(cuts.frequency, 2));
    let purchases = measure_unit(rfm.count_by, cuts.frequency == 1.0, lang);
    let unit = if cuts.recency_days == 1.0 { "day" } else { "days" };
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!(
            "n = {} 位客户。以{split}为界：R {days} 天，F {times} {purchases}，M {money}。{window}",
            count(rfm.customers)
        ),
        Lang::En => format!(
            "n = {}. Divided at the {split}: R {days} {unit}, F {times} {purchases}, M {money}. {window}",
            plural(rfm.customers, "customer", "customers")
        ),
    }
}

fn measure_unit(count_by: CountBy, one: bool, lang: Lang) -> &'static str {
    match (count_by, lang) {
        (CountBy::Orders, Lang::Zh) => "笔订单",
        (CountBy::Days, Lang::Zh) => "个购买日",
        (CountBy::Orders, Lang::En) => ["orders", "order"][usize::from(one)],
        (CountBy::Days, Lang::En) => ["order days", "order day"][usize::from(one)],
    }
}

fn cut_money(minor: f64, currency: &Currency) -> String {
    format::money(Money(minor.round() as i64), currency)
}

fn octant_finding(rfm: &Rfm, lang: Lang) -> String {
    let row = |octant| rfm.octants.iter().find(|row: &&OctantRow| row.octant == octant);
    let (Some(best), Some(risk)) = (row(Octant::Champions), row(Octant::AtRiskRegulars)) else {
        return super::no_customers_sentence(lang);
    };
    match lang {
        Lang::Zh => format!("{}；{}。", champions(best, lang), at_risk(risk, lang)),
        Lang::En => format!("{}; {}.", champions(best, lang), at_risk(risk, lang)),
    }
}

fn champions(row: &OctantRow, lang: Lang) -> String {
    let (n, revenue) = (row.customers.part, row.revenue_share.map_or_else(format::undefined, percent));
    let (share, sure) = (format::rate(&row.customers), format::sureness(&row.customers, lang));
    match lang {
        Lang::Zh if n == 0 => "没有重要价值客户".into(),
        Lang::Zh => format!("重要价值客户有 {} 位（{share}，{sure}），贡献了 {revenue} 的净销售额", count(n)),
        Lang::En if n == 0 => "There are no champions".into(),
        Lang::En => {
            format!(
                "{} ({share}, {sure}) brought {revenue} of net revenue",
                plural(n, "champion", "champions")
            )
        }
    }
}

fn at_risk(row: &OctantRow, lang: Lang) -> String {
    let (n, revenue) = (row.customers.part, row.revenue_share.map_or_else(format::undefined, percent));
    match lang {
        Lang::Zh if n == 0 => "也没有曾经常来、如今渐远的重要保持客户".into(),
        Lang::Zh => format!("曾经常来、如今渐远的重要保持客户有 {} 位，占净销售额 {revenue}", count(n)),
        Lang::En if n == 0 => "no big regulars have drifted away".into(),
        Lang::En => format!(
            "{} who used to come often and no longer do brought {revenue}",
            plural(n, "at-risk regular", "at-risk regulars")
        ),
    }
}

fn quadrant_finding(rfm: &Rfm, lang: Lang) -> String {
    let Some(plane) = rfm.quadrants.first() else { return super::no_customers_sentence(lang) };
    let cell = |x_high, y_high| {
        plane.cells.iter().find(|c: &&QuadrantCell| c.x_high == x_high && c.y_high == y_high)
    };
    let (Some(active), Some(lapsed)) = (cell(true, true), cell(false, true)) else {
        return super::no_customers_sentence(lang);
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

fn measure_name(measure: Measure) -> Text {
    match measure {
        Measure::Recency => Text { zh: "R 距上次购买的天数", en: "R, days since the last purchase" },
        Measure::Frequency => Text { zh: "F 购买次数", en: "F, number of purchases" },
        Measure::Monetary => Text { zh: "M 净销售额", en: "M, net revenue" },
    }
}

fn measure_value(measure: Measure, value: f64, currency: &Currency, lang: Lang) -> String {
    match measure {
        Measure::Recency | Measure::Frequency => format::trimmed(value, 2),
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
        highs.iter().filter_map(|&(x_high, y_high)| corner(plane, x_high, y_high, lang)).collect();
    let bins = plane.bins.iter().map(|bin| bin_mark(plane, bin, currency, lang));
    let title = match lang {
        Lang::Zh => format!("{} × {}", measure_name(x).zh, measure_name(y).zh),
        Lang::En => format!("{} × {}", measure_name(x).en, measure_name(y).en),
    };
    Figure::Quadrants(Quadrants {
        caption: Caption {
            title: title.clone(),
            subtitle: note(report, rfm, lang),
            description: corners.iter().fold(title, |all, c| format!("{all}; {}: {}", c.label, c.detail)),
        },
        x: bin_axis(&plane.x, rfm.split, currency, lang),
        y: bin_axis(&plane.y, rfm.split, currency, lang),
        corners,
        bins: bins.collect(),
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

fn bin_axis(axis: &rfm::BinAxis, split: Split, currency: &Currency, lang: Lang) -> BinAxis {
    let write = |value| measure_value(axis.measure, value, currency, lang);
    // Frequency bins hold one whole number each: its tick stands in the middle of the bin.
    let shift = if axis.measure == Measure::Frequency { 0.5 } else { 0.0 };
    let last = axis.edges.len().saturating_sub(1);
    // The last bin of frequency holds all above.
    let open = |i| if i == last && i > 0 && axis.measure == Measure::Frequency { "+" } else { "" };
    let tick = |(i, edge): (usize, &f64)| Tick { at: i as f64 + shift, label: write(*edge) + open(i) };
    let ticks = axis.edges.iter().enumerate().map(tick);
    BinAxis {
        title: measure_name(axis.measure).get(lang).into(),
        bins: axis.edges.len() as u32,
        cut: f64::from(axis.cut_edge),
        cut_label: format!("{} {}", split_words(split, lang), write(axis.cut)),
        ticks: ticks.collect(),
    }
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

/// The corner that the bin lies in: the dividing value is always an edge of bins.
fn corner_of(plane: &rfm::Quadrants, bin: &Bin) -> u8 {
    u8::from(bin.y < plane.y.cut_edge) * 2 + u8::from(bin.x >= plane.x.cut_edge)
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
    let column = |zh: &str, en: &str, numeric| Column::new(if lang == Lang::Zh { zh } else { en }, numeric);
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
        rows: rows.collect(),
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

fn octant_table(rfm: &Rfm, currency: &Currency, lang: Lang) -> Table {
    let column = |zh: &str, en: &str, numeric| Column::new(if lang == Lang::Zh { zh } else { en }, numeric);
    let number = |value: Option<f64>| {
        value.map_or(Cell::text(format::undefined()), |v| Cell::number(format::trimmed(v, 1), v))
    };
    let money = |value: Option<Money>| {
        value.map_or(Cell::text(format::undefined()), |m| {
            Cell::number(format::money(m, currency), format::major(m, currency))
        })
    };
    let rows = rfm.octants.iter().map(|row| {
        vec![
            Cell::text(octant_name(row.octant).get(lang)),
            Cell::count(row.customers.part),
            Cell::share(&row.customers),
            Cell::count(row.orders),
            money(Some(row.revenue)),
            row.revenue_share.map_or(Cell::text(format::undefined()), |s| Cell::number(percent(s), s)),
            number(row.mean_recency_days),
            number(row.mean_frequency),
            money(row.mean_monetary),
            Cell::text(advice(row.octant).get(lang)),
        ]
    });
    Table {
        caption: OCTANTS.get(lang).into(),
        columns: vec![
            column("客户类型", "Segment", false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("订单", "Orders", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
            column("平均 R（天）", "Mean R, days", true),
            column("平均 F", "Mean F", true),
            column("平均 M", "Mean M", true),
            column("怎么做", "What to do", false),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
