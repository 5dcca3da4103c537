//! What stands out over all aspects.

use super::{
    Shop, aspect, caution, comparison_cells, comparison_columns, nothing, test_cells, test_columns, words,
};
use crate::analysis::associations::{Aspect, AspectGroup};
use crate::list::Listed;
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const TITLE: Text = Text { zh: "回头与什么有关", en: "What goes with coming back" };
const HOW: [Text; 3] = [
    Text {
        zh: "对首单的每个方面（渠道、地区、商品、品类、有无折扣、金额、星期几、自选分组），把每组客户 90 天内再次购买的占比与其余客户比，两边都至少 30 位。",
        en: "For each aspect of the first order (channel, region, product, category, discount, amount, weekday, own attribute) \
             the share of each group that is back within 90 days is compared with that of all others, where both have at least 30.",
    },
    Text {
        zh: "检验得越多，碰巧“显著”的也越多。这里把所有检验当作一整批，按 Benjamini-Hochberg（1995）把碰巧的占比控制在 5% 以内：p 从小到大排，\
             第 k 个不超过 k × 5% ÷ 检验数，直到最后一个满足的为止，都算站得住。只有两组时算一次检验。",
        en: "The more is tested, the more looks like something by chance. Here all tests are one family, and by Benjamini and \
             Hochberg (1995) at most 5% of the finds are expected to be chance: with the p in ascending order, all up to \
             the last k-th that is no more than k x 5% / tests. Two groups that are each other's rest are one test.",
    },
    Text {
        zh: "这些都是相关，不是因果：要知道某个做法有没有用，得随机分组试。",
        en: "These are associations, no causes: whether doing something helps is told by a trial with groups drawn by lot.",
    },
];
/// So many of what stands out are drawn and told; the table has all that was tested.
const DRAWN: usize = 20;
const TOLD: usize = 3;

type Found<'a> = (Aspect, &'a AspectGroup);

pub(super) fn panel(shop: &Shop) -> Panel {
    let lang = shop.lang;
    let mut panel = Panel::new("associations", Group::Why, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    let finds = finds(shop);
    panel.finding = nothing(shop).unwrap_or_else(|| finding(shop, &finds));
    if shop.found.back.whole == 0 {
        return panel;
    }
    let drawn = &finds[..finds.len().min(DRAWN)];
    let shares = drawn.iter().map(|(_, group)| group.comparison.first.rate().unwrap_or(0.0)).listed();
    let rows = view::largest_first(&shares).into_iter().filter_map(|at| {
        let (of, group) = drawn[at];
        shop.row(name(shop, of, group), &group.comparison, true)
    });
    let rows = rows.listed();
    panel.notes = vec![shop.note()];
    panel.notes.extend(view::rows_note(rows.len(), finds.len(), lang));
    if !rows.is_empty() {
        let title = Text {
            zh: "首单后 90 天内再次购买的客户占比：与其余客户不同的组",
            en: "Back within 90 days of the first order: groups unlike the others",
        };
        panel.figures = vec![shop.figure(title.get(lang).into(), &panel.finding, rows, finds.len())];
    }
    panel.table = Some(table(shop));
    panel
}

fn tested<'a>(shop: &Shop<'a>) -> Vec<Found<'a>> {
    let groups = shop
        .found
        .aspects
        .iter()
        .flat_map(|aspect| aspect.groups.iter().map(move |group| (aspect.aspect, group)));
    groups.filter(|(_, group)| group.p.is_some()).listed()
}

/// What stands out, the least likely by chance first; of two groups that are each other's rest the one that comes back
/// more often.
fn finds<'a>(shop: &Shop<'a>) -> Vec<Found<'a>> {
    let mut finds = tested(shop);
    finds.retain(|(aspect, group)| {
        let all = shop.found.aspects.iter().find(|groups| groups.aspect == *aspect);
        let is_one_of_two = all.is_some_and(|all| all.groups.len() == 2);
        let is_more = group.comparison.difference.is_some_and(|difference| difference.value > 0.0);
        group.is_find && (is_more || !is_one_of_two)
    });
    let rarity = finds.iter().map(|(_, group)| -group.p.unwrap_or(1.0)).listed();
    view::largest_first(&rarity).into_iter().map(|at| finds[at]).listed()
}

fn name(shop: &Shop, of: Aspect, group: &AspectGroup) -> String {
    let aspect = words::aspect(of).1.get(shop.lang);
    let value = words::value(of, &group.value, &shop.report.results.currency, shop.lang);
    format!("{}{}{value}", view::capitalised(aspect), view::colon(shop.lang))
}

fn finding(shop: &Shop, finds: &[Found]) -> String {
    let (tests, lang) = (shop.found.tests, shop.lang);
    let all = format::rate(&shop.found.back);
    let n = finds.len() as u64;
    let compared = tested(shop).len() as u64;
    if compared == 0 && tests > 0 {
        return view::left_out_sentence(lang);
    }
    let told = finds.iter().take(TOLD).map(|(of, group)| aspect::sentence(shop, *of, group)).listed();
    match (lang, tests, n) {
        (Lang::Zh, 0, _) => {
            format!("首单后 90 天内，{all} 的客户又买了。还没有两边都满 30 位、可以比的组。")
        }
        (Lang::En, 0, _) => format!(
            "Of all customers {all} came back within 90 days of their first order. No group has 30 customers and 30 others \
             to be compared with yet."
        ),
        (Lang::Zh, _, 0) => {
            format!(
                "首单后 90 天内，{all} 的客户又买了。比了 {compared} 组，没有一组与其余客户的差别超出偶然。"
            )
        }
        (Lang::En, _, 0) => format!(
            "Of all customers {all} came back within 90 days of their first order. {} compared, and none differs from the others by more \
             than chance.",
            if compared == 1 { "1 group was".into() } else { format!("{} groups were", count(compared)) }
        ),
        (Lang::Zh, ..) => format!("{}比了 {tests} 次，站得住的有 {n} 组。{}", told.join(""), caution(lang)),
        (Lang::En, ..) => format!(
            "{} {} up among {}.{}",
            told.join(" "),
            if n == 1 { "1 group stands".into() } else { format!("{} groups stand", count(n)) },
            plural(tests, "test", "tests"),
            caution(lang)
        ),
    }
}

fn table(shop: &Shop) -> Table {
    let lang = shop.lang;
    let column = Column::in_language(lang);
    let rows = tested(shop).into_iter().map(|(of, group)| {
        let mut row = vec![
            Cell::text(words::aspect(of).1.get(lang)),
            Cell::text(words::value(of, &group.value, &shop.report.results.currency, lang)),
        ];
        row.extend(comparison_cells(&group.comparison));
        row.extend(test_cells(group, lang));
        row
    });
    let mut columns = vec![column("方面", "Aspect", false), column("组", "Group", false)];
    columns.extend(comparison_columns(lang));
    columns.extend(test_columns(lang));
    Table { caption: TITLE.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
