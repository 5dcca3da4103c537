//! What is bought again.

use super::Shop;
use crate::analysis::products::AgainRow;
use crate::list::Listed;
use crate::view::figure::{Caption, Figure, IntervalRow, Intervals};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const HOW: [Text; 3] = [
    Text {
        zh: "对买过某样东西的客户，从第一次买它的那天起看一个周期：其中一个周期内又有一天买了它的占比，附 Wilson 95% 区间。\
             只看第一次买它后已满一个周期的客户。商品用自己的复购周期（至少 30 个间隔），否则用店铺的；品类用店铺的。",
        en: "Of customers who bought a thing, from their first day with it on for one cycle: the share with another day with it \
             in that time, with Wilson's 95% interval. Only customers watched for one cycle. A product goes by its own cycle \
             where it has 30 gaps, else by the shop's; a category by the shop's.",
    },
    Text {
        zh: "“至今又买”看到截止日为止，会随时间增长，早来的客户有更多时间。受筛选影响，只算计入的订单；列出买的客户最多的 40 个。",
        en: "“Again until today” grows with time, and early customers have had more of it. Orders are those that count under the \
             filters; the 40 that most customers bought are listed.",
    },
    Text {
        zh: "间隔：同一客户相邻两个买它的日子相差的天数，只含已经结束的；分位数为 type 7，与 Excel 相同。",
        en: "Gaps are the days between two neighbouring days of one customer with it, finished ones alone; quantiles are type 7, \
             as in Excel.",
    },
];
/// So many rows are drawn; the table has all.
const DRAWN: usize = 12;
/// The table of a shop with fewer customers behind a row than these does not lead the sentence.
const FEWEST: u64 = crate::analysis::Share::SMALL;

/// Which goods.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Products,
    Categories,
}

impl Kind {
    fn title(self) -> Text {
        match self {
            Kind::Products => Text { zh: "哪些商品会再买", en: "Products bought again" },
            Kind::Categories => Text { zh: "哪些品类会再买", en: "Categories bought again" },
        }
    }
}

