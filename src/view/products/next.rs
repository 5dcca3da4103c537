//! What comes next.

use super::{CAUTION, Shop};
use crate::analysis::Share;
use crate::analysis::products::NextRow;
use crate::list::Listed;
use crate::view::figure::{Caption, Figure, Link, Links};
use crate::view::format::{self, count, percent, plural, trimmed};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const TITLE: Text = Text { zh: "买了这个，下一单买什么", en: "What comes next" };
const HOW: [Text; 2] = [
    Text {
        zh: "看同一客户相邻的两单（两单都写明商品）。支持度 = 前一单有甲、后一单有乙的对数 ÷ 全部对数；置信度 = 同样的对数 ÷ 前一单有甲的对数；\
             提升度 = 置信度 ÷ 后一单有乙的对数占全部的比例。提升度为 1 时，甲说明不了乙。",
        en: "Looked at are pairs of consecutive orders of one customer that both name a product. Support: pairs with the one in \
             the first and the other in the next, over all pairs. Confidence: the same over pairs with the one in the first. \
             Lift: confidence over the share of all pairs with the other in the next; at 1 the one says nothing of the other.",
    },
    Text {
        zh: "只列买的客户最多的 40 种商品之间、至少 10 对的，按对数从多到少，至多 60 行。同一位客户的几对不独立，所以不给区间。\
             来源：Agrawal 等（1993）。",
        en: "Listed are at most 60 rows of at least 10 pairs among the 40 products that most customers bought, the most pairs \
             first. Pairs of one customer are not independent, so there is no interval. Source: Agrawal et al. (1993).",
    },
];
/// So many are drawn; the table has all.
const DRAWN: usize = 8;

/// `None` where no pair is frequent enough.
pub(super) fn panel(shop: &Shop) -> Option<Panel> {
    let rows = &shop.products.next;
    if rows.is_empty() {
        return None;
    }
    let lang = shop.lang;
    let mut panel = Panel::new("next_product", Group::Why, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(shop);
    panel.notes = vec![note(shop)];
    let links = telling(shop).into_iter().take(DRAWN).map(|row| link(row, shop)).listed();
    if !links.is_empty() {
        let title = Text {
            zh: "前一单的商品与下一单的商品", en: "A product and what the next order holds"
        };
        let caption = Caption {
            title: title.get(lang).into(),
            subtitle: note(shop),
            description: panel.finding.clone(),
        };
        panel.figures = vec![Figure::Links(Links { caption, links })];
    }
    panel.table = Some(table(shop));
    Some(panel)
}

fn note(shop: &Shop) -> String {
    match shop.lang {
        Lang::Zh => format!("n = {} 对相邻的订单。{}", count(shop.products.pairs), shop.window()),
        Lang::En => {
            let pairs = plural(shop.products.pairs, "pair of orders", "pairs of orders");
            format!("n = {pairs}. {}", shop.window())
        }
    }
}

fn lift(row: &NextRow, shop: &Shop) -> f64 {
    row.lift(shop.products.pairs).unwrap_or(0.0)
}

/// Different products of which the one is frequent enough, the highest lift first.
fn telling<'a>(shop: &Shop<'a>) -> Vec<&'a NextRow> {
    let is_telling = |row: &&NextRow| row.first != row.next && row.pairs_with_first >= Share::SMALL;
    let telling = shop.products.next.iter().filter(is_telling).listed();
    let lifts = telling.iter().map(|row| lift(row, shop)).listed();
    view::largest_first(&lifts).into_iter().map(|at| telling[at]).listed()
}

fn finding(shop: &Shop) -> String {
    let again = shop.products.next.iter().filter(|row| row.first == row.next).map(|row| row.pairs);
    let again = again.fold(0_u64, u64::saturating_add);
    let lang = shop.lang;
    let same = match lang {
        Lang::Zh => format!("所列各行里，下一单又买同一商品的有 {} 对。", count(again)),
        Lang::En => format!(
            " Among the rows that are listed the next order holds the same product in {}.",
            plural(again, "pair", "pairs")
        ),
    };
    let Some(row) = telling(shop).into_iter().next().filter(|row| lift(row, shop) > 1.0) else {
        let none = Text {
            zh: "看不出哪种商品带出另一种：没有一对比平常更多。",
            en: "No product is seen to lead to another: no two follow one another more often than usual.",
        };
        return none.get(lang).to_string() + &same;
    };
    let [first, next] = [&row.first, &row.next].map(|name| format::isolated(name));
    let confidence = row.confidence().map_or_else(format::undefined, percent);
    let lift = trimmed(lift(row, shop), 1);
    match lang {
        Lang::Zh => format!(
            "买了“{first}”的，下一单有 {confidence} 买“{next}”（{} / {} 对），是平常的 {lift} 倍。{same}{}",
            count(row.pairs),
            count(row.pairs_with_first),
            CAUTION.zh
        ),
        Lang::En => format!(
            "After “{first}” {confidence} of next orders hold “{next}” ({} of {}), {lift} times as many as usual.{same}{}",
            count(row.pairs),
            count(row.pairs_with_first),
            CAUTION.en
        ),
    }
}

fn link(row: &NextRow, shop: &Shop) -> Link {
    let share = row.confidence().unwrap_or(0.0).min(1.0);
    let lift = trimmed(lift(row, shop), 1);
    let (part, whole) = (count(row.pairs), count(row.pairs_with_first));
    let [first, next] = [&row.first, &row.next].map(|name| format::isolated(name));
    let (over, tip) = match shop.lang {
        Lang::Zh => (
            format!("平常的 {lift} 倍"),
            format!("{first} → {next}\n置信度 {}（{part} / {whole} 对）\n提升度 {lift}", percent(share)),
        ),
        Lang::En => (
            format!("{lift} × usual"),
            format!(
                "{first} → {next}\nconfidence {} ({part} of {whole} pairs of orders)\nlift {lift}",
                percent(share)
            ),
        ),
    };
    Link { from: row.first.clone(), to: row.next.clone(), over, under: percent(share), share, tip }
}

fn table(shop: &Shop) -> Table {
    let column = Column::in_language(shop.lang);
    let all = shop.products.pairs;
    let rows = shop.products.next.iter().map(|row| {
        let support = (all > 0).then(|| row.pairs as f64 / all as f64);
        let lift = row.lift(all).map(|lift| Cell::number(format!("{lift:.2}"), lift));
        vec![
            Cell::text(row.first.clone()),
            Cell::text(row.next.clone()),
            Cell::count(row.pairs),
            Cell::count(row.pairs_with_first),
            Cell::count(row.pairs_with_next),
            Cell::part(support),
            Cell::part(row.confidence()),
            lift.unwrap_or_else(|| Cell::text(format::undefined())),
        ]
    });
    let columns = vec![
        column("前一单", "In the order", false),
        column("后一单", "In the next", false),
        column("对数", "Pairs", true),
        column("前一单有它的对数", "Pairs with the first", true),
        column("后一单有它的对数", "Pairs with the next", true),
        column("支持度", "Support", true),
        column("置信度", "Confidence", true),
        column("提升度", "Lift", true),
    ];
    Table { caption: TITLE.get(shop.lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
