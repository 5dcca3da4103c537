//! The names of groups of customers, what to do with each, and their table.

use crate::analysis::rfm::{CustomerGroup, GroupRow, Octant, PackageSegment, Segment};
use crate::money::{Currency, Money};
use crate::view::cycle::due as due_words;
use crate::view::format::{self, percent};
use crate::view::lifecycle::stages;
use crate::view::settings::{ControlOption, group_option};
use crate::view::table::{Cell, Column, Table};
use crate::view::{Lang, Text};

/// The name of a group.
pub(in crate::view) fn name(group: CustomerGroup) -> Text {
    match group {
        CustomerGroup::Octant(octant) => octant_name(octant),
        CustomerGroup::Segment(segment) => segment_name(segment),
        CustomerGroup::Due(due) => due_words::name(due),
        CustomerGroup::Stage(stage) => stages::name(stage),
        CustomerGroup::Package(segment) => package_name(segment),
    }
}

pub(in crate::view) fn advice(group: CustomerGroup) -> Text {
    match group {
        CustomerGroup::Octant(octant) => octant_advice(octant),
        CustomerGroup::Segment(segment) => segment_advice(segment),
        CustomerGroup::Due(due) => due_words::advice(due),
        CustomerGroup::Stage(stage) => stages::advice(stage),
        CustomerGroup::Package(segment) => package_advice(segment),
    }
}

fn octant_name(octant: Octant) -> Text {
    match octant {
        Octant::Champions => Text { zh: "重要价值客户", en: "Champions" },
        Octant::BigFirstOrders => Text { zh: "重要发展客户", en: "Big first orders" },
        Octant::AtRiskRegulars => Text { zh: "重要保持客户", en: "At-risk regulars" },
        Octant::LapsedSpenders => Text { zh: "重要挽留客户", en: "Lapsed spenders" },
        Octant::LoyalSmall => Text { zh: "一般价值客户", en: "Loyal, small" },
        Octant::NewSmall => Text { zh: "一般发展客户", en: "New, small" },
        Octant::FadingSmall => Text { zh: "一般保持客户", en: "Fading, small" },
        Octant::LostSmall => Text { zh: "一般挽留客户", en: "Lost, small" },
    }
}

fn octant_advice(octant: Octant) -> Text {
    match octant {
        Octant::Champions => Text {
            zh: "优先服务：新品先知、专属权益，不必用折扣。",
            en: "Look after them first: early access and privileges rather than discounts.",
        },
        Octant::BigFirstOrders => Text {
            zh: "促成第二单：首单后推荐搭配商品。",
            en: "Win the second order: suggest what goes with the first.",
        },
        Octant::AtRiskRegulars => Text {
            zh: "主动联系：他们曾常来，问问原因，给一个回来的理由。",
            en: "Get in touch: they used to come often; ask why, and give a reason to return.",
        },
        Octant::LapsedSpenders => Text {
            zh: "逐个挽回：人数少、金额大，值得单独联系。",
            en: "Win back one by one: few people, large amounts.",
        },
        Octant::LoyalSmall => Text {
            zh: "提高客单：组合装、满额礼。",
            en: "Raise the basket: bundles, a gift above an amount.",
        },
        Octant::NewSmall => Text {
            zh: "培养习惯：使用指导和到期提醒。",
            en: "Build the habit: how to use it, and a reminder when it runs out.",
        },
        Octant::FadingSmall => Text {
            zh: "轻量唤回：自动提醒即可。",
            en: "A light nudge: an automatic reminder will do.",
        },
        Octant::LostSmall => Text {
            zh: "不再投入：只在大促时顺带触达。",
            en: "Spend nothing extra: include them in large campaigns only.",
        },
    }
}

fn segment_name(segment: Segment) -> Text {
    match segment {
        Segment::Core => Text { zh: "核心客户", en: "Core" },
        Segment::Growing => Text { zh: "成长客户", en: "Growing" },
        Segment::Fresh => Text { zh: "新近客户", en: "Fresh" },
        Segment::CoolingRegulars => Text { zh: "降温常客", en: "Cooling regulars" },
        Segment::Wavering => Text { zh: "观望客户", en: "Wavering" },
        Segment::SlippingRegulars => Text { zh: "将失常客", en: "Slipping regulars" },
        Segment::Drowsy => Text { zh: "沉睡客户", en: "Drowsy" },
        Segment::LostRegulars => Text { zh: "流失常客", en: "Lost regulars" },
        Segment::Gone => Text { zh: "流失客户", en: "Gone" },
    }
}

