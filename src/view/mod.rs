//! From results to what people read: words in two languages, numbers as each writes them, figures, tables.

mod acquisition;
mod activity;
mod associations;
pub mod audience;
mod campaign;
mod campaigns;
mod comparison;
mod cycle;
mod expected_value;
pub mod figure;
pub mod format;
pub mod glossary;
mod joins;
mod ledger;
mod lifecycle;
pub mod mapping;
mod member_tiers;
mod no_customer;
mod overview;
mod period_rate;
mod points;
mod products;
pub mod progress;
pub mod question;
mod refunds;
mod repurchase;
mod repurchase_rates;
mod retention;
mod rfm;
mod role;
mod rules;
mod second_order;
pub mod settings;
mod states;
mod story;
pub mod table;
pub mod trouble;
mod value;
mod when;

use serde::{Deserialize, Serialize, Serializer};

use crate::analysis::Window;
use crate::report::{Report, Section};
use figure::Figure;
use settings::ControlOption;
use table::Table;

/// A language of the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// In one language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// One finding with its picture: all that the page needs to show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Panel {
    /// Stable name, for links and tests: `retention_curve`.
    pub id: String,
    /// The group it stands in.
    pub group: Group,
    /// That group's words.
    pub group_title: String,
    /// The section of the report that it shows; `None`: what does not depend on settings.
    pub section: Option<Section>,
    /// Further sections that its words rest on: while one of them waits for its answer, so does the panel.
    pub rests_on: Vec<Section>,
    /// Its heading.
    pub title: String,
    /// One sentence with the finding and how sure it is, or why there is none; advice on further lines.
    pub finding: String,
    /// Whether that is why there is nothing at all: it holds for the panels around too, and need not be read twice.
    pub has_nothing: bool,
    /// Sentences that lead to other panels; mostly empty.
    pub story: Vec<Chapter>,
    /// Large numbers with their words; mostly empty.
    pub headlines: Vec<Headline>,
    /// Its pictures; none where there is nothing to draw. Of each, only the caption crosses to JavaScript.
    #[serde(serialize_with = "captions")]
    #[cfg_attr(test, ts(as = "Vec<figure::Caption>"))]
    pub figures: Vec<Figure>,
    /// n, window, settings: small, under the figure.
    pub notes: Vec<String>,
    /// How it is counted: a paragraph each.
    pub how: Vec<String>,
    /// The technical words in that, and what they mean.
    pub words: Vec<glossary::Word>,
    /// The table twin of its figures.
    pub table: Option<Table>,
    /// Lists of customers that can be saved: the groups of its table.
    pub lists: Vec<ControlOption>,
    /// Which part of each of them; empty where there are none. The value goes behind that of the list.
    pub list_parts: Vec<ControlOption>,
}

/// A large number.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Headline {
    /// As people write it.
    pub value: String,
    /// What it is.
    pub label: String,
    /// How sure it is, or what it is made of; may be empty.
    pub detail: String,
}

/// What an answer changes on the page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Renewed<'a> {
    /// The ids of all panels.
    pub order: Vec<&'a str>,
    /// Those that say something of what was answered; it may be what they said before.
    pub panels: Vec<&'a Panel>,
}

/// The groups that panels stand in, so that a newcomer is not buried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Group {
    /// The shop at a glance.
    Overview,
    /// Who comes back, and when.
    Retention,
    /// Kinds of customers.
    Segments,
    /// How long it takes until customers come back.
    Cycle,
    /// What customers are worth.
    Value,
    /// What goes with coming back.
    Why,
    /// What is done about it, and what came of it.
    Act,
    /// Where every row went.
    Data,
}

impl Group {
    fn title(self) -> Text {
        match self {
            Group::Overview => Text { zh: "概览", en: "Overview" },
            Group::Retention => Text { zh: "留存", en: "Retention" },
            Group::Segments => Text { zh: "分群", en: "Segments" },
            Group::Cycle => Text { zh: "周期", en: "Cycle" },
            Group::Value => Text { zh: "价值", en: "Value" },
            Group::Why => Text { zh: "原因", en: "Why" },
            Group::Act => Text { zh: "行动", en: "Act" },
            Group::Data => Text { zh: "数据账", en: "Data" },
        }
    }
}

fn captions<S: Serializer>(figures: &[Figure], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(figures.iter().map(Figure::caption))
}

impl Panel {
    fn new(id: &str, group: Group, title: Text, lang: Lang) -> Panel {
        Panel {
            id: id.into(),
            group,
            group_title: group.title().get(lang).into(),
            section: None,
            rests_on: Vec::new(),
            title: title.get(lang).into(),
            finding: String::new(),
            story: Vec::new(),
            headlines: Vec::new(),
            figures: Vec::new(),
            notes: Vec::new(),
            how: Vec::new(),
            words: Vec::new(),
            table: None,
            lists: Vec::new(),
            list_parts: Vec::new(),
            has_nothing: false,
        }
    }
}

