//! What is said where orders have no customer: what the export of that shop lacks, and which one would have it.
//!
//! What a shop exports changes with its rules and with the merchant's rights, so these words say "mostly" and
//! "where": they are about what exports were seen to hold.

use super::format::{count, plural};
use super::{Lang, Text};
use crate::analysis::overview::Overview;
use crate::intake::ledger::{Ledger, Note, Unusable};
use crate::list::Listed;

/// Why nobody can be told apart, what would help, and what is shown all the same.
pub fn sentence(ledger: Option<&Ledger>, lang: Lang) -> String {
    let mut said = ledger.map_or_else(String::new, |ledger| unusable(ledger, lang));
    let shops =
        || ledger.into_iter().flat_map(|ledger| &ledger.files).filter_map(|file| file.shop.as_deref());
    let mut told: Vec<&str> = Vec::new();
    // Each once, by name.
    let mut next = shops().min();
    while let Some(shop) = next {
        told.extend(of_shop(shop).map(|text| text.get(lang)));
        next = shops().filter(|other| *other > shop).min();
    }
    if told.is_empty() {
        told.push(ANY.get(lang));
    }
    for text in told.into_iter().chain([SHOWN.get(lang)]) {
        if lang == Lang::En && !said.is_empty() {
            said.push(' ');
        }
        said.push_str(text);
    }
    said
}

/// What is wrong with the keys of each column.
fn unusable(ledger: &Ledger, lang: Lang) -> String {
    let said = ledger.notes.iter().filter_map(|note| match note {
        Note::UnusableKeys { column, why, .. } => {
            let (column, why) = (quoted(column, lang), why_unusable(*why).get(lang));
            Some(match lang {
                Lang::Zh => format!("{column}列里的值{why}。"),
                Lang::En => format!("What stands in {column} {why}."),
            })
        }
        _ => None,
    });
    said.listed().join(if lang == Lang::En { " " } else { "" })
}

fn why_unusable(why: Unusable) -> Text {
    match why {
        Unusable::Masked => Text {
            zh: "隐去了一部分（如 t**1、138****0001），几个人会写成同一个样子",
            en: "is masked (t**1, 138****0001), and several people share what is left",
        },
        Unusable::Encrypted => Text {
            zh: "是加密的（以 ## 或 $$ 开头），同一个人每次可能不同",
            en: "is encrypted (it begins with ## or $$) and may differ for one person each time",
        },
        Unusable::Guest => Text {
            zh: "代表没有账号的客人，或是随手填的（如 guest、散客、13800000000）",
            en: "stands for people without an account, or was typed to fill the cell (guest, 13800000000)",
        },
        Unusable::Rounded => Text {
            zh: "被表格软件改成了 1.38E+10 这样的数字，后面几位已经丢失",
            en: "was turned into numbers like 1.38E+10 by a spreadsheet, which lost their last digits",
        },
        Unusable::Unfit => Text {
            zh: "不是完整的手机号或邮箱",
            en: "is no whole telephone number or e-mail address",
        },
    }
}

const ANY: Text = Text {
    zh: "请换一份带买家账号、邮箱或完整手机号的导出；在店铺后台导出时，常要另外勾选这些列，或由有权限的账号导出。",
    en: "Try an export with the buyers' accounts, e-mail addresses or full telephone numbers; in many shops these \
         columns have to be ticked, or need an account with more rights.",
};

const SHOWN: Text = Text {
    zh: "没有客户标识也能看：有效订单数、净销售额、笔单价和各周期的走势，以及每一行的去向。",
    en: "Without it there are still orders, revenue, the average order, how they go by period, and where every row \
         went.",
};

