//! The filters: channel, product, first channel, segment.

use super::{Control, ControlKind, ControlOption, chip, chosen};
use crate::analysis::cycle::Due;
use crate::analysis::lifecycle::Stage;
use crate::analysis::rfm::{CustomerGroup, Octant, PackageSegment, Scoring, Segment};
use crate::analysis::{FilterValue, Settings};
use crate::list::Listed;
use crate::report::Report;
use crate::view::rfm::groups;
use crate::view::{Lang, Text, format};

const CHANNEL: Text = Text { zh: "渠道", en: "Channel" };
const PRODUCT: Text = Text { zh: "商品", en: "Product" };
const FIRST_CHANNEL: Text = Text { zh: "首单渠道", en: "First channel" };
const FILTER: Text = Text { zh: "筛选", en: "Filter" };
const SEGMENT: Text = Text { zh: "客户分群", en: "Segment" };
const ALL: Text = Text { zh: "全部", en: "All" };

/// The filters that the files have values for.
pub(super) fn controls(report: &Report, set: &Settings, lang: Lang) -> Vec<Control> {
    let (values, mut all) = (&report.results.values, Vec::new());
    let has_customers = report.results.has_customers;
    if !values.channels.is_empty() {
        all.push(one_of("channel", CHANNEL, &values.channels, &set.channel, lang));
    }
    if !values.products.is_empty() {
        let value = set.product.clone().unwrap_or_default();
        let label = PRODUCT.get(lang);
        all.push(Control {
            name: "product".into(),
            label: label.into(),
            kind: ControlKind::Text,
            options: values.products.iter().map(|value| option(value, lang)).collect(),
            changed: set.product.is_some(),
            chip: set.product.as_ref().map(|product| chip(label, product, lang)).unwrap_or_default(),
            value,
            ..Control::default()
        });
    }
    if has_customers {
        let mut options = vec![everything(lang)];
        let is_offered = |group: &CustomerGroup| {
            let is_package = matches!(group, CustomerGroup::Package(_));
            !is_package || set.rfm.scoring == Scoring::QuantilePlusOne || set.segment == Some(*group)
        };
        let offered = || every_group().filter(is_offered);
        options.extend(offered().map(|group| group_option(group, lang)));
        let at = set.segment.map_or(Some(0), |set| Some(offered().position(|group| group == set)? + 1));
        all.push(chosen("segment", SEGMENT.get(lang), options, at, set.segment.is_some(), lang));
    }
    if has_customers && !values.channels.is_empty() {
        let control = one_of("first_channel", FIRST_CHANNEL, &values.channels, &set.first_channel, lang);
        all.extend(super::about(FILTER, [control], lang));
    }
    all
}

/// What is filtered, each in words: for the notes of panels and for pictures that are saved.
pub(in crate::view) fn words(set: &Settings, lang: Lang) -> String {
    // Inside a sentence.
    let named = |label: Text, value: &Option<String>| {
        value.as_ref().map(|value| chip(&label.get(lang).to_lowercase(), value, lang))
    };
    let group = set.segment.map(|group| groups::name(group).get(lang).to_string());
    let all = [
        named(CHANNEL, &set.channel),
        named(PRODUCT, &set.product),
        named(FIRST_CHANNEL, &set.first_channel),
        named(SEGMENT, &group),
    ];
    let all: Vec<String> = all.into_iter().flatten().listed();
    match lang {
        _ if all.is_empty() => String::new(),
        Lang::Zh => format!("只看{}。", all.join("，")),
        Lang::En => format!(" Only {}.", all.join("; ")),
    }
}

/// The group that a value names.
pub fn group_of(value: &str) -> Option<CustomerGroup> {
    every_group().find(|group| groups::name(*group).en == value)
}

/// A group as something to choose; its English name is its value.
pub(in crate::view) fn group_option(group: CustomerGroup, lang: Lang) -> ControlOption {
    let name = groups::name(group);
    let label = match (group, lang) {
        (CustomerGroup::Octant(_) | CustomerGroup::Package(_), _) => name.get(lang).into(),
        (CustomerGroup::Due(_), Lang::Zh) => format!("{}（周期）", name.zh),
        (CustomerGroup::Due(_), Lang::En) => format!("{} (cycle)", name.en),
        (CustomerGroup::Stage(_), Lang::Zh) => format!("{}（生命周期）", name.zh),
        (CustomerGroup::Stage(_), Lang::En) => format!("{} (lifecycle)", name.en),
        (CustomerGroup::Segment(_), Lang::Zh) => format!("{}（评分）", name.zh),
        (CustomerGroup::Segment(_), Lang::En) => format!("{} (scores)", name.en),
    };
    ControlOption { value: name.en.into(), label }
}

fn every_group() -> impl Iterator<Item = CustomerGroup> {
    Octant::ALL
        .into_iter()
        .map(CustomerGroup::Octant)
        .chain(Segment::ALL.into_iter().map(CustomerGroup::Segment))
        .chain(Due::ALL.into_iter().map(CustomerGroup::Due))
        .chain(Stage::ALL.into_iter().map(CustomerGroup::Stage))
        .chain(PackageSegment::ALL.into_iter().map(CustomerGroup::Package))
}

fn everything(lang: Lang) -> ControlOption {
    ControlOption { value: String::new(), label: ALL.get(lang).into() }
}

/// One of the values that most orders have; one that is set and not among them is listed too.
fn one_of(name: &str, label: Text, values: &[FilterValue], set: &Option<String>, lang: Lang) -> Control {
    let mut options = vec![everything(lang)];
    options.extend(values.iter().map(|value| option(value, lang)));
    let set = set.clone().unwrap_or_default();
    if options.iter().all(|option| option.value != set) {
        options.push(ControlOption { value: set.clone(), label: set.clone() });
    }
    let at = options.iter().position(|option| option.value == set);
    let is_changed = !set.is_empty();
    let control = chosen(name, label.get(lang), options, at, is_changed, lang);
    let words = if is_changed { chip(label.get(lang), &set, lang) } else { String::new() };
    Control { chip: words, ..control }
}

fn option(value: &FilterValue, lang: Lang) -> ControlOption {
    let (name, orders) = (format::isolated(&value.value), format::count(value.orders));
    let label = match lang {
        Lang::Zh => format!("{name}（{orders} 单）"),
        Lang::En => format!("{name} ({orders})"),
    };
    ControlOption { value: value.value.clone(), label }
}
