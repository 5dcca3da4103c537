//! Files of refunds: each row says what came back of an order in another file.

use super::Export;
use super::columns::Pair;
use super::roots;
use crate::error::Trouble;
use crate::intake::cell::UNREADABLE;
use crate::intake::file::FileRows;
use crate::intake::names;
use crate::intake::role::Role;
use crate::intake::status::{self, Status};

/// Parts of the names of columns and files that speak of refunds, normalised.
const WORDS: [&str; 7] = ["refund", "退款", "退货", "erstatt", "rembours", "reembols", "返金"];

/// Finds the files of refunds among others, and takes their amounts for what came back.
///
/// They name orders of another file, on other days, and say of refunds in their names, or have no amount above
/// zero. A file with amounts of refunds and none of orders is one too.
pub(super) fn recognise(files: &mut [FileRows], exports: &[Export]) {
    for export in exports {
        let plan = &files[export[0]].plan;
        let has = |role| plan.columns.contains_key(&role);
        if !has(Role::OrderId) || has(Role::Amount) == has(Role::Refund) {
            continue;
        }
        let is_of_refunds = if has(Role::Refund) {
            !has(Role::LineAmount) && !has(Role::UnitPrice)
        } else {
            speaks_of_refunds(files, export) && names_other_orders(files, exports, export)
        };
        for &file in export.iter().filter(|_| is_of_refunds) {
            become_refunds(&mut files[file]);
        }
    }
}

fn speaks_of_refunds(files: &[FileRows], export: &Export) -> bool {
    let says = |name: &str| {
        let name = names::normalised(name);
        WORDS.iter().any(|word| name.contains(word))
    };
    let of_file = |&file: &usize| says(&files[file].name);
    let amounts = || export.iter().flat_map(|&file| files[file].shard.amounts.iter());
    files[export[0]].plan.names.iter().any(|name| says(name))
        || export.iter().all(of_file)
        || amounts().all(|amount| amount <= 0) && amounts().any(|amount| amount > UNREADABLE && amount < 0)
}

/// Whether nearly all of its orders are those of another file, which has them on other days.
fn names_other_orders(files: &[FileRows], exports: &[Export], export: &Export) -> bool {
    let has = |export: &Export, role| files[export[0]].plan.columns.contains_key(&role);
    let fits = |other: &&Export| {
        let pair = || roots::ids(files, export, other);
        let is_dated = has(export, Role::Date);
        let is_theirs = |pair: Pair| {
            pair.share_of_values(0) >= 800
                && !(is_dated && roots::are_on_same_days(files, [export, other], &pair))
        };
        other[0] != export[0] && has(other, Role::Date) && pair().is_some_and(is_theirs)
    };
    exports.iter().any(|other| fits(&other))
}

fn become_refunds(file: &mut FileRows) {
    if let Some(column) = file.plan.columns.remove(&Role::Amount) {
        file.plan.columns.insert(Role::Refund, column);
        file.shard.refunds = std::mem::take(&mut file.shard.amounts);
    }
    file.plan.lacks.get_or_insert(Trouble::NoAmountColumn);
    file.gives_refunds = true;
}

/// Whether a refund's own status says that nothing came back, or not yet.
pub(super) fn is_void(word: &str) -> bool {
    #[rustfmt::skip]
    const OPEN: [&str; 22] = [
        "关闭", "撤", "拒", "驳", "中", "待", "失败", "取消", "申请", "未", "reject", "cancel", "declin", "denied", "fail", "pending",
        "request", "progress", "process", "await", "closed", "open",
    ];
    let is_open = || {
        let word = word.to_ascii_lowercase();
        OPEN.iter().any(|part| word.contains(part))
    };
    status::of(word) != Status::Refunded && is_open()
}
