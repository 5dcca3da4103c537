//! Who tries more in the first order, and who comes back.

use super::{CAUTION, Shop};
use crate::analysis::products::BreadthRow;
use crate::list::Listed;
use crate::view::associations::{comparison_cells, comparison_columns, interval_row, of_so_many};
use crate::view::figure::{Caption, Figure, Intervals};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, comparison};

const TITLE: Text = Text { zh: "首单买得杂不杂", en: "Breadth of the first order" };
const HOW: [Text; 2] = [
    Text {
        zh: "按首单里有几个不同的品类分组（没有品类列时按商品），看首单后已满 90 天的客户里，90 天内又有购买日的占比，附 Wilson 95% 区间；\
             与其余客户之差附 Newcombe 95% 区间。首单没写明的客户不计。",
        en: "Customers by the number of different categories in their very first order (of products where the files have no \
             categories), and the share with another order day within 90 days, of those watched for 90 days, with Wilson's \
             95% interval; the difference to all others with Newcombe's. First orders that name nothing are left out.",
    },
    Text {
        zh: "只看首单：如果看所有订单，来得多的客户自然买得杂，就看不出什么了。这是相关，不是因果，也没有计入“回头与什么有关”的那批检验。",
        en: "Only the first order is looked at: of all orders, who comes more often has had more chances to try more. This is an \
             association, no cause, and is not among the tests of what goes with coming back.",
    },
];

/// `None` where there are no two groups.
pub(super) fn panel(shop: &Shop) -> Option<Panel> {
    let rows = &shop.products.breadth;
    let [narrow, .., broad] = rows.as_slice() else { return None };
    let lang = shop.lang;
    let mut panel = Panel::new("first_order_breadth", Group::Why, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(shop, narrow, broad);
    let customers = rows.iter().map(|row| row.comparison.first.whole).fold(0, u64::saturating_add);
    let note = match lang {
        Lang::Zh => format!("n = {} 位首单后已过 90 天的客户。{}", count(customers), shop.window()),
        Lang::En => {
            format!(
                "n = {} watched for 90 days. {}",
                plural(customers, "customer", "customers"),
                shop.window()
            )
        }
    };
    let drawn = rows.iter().filter_map(|row| {
        let differs = row.comparison.difference.is_some_and(|it| it.tells_apart());
        interval_row(name(shop, row), &row.comparison, differs && !row.comparison.first.is_small(), lang)
    });
    let drawn = drawn.listed();
    let top = drawn.iter().map(|row| row.ends[1]).fold(0.04_f64, f64::max);
    let title = Text {
        zh: "首单后 90 天内再次购买的客户占比，按首单有几种",
        en: "Back within 90 days, by how much the first order held",
    };
    panel.figures = vec![Figure::Intervals(Intervals {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note.clone(),
            description: panel.finding.clone(),
        },
        x: format::share_axis(top.min(1.0)),
        reference: None,
        rows: drawn,
    })];
    panel.notes = vec![note];
    panel.table = Some(table(shop));
    Some(panel)
}

fn name(shop: &Shop, row: &BreadthRow) -> String {
    let n = u64::from(row.breadth);
    let is_open = n >= 4;
    match (shop.lang, shop.products.breadth_of_categories) {
        (Lang::Zh, true) => format!("{n} 个品类{}", if is_open { "及以上" } else { "" }),
        (Lang::Zh, false) => format!("{n} 种商品{}", if is_open { "及以上" } else { "" }),
        (Lang::En, true) => plural(n, "category", "categories") + if is_open { " or more" } else { "" },
        (Lang::En, false) => plural(n, "product", "products") + if is_open { " or more" } else { "" },
    }
}

fn finding(shop: &Shop, narrow: &BreadthRow, broad: &BreadthRow) -> String {
    let pair = crate::analysis::Comparison::of(broad.comparison.first, narrow.comparison.first);
    let [own, rest] = of_so_many(&pair, shop.lang);
    let (broad, narrow) = (name(shop, broad), name(shop, narrow));
    let words = comparison::words(&pair, shop.lang);
    match shop.lang {
        Lang::Zh => {
            format!("首单有{broad}的，90 天内{own}又买了；首单有{narrow}的{rest}。{words}{}", CAUTION.zh)
        }
        Lang::En => format!(
            "Of customers whose first order held {broad} {own} were back within 90 days, of those whose held {narrow} \
             {rest}. {words}{}",
            CAUTION.en
        ),
    }
}

fn table(shop: &Shop) -> Table {
    let lang = shop.lang;
    let column = Column::in_language(lang);
    let rows = shop.products.breadth.iter().map(|row| {
        let small = view::small_suffix(row.comparison.first.is_small(), lang);
        let mut cells = vec![Cell::text(name(shop, row) + small)];
        cells.extend(comparison_cells(&row.comparison));
        cells
    });
    let mut columns = vec![column("首单", "First order", false)];
    columns.extend(comparison_columns(lang));
    Table { caption: TITLE.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
