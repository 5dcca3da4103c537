//! The shop's cycle, from order day to order day, and those of products.

use super::no_gap;
use crate::analysis::cycle::{Cycle, OrderDayGap};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const CYCLE: Text = Text { zh: "店铺的复购周期", en: "The shop's cycle" };
const HOW: [Text; 2] = [
    Text {
        zh: "从每个购买日到同一客户的下一个购买日；还没有下一个的，算到截止日为止（Kaplan-Meier）。复购周期是其中一半已经再次购买的天数；\
             全店始终达不到一半时，取看得到会回来的购买中一半已回来的天数；某一步达不到一半时不画柱子。按购买日计，同一天的多笔订单算一次。",
        en: "From each order day to the same customer's next one; where there is none yet, up to the as-of day (Kaplan and \
             Meier). The cycle is the days by which half are followed by another; for the shop as a whole, where half is \
             never reached, half of those that are seen to be. A step of which half is never reached has no bar. By order \
             days: several orders of one day count once.",
    },
    Text {
        zh: "只看已经完成的间隔会偏短：常客贡献了大部分间隔，没回来的人一个也没有。所以两个数都列出来。",
        en: "Finished gaps alone are too short: regulars have most of them, and who never came back has none. So both are \
             shown.",
    },
];
const PRODUCTS: Text = Text { zh: "商品的复购周期", en: "Cycles of products" };
const PRODUCTS_HOW: [Text; 1] = [Text {
    zh: "从客户买某商品的一天到他再买该商品的一天，办法与店铺周期相同；至少有 30 个完成的间隔才单独计算，\
         其余商品按店铺的周期。按所有客户计，间隔最多的 20 种列在这里。",
    en: "From a customer's day with a product to the next day with it, counted as the shop's cycle is; only with at least \
         30 finished gaps, other products go by the shop's cycle. Of all customers; the 20 with the most gaps are listed.",
}];

pub(super) fn panel(report: &Report, cycle: &Cycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("shop_cycle", Group::Cycle, CYCLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, cycle, lang);
    if cycle.gaps > 0 {
        panel.figures = vec![figure(report, cycle, lang)];
        panel.notes = vec![note(report, cycle, lang)];
        panel.table = Some(table(cycle, lang));
    }
    panel
}

fn finding(report: &Report, cycle: &Cycle, lang: Lang) -> String {
    if let Some(sentence) = no_gap(report, cycle, lang) {
        return sentence;
    }
    let Some(shop) = &cycle.shop else { return String::new() };
    let half = cycle.quantiles.iter().find(|quantile| quantile.percent == 50).map(|quantile| quantile.days);
    let (days, finished) = (format::days(Some(shop.days.into()), lang), format::days(half, lang));
    match (lang, shop.is_reached) {
        (Lang::Zh, true) => {
            format!("一半的购买在 {days}内迎来同一客户的下一次购买。只看已完成的间隔，中位数是 {finished}。")
        }
        (Lang::Zh, false) => format!(
            "不到一半的购买会迎来下一次；看得到会回来的，一半在 {days}内回来。只看已完成的间隔，中位数是 {finished}。"
        ),
        (Lang::En, true) => format!(
            "Half of all purchases are followed by another of the same customer within {days}. Of finished gaps alone the \
             median is {finished}."
        ),
        (Lang::En, false) => format!(
            "Fewer than half of all purchases are followed by another; half of those that are seen to be, within {days}. \
             Of finished gaps alone the median is {finished}."
        ),
    }
}

fn note(report: &Report, cycle: &Cycle, lang: Lang) -> String {
    let n = cycle.shop.as_ref().map_or(0, |shop| shop.order_days);
    let window = view::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 个购买日，其中 {} 个之后又有购买。{window}", count(n), count(cycle.gaps)),
        Lang::En => format!(
            "n = {}, {} of them followed by another. {window}",
            plural(n, "order day", "order days"),
            count(cycle.gaps)
        ),
    }
}

fn step_name(row: &OrderDayGap) -> String {
    format!("{} → {}", row.order_day.saturating_sub(1), row.order_day)
}

