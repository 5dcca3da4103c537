//! Aspects of first orders, their values, and customers who have them, in words.

use crate::analysis::associations::{Aspect, AspectValue};
use crate::money::{Currency, Money};
use crate::view::{Lang, Text, format};

pub(super) fn aspect(aspect: Aspect) -> (&'static str, Text) {
    match aspect {
        Aspect::Channel => ("channel", Text { zh: "首单渠道", en: "first channel" }),
        Aspect::Region => ("region", Text { zh: "首单地区", en: "first region" }),
        Aspect::Product => ("product", Text { zh: "首单商品", en: "first product" }),
        Aspect::Category => ("category", Text { zh: "首单品类", en: "first category" }),
        Aspect::Discounted => ("discount", Text { zh: "首单有无折扣", en: "discount on the first order" }),
        Aspect::Amount => ("amount", Text { zh: "首单金额", en: "amount of the first order" }),
        Aspect::Weekday => ("weekday", Text { zh: "首单星期几", en: "weekday of the first order" }),
        Aspect::Attribute => {
            ("attribute", Text { zh: "首单自选分组", en: "own attribute of the first order" })
        }
    }
}

/// Its name; Monday = 0.
pub(in crate::view) fn weekday(day: u32) -> Text {
    match day {
        0 => Text { zh: "星期一", en: "Monday" },
        1 => Text { zh: "星期二", en: "Tuesday" },
        2 => Text { zh: "星期三", en: "Wednesday" },
        3 => Text { zh: "星期四", en: "Thursday" },
        4 => Text { zh: "星期五", en: "Friday" },
        5 => Text { zh: "星期六", en: "Saturday" },
        _ => Text { zh: "星期日", en: "Sunday" },
    }
}

/// A value as the name of a row.
pub(super) fn value(of: Aspect, value: &AspectValue, currency: &Currency, lang: Lang) -> String {
    match value {
        AspectValue::Named(name) if of == Aspect::Discounted => discounted(name).get(lang).into(),
        AspectValue::Named(name) => name.clone(),
        AspectValue::Amount { above, up_to } => amount(*above, *up_to, currency, lang),
        AspectValue::Weekday(day) => weekday(*day).get(lang).into(),
        AspectValue::Small => Text { zh: "其余小组", en: "smaller groups" }.get(lang).into(),
        AspectValue::Missing => Text { zh: "没有写明", en: "not given" }.get(lang).into(),
    }
}

fn discounted(name: &str) -> Text {
    match name {
        "yes" => Text { zh: "有折扣", en: "with a discount" },
        _ => Text { zh: "无折扣", en: "at full price" },
    }
}

fn amount(above: Option<Money>, up_to: Option<Money>, currency: &Currency, lang: Lang) -> String {
    let words = |amount| format::money(amount, currency);
    match (above, up_to, lang) {
        (None, Some(end), Lang::Zh) => format!("{} 及以下", words(end)),
        (None, Some(end), Lang::En) => format!("up to {}", words(end)),
        (Some(start), None, Lang::Zh) => format!("{} 以上", words(start)),
        (Some(start), None, Lang::En) => format!("above {}", words(start)),
        (Some(start), Some(end), Lang::Zh) => format!("{} 以上、{} 及以下", words(start), words(end)),
        (Some(start), Some(end), Lang::En) => format!("above {} up to {}", words(start), words(end)),
        (None, None, Lang::Zh) => "任何金额".into(),
        (None, None, Lang::En) => "any amount".into(),
    }
}

/// Customers of a group, as the subject of a sentence.
pub(super) fn customers(of: Aspect, value_of: &AspectValue, currency: &Currency, lang: Lang) -> String {
    let name = format::isolated(&value(of, value_of, currency, lang));
    match (of, lang) {
        (Aspect::Channel, Lang::Zh) => format!("首单渠道是“{name}”的客户"),
        (Aspect::Channel, Lang::En) => format!("customers whose first order came through “{name}”"),
        (Aspect::Region, Lang::Zh) => format!("首单地区是“{name}”的客户"),
        (Aspect::Region, Lang::En) => format!("customers whose first order came from “{name}”"),
        (Aspect::Product, Lang::Zh) => format!("首单买了“{name}”的客户"),
        (Aspect::Product, Lang::En) => format!("customers who first bought “{name}”"),
        (Aspect::Category, Lang::Zh) => format!("首单品类是“{name}”的客户"),
        (Aspect::Category, Lang::En) => format!("customers who first bought from “{name}”"),
        (Aspect::Discounted, Lang::Zh) => format!("首单{name}的客户"),
        (Aspect::Discounted, Lang::En) => format!("customers whose first order was {name}"),
        (Aspect::Amount, Lang::Zh) => format!("首单金额在 {name}的客户"),
        (Aspect::Amount, Lang::En) => format!("customers whose first order was {name}"),
        (Aspect::Weekday, Lang::Zh) => format!("在{name}首次下单的客户"),
        (Aspect::Weekday, Lang::En) => format!("customers who first ordered on a {name}"),
        (Aspect::Attribute, Lang::Zh) => format!("首单自选分组是“{name}”的客户"),
        (Aspect::Attribute, Lang::En) => {
            format!("customers whose first order has the own attribute “{name}”")
        }
    }
}