fn segment_advice(segment: Segment) -> Text {
    match segment {
        Segment::Core => Text {
            zh: "保持体验，请他们评价和推荐；不必用折扣。",
            en: "Keep it good, ask for reviews and referrals; no discount needed.",
        },
        Segment::Growing => Text {
            zh: "带到下一单：搭配推荐、会员权益。",
            en: "Lead to the next order: what goes with it, membership.",
        },
        Segment::Fresh => Text {
            zh: "趁还记得：使用指导、第二单的理由。",
            en: "While they remember you: how to use it, a reason for a second order.",
        },
        Segment::CoolingRegulars => Text {
            zh: "在他们的购买周期到来时提醒一次。",
            en: "Remind them once, when their next order is due.",
        },
        Segment::Wavering => Text {
            zh: "用上新和应季商品试探，不要频繁打扰。",
            en: "Try new and seasonal goods; do not write often.",
        },
        Segment::SlippingRegulars => Text {
            zh: "优先联系：问问原因，给一个回来的理由。",
            en: "Get in touch first: ask why, and give a reason to return.",
        },
        Segment::Drowsy => Text { zh: "自动提醒即可。", en: "An automatic reminder will do." },
        Segment::LostRegulars => Text {
            zh: "在大促前单独挽回一次，看有多少人回来。",
            en: "Win back once before a large campaign, and see how many return.",
        },
        Segment::Gone => Text { zh: "不再单独投入。", en: "Spend nothing extra." },
    }
}

/// As the R package names them, so that its users find theirs; marked, since some are names of octants too.
fn package_name(segment: PackageSegment) -> Text {
    match segment {
        PackageSegment::Champions => Text { zh: "冠军客户（R 包）", en: "Champions (R)" },
        PackageSegment::LoyalCustomers => Text { zh: "忠诚客户（R 包）", en: "Loyal Customers (R)" },
        PackageSegment::PotentialLoyalist => {
            Text { zh: "潜在忠诚（R 包）", en: "Potential Loyalist (R)" }
        }
        PackageSegment::NewCustomers => Text { zh: "新客户（R 包）", en: "New Customers (R)" },
        PackageSegment::Promising => Text { zh: "有潜力（R 包）", en: "Promising (R)" },
        PackageSegment::NeedAttention => Text { zh: "需关注（R 包）", en: "Need Attention (R)" },
        PackageSegment::AboutToSleep => Text { zh: "将沉睡（R 包）", en: "About To Sleep (R)" },
        PackageSegment::AtRisk => Text { zh: "有风险（R 包）", en: "At Risk (R)" },
        PackageSegment::CantLoseThem => Text { zh: "不能失去（R 包）", en: "Can't Lose Them (R)" },
        PackageSegment::Lost => Text { zh: "已流失（R 包）", en: "Lost (R)" },
        PackageSegment::Others => Text { zh: "其他（R 包）", en: "Others (R)" },
    }
}

fn package_advice(segment: PackageSegment) -> Text {
    match segment {
        PackageSegment::Champions | PackageSegment::LoyalCustomers => segment_advice(Segment::Core),
        PackageSegment::PotentialLoyalist => segment_advice(Segment::Growing),
        PackageSegment::NewCustomers | PackageSegment::Promising => segment_advice(Segment::Fresh),
        PackageSegment::NeedAttention => segment_advice(Segment::CoolingRegulars),
        PackageSegment::AboutToSleep => segment_advice(Segment::Drowsy),
        PackageSegment::AtRisk => segment_advice(Segment::SlippingRegulars),
        PackageSegment::CantLoseThem => segment_advice(Segment::LostRegulars),
        PackageSegment::Lost => segment_advice(Segment::Gone),
        PackageSegment::Others => segment_advice(Segment::Wavering),
    }
}

/// The lists that the rows of a table stand for.
pub(super) fn lists(rows: &[GroupRow], lang: Lang) -> Vec<ControlOption> {
    rows.iter().filter(|row| row.customers.part > 0).map(|row| group_option(row.group, lang)).collect()
}

/// Groups and what is known of each.
pub(super) fn table(caption: Text, rows: &[GroupRow], currency: &Currency, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let number = |value: Option<f64>| {
        value.map_or(Cell::text(format::undefined()), |v| Cell::number(format::decimal(v, 1), v))
    };
    let money = |value: Option<Money>| {
        value.map_or(Cell::text(format::undefined()), |m| {
            Cell::number(format::money(m, currency), format::major(m, currency))
        })
    };
    let rows = rows.iter().map(|row| {
        vec![
            Cell::text(name(row.group).get(lang)),
            Cell::count(row.customers.part),
            Cell::share(&row.customers),
            Cell::count(row.orders),
            money(Some(row.revenue)),
            row.revenue_share.map_or(Cell::text(format::undefined()), |s| Cell::number(percent(s), s)),
            number(row.mean_recency_days),
            number(row.mean_frequency),
            money(row.mean_monetary),
            Cell::text(advice(row.group).get(lang)),
        ]
    });
    Table {
        caption: caption.get(lang).into(),
        columns: vec![
            column("客户类型", "Segment", false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("订单", "Orders", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
            column("平均 R（天）", "Mean R, days", true),
            column("平均 F", "Mean F", true),
            column("平均 M", "Mean M", true),
            column("怎么做", "What to do", false),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
