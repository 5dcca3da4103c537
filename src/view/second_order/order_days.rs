//! The chance of the next order day after each order day.

use super::curve::small_words;
use super::{
    axis, cell, horizon_axis, horizon_columns, horizon_points, note, note_hollow, nothing, quoted, sure_words,
};
use crate::analysis::second_order::{Chance, Chances, SecondOrder};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines};
use crate::view::format;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const NEXT: Text = Text { zh: "下一单的概率", en: "Chance of the next order" };
const HOW: [Text; 2] = [
    Text {
        zh: "对下过至少 n 个购买日的客户，估计第 n + 1 个购买日在 30、60、90、180、365 天内到来的概率（Kaplan-Meier）；\
             还没再来的客户记到截止日为止。括号里是 95% 区间。",
        en: "Of customers with at least n order days, how many reach order day n + 1 within 30, 60, 90, 180 and 365 days, by \
             Kaplan and Meier: who has not come back counts up to the as-of day. In brackets the 95% interval.",
    },
    Text {
        zh: "“目前已再来”是有第 n + 1 个购买日的客户 ÷ 有第 n 个的客户，即按购买日计的 X 单复购率；它没有考虑新客户还没来得及回来。\
             “一半回来的天数”没有达到一半时无定义。",
        en: "The plain share is customers with order day n + 1 over those with order day n, the X-order rate by order days; \
             it forgets that young customers have had no time yet. The days by which half are back are undefined where \
             half is not reached.",
    },
];
/// Lines for the first order days; the table has all.
const LINES: usize = 4;

pub(super) fn panel(report: &Report, second: &SecondOrder, lang: Lang) -> Panel {
    let mut panel = Panel::new("next_order", Group::Retention, NEXT, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, second, lang);
    let customers = second.order_days.first().map_or(0, |first| first.customers);
    if second.order_days.iter().any(|chances| quoted(chances).is_some()) {
        panel.figures = vec![figure(report, second, lang)];
        panel.notes = vec![note(report, customers, lang)];
        note_hollow(&mut panel, lang);
        panel.table = Some(table(second, lang));
    }
    panel
}

/// The first order days and their chances within the days that are quoted of the first.
fn quotable(second: &SecondOrder) -> Vec<(usize, &Chance)> {
    let days = second.order_days.first().and_then(quoted).map(|chance| chance.days);
    let of = |chances: &'_ Chances| chances.within.iter().position(|chance| Some(chance.days) == days);
    let told = second.order_days.iter().take(3).enumerate();
    told.filter_map(|(at, chances)| Some((at + 1, &chances.within[of(chances)?])))
        .filter(|(_, chance)| chance.chance.is_some())
        .listed()
}

fn finding(report: &Report, second: &SecondOrder, lang: Lang) -> String {
    if let Some(sentence) = nothing(report, second, lang) {
        return sentence;
    }
    let quotable = quotable(second);
    let Some((_, first)) = quotable.first() else {
        let words = Text {
            zh: "还没有客户的首单过去满 30 天，下一单的概率还说不了。",
            en: "Nobody's first order is 30 days old yet, so the chance of the next one cannot be told.",
        };
        return view::none_or_few(report, words.get(lang).into(), lang);
    };
    let rates = quotable.iter().map(|(n, chance)| match lang {
        Lang::Zh => format!("第 {n} 单之后是 {}", sure_words(chance, lang)),
        Lang::En => format!("after order day {n} it is {}", sure_words(chance, lang)),
    });
    let rates = rates.listed();
    let small = small_words(first, lang);
    let second_step = quotable.get(1).and_then(|(_, chance)| chance.interval);
    let is_hardest = first.interval.zip(second_step).is_some_and(|(first, second)| first.high < second.low);
    match (lang, is_hardest) {
        (Lang::Zh, _) => format!(
            "{} 天内再次购买的概率：{}。{}{small}",
            first.days,
            rates.join("，"),
            if is_hardest {
                "最难的一步是第二单：走过这一步的客户更容易再来。"
            } else {
                ""
            }
        ),
        (Lang::En, _) => format!(
            "The chance to be back within {} days: {}.{}{small}",
            first.days,
            rates.join(", "),
            if is_hardest {
                " The second order is the hardest step: who has taken it comes back more easily."
            } else {
                ""
            }
        ),
    }
}

fn figure(report: &Report, second: &SecondOrder, lang: Lang) -> Figure {
    let name = |n: usize| match lang {
        Lang::Zh => format!("第 {n} 单后"),
        Lang::En => format!("After day {n}"),
    };
    let lines = (1..).zip(&second.order_days).take(LINES).map(|(n, chances)| Line {
        label: name(n),
        series: n as u8 - 1,
        points: horizon_points(chances, &format!("{}\n", name(n)), n == 1, lang),
    });
    let main = lines.filter(|line| !line.points.is_empty()).listed();
    let title = Text {
        zh: "第 1、2、3、4 个购买日之后，多少天内再次购买",
        en: "Back within so many days after order day 1, 2, 3 and 4",
    };
    let customers = second.order_days.first().map_or(0, |first| first.customers);
    Figure::Lines(Lines {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, customers, lang),
            description: finding(report, second, lang),
        },
        x: horizon_axis(Text { zh: "距上一个购买日的天数", en: "days since the order day before" }, lang),
        y: axis(main.iter().flat_map(|line| &line.points)),
        faint: Vec::new(),
        main,
    })
}

fn table(second: &SecondOrder, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = (1..).zip(&second.order_days).map(|(n, chances)| {
        let name = match lang {
            Lang::Zh => format!("{n} → {}", n + 1),
            Lang::En => format!("{n} to {}", n + 1),
        };
        let mut row = vec![Cell::text(name)];
        row.extend(chances_cells(chances));
        row
    });
    let mut columns = vec![column("购买日", "Order day", false)];
    columns.extend(chances_columns(lang));
    Table { caption: NEXT.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}

/// Heads the cells of some chances.
pub(super) fn chances_columns(lang: Lang) -> Vec<Column> {
    let column = Column::in_language(lang);
    let mut columns = vec![
        column("客户", "Customers", true),
        column("已再来的客户", "Back so far", true),
        column("目前已再来", "Plain share", true),
    ];
    columns.extend(horizon_columns(lang));
    columns.push(column("一半回来的天数", "Days until half are back", true));
    columns
}

/// Everything of some chances.
pub(super) fn chances_cells(chances: &Chances) -> Vec<Cell> {
    let back = crate::analysis::Share::of(chances.returned, chances.customers);
    let mut cells = vec![Cell::count(chances.customers), Cell::count(chances.returned), Cell::share(&back)];
    cells.extend(chances.within.iter().map(cell));
    let median = chances.median_days.map(|days| Cell::count(days.into()));
    cells.push(median.unwrap_or_else(|| Cell::text(format::undefined())));
    cells
}
