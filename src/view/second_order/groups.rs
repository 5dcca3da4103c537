//! Groups by what the first order was, side by side.

use super::order_days::{chances_cells, chances_columns};
use super::{axis, horizon_axis, horizon_points, note, note_hollow, sure_words};
use crate::analysis::Share;
use crate::analysis::second_order::{Chance, Comparison, GroupChances, Grouping, HORIZONS};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, format};

const HOW: [Text; 3] = [
    Text {
        zh: "客户按最早一单分组，每组用同样的办法估计第二个购买日的概率。人数最多的至多 6 组单列（每组至少 30 位），其余合并。",
        en: "Customers are grouped by their very first order, and the chance of a second order day is estimated for each \
             group. At most six groups of at least 30 customers stand alone; the rest is one.",
    },
    Text {
        zh: "各组是否一样快，用对数秩检验（log-rank）判断，只比较至少 30 位客户的组；p 是在各组其实一样时，碰巧差这么多的概率。\
             客户可能同时在几个组里时（如商品）不做检验。",
        en: "Whether the groups are equally fast is judged by the log-rank test among those of at least 30 customers; p is how \
             often chance alone makes equal groups differ as much. No test where a customer may be in several groups, as \
             with products.",
    },
    Text {
        zh: "这里看到的是相关，不是因果：来自不同渠道的客户本来就可能不同。来源：Mantel（1966）。",
        en: "This is an association, no cause: customers of different channels may differ in the first place. Source: \
             Mantel (1966).",
    },
];
/// A difference that chance makes less often is called one.
const RARE: f64 = 0.05;

fn name(by: Grouping) -> (&'static str, Text) {
    match by {
        Grouping::Channel => ("channel", Text { zh: "首单渠道", en: "first channel" }),
        Grouping::Region => ("region", Text { zh: "首单地区", en: "first region" }),
        Grouping::Discounted => ("discount", Text { zh: "首单有无折扣", en: "discount on the first order" }),
        Grouping::Product => ("product", Text { zh: "首单商品", en: "first product" }),
        Grouping::Attribute => {
            ("attribute", Text { zh: "首单自选分组", en: "own attribute of the first order" })
        }
        Grouping::Category => ("category", Text { zh: "首单品类", en: "first category" }),
    }
}

pub(super) fn panel(report: &Report, comparison: &Comparison, lang: Lang) -> Panel {
    let (id, by) = name(comparison.by);
    let mut panel =
        Panel::new(&format!("second_order_by_{id}"), Group::Retention, Text { zh: "", en: "" }, lang);
    panel.title = title(by, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(comparison, lang);
    panel.figures = vec![figure(report, comparison, lang)];
    panel.notes = vec![note(report, customers(comparison), lang)];
    note_hollow(&mut panel, lang);
    panel.table = Some(table(comparison, lang));
    panel
}

fn title(by: Text, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第二单：按{}", by.zh),
        Lang::En => format!("Second order by {}", by.en),
    }
}

/// Customers of all groups; where they overlap, of the largest.
fn customers(comparison: &Comparison) -> u64 {
    let all = comparison.groups.iter().map(|group| group.chances.customers);
    if comparison.overlap { all.max().unwrap_or(0) } else { all.sum() }
}

fn group_name(by: Grouping, group: &GroupChances, lang: Lang) -> String {
    let words = |zh, en| Text { zh, en }.get(lang).to_string();
    match group.value.as_deref() {
        None => words("其余", "the rest"),
        Some("yes") if by == Grouping::Discounted => words("有折扣", "with a discount"),
        Some("no") if by == Grouping::Discounted => words("无折扣", "at full price"),
        Some(value) => value.to_string(),
    }
}

/// The quickest and the slowest group of 30 customers, within the most days for which all of these have a chance.
fn ends(comparison: &Comparison) -> Option<[(&GroupChances, &Chance); 2]> {
    let large = || comparison.groups.iter().filter(|group| group.chances.customers >= Share::SMALL);
    let all = |at: usize| large().filter_map(move |group| Some((group, group.chances.within.get(at)?)));
    let is_told = |chance: &Chance| chance.chance.is_some() && !chance.is_small();
    let at = (0..HORIZONS.len()).rev().find(|at| all(*at).all(|(_, chance)| is_told(chance)))?;
    let first = all(at).next()?;
    let mut ends = [first, first];
    for group in all(at) {
        if group.1.chance > ends[0].1.chance {
            ends[0] = group;
        }
        if group.1.chance < ends[1].1.chance {
            ends[1] = group;
        }
    }
    Some(ends)
}