/// What a report has to say, by section, in the order of the page; last what depends on no setting.
const PARTS: [(Option<Section>, PanelsOf); 23] = [
    (Some(Section::Overview), overview::panels),
    // Below the overview, which is there before all that the story is made of, and must not move.
    (Some(Section::Overview), |_, _| Vec::new()),
    (Some(Section::Retention), retention::panels),
    (Some(Section::SecondOrder), second_order::panels),
    (Some(Section::Repurchase), repurchase::panels),
    (Some(Section::Activity), activity::panels),
    (Some(Section::RepurchaseRates), repurchase_rates::panels),
    (Some(Section::Rfm), rfm::panels),
    (Some(Section::Lifecycle), lifecycle::panels),
    (Some(Section::Cycle), cycle::panels),
    (Some(Section::Value), value::panels),
    (Some(Section::Acquisition), acquisition::panels),
    (Some(Section::ExpectedValue), expected_value::panels),
    (Some(Section::Associations), associations::panels),
    (Some(Section::Products), products::panels),
    (Some(Section::When), when::panels),
    (None, refunds::panels),
    (Some(Section::Refunds), refunds::by_panels),
    (Some(Section::Campaign), campaign::panels),
    (Some(Section::Tiers), member_tiers::panels),
    (Some(Section::Points), points::panels),
    (None, ledger::panels),
    (None, glossary::panels),
];

/// Where the story stands among them, which is made of all others.
const STORY: usize = 1;

/// Everything that a report has to say, in the order of the page. Sections that were not computed are left out.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    parts(report, lang).into_iter().flatten().listed()
}

/// The same by section.
pub fn parts(report: &Report, lang: Lang) -> Vec<Vec<Panel>> {
    let mut parts = PARTS.iter().map(|part| part_panels(part, report, lang)).listed();
    tell(&mut parts, report, lang);
    parts
}

fn tell(parts: &mut [Vec<Panel>], report: &Report, lang: Lang) {
    let story = story::panel(report, parts, lang).into_iter().listed();
    parts[STORY] = finished(story, PARTS[STORY].0, report, lang);
}

/// Makes those parts anew that say something of these sections.
pub fn renew<'a>(
    parts: &'a mut [Vec<Panel>],
    answered: &[Section],
    report: &Report,
    lang: Lang,
) -> Renewed<'a> {
    // What takes long has its place as soon as the sections beside it are there.
    let is_awaited = |section: Section| section.is_slow() && !report.results.has(section);
    let is_anew = |part: &(Option<Section>, PanelsOf)| {
        part.0.is_some_and(|section| answered.contains(&section) || is_awaited(section))
    };
    for (panels, part) in parts.iter_mut().zip(&PARTS).filter(|(_, part)| is_anew(part)) {
        *panels = part_panels(part, report, lang);
    }
    tell(parts, report, lang);
    let order = parts.iter().flatten().map(|panel| panel.id.as_str()).listed();
    let anew = parts.iter().zip(&PARTS).enumerate().filter(|(at, (_, part))| *at == STORY || is_anew(part));
    Renewed { order, panels: anew.flat_map(|(_, (panels, _))| panels).listed() }
}

fn part_panels((section, of): &(Option<Section>, PanelsOf), report: &Report, lang: Lang) -> Vec<Panel> {
    finished(of(report, lang), *section, report, lang)
}

/// With what all panels of a section have.
fn finished(mut panels: Vec<Panel>, section: Option<Section>, report: &Report, lang: Lang) -> Vec<Panel> {
    for panel in &mut panels {
        panel.section = section;
        // Without a valid order there is no key either, and that is not why.
        if report.results.span.is_none() && panel.finding == no_key_sentence(lang) {
            panel.finding = no_orders_sentence(lang);
        }
        let general = [no_key_sentence(lang), no_orders_sentence(lang), no_customers_sentence(lang)];
        panel.has_nothing = panel.figures.is_empty() && general.contains(&panel.finding);
        panel.words = glossary::words_of(panel, lang);
        if let Some(least) = report.least_group {
            panel.notes.push(shared_note(least, lang));
            // A list of customers needs the customers.
            panel.lists.clear();
            panel.list_parts.clear();
        }
    }
    panels
}

/// The panels of one section.
type PanelsOf = fn(&Report, Lang) -> Vec<Panel>;

use crate::list::Listed;
pub use audience::{
    AudienceForm, AudienceWish, audience_form, audience_of, audience_table, list_file, list_words,
    saved_words,
};
pub use ledger::set_aside_table;
pub use rules::{Rules, RulesCompared, other_rules, rules_compared};
pub use story::{Chapter, Sentence};

/// Heads the column of unfinished cells in a saved table.
const UNFINISHED: Text = Text { zh: "未走完的列", en: "Not over yet" };

fn paragraphs(texts: &[Text], lang: Lang) -> Vec<String> {
    texts.iter().map(|text| text.get(lang).to_string()).listed()
}

/// Why there are no customer metrics.
fn no_key_sentence(lang: Lang) -> String {
    match lang {
        Lang::Zh => "这份导出里没有可用的客户标识（买家账号、邮箱或手机号），因此看不出谁回来过。\
                     “概览”里写着哪种导出会有，订单数和金额也在那里。"
            .into(),
        Lang::En => "This export has no usable customer key (account, e-mail or phone), so it cannot be told who came \
                     back. Overview says which export would have one, and shows orders and revenue."
            .into(),
    }
}