/// Which export of a shop has the buyers in it.
#[rustfmt::skip] // A shop a line or two, both languages together.
fn of_shop(shop: &str) -> Option<Text> {
    Some(match shop {
        "taobao" => Text {
            zh: "淘宝 / 天猫后台现在导出的买家会员名和手机号多半被隐去，隐去后的昵称不唯一。能用的是带完整买家会员名的旧导出，或经授权的 ERP、订单软件导出的 buyer_open_uid：同一位买家的值不变。",
            en: "Taobao and Tmall now mostly export masked nicknames and telephones, and a masked nickname is not unique. What works: an older export with full nicknames, or the buyer_open_uid column of an ERP that the shop has authorised, which stays the same for a buyer.",
        },
        "qianniu" => Text {
            zh: "千牛的这份订单报表没有买家列。导出时若能勾选“买家会员名”，请勾上再导出（t**1 这样隐去的昵称仍不能用）；否则用经授权的 ERP、订单软件导出的 buyer_open_uid：同一位买家的值不变。",
            en: "This Qianniu report has no column of buyers. Where the nickname can be ticked for the export, tick it (masked ones such as t**1 do not help); else use the buyer_open_uid column of an ERP that the shop has authorised, which stays the same for a buyer.",
        },
        "pinduoduo" => Text {
            zh: "拼多多的订单导出没有买家编号，“用户购买手机号”通常是空的，收件人信息被隐去；没有见过带买家标识的后台导出。若你自己另有会员号或客户登记的完整手机号，把它作为一列按订单号加进表里即可。",
            en: "Pinduoduo's order export has no buyer id, its buyer telephone is mostly blank, and recipients are masked; no export of its back office is known that has one. If you keep member numbers or full telephones yourself, add them as a column by order id.",
        },
        "douyin" => Text {
            zh: "抖店的订单导出没有买家编号，收件人被加密（##、$$ 开头），达人是带货的人、不是买家。能用的是经授权的 ERP、订单软件导出的买家 open id（doudian_open_id）：同一位买家的值不变。",
            en: "Doudian's order export has no buyer id, its recipients are encrypted (## and $$), and its promoter columns are not the buyers. What works: the buyer's open id (doudian_open_id) in the export of an ERP that the shop has authorised; it stays the same for a buyer.",
        },
        "kuaishou" => Text {
            zh: "快手小店的订单导出没有买家编号，收货人多半被隐去；CPS 达人、团长、快赚客都是带货的人、不是买家。若经授权的 ERP、订单软件能导出买家的 open id，用带这一列的导出。",
            en: "Kuaishou's order export has no buyer id, its recipients are mostly masked, and the promoters in it are not the buyers. Where an ERP that the shop has authorised exports the buyer's open id, use that export.",
        },
        "weixin" => Text {
            zh: "微信小店的订单导出没有买家编号，收件人手机多半被隐去，带货账号不是买家。订单接口里有买家的 openid（绑定开放平台后还有 unionid）：用经授权的 ERP、订单软件导出的、带这一列的表。",
            en: "The WeChat shop's order export has no buyer id, its recipients' telephones are mostly masked, and its promoter accounts are not the buyers. The order interface gives the buyer's openid (and unionid, once bound to the open platform): use an export with that column from an ERP that the shop has authorised.",
        },
        "tmall_order_report" => Text {
            zh: "这种天猫订单报表没有买家列（2020 年 2 月的公开数据集就是这样，任何工具都算不出它的复购）。自己的店请导出带完整买家会员名的订单；练习可用 CDNOW 或 UCI Online Retail 数据集。",
            en: "This Tmall report has no column of buyers (so it is with the public data set of February 2020: nobody can compute repurchase from it). For your own shop, export orders with full nicknames; to practise, CDNOW and UCI Online Retail are data sets that have buyers.",
        },
        "amazon_all_orders" => Text {
            zh: "亚马逊的“All Orders”报告按设计不含买家信息。FBA 订单请用“Amazon Fulfilled Shipments”报告，自发货订单请用订单报告（New Orders / Unshipped Orders）：其中的 buyer-email 列即使是中转地址，同一位买家的也不变（视站点和账号权限而定）。",
            en: "Amazon's All Orders report holds nothing of the buyers by design. For FBA use the Amazon Fulfilled Shipments report, for orders that you ship yourself the order report (New Orders, Unshipped Orders): their buyer-email column, even as a relay address, stays the same for a buyer (where your marketplace and rights include it).",
        },
        "woocommerce" => Text {
            zh: "WooCommerce 自带的 Analytics 报表只有姓名。请用能导出 Customer User ID 或 Billing Email 的订单导出插件。",
            en: "WooCommerce's own analytics report has only names. Use an order export plugin that gives the customer's user id or billing e-mail.",
        },
        _ => return None,
    })
}

/// That the customers are those of the fewer orders, where that is so.
pub fn caution(overview: &Overview, lang: Lang) -> Option<&'static str> {
    let known = overview.orders.saturating_sub(overview.anonymous_orders);
    (known > 0 && 2 * known < overview.orders).then_some(match lang {
        Lang::Zh => "注意：认得出客户的订单不到一半，客户指标只说明这一部分，不代表整个店。",
        Lang::En => {
            " Caution: fewer than half of the orders have a known customer; customer metrics speak of these alone and \
             not of the whole shop."
        }
    })
}

/// The words of the notes about who is whom.
pub fn note_words(note: &Note, lang: Lang) -> String {
    match (note, lang) {
        (Note::KeysMerged { customers, orders }, Lang::Zh) => format!(
            "{} 位客户的订单写着不同的标识（账号、邮箱或手机号）：这些标识在同一笔订单上一起出现过，且从不与别的同时出现，因此并成一位客户，涉及 {} 笔订单。可以在“改列的含义”里改为各算各的。",
            count(*customers),
            count(*orders)
        ),
        (Note::KeysMerged { customers, orders }, Lang::En) => format!(
            "{} with different keys (account, e-mail, telephone) on different orders: these keys stood together on one \
             order and never with others of their kind, so they were taken for one customer's ({}). The dialog \
             about the columns can keep them apart.",
            plural(*customers, "customer", "customers"),
            plural(*orders, "order", "orders")
        ),
        (Note::UnusableKeys { column, why, orders }, _) => {
            let (column, why) = (quoted(column, lang), why_unusable(*why).get(lang));
            match lang {
                Lang::Zh => format!("{column}列有 {} 笔订单的标识不能用来辨认客户：{why}。", count(*orders)),
                Lang::En => format!(
                    "{column} cannot tell the customers of {} apart: what stands there {why}.",
                    plural(*orders, "order", "orders")
                ),
            }
        }
        (Note::OtherPeople { columns }, _) => {
            let names: Vec<String> = columns.iter().map(|column| quoted(column, lang)).listed();
            match lang {
                Lang::Zh => {
                    format!("{}是带货、销售、收银或配送的人，不是买家，没有用来辨认客户。", names.concat())
                }
                Lang::En => format!(
                    "{}: people who promoted, sold or carried the goods, and not the buyers; not used to tell customers \
                     apart.",
                    names.join(", ")
                ),
            }
        }
        _ => String::new(),
    }
}

fn quoted(column: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("“{}”", column.trim()),
        Lang::En => format!("\"{}\"", column.trim()),
    }
}
