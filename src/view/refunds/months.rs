//! Refunds and cancellations by the month of the order.

use super::measure::{self, MEASURES, Measure};
use crate::analysis::Share;
use crate::analysis::refunds::{RefundMonth, Refunds};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, plural, trimmed};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, campaigns};

const TITLE: Text = Text { zh: "退款与取消：按月", en: "Refunds and cancellations, by month" };
const HOW: [Text; 2] = [
    Text {
        zh: "按下单的月份归组，看的是文件里的全部订单，不随筛选和截止日变化；没写日期的不在内。退款率 = 全额或部分退款的订单 ÷ 既没取消也不是没付款的订单；\
             取消率 = 已取消、已关闭或未付款的订单 ÷ 全部订单；附 Wilson 95% 区间。",
        en: "By the month in which orders were placed; all orders of the files with a date are looked at, and filters and the \
             as-of day change nothing. Refunded are orders that came back in full or in part, over those neither cancelled \
             nor unpaid; cancelled are those that were cancelled, closed or never paid, over all; with Wilson's 95% \
             intervals.",
    },
    Text {
        zh: "退款来得晚：最近几周的订单以后还可能退款，所以最后的月份偏低。",
        en: "Refunds come late: orders of the last weeks may still be refunded, so the last months are too low.",
    },
];

pub(super) fn panel(report: &Report, found: &Refunds, lang: Lang) -> Option<Panel> {
    if found.months.len() < 2 {
        return None;
    }
    let mut panel = Panel::new("refunds_by_month", Group::Why, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(found, lang);
    panel.figures = vec![figure(found, &panel.finding, lang)];
    panel.notes = vec![note(found, lang)];
    if found.months.iter().any(|month| !month.complete) {
        panel.notes.push(view::unfinished_note(lang));
    }
    panel.table = Some(table(report, found, lang));
    Some(panel)
}

fn note(found: &Refunds, lang: Lang) -> String {
    let n = found.months.iter().map(|month| month.counts.orders).fold(0, u64::saturating_add);
    let window = measure::window(found, lang);
    match lang {
        Lang::Zh => format!("n = {} 单，文件里有日期的全部订单{window}。", count(n)),
        Lang::En => format!("n = {}: all with a date in the files{window}.", plural(n, "order", "orders")),
    }
}

/// The month with the highest share of refunds among those that are over and not small, and all together.
fn finding(found: &Refunds, lang: Lang) -> String {
    let all = measure::of_all(found, lang);
    let told =
        |month: &&RefundMonth| month.complete && !month.came_back.is_small() && month.came_back.part > 0;
    let rate = |month: &RefundMonth| month.came_back.rate().unwrap_or(0.0);
    // Of equals the first.
    let most = found.months.iter().filter(told).rev().max_by(|a, b| rate(a).total_cmp(&rate(b)));
    let Some(most) = most else { return all };
    let (month, share) = (format::period(most.month, lang), &most.came_back);
    let (rate, sure) = (format::rate(share), format::sureness(share, lang));
    match lang {
        Lang::Zh => format!(
            "{all}退款率最高的月份是{month}：{} 单里退了 {} 单，{rate}（{sure}）。",
            count(share.whole),
            count(share.part)
        ),
        Lang::En => format!(
            "{all} The month with the highest share of refunds is {month}: {} of {}, {rate} ({sure}).",
            count(share.part),
            plural(share.whole, "order", "orders")
        ),
    }
}

fn point(step: usize, month: &RefundMonth, share: &Share, lang: Lang) -> Option<Point> {
    let (name, rate) = (format::period(month.month, lang), format::rate(share));
    let sure = format::sureness(share, lang);
    let orders = match lang {
        Lang::Zh => format!("{} / {} 单", count(share.part), count(share.whole)),
        Lang::En => format!("{} of {}", count(share.part), plural(share.whole, "order", "orders")),
    };
    let small = view::small_suffix(share.is_small(), lang);
    let unfinished = view::unfinished_suffix(!month.complete, lang);
    Some(Point {
        step: step as u32,
        value: share.rate()?,
        band: share.interval.map(|ends| [ends.low, ends.high]),
        unfinished: !month.complete,
        tip: format!(
            "{name}{}{rate}\n{sure}\n{orders}{small}{unfinished}{}",
            view::colon(lang),
            campaigns::line(month.month, lang)
        ),
    })
}

fn figure(found: &Refunds, description: &str, lang: Lang) -> Figure {
    let line = |(series, measure): (u8, &Measure)| {
        let months = found.months.iter().enumerate();
        let points = months.filter_map(|(at, month)| point(at, month, (measure.of_month)(month), lang));
        Line { label: measure.short.get(lang).into(), series, points: points.listed() }
    };
    let drawn = (0..).zip(&MEASURES).filter(|(_, measure)| (measure.of_all)(found).part > 0);
    let main = drawn.map(line).listed();
    let tops = main.iter().flat_map(|line| &line.points).filter_map(|point| Some(point.band?[1]));
    let top = tops.fold(0.02_f64, f64::max).min(1.0);
    let title = Text {
        zh: "各月订单里退款的占比、取消或未付款的占比",
        en: "Shares of each month's orders that were refunded, and cancelled or never paid",
    };
    Figure::Lines(Lines {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(found, lang) + view::unfinished_short(lang),
            description: description.into(),
        },
        x: StepAxis {
            title: String::new(),
            labels: found.months.iter().map(|month| campaigns::step(month.month, lang)).listed(),
        },
        y: format::axis_from_zero(String::new(), top, |v| format!("{}%", trimmed(v * 100.0, 1))),
        faint: Vec::new(),
        main,
    })
}

fn table(report: &Report, found: &Refunds, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = found.months.iter().map(|month| {
        let counts = &month.counts;
        let mut cells = vec![Cell::text(format::period(month.month, lang))];
        cells.extend(measure::ends(counts, &report.results.currency));
        for measure in &MEASURES {
            let share = (measure.of_month)(month);
            cells.push(Cell::share(share));
            cells.push(Cell::text(share.interval.map_or_else(format::undefined, format::interval)));
        }
        cells.iter_mut().skip(1).for_each(|cell| cell.unfinished = !month.complete);
        cells
    });
    let mut columns = vec![column("月份", "Month", false), column("订单", "Orders", true)];
    columns.extend(measure::end_columns(lang));
    for measure in &MEASURES {
        let interval = column("95% 区间", "95% interval", false);
        columns.extend([Column::new(measure.short.get(lang), true), interval]);
    }
    Table {
        caption: TITLE.get(lang).into(),
        columns,
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