/// Why there is nothing at all.
fn no_orders_sentence(lang: Lang) -> String {
    match lang {
        Lang::Zh => "没有有效订单，所以没有可看的。".into(),
        Lang::En => "There is no valid order, so there is nothing to show.".into(),
    }
}

/// What is missing from a shared report.
fn shared_note(least: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("这是供分享的报告：不足 {least} 位客户的组已合并或略去。"),
        Lang::En => {
            format!(
                "This report was saved to be shared: groups of fewer than {least} customers are pooled or left out."
            )
        }
    }
}

/// What is said where the group that it is about was left out of a shared report.
fn left_out_sentence(lang: Lang) -> String {
    match lang {
        Lang::Zh => "这里要比较的组中有一组人数太少，供分享的报告里不写出来。".into(),
        Lang::En => "One of the groups to be told of here is too small for a shared report.".into(),
    }
}

/// Why a part is not there: as it is said, or, where it can have been left out of a shared report, that too.
fn none_or_few(report: &Report, none: String, lang: Lang) -> String {
    let Some(least) = report.least_group.filter(|_| report.results.has_customers) else { return none };
    match lang {
        Lang::Zh => {
            format!("供分享的报告在这里没有内容：要么还没有可说的，要么说的会是不足 {least} 位客户。")
        }
        Lang::En => format!(
            "A shared report tells nothing here: either there is nothing to tell yet, or it would be of fewer than {least} \
             customers."
        ),
    }
}

/// What is said where window and filters leave no customer.
fn no_customers_sentence(lang: Lang) -> String {
    match lang {
        Lang::Zh => "所选范围内没有客户下过有效订单。".into(),
        Lang::En => "No customer placed a valid order in what is chosen.".into(),
    }
}

/// What hatching means.
fn unfinished_note(lang: Lang) -> String {
    match lang {
        Lang::Zh => "斜线（或虚线、空心点）表示该周期到截止日还没有走完，数字还会变化，不进入平均。".into(),
        Lang::En => "Hatched, or dashed and hollow: the period is not over on the as-of day. The number can still change and stays \
                     out of averages."
            .into(),
    }
}

/// The same, short enough to stand inside a picture.
fn unfinished_short(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "斜线或虚线：该周期未走完。",
        Lang::En => " Hatched or dashed: period not over yet.",
    }
}

fn unfinished_suffix(unfinished: bool, lang: Lang) -> &'static str {
    match (unfinished, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "（未走完）",
        (true, Lang::En) => " (not over yet)",
    }
}

/// The places of numbers from the largest down, equal ones as they stand. They are few, and a sort is 6 kB of code.
fn largest_first(numbers: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let place = places.iter().position(|other| numbers[*other] < *number);
        places.insert(place.unwrap_or(places.len()), at);
    }
    places
}

/// Which rows are drawn where there is room for `most`: those that a sentence names, and the first others.
fn drawn_rows<'a, T>(rows: &[&'a T], most: usize, named: &[&T]) -> Vec<&'a T> {
    let is_named = |row: &T| named.iter().any(|one| std::ptr::eq(*one, row));
    let mut room = most.saturating_sub(rows.iter().filter(|row| is_named(row)).count());
    let mut has_room = || {
        let is_free = room > 0;
        room -= usize::from(is_free);
        is_free
    };
    rows.iter().copied().filter(|row| is_named(row) || has_room()).listed()
}

/// That a picture leaves rows out, where it does.
fn rows_note(drawn: usize, all: usize, lang: Lang) -> Option<String> {
    let words = match lang {
        Lang::Zh => format!("图中 {drawn} 行，共 {all} 行，全部见表格。"),
        Lang::En => format!("{drawn} of {all} rows are drawn; the table has all."),
    };
    (drawn < all).then_some(words)
}

/// A note and what is said of rows left out: inside a saved picture.
fn with_rows_note(mut note: String, drawn: usize, all: usize, lang: Lang) -> String {
    if let Some(words) = rows_note(drawn, all, lang) {
        note.push_str(if lang == Lang::En { " " } else { "" });
        note.push_str(&words);
    }
    note
}

/// With a capital at its start, where it starts with a Latin letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

fn small_suffix(small: bool, lang: Lang) -> &'static str {
    match (small, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "（样本少）",
        (true, Lang::En) => " (small group)",
    }
}

/// The days of the report; `None` where it has no orders.
fn window(report: &Report) -> Option<Window> {
    let (span, set) = (report.results.span?, &report.settings);
    Some(Window { first_day: set.from.unwrap_or(span.first_day), as_of: set.as_of.unwrap_or(span.as_of) })
}

/// The window and what is filtered, in words; nothing where there is no window.
fn window_words(report: &Report, lang: Lang) -> String {
    let Some(window) = window(report) else { return String::new() };
    let filters = settings::filter_words(&report.settings, lang);
    match lang {
        Lang::Zh => format!("{}。{filters}", format::window(window, lang)),
        Lang::En => format!("{}.{filters}", format::window(window, lang)),
    }
}
