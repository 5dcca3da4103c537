//! Who of the groups of an earlier day has ordered since.

use super::{groups, nobody};
use crate::analysis::rfm::{BackRow, CameBack, CustomerGroup, Migration, Rfm};
use crate::analysis::{Comparison, Share};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, comparison};

const TITLE: Text = Text { zh: "哪类客户后来又买了", en: "Which groups came back" };
const HOW: [Text; 3] = [
    Text {
        zh: "类型是那一天的（默认截止日前 90 天），只看到那一天为止的订单；“又买了”是在那一天之后、截止日之前有计入的订单。用今天的类型来比没有意义：\
             最近买过的人按定义就是“近”的。",
        en: "Groups are those of the earlier day (90 days before the as-of day, unless set), by the orders up to it; who came \
             back has an order that counts after it. Groups of today would say nothing: who bought lately is recent by \
             definition.",
    },
    Text {
        zh: "分界也用那一天的；在设置里换成现在的分界时，分界里已含后来的订单，比较只作参考。",
        en: "They are divided by what divided customers then. Where a setting takes what divides them now, that holds later \
             orders: a hint, no more.",
    },
    Text {
        zh: "比哪两类在设置里选，默认是人数最多的两类；只在同一种分法内比较，没有人同时属于两类。区间：单个占比用 Wilson，差用 Newcombe，95%。",
        en: "The settings choose which two are compared, by default the two largest; they are of one way to divide, so nobody is \
             in both. Intervals, 95%: Wilson's of a share, Newcombe's of a difference.",
    },
];

pub(super) fn panel(report: &Report, rfm: &Rfm, lang: Lang) -> Panel {
    let mut panel = Panel::new("rfm_came_back", Group::Segments, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding =
        nobody(report, rfm, lang).unwrap_or_else(|| view::none_or_few(report, too_early(lang), lang));
    let Some((migration, came_back)) = rfm.migration.as_ref().zip(rfm.came_back.as_ref()) else {
        return panel;
    };
    let note = note(report, migration, came_back, lang);
    panel.finding = finding(migration, came_back, lang);
    panel.figures = vec![figure(migration, came_back, &note, lang)];
    panel.table = Some(table(came_back, lang));
    panel.notes = vec![note];
    panel
}

fn too_early(lang: Lang) -> String {
    let none = Text {
        zh: "那一天还没有客户下过单，无从比较。",
        en: "Nobody had ordered by that earlier day, so there is nothing to compare.",
    };
    none.get(lang).into()
}

fn name(group: CustomerGroup, lang: Lang) -> &'static str {
    groups::name(group).get(lang)
}

fn finding(migration: &Migration, came_back: &CameBack, lang: Lang) -> String {
    let Some(comparison) = came_back.comparison() else { return view::left_out_sentence(lang) };
    let [first, second] = came_back.compared.map(|group| name(group, lang));
    let rates = [comparison.first, comparison.second].map(|share| {
        let (rate, n) = (format::rate(&share), format!("{} / {}", count(share.part), count(share.whole)));
        let small = view::small_suffix(share.is_small(), lang);
        if lang == Lang::Zh { format!("{rate}（{n}）{small}") } else { format!("{rate} ({n}){small}") }
    });
    let day = format::day(migration.from, lang);
    let words = comparison::words(&comparison, lang);
    match lang {
        Lang::Zh => {
            format!("{day}的“{first}”后来又买了的占 {}，“{second}”占 {}。{words}", rates[0], rates[1])
        }
        Lang::En => format!(
            "Of those who were “{first}” on {day} {} have ordered since, of those who were “{second}” {}. {words}",
            rates[0], rates[1]
        ),
    }
}

fn note(report: &Report, migration: &Migration, came_back: &CameBack, lang: Lang) -> String {
    let n: u64 = octants(came_back).map(|row| row.back.whole).sum();
    let (day, window) = (format::day(migration.from, lang), view::window_words(report, lang));
    match lang {
        Lang::Zh => format!("n = {} 位客户，按{day}的类型。{window}", count(n)),
        Lang::En => format!("n = {}, by their groups on {day}. {window}", plural(n, "customer", "customers")),
    }
}

fn octants(came_back: &CameBack) -> impl Iterator<Item = &BackRow> {
    came_back.rows.iter().filter(|row| matches!(row.group, CustomerGroup::Octant(_)))
}

fn figure(migration: &Migration, came_back: &CameBack, note: &str, lang: Lang) -> Figure {
    let bars = octants(came_back).map(|row| Bar {
        values: vec![row.back.rate().unwrap_or(0.0)],
        label: format::rate(&row.back),
        unfinished: false,
        tip: tip(row, lang),
    });
    let highest = octants(came_back).filter_map(|row| row.back.rate()).fold(0.04, f64::max);
    let day = format::day(migration.from, lang);
    let caption = Caption {
        title: match lang {
            Lang::Zh => format!("{day}各类客户，此后再次购买的占比"),
            Lang::En => format!("Share that ordered again since, by group on {day}"),
        },
        subtitle: note.into(),
        description: finding(migration, came_back, lang),
    };
    let labels = octants(came_back).map(|row| name(row.group, lang).to_string()).listed();
    Bars::plain(caption, "", labels, format::share_axis(highest), bars.listed())
}

fn tip(row: &BackRow, lang: Lang) -> String {
    let (name, rate) = (name(row.group, lang), format::rate(&row.back));
    let (sure, small) = (format::sureness(&row.back, lang), view::small_suffix(row.back.is_small(), lang));
    let (part, whole) = (count(row.back.part), row.back.whole);
    match lang {
        Lang::Zh => format!("{name}：{rate}{small}\n{part} / {} 位客户\n{sure}", count(whole)),
        Lang::En => {
            format!("{name}: {rate}{small}\n{part} of {}\n{sure}", plural(whole, "customer", "customers"))
        }
    }
}

/// Each row with its difference to all others of its way to divide.
fn table(came_back: &CameBack, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = came_back.rows.iter().map(|row| {
        let back = &row.back;
        let difference = Comparison::of(*back, rest(came_back, row)).difference;
        let words = difference.map_or_else(format::undefined, |it| {
            let [value, low, high] = [it.value, it.low, it.high].map(comparison::points);
            if lang == Lang::Zh {
                format!("{value}（{low} 至 {high}）")
            } else {
                format!("{value} ({low} to {high})")
            }
        });
        vec![
            Cell::text(name(row.group, lang).to_string() + view::small_suffix(back.is_small(), lang)),
            Cell::count(back.whole),
            Cell::count(back.part),
            Cell::share(back),
            Cell::text(back.interval.map(format::interval).unwrap_or_default()),
            Cell::text(words),
        ]
    });
    Table {
        caption: TITLE.get(lang).into(),
        columns: vec![
            column("当时的类型", "Group then", false),
            column("客户", "Customers", true),
            column("此后又买了", "Ordered since", true),
            column("占比", "Share", true),
            column("95% 区间", "95% interval", false),
            column("与其余之差（百分点，95% 区间）", "Less the rest, points (95%)", false),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}

/// All others of the same way to divide, together.
fn rest(came_back: &CameBack, row: &BackRow) -> Share {
    let is_octant = |row: &BackRow| matches!(row.group, CustomerGroup::Octant(_));
    let others = came_back.rows.iter().filter(|other| is_octant(other) == is_octant(row) && *other != row);
    let (part, whole) =
        others.fold((0, 0), |(part, whole), other| (part + other.back.part, whole + other.back.whole));
    Share::of(part, whole)
}