fn figure(report: &Report, cycle: &Cycle, lang: Lang) -> Figure {
    let told = || cycle.by_order_day.iter().filter_map(|row| Some((row, row.cycle_days?)));
    let most = told().map(|(_, days)| days).max().unwrap_or(0);
    let bars = told().map(|(row, days)| {
        let (name, small) = (step_name(row), view::small_suffix(row.gaps < 30, lang));
        let half = format::days(row.median_days, lang);
        Bar {
            values: vec![days.into()],
            label: days.to_string(),
            unfinished: false,
            tip: match lang {
                Lang::Zh => {
                    format!("{name}：{days} 天{small}\n{} 个间隔已完成，中位数 {half}", count(row.gaps))
                }
                Lang::En => format!(
                    "{name}: {}{small}\n{}, median {half}",
                    plural(days.into(), "day", "days"),
                    plural(row.gaps, "finished gap", "finished gaps")
                ),
            },
        }
    });
    let title = Text {
        zh: "从第几个购买日到下一个：周期天数",
        en: "Cycle in days from one order day to the next",
    };
    let caption = Caption {
        title: title.get(lang).into(),
        subtitle: note(report, cycle, lang),
        description: finding(report, cycle, lang),
    };
    let labels = told().map(|(row, _)| step_name(row)).listed();
    Bars::plain(
        caption,
        Text { zh: "购买日", en: "order day" }.get(lang),
        labels,
        format::number_axis(f64::from(most).max(4.0), lang),
        bars.listed(),
    )
}

fn table(cycle: &Cycle, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let days = |days: Option<f64>| {
        days.map_or(Cell::text(format::undefined()), |days| Cell::number(format::decimal(days, 1), days))
    };
    let all = Text { zh: "全部购买日", en: "All order days" }.get(lang);
    let half = cycle.quantiles.iter().find(|quantile| quantile.percent == 50).map(|quantile| quantile.days);
    let shop = cycle.shop.as_ref().map(|shop| f64::from(shop.days));
    let mut rows = vec![vec![Cell::text(all), Cell::count(cycle.gaps), days(shop), days(half)]];
    rows.extend(cycle.by_order_day.iter().map(|row| {
        let name = step_name(row) + view::small_suffix(row.gaps < 30, lang);
        vec![
            Cell::text(name),
            Cell::count(row.gaps),
            days(row.cycle_days.map(f64::from)),
            days(row.median_days),
        ]
    }));
    Table {
        caption: CYCLE.get(lang).into(),
        columns: vec![
            column("购买日", "Order day", false),
            column("完成的间隔", "Finished gaps", true),
            column("周期（天）", "Cycle, days", true),
            column("完成间隔的中位数（天）", "Median of finished gaps, days", true),
        ],
        rows,
        ..Table::default()
    }
}

pub(super) fn products_panel(report: &Report, cycle: &Cycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("product_cycles", Group::Cycle, PRODUCTS, lang);
    panel.how = view::paragraphs(&PRODUCTS_HOW, lang);
    let quick = cycle.products.iter().min_by_key(|row| row.cycle_days);
    let slow = cycle.products.iter().max_by_key(|row| row.cycle_days);
    if let (Some(quick), Some(slow)) = (quick, slow) {
        let days = |days: u32| format::days(Some(days.into()), lang);
        let [first, last] = [quick, slow].map(|row| format::isolated(&row.product));
        panel.finding = match lang {
            Lang::Zh => format!(
                "常被再买的商品里，回购最快的是“{first}”（{}），最慢的是“{last}”（{}）。",
                days(quick.cycle_days),
                days(slow.cycle_days)
            ),
            Lang::En => format!(
                "Of the products that are often bought again, the quickest is “{first}” ({}), the slowest “{last}” ({}).",
                days(quick.cycle_days),
                days(slow.cycle_days)
            ),
        };
    }
    panel.notes = vec![view::window_words(report, lang)];
    let column = Column::in_language(lang);
    let rows = cycle
        .products
        .iter()
        .map(|row| vec![Cell::text(&row.product), Cell::count(row.gaps), Cell::count(row.cycle_days.into())]);
    panel.table = Some(Table {
        caption: PRODUCTS.get(lang).into(),
        columns: vec![
            column("商品", "Product", false),
            column("完成的间隔", "Finished gaps", true),
            column("周期（天）", "Cycle, days", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    });
    panel
}
