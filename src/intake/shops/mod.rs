//! The shops whose exports are known: one table each, no code. Everything else goes the general way.

mod amazon;
mod cdnow;
mod douyin;
mod ebay;
mod etsy;
mod jd;
mod kuaishou;
mod pinduoduo;
mod qianniu;
mod shopify;
mod square;
mod stripe;
mod superstore;
mod taobao;
mod tmall_order_report;
mod uci_online_retail;
mod weixin;
mod woocommerce;
mod xiaohongshu;
mod youzan;

use super::DateOrder;
use super::role::Role;
use super::words;

/// The export of one shop.
#[derive(Debug)]
pub(super) struct Shop {
    /// Its name in the ledger.
    pub name: &'static str,
    /// Header names, normalised, that together only this export has, a blank between them; empty where exports have no
    /// header.
    pub fingerprint: &'static str,
    /// For each role its header names, normalised, the best first, a blank between them.
    pub columns: &'static [(Role, &'static str)],
    /// Exports without a header: separated by runs of spaces, with these columns.
    pub headerless: &'static [&'static [Option<Role>]],
    /// Where the rows of an order carry its amount.
    pub layout: Layout,
    /// Whether refunds stand on the rows of what came back, beside amounts that are the order's.
    pub refunds_by_line: bool,
    /// The currency of exports that name none: an ISO code.
    pub currency: Option<&'static str>,
    /// Columns, normalised, that are added to the amount of a row (`true`) or taken off it.
    pub sum: &'static [(&'static str, bool)],
    /// What comes first in its dates where the cells leave that open.
    pub date_order: Option<DateOrder>,
    /// Words in the name of its time zone that say that months come first in its dates.
    pub month_first_zone: Option<&'static str>,
    /// Whether refunds are rows of their own under the id of their order: one that stands alone belongs to an
    /// order that is not in the file.
    pub refunds_share_ids: bool,
}

impl Shop {
    /// A shop that says nothing of itself: what a table leaves out.
    pub const PLAIN: Shop = Shop {
        name: "",
        fingerprint: "",
        columns: &[],
        headerless: &[],
        layout: Layout::Told,
        refunds_by_line: false,
        currency: None,
        sum: &[],
        date_order: None,
        month_first_zone: None,
        refunds_share_ids: false,
    };
}

/// Where the rows of an order carry its amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Layout {
    /// Told from the amounts: the same on every row of every order is a total that is repeated.
    #[default]
    Told,
    /// The first row alone carries the order's totals.
    FirstRow,
    /// Each row repeats the order's total.
    Repeated,
    /// Each row carries its own part.
    Parts,
}

/// All known shops, in the order in which they are tried.
const ALL: [&Shop; 21] = [
    &taobao::SHOP,
    &shopify::SHOP,
    &uci_online_retail::SHOP,
    &cdnow::SHOP,
    &amazon::ALL_ORDERS,
    &amazon::ORDER_REPORT,
    &ebay::SHOP,
    &etsy::SHOP,
    &square::SHOP,
    &stripe::SHOP,
    &woocommerce::SHOP,
    &superstore::SHOP,
    &douyin::SHOP,
    &jd::SHOP,
    &kuaishou::SHOP,
    &pinduoduo::SHOP,
    &qianniu::SHOP,
    &weixin::SHOP,
    &xiaohongshu::SHOP,
    &youzan::SHOP,
    // Its names are among those of 淘宝's.
    &tmall_order_report::SHOP,
];

/// The shop whose export has this header (normalised names).
pub(super) fn by_header(names: &[String]) -> Option<&'static Shop> {
    let has = |name: &str| names.iter().any(|known| known == name);
    ALL.into_iter().find(|shop| !shop.fingerprint.is_empty() && words::each(shop.fingerprint).all(has))
}

/// The shops that export so many space-separated columns without a header, and their columns.
pub(super) fn headerless(width: usize) -> Option<(&'static Shop, &'static [Option<Role>])> {
    ALL.into_iter().find_map(|shop| {
        let columns = shop.headerless.iter().find(|columns| columns.len() == width)?;
        Some((shop, *columns))
    })
}