/// `None` where there are none.
pub(super) fn panel(shop: &Shop, kind: Kind) -> Option<Panel> {
    let (id, rows) = match kind {
        Kind::Products => ("bought_again", &shop.products.products),
        Kind::Categories => ("categories_bought_again", &shop.products.categories),
    };
    if rows.is_empty() {
        return None;
    }
    let lang = shop.lang;
    let mut panel = Panel::new(id, Group::Why, kind.title(), lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(rows, lang);
    panel.notes = vec![shop.window()];
    let watched = rows.iter().filter(|row| row.within_cycle.rate().is_some()).listed();
    let named = ends(rows).into_iter().flatten().listed();
    let drawn = view::drawn_rows(&watched, DRAWN, &named);
    let drawn = drawn.into_iter().filter_map(|row| self::drawn(row, lang)).listed();
    panel.notes.extend(view::rows_note(drawn.len(), watched.len(), lang));
    if !drawn.is_empty() {
        panel.figures = vec![figure(shop, kind, &panel.finding, drawn, watched.len())];
    }
    panel.table = Some(table(rows, kind, lang));
    Some(panel)
}

/// The one that most buy again, and the one that fewest do.
fn ends(rows: &[AgainRow]) -> Option<[&AgainRow; 2]> {
    let sure = rows.iter().filter(|row| row.within_cycle.whole >= FEWEST);
    let rate = |row: &&AgainRow| row.within_cycle.rate().unwrap_or(0.0);
    let mut best: Option<&AgainRow> = None;
    let mut worst: Option<&AgainRow> = None;
    for row in sure {
        best = best.filter(|best| rate(best) >= rate(&row)).or(Some(row));
        worst = worst.filter(|worst| rate(worst) <= rate(&row)).or(Some(row));
    }
    Some([best?, worst?])
}

fn finding(rows: &[AgainRow], lang: Lang) -> String {
    let Some([best, worst]) = ends(rows) else {
        let none = Text {
            zh: "还没有哪一个有 30 位客户观察满一个周期，暂时看不出什么会再买。",
            en: "None has 30 customers watched for one cycle yet, so it cannot be told what is bought again.",
        };
        return none.get(lang).into();
    };
    let words = |row: &AgainRow| match lang {
        Lang::Zh => format!(
            "“{}”（{} 天内，{} / {} 位，{}）",
            format::isolated(&row.name),
            row.cycle_days,
            count(row.within_cycle.part),
            count(row.within_cycle.whole),
            format::rate(&row.within_cycle)
        ),
        Lang::En => format!(
            "“{}” ({} of {} within {}, {})",
            format::isolated(&row.name),
            count(row.within_cycle.part),
            plural(row.within_cycle.whole, "customer", "customers"),
            plural(row.cycle_days.into(), "day", "days"),
            format::rate(&row.within_cycle)
        ),
    };
    match lang {
        Lang::Zh if best.name == worst.name => format!("一个周期内又买的：{}。", words(best)),
        Lang::En if best.name == worst.name => format!("Bought again within one cycle: {}.", words(best)),
        Lang::Zh => format!("一个周期内最常再买的是{}，最少的是{}。", words(best), words(worst)),
        Lang::En => format!(
            "Most often bought again within one cycle is {}, least often {}.",
            words(best),
            words(worst)
        ),
    }
}

/// `None` where nobody was watched for so long.
fn drawn(row: &AgainRow, lang: Lang) -> Option<IntervalRow> {
    let share = &row.within_cycle;
    let (value, ends) = (share.rate()?, share.interval?);
    let small = view::small_suffix(share.is_small(), lang);
    let sure = format::sureness(share, lang);
    let name = format::isolated(&row.name);
    let tip = match lang {
        Lang::Zh => format!(
            "{name}：{} 天内又买 {}（{} / {}）{small}\n{sure}\n至今又买 {}",
            row.cycle_days,
            format::rate(share),
            count(share.part),
            count(share.whole),
            format::rate(&row.again)
        ),
        Lang::En => format!(
            "{name}: again within {} {} ({} of {}){small}\n{sure}\nagain until today {}",
            plural(row.cycle_days.into(), "day", "days"),
            format::rate(share),
            count(share.part),
            count(share.whole),
            format::rate(&row.again)
        ),
    };
    Some(IntervalRow {
        label: row.name.clone(),
        detail: format!("{} · n = {}", format::rate(share), count(share.whole)),
        value,
        ends: [ends.low, ends.high],
        is_find: !share.is_small(),
        tip,
    })
}

fn figure(shop: &Shop, kind: Kind, finding: &str, rows: Vec<IntervalRow>, all: usize) -> Figure {
    let top = rows.iter().map(|row| row.ends[1]).fold(0.04_f64, f64::max);
    let title = match kind {
        Kind::Products => Text {
            zh: "一个周期内又买了同一商品的客户占比",
            en: "Customers who bought the product again within one cycle",
        },
        Kind::Categories => Text {
            zh: "一个周期内又买了同一品类的客户占比",
            en: "Customers who bought from the category again within one cycle",
        },
    };
    let (title, listed) = (title.get(shop.lang).into(), all as u64);
    let n = match (shop.lang, kind) {
        (Lang::Zh, Kind::Products) => format!("n = {} 种商品。", count(listed)),
        (Lang::Zh, Kind::Categories) => format!("n = {} 个品类。", count(listed)),
        (Lang::En, Kind::Products) => format!("n = {}. ", plural(listed, "product", "products")),
        (Lang::En, Kind::Categories) => format!("n = {}. ", plural(listed, "category", "categories")),
    };
    let subtitle = view::with_rows_note(n + &shop.window(), rows.len(), all, shop.lang);
    Figure::Intervals(Intervals {
        caption: Caption { title, subtitle, description: finding.into() },
        x: format::share_axis(top.min(1.0)),
        reference: None,
        rows,
    })
}

fn table(rows: &[AgainRow], kind: Kind, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let cells = rows.iter().map(|row| {
        let small = view::small_suffix(row.within_cycle.is_small(), lang);
        let mut cells = vec![
            Cell::text(row.name.clone() + small),
            Cell::count(row.customers),
            Cell::count(row.cycle_days.into()),
            Cell::count(row.within_cycle.whole),
            Cell::share(&row.within_cycle),
            Cell::text(row.within_cycle.interval.map_or_else(format::undefined, format::interval)),
            Cell::share(&row.again),
            Cell::count(row.gaps),
        ];
        cells.extend((0..3).map(|at| match row.quartile_days.get(at) {
            Some(days) => Cell::number(format::trimmed(*days, 1), *days),
            None => Cell::text(format::undefined()),
        }));
        cells
    });
    let name = match kind {
        Kind::Products => column("商品", "Product", false),
        Kind::Categories => column("品类", "Category", false),
    };
    let columns = vec![
        name,
        column("买过的客户", "Customers", true),
        column("周期（天）", "Cycle (days)", true),
        column("观察满一个周期", "Watched for one cycle", true),
        column("一个周期内又买", "Again within one cycle", true),
        column("95% 区间", "95% interval", false),
        column("至今又买", "Again until today", true),
        column("间隔", "Gaps", true),
        column("间隔 25%（天）", "Gap, 25% (days)", true),
        column("间隔中位数（天）", "Median gap (days)", true),
        column("间隔 75%（天）", "Gap, 75% (days)", true),
    ];
    Table { caption: kind.title().get(lang).into(), columns, rows: cells.listed(), ..Table::default() }
}
