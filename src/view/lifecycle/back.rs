//! Whether the stages were right: who of each has come back since.

use super::{note_of, nothing, stages};
use crate::analysis::Share;
use crate::analysis::lifecycle::{LOOK_BACK_DAYS, Lifecycle, Past, Stage};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const BACK: Text = Text { zh: "这些阶段说得准吗", en: "Were the stages right?" };
const HOW: [Text; 1] = [Text {
    zh: "把时间退回到截止日之前 90 天，按当时的订单判断每位客户的阶段，再看他们在这 90 天里有没有再次购买。“流失期”的客户如果有不少又回来了，\
         就该把倍数调大。区间是 95% Wilson 区间。",
    en: "Ninety days before the as-of day every customer's stage is told by the orders up to then; then it is seen who has \
         ordered since. If many of the lost came back, the multiples are too small for this shop. The interval is Wilson's, \
         95%.",
}];

pub(super) fn panel(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("lifecycle_back", Group::Segments, BACK, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding =
        nothing(report, lifecycle, lang).unwrap_or_else(|| finding(report, lifecycle.past.as_ref(), lang));
    if let Some(past) = &lifecycle.past {
        panel.figures = vec![figure(report, lifecycle, past, lang)];
        panel.notes = vec![note(report, lifecycle, past, lang)];
        panel.table = Some(table(past, lang));
    }
    panel
}

fn finding(report: &Report, past: Option<&Past>, lang: Lang) -> String {
    let Some(past) = past else {
        let none = match lang {
            Lang::Zh => format!("{LOOK_BACK_DAYS} 天前还没有客户，无从检验。"),
            Lang::En => {
                format!("There was no customer {LOOK_BACK_DAYS} days ago, so nothing can be checked yet.")
            }
        };
        return view::none_or_few(report, none, lang);
    };
    let words = |stage: Stage| {
        let share = &past.came_back[stage as usize];
        (format::rate(share), view::small_suffix(share.is_small(), lang), count(share.whole))
    };
    let (mature, dormant, lost) = (words(Stage::Mature), words(Stage::Dormant), words(Stage::Lost));
    match lang {
        Lang::Zh => format!(
            "{LOOK_BACK_DAYS} 天前处于成熟期的 {} 位客户中，{} 后来又买了{}；休眠期的 {} 位中 {}{}，流失期的 {} 位中 {}{}。",
            mature.2, mature.0, mature.1, dormant.2, dormant.0, dormant.1, lost.2, lost.0, lost.1
        ),
        Lang::En => format!(
            "Of those who were mature {LOOK_BACK_DAYS} days ago, {} ordered again since{}; of the dormant {}{}, of the lost \
             {}{}.",
            mature.0, mature.1, dormant.0, dormant.1, lost.0, lost.1
        ),
    }
}

fn figure(report: &Report, lifecycle: &Lifecycle, past: &Past, lang: Lang) -> Figure {
    let bars = Stage::ALL.iter().zip(&past.came_back).map(|(stage, share)| Bar {
        values: vec![share.rate().unwrap_or(0.0)],
        label: format::rate(share),
        unfinished: false,
        tip: tip(*stage, share, lang),
    });
    let highest = past.came_back.iter().filter_map(Share::rate).fold(0.04, f64::max);
    let day = format::day(past.day, lang);
    let caption = Caption {
        title: match lang {
            Lang::Zh => format!("{day}各阶段的客户，此后再次购买的占比"),
            Lang::En => format!("Share that ordered again since, by stage on {day}"),
        },
        subtitle: note(report, lifecycle, past, lang),
        description: finding(report, Some(past), lang),
    };
    let labels = Stage::ALL.iter().map(|stage| stages::name(*stage).get(lang).to_string()).listed();
    Bars::plain(caption, "", labels, format::share_axis(highest), bars.listed())
}

/// Of those who were customers then.
fn note(report: &Report, lifecycle: &Lifecycle, past: &Past, lang: Lang) -> String {
    let n = past.came_back.iter().map(|share| share.whole).sum();
    note_of(n, report, lifecycle, lang) + &small_words(past, lang)
}

/// The stages that say little.
fn small_words(past: &Past, lang: Lang) -> String {
    let small = Stage::ALL.iter().zip(&past.came_back).filter(|(_, share)| share.is_small());
    let names = small.map(|(stage, _)| stages::name(*stage).get(lang)).listed();
    match lang {
        _ if names.is_empty() => String::new(),
        Lang::Zh => format!("不足 30 位客户：{}。", names.join("、")),
        Lang::En => format!(" Fewer than 30 customers: {}.", names.join(", ").to_ascii_lowercase()),
    }
}

fn tip(stage: Stage, share: &Share, lang: Lang) -> String {
    let name = stages::name(stage).get(lang);
    let (rate, sure) = (format::rate(share), format::sureness(share, lang));
    let small = view::small_suffix(share.is_small(), lang);
    match lang {
        Lang::Zh => {
            format!("{name}：{rate}{small}\n{} / {} 位客户\n{sure}", count(share.part), count(share.whole))
        }
        Lang::En => format!(
            "{name}: {rate}{small}\n{} of {}\n{sure}",
            count(share.part),
            plural(share.whole, "customer", "customers")
        ),
    }
}

fn table(past: &Past, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = Stage::ALL.iter().zip(&past.came_back).map(|(stage, share)| {
        let name = stages::name(*stage).get(lang).to_string() + view::small_suffix(share.is_small(), lang);
        let sure = share.interval.map(format::interval).unwrap_or_default();
        vec![
            Cell::text(name),
            Cell::count(share.whole),
            Cell::count(share.part),
            Cell::share(share),
            Cell::text(sure),
        ]
    });
    Table {
        caption: BACK.get(lang).into(),
        columns: vec![
            column("当时的阶段", "Stage then", false),
            column("客户", "Customers", true),
            column("此后再次购买", "Ordered since", true),
            column("占比", "Share", true),
            column("95% 区间", "95% interval", false),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
