//! The groups by one aspect of the first order.

use super::{
    Shop, caution, comparison_cells, comparison_columns, nothing, of_so_many, test_cells, test_columns, words,
};
use crate::analysis::associations::{Aspect, AspectGroup, AspectGroups};
use crate::list::Listed;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, format};

const HOW: [Text; 3] = [
    Text {
        zh: "只看首单后已满 90 天的客户，每一组里第 1 至 90 天内又有购买日的占比，附 Wilson 95% 区间；虚线是全部客户。\
             商品按首单里金额最高的一行算。金额分成人数相近的五段。",
        en: "Only customers whose first order is at least 90 days old: in each group the share with another order day within \
             days 1 to 90, with Wilson's 95% interval; the dashed line is all customers. The product is the dearest line \
             of the first order. Amounts are in five bands of about equally many customers.",
    },
    Text {
        zh: "每组与其余所有客户比：差用 Newcombe 方法 10 的区间，p 来自合并方差的 z 检验；两边都至少 30 位才检验。\
             不足 30 位的组（以及最大的 30 组以外）合并成一行，不检验。",
        en: "Each group against all other customers: the difference with Newcombe's interval (method 10), p of the pooled \
             z-test, tested only where both have at least 30. Groups of fewer than 30 (and all beyond the 30 largest) are \
             one row, which is not tested.",
    },
    Text {
        zh: "实心点：在所有方面的全部检验里按 Benjamini-Hochberg（5%）仍站得住。看到的是相关，不是因果：不同组的客户本来就可能不同。",
        en: "A filled disc stands up among all tests of all aspects by Benjamini and Hochberg's rule at 5%. These are \
             associations, no causes: the customers of two groups may differ in the first place.",
    },
];
/// So many rows are drawn; the table has all.
const DRAWN: usize = 15;

pub(super) fn panel(shop: &Shop, of: &AspectGroups) -> Panel {
    let (id, name) = words::aspect(of.aspect);
    let lang = shop.lang;
    let mut panel = Panel::new(&format!("back_by_{id}"), Group::Why, Text { zh: "", en: "" }, lang);
    panel.title = title(name, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = nothing(shop).unwrap_or_else(|| finding(shop, of));
    let currency = &shop.report.results.currency;
    let groups = of.groups.iter().filter(|group| group.comparison.first.rate().is_some()).listed();
    let named = ends(of).into_iter().flatten().listed();
    let rows = view::drawn_rows(&groups, DRAWN, &named).into_iter().filter_map(|group| {
        shop.row(words::value(of.aspect, &group.value, currency, lang), &group.comparison, group.is_find)
    });
    let rows = rows.listed();
    panel.notes = vec![shop.note()];
    panel.notes.extend(view::rows_note(rows.len(), groups.len(), lang));
    panel.figures = vec![shop.figure(figure_title(name, lang), &panel.finding, rows, groups.len())];
    panel.table = Some(table(shop, of));
    panel
}

fn title(name: Text, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("谁更常回来：按{}", name.zh),
        Lang::En => format!("Who comes back, by {}", name.en),
    }
}

fn figure_title(name: Text, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("首单后 90 天内再次购买的客户占比，按{}", name.zh),
        Lang::En => format!("Back within 90 days of the first order, by {}", name.en),
    }
}

/// One group that stands out, in a sentence.
pub(super) fn sentence(shop: &Shop, aspect: Aspect, group: &AspectGroup) -> String {
    let subject = words::customers(aspect, &group.value, &shop.report.results.currency, shop.lang);
    let [own, rest] = of_so_many(&group.comparison, shop.lang);
    let is_more = group.comparison.difference.is_some_and(|difference| difference.value > 0.0);
    match shop.lang {
        Lang::Zh => {
            let more = if is_more { "更常回来" } else { "更少回来" };
            format!("{subject}{more}：90 天内{own}，其他客户{rest}。")
        }
        Lang::En => {
            let more = if is_more { "more" } else { "less" };
            let subject = view::capitalised(&subject);
            format!("{subject} come back {more} often: {own} within 90 days, against {rest} of the others.")
        }
    }
}

/// The one that comes back most and the one that does least, of those that stand out.
fn ends(of: &AspectGroups) -> [Option<&AspectGroup>; 2] {
    let difference = |group: &AspectGroup| group.comparison.difference.map_or(0.0, |it| it.value);
    let finds = || of.groups.iter().filter(|group| group.is_find);
    let ordered = |a: &&AspectGroup, b: &&AspectGroup| difference(a).total_cmp(&difference(b));
    let best = finds().filter(|group| difference(group) > 0.0).max_by(ordered);
    // Of two groups that are each other's rest one says it all.
    let worst = finds().filter(|group| difference(group) < 0.0).min_by(ordered);
    [best, worst.filter(|_| best.is_none() || of.groups.len() > 2)]
}

fn finding(shop: &Shop, of: &AspectGroups) -> String {
    let lang = shop.lang;
    let sentences = ends(of).into_iter().flatten().map(|group| sentence(shop, of.aspect, group));
    let sentences = sentences.listed();
    if !sentences.is_empty() {
        return sentences.join(if lang == Lang::Zh { "" } else { " " }) + caution(lang);
    }
    let tested = of.groups.iter().filter(|group| group.p.is_some()).count() as u64;
    let name = words::aspect(of.aspect).1.get(lang);
    match (tested, lang) {
        (0, Lang::Zh) => format!("按{name}分，还没有两边都满 30 位、有人回来也有人没回来的组，暂时不比。"),
        (0, Lang::En) => format!(
            "By {name} there is no group of 30 customers beside 30 others of whom some came back and some did not: nothing \
             to test yet."
        ),
        (_, Lang::Zh) => format!(
            "按{name}分，看不出谁更常回来：检验了 {tested} 组，没有一组超出偶然。全部客户 90 天内回来的占 {}。",
            format::rate(&shop.found.back)
        ),
        (_, Lang::En) => {
            let groups = format::plural(tested, "group", "groups");
            format!(
                "By {name} nobody stands out: {groups} tested, none beyond chance. Of all customers {} came back within \
                 90 days.",
                format::rate(&shop.found.back)
            )
        }
    }
}

fn table(shop: &Shop, of: &AspectGroups) -> Table {
    let lang = shop.lang;
    let column = Column::in_language(lang);
    let rows = of.groups.iter().map(|group| {
        let small = view::small_suffix(group.comparison.first.is_small(), lang);
        let name = words::value(of.aspect, &group.value, &shop.report.results.currency, lang) + small;
        let mut row = vec![Cell::text(name)];
        row.extend(comparison_cells(&group.comparison));
        row.extend(test_cells(group, lang));
        row
    });
    let mut columns = vec![column("组", "Group", false)];
    columns.extend(comparison_columns(lang));
    columns.extend(test_columns(lang));
    let caption = title(words::aspect(of.aspect).1, lang);
    Table { caption, columns, rows: rows.listed(), ..Table::default() }
}