fn finding(comparison: &Comparison, lang: Lang) -> String {
    let test = test_words(comparison, lang);
    let Some([(best, high), (worst, low)]) = ends(comparison) else { return test };
    let name_of = |group| format::isolated(&group_name(comparison.by, group, lang));
    let (best, worst) = (name_of(best), name_of(worst));
    let (high_words, low_words) = (sure_words(high, lang), sure_words(low, lang));
    match lang {
        Lang::Zh => {
            format!("{test}{} 天内再次购买：“{best}” {high_words}，“{worst}” {low_words}。", high.days)
        }
        Lang::En => {
            format!("{test} Back within {} days: “{best}” {high_words}, “{worst}” {low_words}.", high.days)
        }
    }
}

fn test_words(comparison: &Comparison, lang: Lang) -> String {
    let by = name(comparison.by).1.get(lang);
    match (comparison.log_rank_p, lang) {
        (None, Lang::Zh) if comparison.overlap => "一位客户可能同时在几个组里，因此不做检验。".into(),
        (None, Lang::En) if comparison.overlap => {
            "A customer may be in several groups, so they are not tested against each other.".into()
        }
        (None, Lang::Zh) => "还没有客户回来，分不出各组。".into(),
        (None, Lang::En) => "Nobody has come back yet, so the groups cannot be told apart.".into(),
        (Some(p), Lang::Zh) if p < RARE => {
            format!("按{by}分，各组回来的快慢不同（对数秩检验 p {}）。", p_words(p))
        }
        (Some(p), Lang::En) if p < RARE => {
            format!("By {by}, some groups come back faster than others (log-rank p {}).", p_words(p))
        }
        (Some(p), Lang::Zh) => {
            format!("按{by}分，各组回来的快慢还分不出差别（对数秩检验 p {}）。", p_words(p))
        }
        (Some(p), Lang::En) => {
            format!(
                "By {by}, the groups cannot be told apart in how fast they come back (log-rank p {}).",
                p_words(p)
            )
        }
    }
}

fn p_words(p: f64) -> String {
    if p < 0.001 { "< 0.001".into() } else { format!("= {p:.3}") }
}

fn figure(report: &Report, comparison: &Comparison, lang: Lang) -> Figure {
    let lines = (0..).zip(&comparison.groups).map(|(series, group)| {
        let label = group_name(comparison.by, group, lang);
        let points = horizon_points(&group.chances, &format!("{}\n", format::isolated(&label)), false, lang);
        Line { label, series, points }
    });
    let main = lines.filter(|line| !line.points.is_empty()).listed();
    let by = name(comparison.by).1;
    Figure::Lines(Lines {
        caption: Caption {
            title: match lang {
                Lang::Zh => format!("首单之后多少天内再次购买，按{}", by.zh),
                Lang::En => format!("Back within so many days of the first order, by {}", by.en),
            },
            subtitle: note(report, customers(comparison), lang),
            description: finding(comparison, lang),
        },
        x: horizon_axis(Text { zh: "首单后的天数", en: "days after the first order" }, lang),
        y: axis(main.iter().flat_map(|line| &line.points)),
        faint: Vec::new(),
        main,
    })
}

fn table(comparison: &Comparison, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = comparison.groups.iter().map(|group| {
        let small = group.chances.customers < Share::SMALL;
        let name = group_name(comparison.by, group, lang) + view::small_suffix(small, lang);
        let mut row = vec![Cell::text(name)];
        row.extend(chances_cells(&group.chances));
        row
    });
    let mut columns = vec![column("组", "Group", false)];
    columns.extend(chances_columns(lang));
    let caption = title(name(comparison.by).1, lang);
    Table { caption, columns, rows: rows.listed(), ..Table::default() }
}
